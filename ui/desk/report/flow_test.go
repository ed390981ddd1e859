package report_test

import (
	"context"
	"errors"
	"testing"

	"redwrench/inventory"
	"redwrench/ui/desk/desktest"
	"redwrench/ui/desk/report"
)

type place struct {
	*desktest.Shop
	*report.Flow
}

// open is the reports of a shop in which two residents have borrowed tools.
func open(t *testing.T) place {
	s := desktest.New(t)
	ctx := context.Background()
	a, b := s.Resident(1), s.Resident(2)
	s.Lend(a, 33, 6)
	s.Lend(b, 57)
	s.Now = s.Now.AddDate(0, 0, 9)
	desktest.Must(s.Desk.TakeBack(ctx, 33, inventory.Return{}, s.Manager.ID))
	p := place{s, report.New(ctx, s, s.Desk, nil, s.Manager.ID, nil)}
	p.do(p.Load)
	return p
}

// do taps and waits for the answer.
func (p place) do(tap func()) {
	tap()
	p.Queue.Drain()
}

func (p place) days(digits string) {
	for _, r := range digits {
		p.Typed(r)
	}
	p.do(p.Enter)
}

func TestEachFigureOpensItsRecords(t *testing.T) {
	p := open(t)
	if got := p.Period.From.String() + " " + p.Period.Until.String(); got != "2026-07-01 2026-12-31" {
		t.Fatalf("it begins with %s", got)
	}
	if n := p.Report.Is; n.Loans != 3 || n.Returns != 1 || n.Late != 1 || n.Borrowers != 2 || !p.Report.Running {
		t.Fatalf("%+v", n)
	}
	for _, f := range inventory.Figures() {
		p.do(func() { p.OpenFigure(f) })
		if p.Step != report.Records || len(p.Behind) != p.Report.Is.Count(f) || len(p.Lines) != min(len(p.Behind), 32) || p.Busy {
			t.Errorf("figure %d: %d records, %d lines, not %d", f, len(p.Behind), len(p.Lines), p.Report.Is.Count(f))
		}
		if !p.Up() || p.Step != report.Showing {
			t.Fatal("Back does not lead to the report")
		}
	}
	if p.Up() {
		t.Error("Back stays at the report")
	}
}

func TestABarOfAChartOpensItsRecords(t *testing.T) {
	p := open(t)
	for _, c := range p.Charts() {
		for _, b := range c.Bars {
			p.List(c)
			p.do(func() { p.OpenBar(b) })
			if !c.Hours && len(p.Behind) != b.N {
				t.Errorf("%s: %d records behind a bar of %d", c.Key, len(p.Behind), b.N)
			}
			p.Up()
			if p.Step != report.Bars {
				t.Error("Back does not lead to the chart")
			}
			p.Up()
		}
	}
}

func TestALateAnswerIsNotShown(t *testing.T) {
	p := open(t)
	p.Choose(p.Whole(1, 1))
	p.do(func() { p.Choose(p.Whole(12, 0)) })
	if p.Report.Period != p.Whole(12, 0) || p.Report.Is.Loans != 3 {
		t.Errorf("shown is %+v", p.Report.Period)
	}
	p.OpenFigure(inventory.FigureLoans)
	p.Up()
	p.Queue.Drain()
	if p.Step != report.Showing || p.Behind != nil {
		t.Error("records that nobody wants any more are shown")
	}
}

func TestAPeriodIsTyped(t *testing.T) {
	p := open(t)
	p.AskDays()
	p.days("20260230")
	if !p.Wrong || p.Step != report.From {
		t.Error("30 February is taken")
	}
	p.Erase()
	p.Erase()
	p.days("10")
	if p.Step != report.Until || p.Digits != "" {
		t.Fatalf("step %d, %q", p.Step, p.Digits)
	}
	p.days("20260209")
	if !errors.Is(p.Notice.Err, inventory.ErrPeriod) {
		t.Errorf("the last day before the first: %v", p.Notice.Err)
	}
	for range 2 {
		p.Erase()
	}
	p.days("11")
	if p.Step != report.Showing || p.Report.Period.From.String() != "2026-02-10" || p.Report.Before.From.String() != "2026-02-08" {
		t.Errorf("step %d, %v", p.Step, p.Report.Period)
	}
	p.AskDays()
	p.days("20260101")
	p.Up()
	p.do(func() { p.Up() })
	if p.Step != report.Showing || p.Report.Made.IsZero() || p.Period != p.Report.Period {
		t.Error("who gives up has lost the report")
	}
}

func TestAReportIsPrintedOnce(t *testing.T) {
	p := open(t)
	p.Print()
	p.Print() // a second tap while the first is at work
	p.Queue.Drain()
	list := desktest.Must(p.Desk.RecentPrints(context.Background(), 1))
	if len(list) != 1 || list[0].Paper != inventory.PeriodReport || inventory.PeriodNumbered(list[0].Subject) != p.Period || list[0].Role() != inventory.SheetPrinter {
		t.Errorf("wished for %+v", list)
	}
	if p.Notice.Key == "" || p.Prints != 1 {
		t.Errorf("said %+v, woke the printer %d times", p.Notice, p.Prints)
	}
}

func TestTheReportAsAListIsSearchedAndLeft(t *testing.T) {
	p := open(t)
	p.do(p.AsTable)
	all := p.Table.Rows()
	if len(all) < len(inventory.Figures()) || all[0].Part != "from" {
		t.Fatalf("%d lines, the first %+v", len(all), all[0])
	}
	p.do(p.Table.Find)
	for _, r := range "2026-11-24" {
		p.Typed(r)
	}
	if !p.Typing() || !p.Wording() {
		t.Error("what is typed is not heard")
	}
	p.Enter()
	p.Enter()
	if p.Wording() {
		t.Error("still looking")
	}
	if !p.Up() || p.Step != report.Showing {
		t.Errorf("step %d", p.Step)
	}
}
