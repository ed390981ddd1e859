package inventory_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/invented"
	"redwrench/inventory/jobs"
	"redwrench/inventory/store"
	"redwrench/inventory/store/boltstore"
	"redwrench/inventory/store/seal"
)

// bigJobs is how many jobs lie behind the shop of BenchmarkJobs: half of them on
// the board, half done.
func bigJobs() int {
	if testing.Short() {
		return 2_000
	}
	return 100_000
}

// buildJobs is a shop with bigJobs jobs on a real file, sealed as in the program.
func buildJobs(b *testing.B) (s *shop, volunteer inventory.StaffID) {
	b.Helper()
	path := filepath.Join(b.TempDir(), "shop.db")
	ok(b, boltstore.Create(path, func(raw store.Store) error {
		return inventory.Found(ctx, seal.Wrap(raw, secrets, inventory.SecretTables()...), inventory.Defaults(), stock(), benchNow.AddDate(-5, 0, 0))
	}))
	raw := must(boltstore.Open(path))
	b.Cleanup(func() { _ = raw.Close() })
	s = &shop{t: b, now: benchNow, store: seal.Wrap(raw, secrets, inventory.SecretTables()...)}
	s.boss = hire(b, s.store)
	s.reopen()
	for n := range bigPeople {
		must(s.Register(ctx, invented.Person(n, s.Settings().ConsentVersion), "zh"))
	}
	volunteer = s.helper("志愿甲", "locks")
	for from := 1; from <= bigJobs(); from += 10_000 {
		var list []inventory.Job
		var notes []inventory.JobNotes
		for n := from; n < from+10_000 && n <= bigJobs(); n++ {
			j, words := bigJob(n, volunteer)
			list, notes = append(list, j), append(notes, words)
		}
		ok(b, inventory.KeepJobsForTest(ctx, s.Desk, list, notes))
	}
	s.reopen()
	return s, volunteer
}

func bigJob(n int, volunteer inventory.StaffID) (inventory.Job, inventory.JobNotes) {
	kinds := jobKinds()
	k := kinds[n%3]
	j := inventory.Job{
		ID: inventory.JobID(n), Kind: k.ID, Squad: k.Squad, Resident: inventory.ResidentID(1 + n*7919%bigPeople), Lang: "zh",
		Reported: benchNow.AddDate(-4, 0, 0).Add(time.Duration(n) * 20 * time.Minute), Rank: jobs.RankOf(n%50 == 0, n%4 == 0),
		Big: n%100 == 1, Faults: k.Phrases, When: jobs.Mornings,
	}
	if n%2 == 0 {
		from := j.Reported.Add(24 * time.Hour)
		j.State, j.Closed, j.ClosedBy, j.Volunteers = jobs.Done, from.Add(2*time.Hour), 1, []inventory.StaffID{volunteer}
		j.Visits = []inventory.Visit{{Span: jobs.Span{From: from, To: from.Add(time.Hour)}, Work: []inventory.Work{{Who: volunteer, Hours: 2}}, At: j.Closed, By: 1}}
	}
	words := inventory.JobNotes{ID: j.ID, Words: "厨房的水龙头一直滴水", Place: jobs.Place{Building: fmt.Sprint(n % 40), Unit: "2", Room: fmt.Sprint(n % 500)}}
	if j.State == jobs.Done {
		words.Visits = []inventory.VisitNotes{{Did: "换了垫圈"}}
	}
	return j, words
}

// BenchmarkJobs is what the board and the sheets ask, with 10^5 jobs; beside it
// the plain alternative, which reads all jobs for each question.
// go test ./inventory -run xxx -bench Jobs -benchtime 200x
func BenchmarkJobs(b *testing.B) {
	s, v := buildJobs(b)
	board := func(name string, f inventory.Filter, skip int) question {
		return question{"board/" + name, func(int) error { _, _, err := s.Board(ctx, f, skip, 50, s.boss); return err }}
	}
	for _, q := range []question{
		board("first page", inventory.Filter{}, 0),
		board("done", inventory.Filter{State: jobs.Done}, 0),
		board("page 100", inventory.Filter{}, 5000),
		board("one trade", inventory.Filter{Kind: "locks"}, 0),
		board("one squad", inventory.Filter{Squad: "silver"}, 0),
		board("two years old", inventory.Filter{Older: 730}, 0),
		board("big", inventory.Filter{Big: true}, 0),
		board("a trade, big, old", inventory.Filter{Kind: "locks", Big: true, Older: 365}, 0),
		board("a trade of another squad: all read, none found", inventory.Filter{Kind: "locks", Squad: "silver"}, 0),
		{"plain: first page", func(int) error { return plainBoard(s, func(j inventory.Job) bool { return j.State == jobs.New }) }},
		{"plain: one trade", func(int) error {
			return plainBoard(s, func(j inventory.Job) bool { return j.State == jobs.New && j.Kind == "locks" })
		}},
		{"counts", func(int) error { _, err := s.JobCounts(ctx); return err }},
		{"free for a volunteer", func(int) error { _, err := s.FreeJobs(ctx, v, 50); return err }},
		{"suggest", func(n int) error { _, err := s.Suggest(ctx, inventory.JobID(1+2*(n%500)), s.boss); return err }},
		{"open a sheet", func(n int) error { _, err := s.OpenJob(ctx, inventory.JobID(1+n*997%bigJobs()), s.boss); return err }},
		{"jobs of a resident", func(n int) error { _, err := s.JobsOf(ctx, inventory.ResidentID(1+n%bigPeople)); return err }},
		{"numbers of half a year", func(int) error {
			_, err := s.JobNumbers(ctx, inventory.DayOf(benchNow)-180, inventory.DayOf(benchNow), s.boss)
			return err
		}},
		{"service record of a year", func(int) error {
			_, err := s.ServiceRecord(ctx, v, inventory.DayOf(benchNow)-365, inventory.DayOf(benchNow), s.boss)
			return err
		}},
	} {
		b.Run(q.name, func(b *testing.B) { ask(b, q) })
	}
	b.Run("deeds", func(b *testing.B) { jobDeeds(b, s, v) })
}

// jobDeeds reports, gives, fills in: each on disk when it returns.
func jobDeeds(b *testing.B, s *shop, v inventory.StaffID) {
	times := map[string][]time.Duration{}
	timed := func(what string, do func() error) {
		t0 := time.Now()
		ok(b, do())
		times[what] = append(times[what], time.Since(t0))
	}
	for b.Loop() {
		var id inventory.JobID
		timed("report", func() error {
			j, err := s.ReportJob(ctx, inventory.Request{Resident: 1, Kind: "locks", Words: "门锁坏了", Lang: "zh"})
			id = j.ID
			return err
		})
		timed("assign", func() error { _, err := s.AssignJob(ctx, id, v, true, s.boss); return err })
		s.now = s.now.Add(2 * time.Hour)
		timed("close", func() error { _, err := s.FillIn(ctx, id, s.done(v), s.boss); return err })
	}
	for what, list := range times {
		took(b, what, list)
	}
}

// plainBoard is the first page of the board without an index.
func plainBoard(s *shop, wanted func(inventory.Job) bool) error {
	var list []inventory.Job
	for after := inventory.JobID(0); ; {
		page, err := s.JobsAfter(ctx, after, 1000)
		if err != nil {
			return err
		}
		for _, j := range page {
			after = j.ID
			if wanted(j) {
				list = append(list, j)
			}
		}
		if len(page) < 1000 {
			break
		}
	}
	slices.SortFunc(list, func(a, b inventory.Job) int {
		if a.Rank != b.Rank {
			return int(a.Rank) - int(b.Rank)
		}
		return a.Reported.Compare(b.Reported)
	})
	for _, j := range list[:50] {
		if _, err := s.JobStatus(ctx, j.ID); err != nil {
			return err
		}
	}
	return nil
}
