package report

import (
	"cmp"
	"time"

	"fyne.io/fyne/v2"

	"redwrench/inventory"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

// cells are a record behind a figure: its code, what it is, whose, what counts.
func (f *Flow) cells(k kit.Kit, l inventory.RecordLine, room float32) []fyne.CanvasObject {
	code, what, who, count := "", "", "", ""
	switch {
	case l.Loan != 0:
		code, what, who = l.Loan.Code().Human(), say.Name(k.Lang, l.LoanLine.Tool.Name), person(k, l)
		count = stretch(l.LoanLine.Loan.Out, l.LoanLine.Loan.Back)
	case l.Tool != 0:
		code, what, count = l.Tool.Code().Human(), say.Name(k.Lang, l.Item.Name), day(f.desk.Local(l.Item.Added))
		who = k.Say("report.bought")
		if l.Item.Origin.Donated {
			who = k.Say("report.donated")
		}
	case l.Resident != 0:
		code, what, count = l.Resident.Code().Human(), person(k, l), k.Say("report.times", "n", k.Lang.Number(l.N))
	case l.Home != 0:
		what, count = k.Say("report.home", "n", k.Lang.Number(int(l.Home))), k.Say("report.times", "n", k.Lang.Number(l.N))
	case l.Activity != 0:
		what, count = say.Name(k.Lang, l.Held.Name), say.FullDay(k.Lang, l.Held.Day)
		if l.N > 0 {
			who = k.Say("activities.persons", "n", k.Lang.Number(l.N))
		}
	case l.Donation != 0:
		code, what = l.Donation.Code().Human(), say.Money(k.Lang, l.Given.Donation.Fen)
		who, count = cmp.Or(l.Who, k.Say("gift.naming.0")), day(l.Given.Donation.At)
	case l.Visit != 0:
		code, what, who = l.Job.Code().Human(), say.Name(k.Lang, l.Kind), cmp.Or(l.Who, k.Say("report.staff"))
		count = day(l.When) + "   " + k.Say("report.halves", "n", say.Tenths(k.Lang, 5*int(l.Hours)))
	case l.Job != 0:
		code, what, who, count = l.Job.Code().Human(), say.Name(k.Lang, l.Kind), person(k, l), asked(k, l)
	}
	return []fyne.CanvasObject{
		k.Cell(0.19, room, code, kit.Style{Color: look.Soft}), k.Cell(0.31, room, what, kit.Style{}),
		k.Cell(0.18, room, who, kit.Style{}), k.Cell(0.32, room, count, kit.Style{}),
	}
}

func person(k kit.Kit, l inventory.RecordLine) string {
	return cmp.Or(l.Who, k.Say("report.forgotten"))
}

// asked is when a request was made; of other jobs also when it was closed, and
// how content they were.
func asked(k kit.Kit, l inventory.RecordLine) string {
	j := l.Of
	if !l.When.IsZero() {
		return day(l.When)
	}
	if j.Stars > 0 {
		return day(j.Closed) + "   " + k.Say("report.stars", "n", k.Lang.Number(j.Stars))
	}
	return stretch(j.Reported, j.Closed)
}

// stretch is from a day until another, which may not have come yet.
func stretch(from, to time.Time) string {
	if !to.IsZero() && from.Year() == to.Year() {
		return day(from) + " – " + to.Format("01-02")
	}
	return day(from) + " – " + day(to)
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("2006-01-02")
}
