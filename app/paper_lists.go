package main

import (
	"cmp"
	"context"
	"slices"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/printing/forms"
	"redwrench/ui/desk/today"
	"redwrench/ui/say"
)

// The papers of the desk: labels and lists, as things are when they are printed.

// counted is the report of a stocktake that is closed: what was not as the
// records said.
func (p press) counted(ctx context.Context, job inventory.PrintJob) (forms.Paper, error) {
	s, lines, err := p.desk.StocktakeOf(ctx, inventory.StocktakeID(job.Subject))
	if err != nil {
		return forms.Paper{}, err
	}
	lang := words.Lang(job.Lang)
	d := forms.Counted{
		Lang: lang, Shop: p.shop(), Made: p.desk.Now(), Shelf: say.Shelf(lang, s.Shelf, s.All), Begun: s.Begun, Closed: s.Closed,
		Counted: s.Tally.Counted, Away: s.Tally.Away,
	}
	for _, l := range lines {
		if l.Finding == inventory.Present {
			continue
		}
		name, _ := names(lang, l.Tool.Name)
		d.Lines = append(d.Lines, forms.CountedLine{Tool: l.Tool.ID.Code(), Name: name, Shelf: l.Tool.Shelf, Found: lang.Say(say.Finding(l.Finding))})
	}
	return forms.StocktakeReport(d)
}

// upkeep is the list of what is due until the end of the month.
func (p press) upkeep(ctx context.Context, job inventory.PrintJob) (forms.Paper, error) {
	list, err := p.desk.Upkeep(ctx)
	if err != nil {
		return forms.Paper{}, err
	}
	lang := words.Lang(job.Lang)
	d := forms.Upkeep{Lang: lang, Shop: p.shop(), Made: p.desk.Now()}
	end := inventory.MonthEnd(d.Made)
	list = slices.DeleteFunc(list, func(u inventory.Upkeep) bool { return u.Due() == 0 || u.Due() > end })
	ids := make([]inventory.ToolID, len(list))
	for i, u := range list {
		ids[i] = u.Item.Tool.ID
	}
	uses, err := p.desk.UsesOf(ctx, ids)
	if err != nil {
		return forms.Paper{}, err
	}
	for _, u := range list {
		t := u.Item.Tool
		line := forms.UpkeepLine{
			Tool: t.ID.Code(), Shelf: t.Shelf, Due: u.Due().In(d.Made.Location()), What: lang.Say(say.UpkeepKey(u)), Loans: uses[t.ID], State: say.Pill(lang, u.Item, d.Made),
		}
		line.Name, _ = names(lang, t.Name)
		d.Lines = append(d.Lines, line)
	}
	return forms.UpkeepList(d)
}

// week is the reservations of the days from the job's first one on.
func (p press) week(ctx context.Context, job inventory.PrintJob) (forms.Paper, error) {
	from := inventory.Day(job.Subject)
	list, err := p.desk.Week(ctx, from)
	if err != nil {
		return forms.Paper{}, err
	}
	lang, made := words.Lang(job.Lang), p.desk.Now()
	zone := made.Location()
	d := forms.WeekPaper{Lang: lang, Shop: p.shop(), Made: made, From: from.In(zone), To: (from + inventory.WeekDays - 1).In(zone)}
	for _, l := range list {
		line := forms.WeekPaperLine{Tool: l.Tool.ID.Code(), From: l.Reservation.From.In(zone), To: l.Reservation.To.In(zone), Borrower: l.Name, Phone: l.Phone}
		line.Name, _ = names(lang, l.Tool.Name)
		d.Lines = append(d.Lines, line)
	}
	return forms.ReservationWeek(d)
}

// labels are those of the tools that are still in the shop.
func (p press) labels(ctx context.Context, job inventory.PrintJob) (forms.Paper, error) {
	var tools []inventory.Tool
	for _, id := range job.Labels.Tools {
		item, err := p.desk.Item(ctx, id)
		if err != nil {
			return forms.Paper{}, err
		}
		if item.Status != inventory.Retired {
			tools = append(tools, item.Tool)
		}
	}
	if len(tools) == 0 {
		return forms.Paper{}, inventory.ErrMoot
	}
	return forms.Labels(labelsOf(tools, job.Labels))
}

// labelsOf is the labels of tools, on the sheet that l says.
func labelsOf(tools []inventory.Tool, l inventory.Labels) forms.ToolLabels {
	d := forms.ToolLabels{Sheet: l.Sheet, Start: l.Start}
	for _, t := range tools {
		d.Labels = append(d.Labels, label(t))
		if l.Tags {
			d.Tags = append(d.Tags, t.ID.Code())
		}
	}
	return d
}

func label(t inventory.Tool) forms.ToolLabel {
	l := forms.ToolLabel{Tool: t.ID.Code(), Zh: t.Name.Zh, Bo: t.Name.Bo}
	if t.Origin.Thanks {
		l.Donor = t.Origin.Donor
	}
	return l
}

func (p press) overdue(ctx context.Context, job inventory.PrintJob) (forms.Paper, error) {
	late, err := p.desk.OverdueForPaper(ctx)
	if err != nil {
		return forms.Paper{}, err
	}
	lang := words.Lang(job.Lang)
	d := forms.Overdue{Lang: lang, Shop: p.shop(), Made: p.desk.Now()}
	for _, l := range late {
		name, _ := names(lang, l.Tool.Name)
		d.Lines = append(d.Lines, forms.OverdueLine{
			Tool: l.Tool.ID.Code(), Name: name, Borrower: cmp.Or(l.Borrower.Person.Name, l.Helper), Phone: l.Borrower.Person.Phone, Due: l.Loan.Due, Days: l.Days,
			Remark: say.Reminded(lang, l.Loan),
		})
	}
	return forms.OverdueList(d)
}

// list is a list of the desk with the lines that were seen, in their order, as
// they are now.
func (p press) list(ctx context.Context, job inventory.PrintJob) (forms.Paper, error) {
	of, lang := inventory.List(job.Subject), words.Lang(job.Lang)
	lines, err := p.desk.ListedLines(ctx, of, job.More)
	if err != nil {
		return forms.Paper{}, err
	}
	d := forms.Listing{Lang: lang, Shop: p.shop(), Made: p.desk.Now(), Title: today.Title(of), Of: job.Of}
	columns := today.Columns(of)
	for _, c := range columns {
		d.Columns = append(d.Columns, forms.ListColumn{Key: c.Key, Share: c.Share})
	}
	for _, l := range lines {
		cells := make([]string, len(columns))
		for i, c := range columns {
			cells[i] = c.Text(lang, l)
		}
		d.Lines = append(d.Lines, cells)
	}
	return forms.DeskList(d)
}

// stocktake is the list in the order in which one walks along the shelves.
func (p press) stocktake(ctx context.Context, job inventory.PrintJob) (forms.Paper, error) {
	items, err := p.desk.Catalogue(ctx)
	if err != nil {
		return forms.Paper{}, err
	}
	slices.SortStableFunc(items, func(a, b inventory.Item) int {
		return cmp.Or(cmp.Compare(a.Tool.Shelf, b.Tool.Shelf), cmp.Compare(a.Tool.ID, b.Tool.ID))
	})
	lang := words.Lang(job.Lang)
	d := forms.Stocktake{Lang: lang, Shop: p.shop(), Made: p.desk.Now()}
	for _, i := range items {
		if i.Status == inventory.Retired {
			continue
		}
		line := forms.StockLine{Tool: i.Tool.ID.Code(), Shelf: i.Tool.Shelf, State: say.Pill(lang, i, d.Made), Parts: say.Parts(lang, i.Tool)}
		line.Name, line.Second = names(lang, i.Tool.Name)
		d.Lines = append(d.Lines, line)
	}
	return forms.StocktakeList(d)
}
