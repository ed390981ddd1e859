package jobs

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// rule is what becomes of a job in each state (new, assigned, visiting, waiting,
// done, passed on, cancelled), for a stranger, who asked, a volunteer whose job it
// is not, one whose it is, somebody on duty, a manager. A capital letter is the
// state after; else the refusal: . not yours, ! not now, x closed, f filled in,
// o not done.
var rule = map[Action][6]string{
	Take:      {".......", ".......", "A!!!fxx", ".......", "A!!!fxx", "A!!!fxx"},
	Assign:    {".......", ".......", ".......", ".......", "NAVWfxx", "NAVWfxx"},
	GiveUp:    {".......", ".......", ".......", "!AVWfxx", "!AVWfxx", "!AVWfxx"},
	HandOver:  {".......", ".......", ".......", "!AVWfxx", "!AVWfxx", "!AVWfxx"},
	Visit:     {".......", ".......", ".......", "!VVVfxx", "!VVVfxx", "!VVVfxx"},
	NextVisit: {".......", ".......", ".......", "!AAAfxx", "!AAAfxx", "!AAAfxx"},
	NeedParts: {".......", ".......", ".......", "!WWWfxx", "!WWWfxx", "!WWWfxx"},
	Finish:    {".......", ".......", ".......", "!DDDfxx", "!DDDfxx", "!DDDfxx"},
	PassOn:    {".......", ".......", ".......", "PPPPfxx", "PPPPfxx", "PPPPfxx"},
	Cancel:    {".......", "CC!!fxx", ".......", ".......", "CCCCfxx", "CCCCfxx"},
	Reopen:    {".......", "!!!!Nxx", ".......", ".......", "!!!!Nxx", "!!!!Nxx"},
	Price:     {".......", ".......", ".......", "NAVWfxx", "NAVWfxx", "NAVWfxx"},
	Agree:     {".......", ".......", ".......", "NAVWfxx", "NAVWfxx", "NAVWfxx"},
	Equip:     {".......", ".......", ".......", "!AVWfxx", "!AVWfxx", "!AVWfxx"},
	Look:      {".......", ".......", "N......", "NAVWDPC", "NAVWDPC", "NAVWDPC"},
	Rate:      {"ooooDxx", "ooooDxx", "ooooDxx", "ooooDxx", "ooooDxx", "ooooDxx"},
}

func TestEveryStateWithEveryActorAndEveryAction(t *testing.T) {
	if len(rule) != int(actionsEnd) {
		t.Fatalf("the table has %d actions, there are %d", len(rule), actionsEnd)
	}
	refusals := map[error]byte{ErrNotYours: '.', ErrNotNow: '!', ErrClosed: 'x', ErrFilledIn: 'f', ErrNotDone: 'o'}
	for action, byActor := range rule {
		for actor, want := range byActor {
			got := ""
			for _, s := range States {
				after, err := s.Next(action, Actor(actor))
				switch {
				case err == nil:
					got += string("NAVWDPC"[after])
				case after != s && action != Look:
					t.Errorf("action %d by %d on %d: refused, but the state is %d", action, actor, s, after)
				default:
					got += string(refusals[err])
				}
			}
			if got != want {
				t.Errorf("action %d by actor %d: %s, want %s", action, actor, got, want)
			}
		}
	}
	if _, err := State(99).Next(Take, Manager); !errors.Is(err, ErrNotNow) {
		t.Errorf("a state there is not: %v", err)
	}
	if _, err := New.Next(Action(99), Manager); !errors.Is(err, ErrNotNow) {
		t.Errorf("an action there is not: %v", err)
	}
}

func TestAJobNobodyHasIsNewAndOneSomebodyHasIsNot(t *testing.T) {
	for _, c := range []struct {
		is   State
		team int
		want State
	}{
		{New, 0, New},
		{New, 1, Assigned},
		{Assigned, 0, New},
		{Assigned, 2, Assigned},
		{Visiting, 1, Visiting},
		{Visiting, 0, New},
		{Waiting, 0, New},
		{Waiting, 1, Waiting},
		{Done, 0, Done},
		{Cancelled, 0, Cancelled},
	} {
		if got := c.is.AfterTeam(c.team); got != c.want {
			t.Errorf("state %d with a team of %d: %d, want %d", c.is, c.team, got, c.want)
		}
	}
}

func TestTheDiscountIsRoundedForTheResident(t *testing.T) {
	twenty := Discount{Labour: 20}
	for _, c := range []struct {
		rule              Discount
		materials, labour Fen
		off, price        Fen
	}{
		{twenty, 0, 10000, 2000, 8000},
		{twenty, 5000, 10000, 2000, 13000}, // materials cost what they cost
		{twenty, 0, 1, 1, 0},               // 0.2 fen is a fen
		{twenty, 0, 4, 1, 3},
		{twenty, 0, 5, 1, 4},
		{twenty, 0, 6, 2, 4},
		{twenty, 1, 0, 0, 1},
		{Discount{}, 1234, 5678, 0, 6912},
		{Discount{Labour: 100, Materials: 100}, 1234, 5678, 6912, 0},
		{Discount{Labour: 33, Materials: 10}, 999, 1000, 330 + 100, 1999 - 430},
		{Discount{Labour: 1, Materials: 1}, 1, 1, 2, 0}, // each line is rounded up
		{twenty, MostFen, MostFen, MostFen / 5, 2*MostFen - MostFen/5},
	} {
		q := Quote{Materials: c.materials, Labour: c.labour}
		if off, price := c.rule.Off(q), c.rule.Price(q); off != c.off || price != c.price {
			t.Errorf("%+v of %+v: %d off, %d to pay; want %d and %d", c.rule, q, off, price, c.off, c.price)
		}
	}
}

func TestAQuoteIsOfSomethingAndNotOfTooMuch(t *testing.T) {
	for q, good := range map[Quote]bool{
		{}: false, {Labour: 1}: true, {Materials: 1}: true, {Labour: -1, Materials: 5}: false, {Labour: MostFen}: true,
		{Labour: MostFen + 1}: false, {Materials: MostFen + 1}: false,
	} {
		if err := q.Check(); (err == nil) != good || err != nil && !errors.Is(err, ErrMoney) {
			t.Errorf("%+v: %v", q, err)
		}
	}
	for d, good := range map[Discount]bool{{}: true, {Labour: 100, Materials: 100}: true, {Labour: 101}: false, {Materials: -1}: false} {
		if d.Possible() != good {
			t.Errorf("%+v: possible %t", d, d.Possible())
		}
	}
}

func TestMoneyIsWrittenInYuan(t *testing.T) {
	for f, want := range map[Fen]string{0: "0.00", 5: "0.05", 1250: "12.50", -1250: "-12.50", 100_000_000: "1000000.00"} {
		if got := f.String(); got != want {
			t.Errorf("%d: %s, want %s", int64(f), got, want)
		}
	}
}

func at(hour int) time.Time { return time.Date(2026, 11, 24, hour, 0, 0, 0, time.UTC) }

func TestVisitsThatOnlyTouchDoNotOverlap(t *testing.T) {
	ten := Span{at(10), at(12)}
	for _, c := range []struct {
		other Span
		want  bool
	}{
		{Span{at(8), at(10)}, false},
		{Span{at(12), at(14)}, false},
		{Span{at(11), at(13)}, true},
		{Span{at(9), at(11)}, true},
		{Span{at(10), at(12)}, true},
		{Span{at(11), at(11).Add(time.Second)}, true},
		{Span{at(8), at(14)}, true},
		{Span{}, false},
	} {
		if got := ten.Overlaps(c.other); got != c.want || c.other.Overlaps(ten) != got {
			t.Errorf("10–12 and %v: %t", c.other, got)
		}
	}
	for s, good := range map[Span]bool{
		ten: true, {}: false, {at(12), at(10)}: false, {at(10), at(10)}: false, {at(10), at(34)}: true, {at(10), at(34).Add(1)}: false, {To: at(10)}: false,
	} {
		if err := s.Check(); (err == nil) != good || err != nil && !errors.Is(err, ErrSpan) {
			t.Errorf("%v: %v", s, err)
		}
	}
}

func TestHoursAreHalvesAndNeverMoreThanADay(t *testing.T) {
	for d, want := range map[time.Duration]HalfHours{0: 0, time.Minute: 1, 30 * time.Minute: 1, 31 * time.Minute: 2, 2 * time.Hour: 4, Day: 48} {
		if got := Hours(d); got != want {
			t.Errorf("%s: %d halves, want %d", d, got, want)
		}
	}
	for h, good := range map[HalfHours]bool{-1: false, 0: true, 48: true, 49: false} {
		if err := h.Check(); (err == nil) != good {
			t.Errorf("%d halves: %v", h, err)
		}
	}
}

func TestUrgentBeforeAllThenTheElderlyAndDisabled(t *testing.T) {
	order := []Rank{RankOf(true, true), RankOf(true, false), RankOf(false, true), RankOf(false, false)}
	if !slices.Equal(order, Ranks) {
		t.Errorf("ranks %v, want %v", order, Ranks)
	}
	for i, r := range order {
		if r.Urgent() != (i < 2) || r.First() != (i%2 == 0) {
			t.Errorf("rank %d: urgent %t, first %t", r, r.Urgent(), r.First())
		}
	}
}

func TestTheBestFitHasTheSkillThenTheSquadThenTheLanguageThenTheLeastToDo(t *testing.T) {
	want := []Fit{
		{Skill: true, Squad: true, Language: true, Load: 0, Free: true},
		{Skill: true, Squad: true, Language: true, Load: 0},
		{Skill: true, Squad: true, Language: true, Load: 1, Free: true},
		{Skill: true, Squad: true, Load: 0, Free: true},
		{Skill: true, Language: true, Load: 0, Free: true},
		{Skill: true, Load: 9},
		{Squad: true, Language: true, Free: true},
		{},
	}
	got := slices.Clone(want)
	slices.Reverse(got)
	Best(got, func(f Fit) Fit { return f })
	if !slices.Equal(got, want) {
		t.Errorf("%+v\nwant %+v", got, want)
	}
}

func TestAPlaceHasARoomAndAStreetWithoutANumber(t *testing.T) {
	for _, c := range []struct {
		place Place
		good  bool
	}{
		{Place{Room: "101"}, true},
		{Place{Street: "扎细街", Building: "3", Unit: "2", Room: "101"}, true},
		{Place{Street: "八一路", Room: "1"}, true},
		{Place{}, false},
		{Place{Building: "3"}, false},
		{Place{Street: "扎细街3", Room: "1"}, false},
		{Place{Street: "扎细街３", Room: "1"}, false},
		{Place{Street: "ལྷ་ས༣", Room: "1"}, false},
		{Place{Street: "三号楼", Room: "1"}, false},
		{Place{Street: "二室", Room: "1"}, false},
		{Place{Room: strings.Repeat("1", 21)}, false},
		{Place{Room: "1\n2"}, false},
		{Place{Room: "\xff"}, false},
	} {
		if _, err := c.place.Checked(); (err == nil) != c.good || err != nil && !errors.Is(err, ErrPlace) {
			t.Errorf("%q %q: %v", c.place.Street, c.place.Room, err)
		}
	}
	if p, err := (Place{Room: " 101 "}).Checked(); err != nil || p.Room != "101" {
		t.Errorf("%q, %v", p.Room, err)
	}
	if (Place{Building: "3", Room: "a1"}).Same() != (Place{Building: " 3", Room: "A 1"}).Same() {
		t.Error("the same door with and without a blank is another home")
	}
	if (Place{Building: "3", Room: "11"}).Same() == (Place{Building: "31", Room: "1"}).Same() {
		t.Error("two doors are one home")
	}
	for _, text := range []string{fmt.Sprintf("%v %+v %#v %s", Place{Room: "101"}, Place{Room: "101"}, Place{Room: "101"}, Place{Room: "101"}), Place{Room: "101"}.LogValue().String()} {
		if strings.Contains(text, "101") {
			t.Errorf("printed: %s", text)
		}
	}
}

func TestARoundGoesByTheNumbersOfTheHouses(t *testing.T) {
	want := []Place{{Building: "2", Room: "9"}, {Building: "9", Room: "1"}, {Building: "10", Room: "2"}, {Building: "10", Room: "11"}, {Building: "A10", Room: "1"}}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, func(a, b Place) int { return strings.Compare(a.Order(), b.Order()) })
	if !slices.Equal(got, want) {
		t.Errorf("%#v", got)
	}
}

func TestOutcomesLeadOn(t *testing.T) {
	for o, want := range map[Outcome]Action{Finished: Finish, Again: NextVisit, Parts: NeedParts, Elsewhere: PassOn} {
		if a, ok := o.Action(); !ok || a != want {
			t.Errorf("outcome %d: %d, %t", o, a, ok)
		}
	}
	if _, ok := Outcome(9).Action(); ok {
		t.Error("an outcome there is not does something")
	}
}
