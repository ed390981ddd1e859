package forms

import (
	"time"

	"redwrench/assets/words"
	"redwrench/inventory/code"
	"redwrench/printing/pdf"
	"redwrench/printing/text"
)

// Referral is what goes along with a job that was passed on to a partner. It
// holds the resident's name, telephone number and address in full: it is handed
// to the partner alone. Times are in the shop's zone.
type Referral struct {
	On       Medium // A5 or A4; any other is A5
	Lang     words.Lang
	Shop     Shop
	Job      code.Code
	Partner  string
	Helps    string // what the partner helps with; may be empty
	Call     string // the partner's telephone number; may be empty
	Resident string
	Phone    string
	Address  string
	Kind     string // in the paper's language
	Fault    string
	Why      string // it is passed on
	Reported time.Time
	Passed   time.Time
	Copy     bool
}

// ReferralSheet is the paper that introduces a resident to a partner.
func ReferralSheet(d Referral) (paper Paper, err error) {
	defer pdf.Recover(&err)
	s, k := newSheet(d.On)
	m, err := newMark(d.Job, 0.75)
	if err != nil {
		return Paper{}, err
	}
	l := d.Lang
	s.heading(d.Shop, "paper.referral", k, &m)
	if d.Copy {
		s.reprint()
	}
	s.fields(l, k, share{5, field{"paper.referral.to", joined("  ", d.Partner, d.Helps), false}}, share{3, field{"paper.phone", d.Call, false}})
	s.gap(1.2 * k)
	s.rule(0.375)
	s.fields(l, k, share{5, field{"paper.job.resident", d.Resident, false}}, share{3, field{"paper.phone", d.Phone, false}})
	s.fields(l, k, share{1, field{"paper.job.address", d.Address, false}})
	s.fields(l, k, share{4, field{"paper.job.kind", d.Kind, true}}, share{4, field{"paper.job.reported", moment(l, d.Reported), true}},
		share{4, field{"paper.referral.at", moment(l, d.Passed), true}})
	s.gap(1.2 * k)
	s.rule(0.375)
	for _, f := range []struct{ key, value string }{{"paper.job.fault", d.Fault}, {"paper.referral.why", d.Why}} {
		s.section(l, f.key, k)
		s.lines(s.margin, text.Fit(s.column, safetyLines, span(f.value, plain(11.5*k)))...)
		s.gap(1.5 * k)
	}
	s.rule(0.375)
	s.section(l, "paper.referral.answer", k)
	for range 4 {
		s.gap(8.5 * k)
		s.rule(hair)
	}
	s.gap(2 * k)
	s.lines(s.margin, text.Fit(s.column, 4, span(l.Say("paper.referral.note"), plain(9.5*k)))...)
	s.gap(2 * k)
	s.fill(l, k, blank{"paper.referral.sign.shop", ""}, blank{"paper.referral.sign.partner", ""})
	doc := pdf.New(words.Chinese.Say("paper.referral") + " " + d.Job.Human())
	return finish(doc, s.print(doc, s.sheetFoot(l, "paper.referral", d.Job, d.Shop)))
}
