package inventory_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"redwrench/inventory"
	"redwrench/inventory/people"
)

// nails are the model shop's consumable.
const nails inventory.ConsumableID = 1

var battery = inventory.Name{Zh: "电池"}

// modelShop is a shop and its model, with five residents: one of 16, one whose
// card no staff has seen.
func modelShop(t *testing.T) (*shop, *model) {
	ctx := context.Background()
	s := bareShop(t, func(r *inventory.Settings) {
		r.Limit, r.Holds, r.Reservations = mLimit, mHolds, mReservations
		r.HoldDays, r.ReserveAhead, r.ReserveDays = mHoldDays, mAhead, mLongest
		r.Renewals, r.OverdueBlocks = mRenewals, mBlocks
		r.ClosedWeekdays = []time.Weekday{time.Sunday}
		r.Holidays = []inventory.Holiday{{From: day("2026-12-05"), To: day("2026-12-08")}}
	})
	m := &model{now: s.now, tools: map[inventory.ToolID]*mTool{}, people: map[inventory.ResidentID]mPerson{},
		loans: map[inventory.LoanID]*mLoan{}, taken: map[inventory.LoanID]int{}, nails: 20}
	for n := 1; n <= 2; n++ {
		m.people[s.resident(n)] = mPerson{adult: true, verified: true}
	}
	m.people[s.stranger(3)] = mPerson{adult: true}
	p := s.person(4)
	p.ID = people.Invented(s.now.AddDate(-16, 0, 0), 9)
	young := must(s.Register(ctx, p, "zh")).ID
	must(s.Verify(ctx, young, s.boss))
	m.people[young] = mPerson{verified: true}
	m.people[s.resident(5)] = mPerson{adult: true, verified: true}

	today := dayNumber(s.now)
	for id, t := range map[inventory.ToolID]*mTool{
		hammer: {days: 7}, pliers: {days: 7}, drill: {days: 3, parts: 2, adults: true, inspect: 12},
		ladder: {days: 3, adults: true}, wheelchair: {days: 30, clean: true}, spanner: {days: 14}, saw: {days: 7},
	} {
		t.inspected = today
		m.tools[id] = t
	}
	d := must(s.Item(ctx, drill)).Tool
	d.Parts, d.InspectDays = []inventory.Part{{Name: battery, Count: 2}}, 12
	must(s.ChangeTool(ctx, d, s.boss))
	must(s.AddConsumable(ctx, inventory.Consumable{Name: inventory.Name{Zh: "钉子"}, Low: 5}, s.boss))
	must(s.Restock(ctx, nails, 20, s.boss))
	return s, m
}

// answer is what the desk said, in the model's words.
func answer(err error) string {
	var (
		free    *inventory.NotFree
		limit   *inventory.LimitReached
		overdue *inventory.OverdueElsewhere
		young   *inventory.TooYoung
		many    *inventory.TooMany
		taken   *inventory.DaysTaken
		longer  *inventory.NoLonger
		out     *inventory.RenewedOut
	)
	switch {
	case err == nil:
		return "ok"
	case errors.As(err, &free):
		return notFree(free.Tool, place{status: free.Status, reason: free.Reason})
	case errors.As(err, &limit):
		return fmt.Sprintf("limit: %d + %d > %d", limit.Have, limit.Want, limit.Max)
	case errors.As(err, &overdue):
		return fmt.Sprintf("tool %d overdue: %d", overdue.Tool, overdue.Days)
	case errors.As(err, &young):
		return fmt.Sprintf("too young for tool %d", young.Tool)
	case errors.As(err, &many):
		return fmt.Sprintf("too many: %d of %d %v", many.Have, many.Max, many.Reservations)
	case errors.As(err, &taken):
		var days []int
		for _, d := range taken.Free {
			days = append(days, int(d))
		}
		return fmt.Sprintf("days taken, free %v", days)
	case errors.As(err, &longer):
		return fmt.Sprintf("no longer: %d %v", longer.From, longer.Reserved)
	case errors.As(err, &out):
		return fmt.Sprintf("renewed %d", out.Times)
	}
	return err.Error()
}

// run is one history of the shop beside its model.
type run struct {
	*rapid.T
	s      *shop
	m      *model
	before *model // before the last deed, when that can be undone
}

func (r *run) tool() inventory.ToolID {
	return inventory.ToolID(rapid.IntRange(1, 5).Draw(r.T, "tool"))
}
func (r *run) who() inventory.ResidentID {
	return rapid.SampledFrom(slices.Sorted(maps.Keys(r.m.people))).Draw(r.T, "who")
}
func (r *run) loan() inventory.LoanID {
	return inventory.LoanID(rapid.IntRange(max(1, int(r.m.lastLoan)-5), int(r.m.lastLoan)+1).Draw(r.T, "loan"))
}
func (r *run) hold() inventory.HoldID {
	return inventory.HoldID(rapid.IntRange(max(1, int(r.m.lastHold)-5), int(r.m.lastHold)+1).Draw(r.T, "hold"))
}
func (r *run) upTo(n int, what string) int { return rapid.IntRange(0, n).Draw(r.T, what) }

// deed does one thing on both sides and compares the answers.
func (r *run) deed(what string, undoable bool, model func() string, real func() error) {
	before := r.m.copied()
	want, got := model(), answer(real())
	if got != want {
		r.Fatalf("%s: %q, the model says %q", what, got, want)
	}
	if got != "ok" {
		return
	}
	if r.before = nil; undoable {
		r.before = before
	}
}

func (r *run) step() {
	ctx, s, m := context.Background(), r.s, r.m
	switch kind := rapid.IntRange(0, 30).Draw(r.T, "deed"); kind {
	case 0, 1, 2, 3, 4:
		who, tools := r.who(), rapid.SliceOfNDistinct(rapid.Custom(func(*rapid.T) inventory.ToolID { return r.tool() }), 1, 2, rapid.ID).Draw(r.T, "tools")
		r.deed("lend", true, func() string { return m.lend(who, tools) }, func() error { _, err := s.Lend(ctx, who, tools, "zh"); return err })
	case 5, 6, 7, 8:
		id, found, missing := r.tool(), inventory.Condition(max(0, r.upTo(8, "found")-4)), max(0, r.upTo(6, "missing")-4)
		ret := inventory.Return{Found: found}
		if missing > 0 {
			ret.Missing = []inventory.Part{{Name: battery, Count: missing}}
		}
		_, l := m.outOn(id)
		r.deed("take back", l != nil, func() string { return m.takeBack(id, found, missing) }, func() error { _, err := s.TakeBack(ctx, id, ret, s.boss); return err })
	case 9, 10:
		id, who := r.loan(), r.who()
		r.deed("renew", true, func() string { return m.renew(id, who) }, func() error { _, err := s.Renew(ctx, id, who); return err })
	case 11:
		id, to := r.loan(), dayNumber(m.now)+r.upTo(12, "days")
		r.deed("extend", true, func() string { return m.extend(id, to) }, func() error { _, err := s.Extend(ctx, id, inventory.Day(to), s.boss); return err })
	case 12, 13, 14:
		id, who := r.tool(), r.who()
		r.deed("place hold", true, func() string { return m.placeHold(who, id) }, func() error { _, err := s.PlaceHold(ctx, who, id); return err })
	case 15:
		id, who := r.hold(), r.who()
		r.deed("cancel hold", true, func() string { return m.cancelHold(id, who) }, func() error { return s.CancelHold(ctx, id, who, 0) })
	case 16:
		id, to := r.hold(), r.upTo(4, "place")
		r.deed("move hold", false, func() string { return m.moveHold(id, to) }, func() error { return s.MoveHold(ctx, id, to, s.boss) })
	case 17, 18:
		id, who, from := r.tool(), r.who(), dayNumber(m.now)+r.upTo(13, "from")
		to := from + r.upTo(4, "long")
		r.deed("reserve", true, func() string { return m.reserve(who, id, from, to) }, func() error {
			_, err := s.Reserve(ctx, who, id, inventory.Day(from), inventory.Day(to))
			return err
		})
	case 19:
		id, who := inventory.ReservationID(rapid.IntRange(max(1, int(m.lastReservation)-4), int(m.lastReservation)+1).Draw(r.T, "reservation")), r.who()
		r.deed("cancel reservation", false, func() string { return m.cancelReservation(id, who) }, func() error { return s.CancelReservation(ctx, id, who, 0) })
	case 20, 21, 22:
		r.stay()
	case 23:
		quantity, loan := 1+r.upTo(9, "nails"), inventory.LoanID(r.upTo(int(m.lastLoan), "slip"))
		r.deed("hand out", true, func() string { return m.handOut(quantity, loan) }, func() error {
			_, _, err := s.HandOut(ctx, nails, quantity, loan, s.boss)
			return err
		})
	case 24:
		quantity, loan := 1+r.upTo(9, "nails"), inventory.LoanID(r.upTo(int(m.lastLoan), "slip"))
		r.deed("give back", false, func() string { return m.giveBack(quantity, loan) }, func() error {
			_, err := s.GiveBack(ctx, nails, quantity, loan, s.boss)
			return err
		})
	case 25, 26:
		r.undo()
	case 30:
		if keep, gone := r.who(), r.who(); keep != gone && len(m.people) > 3 {
			r.deed("merge", false, func() string { return m.merge(keep, gone) }, func() error { return s.merge(keep, gone) })
		}
	default:
		r.later()
	}
}

// stay is a deed with a tool's place off the shelf.
func (r *run) stay() {
	ctx, s, m, id := context.Background(), r.s, r.m, r.tool()
	switch r.upTo(7, "stay") {
	case 0:
		r.deed("declare lost", true, func() string { return m.lost(id) }, func() error { _, err := s.DeclareLost(ctx, id, s.boss); return err })
	case 1:
		r.deed("sight", false, func() string { return m.sight(id) }, func() error { return s.Sight(ctx, id, s.boss) })
	case 2:
		why := inventory.Reason(r.upTo(3, "why"))
		r.deed("take off shelf", true, func() string { return m.takeOff(id, why) }, func() error { return s.TakeOffShelf(ctx, id, why, s.boss) })
	case 3, 4:
		r.deed("back on shelf", false, func() string { return m.backOn(id) }, func() error { return s.BackOnShelf(ctx, id, s.boss) })
	case 5:
		r.deed("part found", false, func() string { return m.partFound(id) }, func() error {
			return s.PartFound(ctx, id, inventory.Part{Name: battery, Count: 1}, s.boss)
		})
	case 6:
		safe := r.upTo(2, "safe") > 0
		r.deed("inspect", false, func() string { return m.inspectTool(id, safe) }, func() error { return s.Inspect(ctx, id, safe, s.boss) })
	case 7:
		if r.upTo(3, "really") == 0 {
			r.deed("retire", true, func() string { return m.retire(id) }, func() error { return s.Retire(ctx, id, inventory.RetiredWorn, s.boss) })
		}
	}
}

// undo takes the last deed back: all is as it was before it.
func (r *run) undo() {
	if r.before == nil {
		return
	}
	deeds := must(r.s.RecentDeeds(context.Background()))
	if err := r.s.Undo(context.Background(), deeds[0].Seq, inventory.MisTap, r.s.boss); err != nil {
		r.Fatalf("undo %s: %v", deeds[0].Deed, err)
	}
	*r.m = *r.m.undone(r.before)
	r.before = nil
}

// later lets time go on, a minute or days; the kiosk sweeps now or a deed later.
func (r *run) later() {
	must(r.s.Sweep(context.Background()))
	wait := []time.Duration{time.Second, time.Minute, time.Hour, 7 * time.Hour, 24 * time.Hour, 50 * time.Hour, 97 * time.Hour}
	r.s.now = r.s.now.Add(rapid.SampledFrom(wait).Draw(r.T, "wait"))
	r.m.tick(r.s.now)
	r.before = nil
	if r.upTo(1, "sweep") == 0 {
		must(r.s.Sweep(context.Background()))
	}
}

// compare looks at all the screens show.
func (r *run) compare() {
	ctx := context.Background()
	for id := range r.m.tools {
		item, p := must(r.s.Item(ctx, id)), r.m.where(id, 0)
		same := item.Status == p.status && item.Waiting == len(r.m.tools[id].queue)
		switch p.status {
		case inventory.OffShelf:
			same = same && item.Reason == p.reason
		case inventory.OnShelf, inventory.Lent:
			same = same && item.Due.Equal(p.due)
		case inventory.Held:
			same = same && item.Until.Equal(p.until)
		}
		if !same {
			r.Fatalf("tool %d: status %d/%d due %v until %v, %d waiting; the model says %+v", id, item.Status, item.Reason, item.Due, item.Until, item.Waiting, p)
		}
		var got, want []inventory.HoldID
		for _, q := range must(r.s.Queue(ctx, id)) {
			got = append(got, q.Hold.ID)
		}
		for _, h := range r.m.tools[id].queue {
			want = append(want, h.id)
		}
		if !slices.Equal(got, want) {
			r.Fatalf("queue of tool %d: %v, the model says %v", id, got, want)
		}
	}
	for who := range r.m.people {
		var got, want []string
		for _, l := range must(r.s.LoansOf(ctx, who)) {
			got = append(got, fmt.Sprint(l.Loan.ID, l.Loan.Due.Unix(), l.Loan.Open()))
		}
		for _, id := range r.m.loansOf(who) {
			l := r.m.loans[id]
			want = append(want, fmt.Sprint(id, l.due.Unix(), l.open))
		}
		if !slices.Equal(got, want) {
			r.Fatalf("loans of %d: %v, the model says %v", who, got, want)
		}
	}
	if c := must(r.s.Consumables(ctx))[0]; c.Stock != r.m.nails {
		r.Fatalf("%d nails, the model says %d", c.Stock, r.m.nails)
	}
}

// TestTheShopAnswersAsItsModel lets random histories run on both. More of them:
// go test ./inventory -run Model -rapid.checks 10000
func TestTheShopAnswersAsItsModel(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s, m := modelShop(t)
		r := &run{T: rt, s: s, m: m}
		for range rapid.IntRange(1, 60).Draw(rt, "deeds") {
			r.step()
			r.compare()
		}
		// Whatever the order, undoing leaves the records in order.
		for range r.upTo(4, "undoings") {
			if deeds := must(s.RecentDeeds(context.Background())); len(deeds) > 0 {
				_ = s.Undo(context.Background(), rapid.SampledFrom(deeds).Draw(rt, "deed").Seq, inventory.MisTap, s.boss)
			}
		}
		if faults, err := s.Check(context.Background()); err != nil || len(faults) > 0 {
			rt.Fatalf("check: %v, %v", faults, err)
		}
	})
}
