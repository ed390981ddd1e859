package main

import (
	"context"
	"fmt"
	"strconv"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/printing/forms"
	"redwrench/printing/queue"
	"redwrench/ui/say"
)

// press makes the paper of a print job from the records as they are now.
type press struct{ desk *inventory.Desk }

// render makes the paper of a job for a printer. An error means the job can
// never be printed.
func (p press) render(ctx context.Context, job inventory.PrintJob, to inventory.Printer) (queue.Paper, error) {
	var paper forms.Paper
	var err error
	switch job.Paper {
	case inventory.LoanSlip:
		paper, err = p.slip(ctx, job, to)
	case inventory.ResidentCard:
		paper, err = p.card(ctx, job)
	case inventory.TestPage:
		paper, err = p.test(job, to)
	case inventory.StaffCard:
		paper, err = p.staffCard(ctx, job)
	case inventory.RequestSlip:
		paper, err = p.request(ctx, job, to)
	case inventory.JobSheets:
		paper, err = p.jobSheets(ctx, job, to)
	case inventory.Referral:
		paper, err = p.referral(ctx, job, to)
	default:
		err = fmt.Errorf("print job %d: no paper of kind %d", job.ID, job.Paper)
	}
	return queue.Paper{PDF: paper.PDF, Document: paper.Document}, err
}

// medium is the paper in a printer.
func medium(p inventory.Printer) forms.Medium {
	switch {
	case p.Width < 70:
		return forms.Roll58
	case p.Width < 140:
		return forms.Roll80
	case p.Width < 200:
		return forms.A5
	}
	return forms.A4
}

func (p press) test(job inventory.PrintJob, to inventory.Printer) (forms.Paper, error) {
	lang := words.Lang(job.Lang)
	return forms.TestPage(forms.Test{On: medium(to), Lang: lang, Shop: p.shop(), Printer: say.PrinterName(lang, to.Role, to.Name), Made: p.desk.Local(job.Asked)})
}

func (p press) slip(ctx context.Context, job inventory.PrintJob, to inventory.Printer) (forms.Paper, error) {
	s, err := p.desk.SlipOf(ctx, inventory.LoanID(job.Subject))
	if err != nil {
		return forms.Paper{}, err
	}
	lang := words.Lang(job.Lang)
	d := forms.LoanSlip{
		On:       medium(to),
		Lang:     lang,
		Shop:     p.shop(),
		Slip:     s.ID.Code(),
		Borrower: s.Borrower.Person.MaskedName(),
		Phone:    s.Borrower.Person.MaskedPhone(),
		Out:      s.Lines[0].Loan.Out,
		Copy:     job.Copy,
	}
	for _, l := range s.Lines {
		line := slipLine(lang, l)
		line.Why = say.Due(lang, l.Loan.DueWhy, p.desk.Local(l.Loan.DueWas), 0, p.desk.Settings(), p.desk.Now())
		d.Lines = append(d.Lines, line)
	}
	return forms.Slip(d)
}

// slipLine is a tool in the slip's language with Chinese beside it; a Chinese
// slip has Tibetan beside it, as the shop's signs do.
func slipLine(lang words.Lang, l inventory.LoanLine) forms.SlipLine {
	second := "zh"
	if lang == words.Chinese {
		second = "bo"
	}
	line := forms.SlipLine{
		Tool:   l.Tool.ID.Code(),
		Name:   l.Tool.Name.In(inventory.Lang(lang)),
		Second: l.Tool.Name.In(inventory.Lang(second)),
		Due:    l.Loan.Due,
		Safety: l.Tool.Safety.In(inventory.Lang(lang)),
	}
	if line.Second == line.Name {
		line.Second = ""
	}
	for _, part := range l.Tool.Parts {
		line.Parts = append(line.Parts, part.Name.In(inventory.Lang(lang))+" × "+lang.Number(part.Count))
	}
	return line
}

func (p press) card(ctx context.Context, job inventory.PrintJob) (forms.Paper, error) {
	r, err := p.desk.ByCard(ctx, inventory.ResidentID(job.Subject))
	if err != nil {
		return forms.Paper{}, err
	}
	return forms.Card(forms.ResidentCard{
		Lang: words.Lang(job.Lang),
		Shop: p.shop(),
		Card: r.ID.Code(),
		Name: r.Person.MaskedName(),
		Copy: job.Copy,
	})
}

func (p press) staffCard(ctx context.Context, job inventory.PrintJob) (forms.Paper, error) {
	s, err := p.desk.StaffCardOf(ctx, inventory.StaffID(job.Subject))
	if err != nil {
		return forms.Paper{}, err
	}
	lang := words.Lang(job.Lang)
	return forms.StaffCardPaper(forms.StaffCard{
		Lang: lang, Shop: p.shop(), Card: s.CardCode(), Name: s.Name, Role: lang.Say("desk.role." + strconv.Itoa(int(s.Role))), Copy: job.Copy,
	})
}

func (p press) shop() forms.Shop {
	s := p.desk.Settings()
	return forms.Shop{Name: s.Shop, Place: s.Place.Zh, Phone: s.Phone}
}
