package ui_test

import (
	"context"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/jobs"
	"redwrench/ui/takeback"
)

func init() { screens = append(screens, reportScreens...) }

// atReports goes to the desk's reports after some weeks of loans and jobs.
func (k *kiosk) atReports() *takeback.Flow {
	ctx := context.Background()
	boss := must(k.desk.Staff(ctx))[0].ID
	k.kinds()
	a, b := k.resident(1), k.resident(2)
	for week := range 8 {
		for i, id := range []inventory.ToolID{33, 6, 11}[:1+week%3] {
			must(k.desk.Lend(ctx, []inventory.Resident{a, b}[i%2].ID, []inventory.ToolID{id}, "zh"))
			k.now = k.now.Add(time.Duration(20+week) * time.Hour)
			must(k.desk.TakeBack(ctx, id, inventory.Return{}, 1))
		}
		kinds := must(k.desk.JobKinds(ctx))
		j := must(k.desk.ReportJob(ctx, inventory.Request{Resident: a.ID, Kind: kinds[week%3].ID, Lang: "zh"}))
		must(k.desk.AssignJob(ctx, j.ID, boss, true, boss))
		k.now = k.now.Add(5 * time.Hour)
		span := jobs.Span{From: k.now.Add(-time.Hour), To: k.now}
		must(k.desk.FillIn(ctx, j.ID, inventory.VisitReport{Visit: span, Did: "修好了", Work: []inventory.Work{{Who: boss, Hours: jobs.HalfHours(2 + week)}}}, boss))
		if week%2 == 0 {
			if err := k.desk.RateJob(ctx, j.ID, 4+week%4/2); err != nil {
				k.t.Fatal(err)
			}
		}
	}
	k.atDesk()
	f := k.Screen().(*takeback.Flow)
	f.Go(takeback.Reports)
	k.queue.Drain()
	return f
}

// atActivities goes to the activities of a shop that held some.
func (k *kiosk) atActivities() *takeback.Flow {
	k.atDesk()
	for n, name := range []string{"便民维修日", "志愿者集体服务"} {
		a := inventory.Activity{Name: inventory.Name{Zh: name}, Day: inventory.DayOf(k.now) - inventory.Day(n*9), Persons: 60 * n}
		must(k.desk.AddActivity(context.Background(), a, 1))
	}
	f := k.Screen().(*takeback.Flow)
	f.Go(takeback.Activities)
	k.queue.Drain()
	return f
}

// leaf turns to a page of the report.
func (k *kiosk) reportLeaf(n int) *takeback.Flow {
	f := k.atReports()
	f.Report.TurnLeaf(n)
	return f
}

// chartLeaf turns to a chart, by its place among them.
func (k *kiosk) chartLeaf(n int) *takeback.Flow {
	f := k.atReports()
	f.Report.TurnLeaf(1000) // the last leaf, as the view shows it
	f.Report.List(f.Report.Charts()[n])
	return f
}

// The states of the desk's reports.
var reportScreens = []screenCase{
	{"report", func(k *kiosk) { k.atReports() }},
	{"report-jobs", func(k *kiosk) { k.reportLeaf(1) }},
	{"report-more", func(k *kiosk) { k.reportLeaf(2) }},
	{"report-chart", func(k *kiosk) { k.reportLeaf(4) }},
	{"report-chart-more", func(k *kiosk) { k.reportLeaf(5) }},
	{"report-chart-last", func(k *kiosk) { k.reportLeaf(1000) }},
	{"report-empty", func(k *kiosk) {
		k.atDesk()
		f := k.Screen().(*takeback.Flow)
		f.Go(takeback.Reports)
		k.queue.Drain()
		f.Report.TurnLeaf(1000)
	}},
	{"report-bars", func(k *kiosk) { k.chartLeaf(1) }},
	{"report-weeks", func(k *kiosk) { k.chartLeaf(0) }},
	{"report-loans", func(k *kiosk) { k.atReports().Report.OpenFigure(inventory.FigureReturns) }},
	{"report-borrowers", func(k *kiosk) { k.atReports().Report.OpenFigure(inventory.FigureBorrowers) }},
	{"report-tools", func(k *kiosk) { k.atReports().Report.OpenFigure(inventory.FigureTools) }},
	{"report-done", func(k *kiosk) { k.atReports().Report.OpenFigure(inventory.FigureContent) }},
	{"report-homes", func(k *kiosk) { k.atReports().Report.OpenFigure(inventory.FigureHomes) }},
	{"report-hours", func(k *kiosk) { k.atReports().Report.OpenFigure(inventory.FigureHours) }},
	{"report-money", func(k *kiosk) {
		f := k.atReports()
		for n, name := range []string{"样例甲乙", "样例丙", ""} {
			g := inventory.Gift{Fen: 20_000 << (2 * n), Purpose: inventory.Purpose(n), Donor: name, Naming: inventory.Naming((n + 1) % 3), Lang: "zh"}
			must(k.desk.TakeDonation(context.Background(), g, 1))
		}
		f.Report.Load()
		k.queue.Drain()
		f.Report.OpenFigure(inventory.FigureMoney)
	}},
	{"report-none", func(k *kiosk) { k.atReports().Report.OpenFigure(inventory.FigureAlong) }},
	{"report-from", func(k *kiosk) {
		k.atReports().Report.AskDays()
		k.typed("20261340")
		k.Screen().(*takeback.Flow).Enter()
	}},
	{"report-until", func(k *kiosk) {
		f := k.atReports()
		f.Report.AskDays()
		k.typed("20260801")
		f.Enter()
		k.typed("20260731")
		f.Enter()
	}},
	{"activities", func(k *kiosk) { k.atActivities() }},
	{"activities-what", func(k *kiosk) { k.atActivities().Activities.Add() }},
	{"activities-when", func(k *kiosk) {
		f := k.atActivities().Activities
		f.Add()
		f.Name(inventory.Name{Zh: "志愿者集体服务", Bo: "དང་བླངས་པའི་མཉམ་ལས།", En: "Volunteers' day"})
	}},
	{"activities-persons", func(k *kiosk) {
		f := k.atActivities().Activities
		f.Add()
		f.Name(inventory.Name{Zh: "志愿者集体服务"})
		f.On(f.Days()[1])
		f.By("")
		k.typed("42")
	}},
	{"activities-strike", func(k *kiosk) {
		f := k.atActivities().Activities
		f.Strike(f.Held[0])
	}},
	{"report-held", func(k *kiosk) {
		f := k.atActivities()
		f.Go(takeback.Reports)
		k.queue.Drain()
		f.Report.OpenFigure(inventory.FigureActivities)
	}},
	{"report-table", func(k *kiosk) { k.atReports().Report.AsTable() }},
	{"report-printed", func(k *kiosk) { k.atReports().Report.Print() }},
}
