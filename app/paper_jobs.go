package main

import (
	"context"
	"strconv"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/inventory/jobs"
	"redwrench/printing/forms"
	"redwrench/ui/say"
)

// request is the slip of what a resident asked for.
func (p press) request(ctx context.Context, job inventory.PrintJob, to inventory.Printer) (forms.Paper, error) {
	s, err := p.oneSheet(ctx, job)
	if err != nil {
		return forms.Paper{}, err
	}
	lang := words.Lang(job.Lang)
	return forms.RequestSlip(forms.Request{
		On: medium(to), Lang: lang, Shop: p.shop(), Job: s.Job.ID.Code(), Copy: job.Copy,
		Who: s.Who.MaskedName(), Phone: s.Who.MaskedPhone(), Asked: s.Job.Asked(),
		Kind: say.Name(lang, s.Kind.Name), Fault: say.Fault(lang, s.Job.Faults, s.Notes.Words), When: say.Suits(lang, s.Job.When, s.Job.Rank.Urgent()),
	})
}

// oneSheet is the job of a paper about a single one.
func (p press) oneSheet(ctx context.Context, job inventory.PrintJob) (inventory.JobSheet, error) {
	sheets, err := p.desk.SheetsToPrint(ctx, job.ID)
	if err != nil {
		return inventory.JobSheet{}, err
	}
	return sheets[0], nil
}

// jobSheets is one sheet, or the round of a day.
func (p press) jobSheets(ctx context.Context, job inventory.PrintJob, to inventory.Printer) (forms.Paper, error) {
	sheets, err := p.desk.SheetsToPrint(ctx, job.ID)
	if err != nil {
		return forms.Paper{}, err
	}
	round := make([]forms.Job, len(sheets))
	for i, s := range sheets {
		round[i] = sheetOf(words.Lang(job.Lang), s)
		round[i].On, round[i].Shop, round[i].Copy = medium(to), p.shop(), job.Copy
	}
	return forms.JobSheets(round)
}

// sheetOf is a job as its sheet says it in a language.
func sheetOf(lang words.Lang, s inventory.JobSheet) forms.Job {
	d := forms.Job{
		Lang: lang, Job: s.Job.ID.Code(), Kind: say.Name(lang, s.Kind.Name), Reported: s.Job.Asked(),
		Resident: s.Who.Name, Phone: s.Who.Phone, Address: say.Address(lang, s.Notes.Place),
		When: say.Suits(lang, s.Job.When, s.Job.Rank.Urgent()), Fault: say.Fault(lang, s.Job.Faults, s.Notes.Words),
	}
	if !s.Job.Visit.IsZero() {
		d.When = lang.Date(s.Job.Visit.From) + " " + lang.Clock(s.Job.Visit.From) + "–" + lang.Clock(s.Job.Visit.To)
	}
	for _, v := range s.Team {
		d.Volunteers = append(d.Volunteers, v.Name)
	}
	for _, t := range s.Tools {
		d.Tools = append(d.Tools, say.Name(lang, t.Tool.Name)+" "+t.Tool.ID.Code().Human())
	}
	for _, c := range s.Used {
		d.Tools = append(d.Tools, say.Name(lang, c.Name)+" × "+lang.Number(c.Stock)+" "+say.Name(lang, c.Unit))
	}
	for n, v := range s.Job.Visits {
		if v.Undone == 0 && n < len(s.Notes.Visits) && s.Notes.Visits[n].Why != "" {
			d.Note = lang.Say("repair.lasttime", "why", s.Notes.Visits[n].Why)
		}
	}
	if s.Job.Big {
		d.Size, d.Discount = forms.SizeBig, int64(s.Job.Off)
		if !s.Job.Agreed.IsZero() {
			d.Quote = int64(s.Job.Quote.Sum())
		}
	}
	return d
}

// referral is the paper that introduces a resident to a partner.
func (p press) referral(ctx context.Context, job inventory.PrintJob, to inventory.Printer) (forms.Paper, error) {
	s, err := p.oneSheet(ctx, job)
	if err != nil {
		return forms.Paper{}, err
	}
	if s.Job.State != jobs.PassedOn {
		return forms.Paper{}, jobs.ErrNotNow
	}
	lang := words.Lang(job.Lang)
	partner, _ := p.desk.Settings().Jobs.Partner(s.Job.Partner)
	return forms.ReferralSheet(forms.Referral{
		On: medium(to), Lang: lang, Shop: p.shop(), Job: s.Job.ID.Code(), Copy: job.Copy,
		Partner: say.Name(lang, partner.Name), Helps: say.Name(lang, partner.What), Call: partner.Phone,
		Resident: s.Who.Name, Phone: s.Who.Phone, Address: say.Address(lang, s.Notes.Place),
		Kind: say.Name(lang, s.Kind.Name), Fault: say.Fault(lang, s.Job.Faults, s.Notes.Words), Why: s.Notes.End,
		Reported: s.Job.Asked(), Passed: s.Job.Closed,
	})
}

// service is a volunteer's certificate of service.
func (p press) service(ctx context.Context, job inventory.PrintJob, to inventory.Printer) (forms.Paper, error) {
	r, from, until, err := p.desk.ServiceToPrint(ctx, job.ID)
	if err != nil {
		return forms.Paper{}, err
	}
	crew, err := p.desk.StaffEver(ctx)
	if err != nil {
		return forms.Paper{}, err
	}
	names := map[inventory.StaffID]string{}
	for _, s := range crew {
		names[s.ID] = s.Name
	}
	lang, settings := words.Lang(job.Lang), p.desk.Settings()
	d := forms.Service{
		On: medium(to), Lang: lang, Shop: p.shop(), Copy: job.Copy, Number: "S" + strconv.Itoa(int(r.Volunteer.ID)), Name: r.Volunteer.Name, Document: r.Document,
		From: from.In(p.desk.Now().Location()), To: until.In(p.desk.Now().Location()), Made: p.desk.Local(job.Asked),
		HalfHours: int(r.Hours), Travel: int(r.Travel),
	}
	for _, s := range settings.Jobs.Squads {
		if s.ID == r.Volunteer.Squad {
			d.Squad = say.Name(lang, s.Name)
		}
	}
	for _, l := range r.Lines {
		d.Lines = append(d.Lines, forms.ServiceLine{Day: l.Visit.From, Job: l.Job.Code(), What: say.Name(lang, l.Kind), Place: say.Street(lang, l.Street),
			HalfHours: int(l.Hours), Confirmed: names[l.Confirmed]})
	}
	return forms.ServiceCertificate(d)
}
