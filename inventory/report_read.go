package inventory

import (
	"context"
	"time"

	"redwrench/inventory/jobs"
	"redwrench/inventory/store"
)

// Report is the figures of a period (PRODUCT.md, Numbers), all of one moment.
// It reads the loans of the period and of the one before, and the jobs since;
// of what lies before neither. Refusal: ErrPeriod.
func (d *Desk) Report(ctx context.Context, p Period) (Report, error) {
	if err := p.Check(); err != nil {
		return Report{}, err
	}
	now := d.Now()
	var r Report
	err := d.store.View(ctx, func(tx store.Tx) error {
		r = Report{Period: p, Before: p.Before(), Made: now, Running: DayOf(now) <= p.Until}
		return steps(
			func() error { return d.reportTools(tx, &r) },
			func() error { return d.reportJobs(tx, &r) },
			func() error { return d.reportMoney(tx, &r) },
			func() error { return reportActivities(tx, &r) },
		)
	})
	return r, err
}

// reportTools fills in the figures of loans and of the stock.
func (d *Desk) reportTools(tx store.Tx, r *Report) error {
	c := newLoanCount(r.Period, d.zone)
	if err := loansAbout(tx, span{c.spans[1].from, c.spans[0].to}, func(l *countedLoan) { c.add(l) }); err != nil {
		return err
	}
	n := c.numbers()
	tools := map[ToolID]Tool{}
	err := walk(tx, tableTool, false, func(t Tool) (bool, error) {
		tools[t.ID] = t
		for i, s := range c.spans {
			n[i].stock(t, s.to)
		}
		return true, nil
	})
	if err != nil {
		return err
	}
	r.Is, r.Was = n[0], n[1]
	whole := Ask{Figure: FigureLoans, Period: r.Period}
	for i, s := range r.Period.Steps() {
		r.Weeks = append(r.Weeks, Bar{Ask: Ask{Figure: FigureLoans, Period: s}, N: c.weeks[i]})
	}
	r.Busiest = ranked(c.tools, func(id ToolID) Bar {
		a := whole
		a.Tool = id
		return Bar{Ask: a, Name: tools[id].Name}
	})
	r.Busiest = r.Busiest[:min(len(r.Busiest), mostBusy)]
	r.Hours = hourBars(whole, c.hours)
	r.Categories, err = categoryBars(tx, whole, c.tools, tools)
	return err
}

// stock counts a tool that is in the shop at the moment end.
func (n *Numbers) stock(t Tool, end int64) {
	if !inStock(t, end) {
		return
	}
	n.Tools++
	if t.Origin.Donated {
		n.Donated++
	} else {
		n.Bought++
	}
}

// inStock: see FigureTools.
func inStock(t Tool, end int64) bool {
	return (t.Added.IsZero() || t.Added.Unix() < end) && (t.Retired.IsZero() || t.Retired.Unix() >= end)
}

func hourBars(whole Ask, hours [24]int) []Bar {
	var bars []Bar
	for h, n := range hours {
		a := whole
		a.Hour = h + 1
		if n > 0 || len(bars) > 0 {
			bars = append(bars, Bar{Ask: a, N: n})
		}
	}
	for len(bars) > 0 && bars[len(bars)-1].N == 0 {
		bars = bars[:len(bars)-1]
	}
	return bars
}

func categoryBars(tx store.Tx, whole Ask, byTool map[ToolID]int, tools map[ToolID]Tool) ([]Bar, error) {
	list, err := all[Category](tx, tableCategory, store.Range{})
	if err != nil {
		return nil, err
	}
	names := map[CategoryID]Name{}
	for _, c := range list {
		names[c.ID] = c.Name
	}
	parts := map[CategoryID]int{}
	for id, n := range byTool {
		parts[tools[id].Category] += n
	}
	return ranked(parts, func(id CategoryID) Bar {
		a := whole
		a.Category = id
		return Bar{Ask: a, Name: names[id]}
	}), nil
}

// reportJobs fills in the figures of jobs.
func (d *Desk) reportJobs(tx store.Tx, r *Report) error {
	is, was := newCount(r.Period, d.zone), newCount(r.Before, d.zone)
	weeks := endsOf(r.Period, d.zone)
	service := make([]int, len(weeks))
	err := jobsAbout(tx, r.Before.From.In(d.zone), func(j Job) {
		is.job(j)
		was.job(j)
		for _, v := range j.Visits {
			if v.Undone == 0 && is.within(v.From) {
				service[step(weeks, v.From.Unix())] += int(v.hours())
			}
		}
	})
	if err != nil {
		return err
	}
	r.Is.Jobs, r.Was.Jobs = is.numbers(), was.numbers()
	for i, s := range r.Period.Steps() {
		r.Service = append(r.Service, Bar{Ask: Ask{Figure: FigureHours, Period: s}, N: service[i]})
	}
	return d.jobBars(tx, r)
}

// hours is what all gave on a visit together, without travel.
func (v Visit) hours() jobs.HalfHours {
	var sum jobs.HalfHours
	for _, w := range v.Work {
		sum += w.Hours
	}
	return sum
}

func (d *Desk) jobBars(tx store.Tx, r *Report) error {
	list, err := all[JobKind](tx, tableJobKind, store.Range{})
	if err != nil {
		return err
	}
	kinds := map[KindID]Name{}
	for _, k := range list {
		kinds[k.ID] = k.Name
	}
	squads := map[SquadID]Name{}
	for _, s := range d.rules().Jobs.Squads {
		squads[s.ID] = s.Name
	}
	whole := Ask{Figure: FigureDone, Period: r.Period}
	r.Kinds = ranked(r.Is.Jobs.ByKind, func(id KindID) Bar {
		a := whole
		a.Kind = id
		return Bar{Ask: a, Name: kinds[id]}
	})
	r.Squads = ranked(r.Is.Jobs.BySquad, func(id SquadID) Bar {
		a := whole
		a.Squad, a.NoSquad = id, id == ""
		return Bar{Ask: a, Name: squads[id]}
	})
	return nil
}

// reportPage is how many records a report reads at a time.
const reportPage = 2000

// disorder is how far back a clock may have been set, all in all, without one
// deed being refused (clockTolerance). Check says if it was more.
const disorder = 24 * time.Hour

// loansAbout calls fn once for each loan that went out, or came back, in s, and
// for some others. The loan is fn's only while it runs. Numbers of loans grow
// with the time they went out, but for some disorder, so those of s stand in a
// row; what went out before is found by the index of returns.
func loansAbout(tx store.Tx, s span, fn func(*countedLoan)) error {
	const slack = int64(disorder / time.Second)
	first, err := firstLoan(tx, s.from-slack)
	if err != nil {
		return err
	}
	var l countedLoan
	if err := scanned(tx, tableLoan, store.Range{From: key(first)}, func(e store.Entry) (bool, error) {
		l = countedLoan{}
		if err := decodeInto(tableLoan, e.Value, &l); err != nil {
			return false, err
		}
		if l.Out >= s.to+slack {
			return false, nil
		}
		fn(&l)
		return true, nil
	}); err != nil {
		return err
	}
	return scanned(tx, tableBack, store.Range{From: key(uint32(max(s.from, 0))), To: key(uint32(max(s.to, 0)))}, func(e store.Entry) (bool, error) {
		id := number[LoanID](e.Key, 4)
		if id >= first {
			return true, nil
		}
		raw, err := tx.Get(tableLoan, e.Key[4:])
		if err != nil {
			return false, err
		}
		l = countedLoan{}
		if err := decodeInto(tableLoan, raw, &l); err != nil {
			return false, err
		}
		fn(&l)
		return true, nil
	})
}

// firstLoan is the number of a loan such that all before it went out no later
// than disorder after t, or one above the last.
func firstLoan(tx store.Tx, t int64) (LoanID, error) {
	above, err := last[LoanID](tx, tableLoan)
	if err != nil {
		return 0, err
	}
	low := LoanID(1)
	above++
	for low < above {
		middle := low + (above-low)/2
		next, err := tx.Scan(tableLoan, store.Range{From: key(middle), To: key(above), Limit: 1})
		if err != nil {
			return 0, err
		}
		if len(next) == 0 {
			above = middle
			continue
		}
		var l countedLoan
		if err := decodeInto(tableLoan, next[0].Value, &l); err != nil {
			return 0, err
		}
		if l.Out < t {
			low = number[LoanID](next[0].Key, 0) + 1
		} else {
			above = middle
		}
	}
	return low, nil
}

// scanned calls fn for the entries of a range, some at a time, until it returns
// false.
func scanned(tx store.Tx, t store.Table, r store.Range, fn func(store.Entry) (more bool, err error)) error {
	r.Limit = reportPage
	for {
		entries, err := tx.Scan(t, r)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if more, err := fn(e); err != nil || !more {
				return err
			}
		}
		if len(entries) < r.Limit {
			return nil
		}
		r.From = append(entries[len(entries)-1].Key, 0)
	}
}

// jobsAbout calls fn for each job to which anything happened at from or later,
// and for some others: one that is open, or was closed since, but for disorder.
func jobsAbout(tx store.Tx, from time.Time, fn func(Job)) error {
	about := func(t store.Table, r store.Range, offset int) error {
		return scanned(tx, t, r, func(e store.Entry) (bool, error) {
			j, err := jobOf(tx, number[JobID](e.Key, offset))
			if err == nil {
				fn(j)
			}
			return true, err
		})
	}
	return steps(
		func() error { return about(tableClosed, store.Range{From: key(second(from.Add(-disorder)))}, 4) },
		func() error { return about(tableBoard, store.Range{To: key(uint32(jobs.Done))}, 12) },
	)
}
