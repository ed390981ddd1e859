package inventory_test

import (
	"context"
	"math"
	"slices"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/jobs"
	"redwrench/inventory/store"
	"redwrench/inventory/store/memstore"
)

// usedShop is the records of a shop in which everything has happened once.
func usedShop(t testing.TB) (map[store.Table][]store.Entry, time.Time) {
	ctx := context.Background()
	s := bareShop(t, func(r *inventory.Settings) {
		r.Holidays = []inventory.Holiday{{From: day("2026-12-05"), To: day("2026-12-06")}}
	})
	a, b := s.resident(1), s.resident(2)
	h := s.lend(a, hammer, drill, saw)
	s.hold(b, hammer)
	s.reserve(b, pliers, "2026-11-28", "2026-11-29")
	c := must(s.AddConsumable(ctx, inventory.Consumable{Name: inventory.Name{Zh: "钉子"}}, s.boss))
	must(s.Restock(ctx, c.ID, 9, s.boss))
	_, _, err := s.HandOut(ctx, c.ID, 2, h.Slip, s.boss)
	ok(t, err)
	must(s.Extend(ctx, h.Loans[0].ID, day("2026-12-10"), s.boss))
	must(s.TakeBack(ctx, drill, inventory.Return{Found: inventory.PartMissing, Missing: []inventory.Part{{Name: battery, Count: 1}}}, s.boss))
	must(s.DeclareLost(ctx, saw, s.boss))
	ok(t, s.Retire(ctx, spanner, inventory.RetiredWorn, s.boss))
	ok(t, s.undo())
	usedJobs(s, a, c.ID)
	ok(t, s.SetPhoto(ctx, []inventory.ToolID{hammer, pliers}, somePhoto(t, 9), s.boss))
	usedStocktakes(s)
	must(s.TakeDonation(ctx, inventory.Gift{Tool: inventory.Tool{Name: inventory.Name{Zh: "旧锤"}, Category: "hand"}, Donor: "样例甲", Naming: inventory.NameWhole, Lang: "zh"}, s.boss))
	must(s.TakeDonation(ctx, inventory.Gift{Fen: 10_000, Purpose: inventory.ForTools, Lang: "zh"}, s.boss))
	all := map[store.Table][]store.Entry{}
	ok(t, s.store.View(ctx, func(tx store.Tx) error {
		for _, table := range tables {
			entries, err := tx.Scan(table, store.Range{})
			if err != nil {
				return err
			}
			all[table] = entries
		}
		return nil
	}))
	return all, s.now
}

// usedStocktakes is a stocktake that is closed, and one that goes on.
func usedStocktakes(s *shop) {
	s.t.Helper()
	for range 2 {
		st := must(s.BeginStocktake(ctx, "", true, s.boss)).ID
		for _, id := range []inventory.ToolID{pliers, drill, ladder} {
			_, _, err := s.See(ctx, st, id, s.boss)
			ok(s.t, err)
		}
		if st == 1 {
			must(s.CloseStocktake(ctx, st, inventory.Settling{}, s.boss))
		}
	}
}

// usedJobs is everything that happens with jobs, once.
func usedJobs(s *shop, who inventory.ResidentID, nails inventory.ConsumableID) {
	s.t.Helper()
	v := s.helper("志愿甲", "plumbing")
	done, on := s.report(who, "plumbing"), s.report(who, "plumbing")
	must(s.TakeJob(ctx, done.ID, v))
	must(s.PriceJob(ctx, done.ID, inventory.Pricing{Big: true, Quote: jobs.Quote{Labour: 500}}, v))
	must(s.AgreeToQuote(ctx, done.ID, v))
	s.later(2 * time.Hour)
	must(s.FillIn(ctx, done.ID, s.done(v), v))
	ok(s.t, s.RateJob(ctx, done.ID, 4))
	must(s.TakeJob(ctx, on.ID, v))
	must(s.ArrangeVisit(ctx, on.ID, jobs.Span{From: s.now, To: s.now.Add(time.Hour)}, false, v))
	must(s.LendForJob(ctx, on.ID, []inventory.ToolID{ladder}, v, v))
	_, _, err := s.HandOutForJob(ctx, on.ID, nails, 1, v)
	ok(s.t, err)
	must(s.PrintSheets(ctx, []inventory.JobID{on.ID, done.ID}, "zh", v))
}

// FuzzStoredRecords puts any bytes where a record or a key of an index belongs.
// Whatever is asked or done then is answered or refused: no panic, no endless
// loop. (On disk a checksum finds such bytes before; this is the door behind it.)
func FuzzStoredRecords(f *testing.F) {
	records, now := usedShop(f)
	for i, table := range tables {
		for _, e := range records[table][:min(3, len(records[table]))] {
			f.Add(uint8(i), e.Key, e.Value)
			f.Add(uint8(i), e.Key, e.Value[:len(e.Value)/2])
			f.Add(uint8(i), e.Key[:len(e.Key)/2+1], []byte{})
		}
	}
	for _, r := range []inventory.Reservation{{ID: 1, Tool: 2, Resident: 1, From: 1, To: math.MaxInt32}, {ID: 1, Tool: 2, Resident: 1, From: math.MaxInt32, To: math.MaxInt32}} {
		f.Add(uint8(slices.Index(tables, "reserve")), four(1), inventory.EncodeForTest(r))
	}
	f.Add(uint8(3), four(1), inventory.EncodeForTest(inventory.Loan{ID: 1, Tool: 1, Borrower: 1, Slip: 1, Due: time.Unix(math.MaxInt32*1000, 0)}))
	f.Fuzz(func(t *testing.T, table uint8, key, value []byte) {
		ctx := context.Background()
		st := memstore.New()
		ok(t, st.Update(ctx, func(tx store.Tx) error {
			for table, entries := range records {
				for _, e := range entries {
					if err := tx.Put(table, e.Key, e.Value); err != nil {
						return err
					}
				}
			}
			if len(key) == 0 {
				return nil
			}
			return tx.Put(tables[int(table)%len(tables)], key, value)
		}))
		desk, err := inventory.Open(ctx, st, secrets, func() time.Time { return now })
		if err != nil {
			return
		}
		useAll(ctx, desk, now)
	})
}

// useAll asks every question and tries every deed; what comes back is not looked at.
func useAll(ctx context.Context, d *inventory.Desk, now time.Time) {
	_, _ = d.Check(ctx)
	_, _ = d.Catalogue(ctx)
	_, _ = d.Categories(ctx)
	_, _ = d.Search(ctx, inventory.Query{Words: "锤", Limit: 5})
	_, _ = d.InspectionsDue(ctx, now.AddDate(1, 0, 0))
	_, _ = d.Upkeep(ctx)
	_, _ = d.OpenLoans(ctx, 0, 50)
	_, _ = d.Overview(ctx)
	for l := range inventory.List(inventory.Lists) {
		_, _ = d.ListLines(ctx, l+1)
		_, _ = d.ListedLines(ctx, l+1, []uint32{1, 2, 3})
	}
	_, _ = d.RecentDeeds(ctx)
	_, _ = d.WaitingPrints(ctx, 50)
	_, _ = d.Consumables(ctx)
	_, _ = d.Staff(ctx)
	for n := uint32(1); n <= 3; n++ {
		tool, who, loan := inventory.ToolID(n), inventory.ResidentID(n), inventory.LoanID(n)
		_, _ = d.Item(ctx, tool)
		_, _ = d.Queue(ctx, tool)
		_, _ = d.FreeDays(ctx, tool)
		_, _, _ = d.History(ctx, tool, 0, 50)
		_, _ = d.UpkeepOf(ctx, tool)
		_ = d.PlanReplacement(ctx, tool, inventory.DayOf(now)+9, 1)
		_, _ = d.OpenLoanOf(ctx, tool)
		_, _ = d.LoansOf(ctx, who)
		_, _ = d.HoldsOf(ctx, who)
		_, _ = d.ReservationsOf(ctx, who)
		_, _ = d.ByCard(ctx, who)
		_, _ = d.SlipOf(ctx, loan)
		_, _ = d.ReminderOf(ctx, loan)
		_, _ = d.HandedOut(ctx, loan)
		_, _ = d.MayRenew(ctx, loan, who)
		_, _ = d.Renew(ctx, loan, who)
		_, _ = d.Extend(ctx, loan, inventory.DayOf(now)+30, 1)
		_, _ = d.NoteCall(ctx, loan, inventory.DayOf(now), 1)
		_, _ = d.Remind(ctx, []inventory.LoanID{loan}, 1)
		_, _ = d.PlaceHold(ctx, who, tool)
		_ = d.MoveHold(ctx, inventory.HoldID(n), 1, 1)
		_, _ = d.Reserve(ctx, who, tool, inventory.DayOf(now)+5, inventory.DayOf(now)+6)
		_, _ = d.Lend(ctx, who, []inventory.ToolID{tool, tool + 1}, "zh")
		_, _ = d.TakeBack(ctx, tool, inventory.Return{}, 1)
		_ = d.Inspect(ctx, tool, false, 1)
		_ = d.BackOnShelf(ctx, tool, 1)
		_ = d.PartFound(ctx, tool, inventory.Part{Name: battery, Count: 1}, 1)
		_, _ = d.DeclareLost(ctx, tool, 1)
		_ = d.Sight(ctx, tool, 1)
		_, _ = d.GiveBack(ctx, 1, 1, loan, 1)
		_ = d.CancelHold(ctx, inventory.HoldID(n), 0, 1)
		_ = d.CancelReservation(ctx, inventory.ReservationID(n), 0, 1)
	}
	useJobs(ctx, d, now)
	useStocktakes(ctx, d)
	_, _ = d.Donations(ctx, 9)
	for id := inventory.DonationID(1); id <= 3; id++ {
		_, _ = d.DonationOf(ctx, id)
		_ = d.ForgetDonor(ctx, id, 1)
		_ = d.StrikeDonation(ctx, id, 1)
	}
	_ = d.Retire(ctx, 3, inventory.RetiredWorn, 1)
	deeds, _ := d.RecentDeeds(ctx)
	for _, deed := range deeds {
		_ = d.Undo(ctx, deed.Seq, inventory.MisTap, 1)
	}
	_, _ = d.Sweep(ctx)
}

// useStocktakes is useAll for stocktakes.
func useStocktakes(ctx context.Context, d *inventory.Desk) {
	_, _ = d.Shelves(ctx)
	_, _ = d.Stocktakes(ctx, 0, 9)
	_, _ = d.BeginStocktake(ctx, "A", false, 1)
	for id := inventory.StocktakeID(1); id <= 3; id++ {
		_, _, _ = d.StocktakeOf(ctx, id)
		_, _, _ = d.See(ctx, id, hammer, 1)
		_ = d.Unsee(ctx, id, pliers, 1)
		_, _ = d.CloseStocktake(ctx, id, inventory.Settling{Lose: true, Find: true}, 1)
	}
}

// useJobs is useAll for jobs.
func useJobs(ctx context.Context, d *inventory.Desk, now time.Time) {
	for _, state := range jobs.States {
		_, _, _ = d.Board(ctx, inventory.Filter{State: state}, 0, 9, 1)
		_, _, _ = d.Board(ctx, inventory.Filter{State: state, Kind: "plumbing", Older: 1, Small: true}, 0, 9, 1)
		_, _, _ = d.Board(ctx, inventory.Filter{State: state, Squad: "team", Big: true}, 1, 9, 1)
	}
	_, _ = d.JobCounts(ctx)
	_, _ = d.JobKinds(ctx)
	_, _ = d.JobNumbers(ctx, inventory.DayOf(now)-9, inventory.DayOf(now), 1)
	for n := uint32(1); n <= 3; n++ {
		id, who, v := inventory.JobID(n), inventory.ResidentID(n), inventory.StaffID(n)
		_, _ = d.JobsOf(ctx, who)
		_, _ = d.JobStatus(ctx, id)
		_, _ = d.SameFault(ctx, who, "plumbing", jobs.Place{})
		_, _ = d.MyJobs(ctx, v)
		_, _ = d.FreeJobs(ctx, v, 9)
		_, _ = d.Round(ctx, v, inventory.DayOf(now))
		_, _ = d.ServiceRecord(ctx, v, inventory.DayOf(now)-9, inventory.DayOf(now), 1)
		_, _ = d.Suggest(ctx, id, 1)
		_, _ = d.OpenJob(ctx, id, v)
		_, _ = d.AtHome(ctx, id, 1)
		_, _ = d.ReportJob(ctx, inventory.Request{Resident: who, Kind: "plumbing", Phrases: []int{0}, Reopen: id})
		_, _ = d.ReportJob(ctx, inventory.Request{Resident: who, Kind: "plumbing"})
		_, _ = d.TakeJob(ctx, id, v)
		_, _ = d.AssignJob(ctx, id, v, true, 1)
		_, _ = d.ArrangeVisit(ctx, id, jobs.Span{From: now, To: now.Add(time.Hour)}, false, 1)
		_, _ = d.LendForJob(ctx, id, []inventory.ToolID{inventory.ToolID(n)}, v, 1)
		_, _ = d.HandOnTool(ctx, ladder, id, v, 1)
		_, _ = d.GiveBackFromJob(ctx, id, 1, 1, 1)
		_, _ = d.HandOverJob(ctx, id, v, 2, true, 1)
		_, _ = d.FillIn(ctx, id, inventory.VisitReport{Visit: jobs.Span{From: now.Add(-time.Minute), To: now}, Work: []inventory.Work{{Who: v, Hours: 1}}}, 1)
		_ = d.RateJob(ctx, id, 3)
		_, _ = d.CancelJob(ctx, id, 0, 1, "错了")
		_, _ = d.SheetsToPrint(ctx, inventory.PrintID(n))
	}
	_, _ = d.Dismiss(ctx, 2, 1)
	_, _ = d.SetDisabled(ctx, 1, true, 1)
	_, _, _ = d.FindPeople(ctx, inventory.PersonQuery{Words: "测 199", Limit: 9})
	keep, _ := d.Reveal(ctx, 1, 1)
	gone, _ := d.Reveal(ctx, 2, 1)
	_, _ = d.Merge(ctx, keep, gone, 1)
	_ = d.Erase(ctx, 1, 1)
	_ = d.Erase(ctx, 2, 1)
}
