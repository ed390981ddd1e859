package simulate_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/jobs"
	"redwrench/inventory/simulate"
)

// busy is a simulated shop whose volunteers have work, too.
type busy struct {
	*inventory.Desk
	t     *testing.T
	clock *simulate.Clock
	rng   *rand.Rand
	boss  inventory.StaffID
	team  []inventory.StaffID
	jobs  []inventory.JobID
	done  map[string]int // deeds by name, that the test tests something
}

var workKinds = []inventory.JobKind{
	{ID: "plumbing", Name: inventory.Name{Zh: "水管"}, Squad: "team"},
	{ID: "locks", Name: inventory.Name{Zh: "门锁"}, Squad: "team"},
	{ID: "elder-care", Name: inventory.Name{Zh: "探望老人"}, Squad: "silver"},
	{ID: "other", Name: inventory.Name{Zh: "其他"}},
}

// busyShop lives for some weeks, with jobs between the loans.
func busyShop(t *testing.T, seed uint64, weeks int) *busy {
	ctx := t.Context()
	st := newShop(t)
	d, clock := desk(t, st)
	b := &busy{Desk: d, t: t, clock: clock, rng: rand.New(rand.NewPCG(seed, 5)), done: map[string]int{}}
	if _, err := d.AdoptJobKinds(ctx, workKinds); err != nil {
		t.Fatal(err)
	}
	for week := range weeks {
		until := founded.AddDate(0, 0, 7*(week+1)-2)
		if _, err := simulate.Run(ctx, d, clock, simulate.Config{Seed: seed + uint64(week), Until: until}); err != nil {
			t.Fatal(err)
		}
		b.hire(ctx)
		for range 25 {
			clock.Set(clock.Now().Add(time.Duration(b.rng.IntN(110)) * time.Minute))
			b.work(ctx)
		}
	}
	if faults, err := d.Check(ctx); err != nil || len(faults) > 0 {
		t.Fatalf("check: %v %q", err, faults)
	}
	return b
}

// hire enlists three volunteers, once there is a manager.
func (b *busy) hire(ctx context.Context) {
	if len(b.team) > 0 {
		return
	}
	staff := must(b.Staff(ctx))
	b.boss = staff[0].ID
	for n := range 3 {
		v := must(b.Enlist(ctx, fmt.Sprintf("志愿%c", '甲'+n), inventory.Craft{}, b.boss))
		b.team = append(b.team, v.ID)
	}
}

// work is one deed on a job, often refused.
func (b *busy) work(ctx context.Context) {
	who := must(b.ResidentsAfter(ctx, 0, 1000))
	one := who[b.rng.IntN(len(who))].ID
	var id inventory.JobID
	if len(b.jobs) > 0 {
		id = b.jobs[b.rng.IntN(len(b.jobs))]
		if b.rng.IntN(2) == 0 {
			id = b.jobs[len(b.jobs)-1-b.rng.IntN(min(6, len(b.jobs)))]
		}
	}
	v := b.team[b.rng.IntN(len(b.team))]
	deed, err := "", error(nil)
	switch b.rng.IntN(13) {
	case 0, 1, 2:
		var j inventory.Job
		deed = "report"
		if j, err = b.ReportJob(ctx, inventory.Request{Resident: one, Kind: workKinds[b.rng.IntN(len(workKinds))].ID, Lang: "zh"}); err == nil {
			b.jobs = append(b.jobs, j.ID)
		}
	case 3, 4:
		deed = "assign"
		_, err = b.AssignJob(ctx, id, v, true, b.boss)
	case 5, 6, 7:
		deed, err = b.visit(ctx, id)
	case 8:
		deed = "price"
		if _, err = b.PriceJob(ctx, id, inventory.Pricing{Big: true, Quote: jobs.Quote{Labour: jobs.Fen(b.rng.IntN(3) * 5000)}}, b.boss); err == nil {
			_, err = b.AgreeToQuote(ctx, id, b.boss)
		}
	case 9:
		deed = "rate"
		err = b.RateJob(ctx, id, 1+b.rng.IntN(5))
	case 10:
		if deed = "cancel"; b.rng.IntN(4) == 0 {
			_, err = b.CancelJob(ctx, id, 0, b.boss, "不需要了")
		} else {
			deed, err = b.takeAlong(ctx, id, v)
		}
	case 11:
		deed, err = b.again(ctx, id)
	case 12:
		deed = "undo"
		if deeds := must(b.RecentDeeds(ctx)); len(deeds) > 0 {
			err = b.Undo(ctx, deeds[0].Seq, inventory.MisTap, b.boss)
		}
	}
	if err == nil {
		b.done[deed]++
	}
}

// visit fills in the sheet of a job, with all of its team.
func (b *busy) visit(ctx context.Context, id inventory.JobID) (string, error) {
	if id == 0 {
		return "visit", inventory.ErrNoJob
	}
	sheet, err := b.OpenJob(ctx, id, b.boss)
	if err != nil {
		return "visit", err
	}
	now := b.Now()
	r := inventory.VisitReport{Did: "修好了", Confirmed: true}
	r.Visit.To = now
	r.Visit.From = now.Add(-time.Duration(30+b.rng.IntN(120)) * time.Minute)
	for _, v := range sheet.Job.Volunteers {
		r.Work = append(r.Work, inventory.Work{Who: v, Hours: jobs.HalfHours(1 + b.rng.IntN(6)), Travel: 1})
	}
	if b.rng.IntN(4) == 0 {
		r.Outcome, r.Why = jobs.Again, "缺件"
	}
	_, err = b.FillIn(ctx, id, r, b.boss)
	return "visit", err
}

// takeAlong takes the first tool that is free along for a job, for an hour.
func (b *busy) takeAlong(ctx context.Context, id inventory.JobID, v inventory.StaffID) (string, error) {
	err := inventory.ErrNothing
	for tool := inventory.ToolID(1); tool <= 10; tool++ {
		if _, err = b.LendForJob(ctx, id, []inventory.ToolID{tool}, v, b.boss); err == nil {
			b.clock.Set(b.clock.Now().Add(time.Hour))
			_, err = b.TakeBack(ctx, tool, inventory.Return{}, b.boss)
			break
		}
	}
	return "along", err
}

// again asks once more for a job that was done.
func (b *busy) again(ctx context.Context, id inventory.JobID) (string, error) {
	if id == 0 {
		return "again", inventory.ErrNoJob
	}
	sheet, err := b.OpenJob(ctx, id, b.boss)
	if err != nil {
		return "again", err
	}
	_, err = b.ReportJob(ctx, inventory.Request{Resident: sheet.Job.Resident, Kind: sheet.Job.Kind, Reopen: id, Lang: "zh"})
	return "again", err
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// raw is every record, as the exports hand them out.
type raw struct {
	loans []inventory.Loan
	tools map[inventory.ToolID]inventory.Tool
	jobs  []inventory.Job
	gifts []inventory.Given
	held  []inventory.Activity
}

func (b *busy) raw() raw {
	ctx := context.Background()
	r := raw{tools: map[inventory.ToolID]inventory.Tool{}}
	for page := must(b.LoansAfter(ctx, 0, 500)); len(page) > 0; page = must(b.LoansAfter(ctx, r.loans[len(r.loans)-1].ID, 500)) {
		r.loans = append(r.loans, page...)
	}
	for _, t := range must(b.ToolsAfter(ctx, 0, 10_000)) {
		r.tools[t.ID] = t
	}
	r.jobs = must(b.JobsAfter(ctx, 0, 100_000))
	r.gifts = must(b.DonationsAfter(ctx, 0, 100_000))
	r.held = must(b.ActivitiesAfter(ctx, 0, 100_000))
	return r
}

// plain counts a figure as somebody would who has the exported rows and a
// calendar: by the dates as they are written.
type plain struct {
	count map[inventory.Figure]int
	parts map[string]int
	loan  time.Duration
	wait  time.Duration
	hours int
	off   int
	stars int
	fen   int
	came  int
}

func date(t time.Time) string { return t.In(founded.Location()).Format(time.DateOnly) }

func (r raw) figures(p inventory.Period) plain {
	in := func(t time.Time) bool {
		return !t.IsZero() && date(t) >= p.From.String() && date(t) <= p.Until.String()
	}
	f := plain{count: map[inventory.Figure]int{}, parts: map[string]int{}}
	r.lending(&f, in)
	for _, t := range r.tools {
		if date(t.Added) <= p.Until.String() && (t.Retired.IsZero() || date(t.Retired) > p.Until.String()) {
			f.count[inventory.FigureTools]++
			if t.Origin.Donated {
				f.count[inventory.FigureDonated]++
			} else {
				f.count[inventory.FigureBought]++
			}
		}
	}
	r.repairs(&f, in)
	for _, g := range r.gifts {
		if d := g.Donation; d.Fen > 0 && d.Struck.IsZero() && in(d.At) {
			f.count[inventory.FigureMoney]++
			f.fen += d.Fen
		}
	}
	for _, a := range r.held {
		if day := a.Day.String(); a.Struck.IsZero() && day >= p.From.String() && day <= p.Until.String() {
			f.count[inventory.FigureActivities]++
			f.came += a.Persons
		}
	}
	return f
}

func (r raw) lending(f *plain, in func(time.Time) bool) {
	borrowers := map[inventory.ResidentID]bool{}
	var lengths []time.Duration
	for _, l := range r.loans {
		if l.Undone != 0 {
			continue
		}
		if l.Job != 0 {
			if in(l.Out) {
				f.count[inventory.FigureAlong]++
			}
			continue
		}
		if in(l.Out) {
			f.count[inventory.FigureLoans]++
			borrowers[l.Borrower] = true
			f.parts[fmt.Sprint("tool ", l.Tool)]++
			f.parts[fmt.Sprint("category ", r.tools[l.Tool].Category)]++
			f.parts["hour "+l.Out.In(founded.Location()).Format("15")]++
			f.parts["loans in the week of "+monday(l.Out)]++
		}
		if l.Lost.IsZero() && in(l.Back) {
			f.count[inventory.FigureReturns]++
			f.count[inventory.FigureLength]++
			lengths = append(lengths, l.Back.Sub(l.Out))
			if l.Back.After(l.Due) {
				f.count[inventory.FigureLate]++
			}
		}
	}
	f.count[inventory.FigureBorrowers] = len(borrowers)
	f.loan = middle(lengths)
}

// monday is the date of the week's Monday.
func monday(t time.Time) string {
	t = t.In(founded.Location())
	for t.Weekday() != time.Monday {
		t = t.AddDate(0, 0, -1)
	}
	return date(t)
}

func middle(list []time.Duration) time.Duration {
	if len(list) == 0 {
		return 0
	}
	sort.Slice(list, func(i, j int) bool { return list[i] < list[j] })
	if len(list)%2 == 1 {
		return list[len(list)/2]
	}
	return (list[len(list)/2-1] + list[len(list)/2]) / 2
}

func (r raw) repairs(f *plain, in func(time.Time) bool) {
	homes, persons := map[inventory.HomeID]bool{}, map[inventory.ResidentID]bool{}
	var waits []time.Duration
	for _, j := range r.jobs {
		for _, at := range append(slices.Clone(j.Again), j.Reported) {
			if in(at) {
				f.count[inventory.FigureReported]++
			}
		}
		visits := slices.DeleteFunc(slices.Clone(j.Visits), func(v inventory.Visit) bool { return v.Undone != 0 })
		for i, v := range visits {
			if !in(v.From) {
				continue
			}
			if i == 0 {
				waits = append(waits, v.From.Sub(j.Reported))
			}
			for _, w := range v.Work {
				f.count[inventory.FigureHours]++
				f.hours += int(w.Hours)
				f.parts["hours in the week of "+monday(v.From)] += int(w.Hours)
			}
		}
		if j.State.Open() || !in(j.Closed) {
			continue
		}
		switch j.State {
		case jobs.Cancelled:
			f.count[inventory.FigureCancelled]++
		case jobs.PassedOn:
			f.count[inventory.FigurePassedOn]++
		case jobs.Done:
			homes[j.Home], persons[j.Resident] = true, true
			f.jobDone(j)
		}
	}
	f.count[inventory.FigureHomes], f.count[inventory.FigurePersons] = len(homes), len(persons)
	f.count[inventory.FigureFirstVisit], f.wait = len(waits), middle(waits)
}

func (f *plain) jobDone(j inventory.Job) {
	f.count[inventory.FigureDone]++
	f.parts["kind "+string(j.Kind)]++
	f.parts["squad "+string(j.Squad)]++
	if j.Stars > 0 {
		f.count[inventory.FigureContent]++
		f.stars += j.Stars
	}
	if !j.Big {
		f.count[inventory.FigureSmall]++
		return
	}
	f.count[inventory.FigureBig]++
	if j.Off > 0 {
		f.count[inventory.FigureDiscount]++
		f.off += int(j.Off)
	}
}

// periods are months, half-years, a year and odd ranges of the life of a shop.
func periods(rng *rand.Rand, weeks int) []inventory.Period {
	first := inventory.DayOf(founded)
	var list []inventory.Period
	for _, months := range []int{1, 6, 12} {
		for d := first - 40; d < first+inventory.Day(7*weeks); d += inventory.Day(months * 25) {
			list = append(list, inventory.PeriodOf(d, months))
		}
	}
	for range 18 {
		from := first + inventory.Day(rng.IntN(7*weeks))
		list = append(list, inventory.Period{From: from, Until: from + inventory.Day(rng.IntN(120))})
	}
	return append(list, inventory.Period{From: first, Until: first}, inventory.Period{From: first - 900, Until: first + 900})
}

// Every figure of a report is computed a second time from the raw records, in the
// plainest way, and is the number of the records it opens.
func TestEveryFigureIsTheNumberOfItsRecords(t *testing.T) {
	weeks, seeds := 56, []uint64{1}
	switch {
	case raced || testing.Short():
		weeks = 12
	case os.Getenv("REDWRENCH_TORTURE") != "":
		seeds = append(seeds, 2, 3)
	}
	for _, seed := range seeds {
		b := busyShop(t, seed, weeks)
		for _, deed := range []string{"report", "assign", "visit", "price", "rate", "cancel", "along", "again", "undo"} {
			if b.done[deed] == 0 {
				t.Errorf("seed %d: never: %s", seed, deed)
			}
		}
		r := b.raw()
		undone := 0
		for _, l := range r.loans {
			if l.Undone != 0 {
				undone++
			}
		}
		t.Logf("seed %d: %d loans, %d undone, %d jobs, %d gifts, %d activities, %v", seed, len(r.loans), undone, len(r.jobs), len(r.gifts), len(r.held), b.done)
		b.nothingEmpty(r, weeks)
		for _, p := range periods(b.rng, weeks) {
			b.same(r, p)
		}
	}
}

// nothingEmpty: in all its life each figure of the shop counts something, and
// something was struck out that must not count.
func (b *busy) nothingEmpty(r raw, weeks int) {
	b.t.Helper()
	if weeks < 50 {
		return
	}
	first := inventory.DayOf(founded)
	life := r.figures(inventory.Period{From: first, Until: first + inventory.Day(7*weeks)})
	for _, f := range inventory.Figures() {
		if life.count[f] == 0 {
			b.t.Errorf("figure %d counts nothing in %d weeks", f, weeks)
		}
	}
	struck := slices.ContainsFunc(r.gifts, func(g inventory.Given) bool { return g.Donation.Fen > 0 && !g.Donation.Struck.IsZero() })
	if !struck || life.fen == 0 || life.came == 0 {
		b.t.Errorf("money struck out: %t, %d fen given, %d came", struck, life.fen, life.came)
	}
}

// same compares a report with the plain count, for both of its periods.
func (b *busy) same(r raw, p inventory.Period) {
	b.t.Helper()
	ctx := context.Background()
	report := must(b.Report(ctx, p))
	for _, half := range []struct {
		p    inventory.Period
		says inventory.Numbers
	}{{p, report.Is}, {p.Before(), report.Was}} {
		want := r.figures(half.p)
		b.sameFigures(half.p, half.says, want)
	}
	want := r.figures(p)
	bars := map[string]int{}
	for what, list := range map[string][]inventory.Bar{
		"loans in the week of": report.Weeks, "tool": report.Busiest, "category": report.Categories, "hour": report.Hours,
		"kind": report.Kinds, "squad": report.Squads, "hours in the week of": report.Service,
	} {
		for _, bar := range list {
			name, count := "", len(must(b.Behind(ctx, bar.Ask)))
			switch what {
			case "tool":
				name = fmt.Sprint(bar.Ask.Tool)
			case "category":
				name = string(bar.Ask.Category)
			case "hour":
				name = fmt.Sprintf("%02d", bar.Ask.Hour-1)
			case "kind":
				name = string(bar.Ask.Kind)
			case "squad":
				name = string(bar.Ask.Squad)
			default:
				name = monday(bar.Ask.Period.From.In(founded.Location()))
			}
			if what == "hours in the week of" {
				count = 0
				for _, l := range must(b.Lines(ctx, must(b.Behind(ctx, bar.Ask)))) {
					count += int(l.Hours)
				}
			}
			if count != bar.N {
				b.t.Errorf("%v: the bar of %s %s shows %d, behind it are %d", p, what, name, bar.N, count)
			}
			bars[what+" "+name] += bar.N
		}
	}
	b.sameParts(p, bars, want.parts)
}

func (b *busy) sameFigures(p inventory.Period, says inventory.Numbers, want plain) {
	b.t.Helper()
	for _, f := range inventory.Figures() {
		behind := must(b.Behind(context.Background(), inventory.Ask{Figure: f, Period: p}))
		if got := says.Count(f); got != want.count[f] || len(behind) != got {
			b.t.Errorf("%v: figure %d is %d, behind it are %d, plainly counted %d", p, f, got, len(behind), want.count[f])
		}
	}
	stars := 0
	for n, count := range says.Jobs.Stars {
		stars += n * count
	}
	if says.Length != want.loan || says.Jobs.FirstVisit != want.wait || int(says.HalfHours()) != want.hours || int(says.Jobs.Discount) != want.off || stars != want.stars ||
		says.Given != want.fen || says.Came != want.came {
		b.t.Errorf("%v: medians %s and %s, %d half-hours, %d off, %d stars, %d fen, %d came; plainly %+v", p, says.Length, says.Jobs.FirstVisit, says.HalfHours(), says.Jobs.Discount, stars, says.Given, says.Came, want)
	}
}

// sameParts compares the bars: all of them, but of tools the busiest ten.
func (b *busy) sameParts(p inventory.Period, bars, want map[string]int) {
	b.t.Helper()
	if p.Until-p.From > 370 {
		return // in months
	}
	shown, least, tools := 0, 1<<30, 0
	for name, n := range bars {
		if strings.HasPrefix(name, "tool ") {
			shown, least = shown+1, min(least, n)
		}
		if want[name] != n {
			b.t.Errorf("%v: %s: %d, plainly counted %d", p, name, n, want[name])
		}
	}
	for name, n := range want {
		tool := strings.HasPrefix(name, "tool ")
		if tool {
			tools++
		}
		if bars[name] != n && !(tool && bars[name] == 0 && n <= least) {
			b.t.Errorf("%v: %s: %d, plainly counted %d", p, name, bars[name], n)
		}
	}
	if shown != min(tools, 10) {
		b.t.Errorf("%v: %d of %d tools are shown", p, shown, tools)
	}
}
