package main

import (
	"context"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/printing/forms"
	"redwrench/ui/say"
)

// The slips of the counter. People are masked on all of them.

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
		if l.Loan.Undone == 0 && (job.Copy || l.Loan.Owed()) {
			d.Lines = append(d.Lines, p.slipLine(lang, l))
		}
	}
	return forms.Slip(d)
}

// slipLine is a tool that is out, or that came back, in the slip's language with Chinese beside it; a Chinese
// slip has Tibetan beside it, as the shop's signs do.
func (p press) slipLine(lang words.Lang, l inventory.LoanLine) forms.SlipLine {
	name, other := names(lang, l.Tool.Name)
	line := forms.SlipLine{
		Tool:   l.Tool.ID.Code(),
		Name:   name,
		Second: other,
		Due:    l.Loan.Due,
		Safety: l.Tool.Safety.In(inventory.Lang(lang)),
		Parts:  partsOf(lang, l.Tool.Parts),
	}
	line.Why = say.Due(lang, l.Loan.DueWhy, p.desk.Local(l.Loan.DueWas), 0, p.desk.Settings(), p.desk.Now())
	if !l.Loan.Owed() {
		line.Back = l.Loan.Back
	}
	return line
}

// names is a name in the paper's language and beside it in its second one: a
// Chinese paper has Tibetan beside it, as the shop's signs do, the others
// Chinese. other is empty when it says the same.
func names(lang words.Lang, n inventory.Name) (name, other string) {
	second := inventory.Lang("zh")
	if lang == words.Chinese {
		second = "bo"
	}
	name, other = n.In(inventory.Lang(lang)), n.In(second)
	if other == name {
		other = ""
	}
	return name, other
}

func partsOf(lang words.Lang, list []inventory.Part) []string {
	var all []string
	for _, part := range list {
		all = append(all, part.Name.In(inventory.Lang(lang))+" × "+lang.Number(part.Count))
	}
	return all
}

func (p press) receipt(ctx context.Context, job inventory.PrintJob, to inventory.Printer) (forms.Paper, error) {
	r, err := p.desk.ReturnOf(ctx, inventory.LoanID(job.Subject))
	if err != nil {
		return forms.Paper{}, err
	}
	lang := words.Lang(job.Lang)
	d := forms.Return{
		On: medium(to), Lang: lang, Shop: p.shop(), Slip: r.Slip.Code(), Copy: job.Copy, Taken: r.Back,
		Borrower: r.Borrower.Person.MaskedName(), Phone: r.Borrower.Person.MaskedPhone(),
	}
	for _, l := range r.Lines {
		line := forms.ReturnLine{Tool: l.Tool.ID.Code(), Found: l.Loan.Found, Missing: partsOf(lang, l.Loan.Missing)}
		line.Name, line.Second = names(lang, l.Tool.Name)
		if l.Loan.Late() {
			line.Late = int(inventory.DayOf(l.Loan.Back) - inventory.DayOf(l.Loan.Due))
		}
		d.Lines = append(d.Lines, line)
	}
	return forms.ReturnReceipt(d)
}

// renewal is the loan as it is due now, however often it was renewed since.
func (p press) renewal(ctx context.Context, job inventory.PrintJob, to inventory.Printer) (forms.Paper, error) {
	l, err := p.desk.LoanLine(ctx, inventory.LoanID(job.Subject))
	if err != nil {
		return forms.Paper{}, err
	}
	s, err := p.desk.SlipOf(ctx, l.Loan.ID)
	if err != nil {
		return forms.Paper{}, err
	}
	lang := words.Lang(job.Lang)
	return forms.RenewalSlip(forms.Renewal{
		On: medium(to), Lang: lang, Shop: p.shop(), Slip: s.ID.Code(), Copy: job.Copy,
		Borrower: s.Borrower.Person.MaskedName(), Phone: s.Borrower.Person.MaskedPhone(),
		Renewed: p.desk.Local(l.Loan.Renewals[len(l.Loan.Renewals)-1].At),
		Left:    max(p.desk.Settings().Renewals-l.Loan.Renewed(), 0),
		Lines:   []forms.SlipLine{p.slipLine(lang, l)},
	})
}

func (p press) hold(ctx context.Context, job inventory.PrintJob, to inventory.Printer) (forms.Paper, error) {
	h, err := p.desk.HoldOf(ctx, inventory.HoldID(job.Subject))
	if err != nil {
		return forms.Paper{}, err
	}
	lang := words.Lang(job.Lang)
	d := forms.Waiting{
		On: medium(to), Lang: lang, Shop: p.shop(), Hold: h.Hold.ID.Code(), Copy: job.Copy,
		Who: h.Resident.Person.MaskedName(), Phone: h.Resident.Person.MaskedPhone(),
		Since: h.Hold.Ready, Until: h.Hold.Until, Tool: h.Tool.ID.Code(),
	}
	d.Name, d.Second = names(lang, h.Tool.Name)
	return forms.HoldReady(d)
}

func (p press) reservation(ctx context.Context, job inventory.PrintJob, to inventory.Printer) (forms.Paper, error) {
	r, err := p.desk.ReservationOf(ctx, inventory.ReservationID(job.Subject))
	if err != nil {
		return forms.Paper{}, err
	}
	lang, zone := words.Lang(job.Lang), p.desk.Now().Location()
	d := forms.Booking{
		On: medium(to), Lang: lang, Shop: p.shop(), Booking: r.Reservation.ID.Code(), Copy: job.Copy,
		Who: r.Resident.Person.MaskedName(), Phone: r.Resident.Person.MaskedPhone(),
		Made: r.Reservation.Made, From: r.Reservation.From.In(zone), To: r.Reservation.To.In(zone), Tool: r.Tool.ID.Code(),
	}
	d.Name, d.Second = names(lang, r.Tool.Name)
	return forms.ReservationSlip(d)
}

// reminder names all that its borrower has overdue when it is printed.
func (p press) reminder(ctx context.Context, job inventory.PrintJob, to inventory.Printer) (forms.Paper, error) {
	r, err := p.desk.ReminderOf(ctx, inventory.LoanID(job.Subject))
	if err != nil {
		return forms.Paper{}, err
	}
	lang, now := words.Lang(job.Lang), p.desk.Now()
	d := forms.Reminder{
		On: medium(to), Lang: lang, Shop: p.shop(), Slip: job.Code(), Copy: job.Copy, Made: now,
		Borrower: r.Borrower.Person.MaskedName(), Phone: r.Borrower.Person.MaskedPhone(),
	}
	for _, l := range r.Lines {
		line := forms.ReminderLine{Tool: l.Tool.ID.Code(), Due: l.Loan.Due, Days: l.Loan.DaysOverdue(now)}
		line.Name, line.Second = names(lang, l.Tool.Name)
		d.Lines = append(d.Lines, line)
	}
	return forms.ReminderSlip(d)
}

// thanks is the slip for a donation, its donor named as they agreed to be.
func (p press) thanks(ctx context.Context, job inventory.PrintJob, to inventory.Printer) (forms.Paper, error) {
	g, err := p.desk.DonationOf(ctx, inventory.DonationID(job.Subject))
	if err != nil {
		return forms.Paper{}, err
	}
	lang := words.Lang(job.Lang)
	d := forms.Thanks{
		On: medium(to), Lang: lang, Shop: p.shop(), Donation: g.Donation.ID.Code(), Donor: g.Donor, Given: g.Donation.At,
		Fen: int64(g.Donation.Fen), Purpose: lang.Say(say.PurposeKey(g.Donation.Purpose)), Copy: job.Copy,
	}
	if g.Donation.Tool != 0 {
		d.Tool = g.Tool.ID.Code()
		d.Name, d.Second = names(lang, g.Tool.Name)
	}
	return forms.ThanksSlip(d)
}
