package main

import (
	"context"
	"fmt"
	"strconv"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/inventory/folder"
	"redwrench/printing/forms"
	"redwrench/printing/queue"
	"redwrench/printing/raster"
	"redwrench/ui/desk/papers"
	"redwrench/ui/say"
)

// press makes the paper of a print job from the records as they are now.
type press struct {
	desk   *inventory.Desk
	folder *folder.Folder
}

// render makes the paper of a job for a printer. It returns inventory.ErrMoot
// when nobody needs it any more; another error means that it can never be made.
func (p press) render(ctx context.Context, job inventory.PrintJob, to inventory.Printer) (queue.Paper, error) {
	if err := p.desk.Needed(ctx, job); err != nil {
		return queue.Paper{}, err
	}
	paper, err := p.paper(ctx, job, to)
	return queue.Paper{PDF: paper.PDF, Document: paper.Document, Width: paper.Width, Height: paper.Height}, err
}

func (p press) paper(ctx context.Context, job inventory.PrintJob, to inventory.Printer) (forms.Paper, error) {
	switch job.Paper {
	case inventory.LoanSlip:
		return p.slip(ctx, job, to)
	case inventory.ResidentCard:
		return p.card(ctx, job)
	case inventory.TestPage:
		return p.test(job, to)
	case inventory.StaffCard:
		return p.staffCard(ctx, job)
	case inventory.RequestSlip:
		return p.request(ctx, job, to)
	case inventory.JobSheets:
		return p.jobSheets(ctx, job, to)
	case inventory.Referral:
		return p.referral(ctx, job, to)
	case inventory.ServicePaper:
		return p.service(ctx, job, to)
	case inventory.ReturnReceipt:
		return p.receipt(ctx, job, to)
	case inventory.RenewalSlip:
		return p.renewal(ctx, job, to)
	case inventory.HoldSlip:
		return p.hold(ctx, job, to)
	case inventory.ReservationSlip:
		return p.reservation(ctx, job, to)
	case inventory.ToolLabels:
		return p.labels(ctx, job)
	case inventory.OverdueList:
		return p.overdue(ctx, job)
	case inventory.ReminderSlip:
		return p.reminder(ctx, job, to)
	case inventory.DeskList:
		return p.list(ctx, job)
	case inventory.PeriodReport:
		return p.report(ctx, inventory.PeriodNumbered(job.Subject), words.Lang(job.Lang))
	case inventory.StocktakeList:
		return p.stocktake(ctx, job)
	case inventory.ThanksSlip:
		return p.thanks(ctx, job, to)
	case inventory.ReservationWeek:
		return p.week(ctx, job)
	case inventory.UpkeepList:
		return p.upkeep(ctx, job)
	case inventory.StocktakeReport:
		return p.counted(ctx, job)
	case inventory.RecoverySheet:
		if to.Folder() { // another printer since
			return forms.Paper{}, inventory.ErrMoot
		}
		return p.recovery()
	}
	return forms.Paper{}, fmt.Errorf("print job %d: no paper of kind %d", job.ID, job.Paper)
}

// Picture implements ui/desk/papers.Press.
func (p press) Picture(ctx context.Context, job inventory.PrintJob, page int) (papers.Picture, error) {
	if job.Paper == inventory.RecoverySheet {
		return papers.Picture{}, inventory.ErrNoPaper // the key never stands on the screen
	}
	printers, err := p.desk.Printers(ctx)
	if err != nil {
		return papers.Picture{}, err
	}
	to := inventory.DefaultPrinter(job.Role())
	for _, one := range printers {
		if one.Role == job.Role() {
			to = one
		}
	}
	paper, err := p.render(ctx, job, to)
	if err != nil {
		return papers.Picture{}, err
	}
	pages := paper.Document.List()
	return papers.Picture{Image: raster.Picture(pages[min(max(page, 0), len(pages)-1)], papers.DotsPerMM), Pages: len(pages)}, nil
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
