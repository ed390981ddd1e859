package inventory_test

import (
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/store"
)

func TestAPeriodIsComparedWithTheOneBefore(t *testing.T) {
	for _, c := range []struct{ from, until, before string }{
		{"2026-03-01", "2026-03-31", "2026-02-01 2026-02-28"},
		{"2028-03-01", "2028-03-31", "2028-02-01 2028-02-29"},
		{"2026-01-01", "2026-06-30", "2025-07-01 2025-12-31"},
		{"2026-07-01", "2026-12-31", "2026-01-01 2026-06-30"},
		{"2026-01-01", "2026-12-31", "2025-01-01 2025-12-31"},
		{"2026-03-01", "2026-03-30", "2026-01-30 2026-02-28"}, // no whole month: as many days
		{"2026-03-02", "2026-03-02", "2026-03-01 2026-03-01"},
	} {
		b := inventory.Period{From: day(c.from), Until: day(c.until)}.Before()
		if got := b.From.String() + " " + b.Until.String(); got != c.before {
			t.Errorf("before %s until %s is %s, want %s", c.from, c.until, got, c.before)
		}
	}
}

func TestThePeriodOfADay(t *testing.T) {
	for _, c := range []struct {
		day    string
		months int
		want   string
	}{
		{"2026-12-31", 1, "2026-12-01 2026-12-31"}, {"2026-06-30", 6, "2026-01-01 2026-06-30"},
		{"2026-07-01", 6, "2026-07-01 2026-12-31"}, {"2028-02-29", 12, "2028-01-01 2028-12-31"},
	} {
		p := inventory.PeriodOf(day(c.day), c.months)
		if got := p.From.String() + " " + p.Until.String(); got != c.want {
			t.Errorf("%d months of %s: %s, want %s", c.months, c.day, got, c.want)
		}
		if again := inventory.PeriodNumbered(p.Number()); again != p {
			t.Errorf("the number of %v says %v", p, again)
		}
	}
}

func TestThePartsOfAPeriodAreTheWholeOfIt(t *testing.T) {
	for from := day("2026-11-01"); from < day("2026-11-20"); from++ {
		for _, length := range []inventory.Day{0, 5, 6, 30, 181, 364, 365, 376, 378, 900} {
			p := inventory.Period{From: from, Until: from + length}
			next := p.From
			for i, s := range p.Steps() {
				if s.From != next || s.Until < s.From || i > 0 && s.From.Weekday() != time.Monday && s.From.In(time.UTC).Day() != 1 {
					t.Fatalf("%v: %v follows %v", p, s, next-1)
				}
				next = s.Until + 1
			}
			if next != p.Until+1 {
				t.Errorf("%v ends with %v", p, next-1)
			}
		}
	}
}

func TestAPeriodHasBounds(t *testing.T) {
	s := newShop(t)
	for what, p := range map[string]inventory.Period{
		"that ends before it begins": {From: day("2026-02-01"), Until: day("2026-01-31")},
		"of no days":                 {},
		"before all time":            {From: -5, Until: 5},
		"of twenty years":            {From: day("2010-01-01"), Until: day("2029-12-31")},
		"beyond what a key can hold": {From: day("2105-01-01"), Until: day("2106-12-31")},
	} {
		s.refuses("a report "+what, is(inventory.ErrPeriod), func() error { _, err := s.Report(ctx, p); return err })
		s.refuses("records of one "+what, is(inventory.ErrPeriod), func() error {
			_, err := s.Behind(ctx, inventory.Ask{Figure: inventory.FigureLoans, Period: p})
			return err
		})
		s.refuses("a paper of one "+what, is(inventory.ErrPeriod), func() error {
			_, err := s.Print(ctx, inventory.Wish{Paper: inventory.PeriodReport, Subject: p.Number(), Lang: "zh"}, s.boss)
			if p.Number() == (inventory.Period{From: day("2010-01-01"), Until: day("2029-12-31")}).Number() || err != nil {
				return err
			}
			return inventory.ErrPeriod // its number is that of a period that can be
		})
	}
	s.refuses("what is no figure", is(inventory.ErrPeriod), func() error {
		_, err := s.Behind(ctx, inventory.Ask{Figure: 99, Period: inventory.PeriodOf(day("2026-11-24"), 1)})
		return err
	})
}

func TestCheckNamesALoanThatWentOutLongBeforeOneWithALowerNumber(t *testing.T) {
	s := newShop(t)
	who := s.resident(1)
	must(s.Lend(ctx, who, []inventory.ToolID{1, 2}, "zh"))
	undo := snapshotOf(t, s.store, []store.Table{"loan"})
	l := must(s.LoansAfter(ctx, 1, 1))[0]
	l.Out = l.Out.Add(-25 * time.Hour)
	ok(t, s.store.Update(ctx, func(tx store.Tx) error { return tx.Put("loan", []byte{0, 0, 0, 2}, inventory.EncodeForTest(l)) }))
	if faults := must(s.Check(ctx)); len(faults) != 1 {
		t.Errorf("faults %q", faults)
	}
	undo()
}

// A clock may be set back by less than clockTolerance: over midnight, too.
func TestAClockThatWasCorrectedOverMidnightLosesNoLoan(t *testing.T) {
	s := newShop(t)
	who := s.resident(1)
	for i, at := range []string{"2027-03-02 23:59", "2027-03-03 00:00", "2027-03-02 23:59", "2027-03-03 00:00"} {
		s.at(at)
		s.now = s.now.Add(time.Duration(30-20*(i%2)) * time.Second)
		must(s.Lend(ctx, who, []inventory.ToolID{inventory.ToolID(1 + i)}, "zh"))
	}
	for _, d := range []string{"2027-03-02", "2027-03-03"} {
		p := inventory.Period{From: day(d), Until: day(d)}
		if n := must(s.Report(ctx, p)).Is; n.Loans != 2 {
			t.Errorf("on %s %d loans, want 2", d, n.Loans)
		}
		if list := must(s.Behind(ctx, inventory.Ask{Figure: inventory.FigureLoans, Period: p})); len(list) != 2 {
			t.Errorf("on %s %d records, want 2", d, len(list))
		}
	}
}

func TestWhatIsCountedOnWhichDay(t *testing.T) {
	s := newShop(t)
	who := s.resident(1)
	s.at("2027-03-02 00:00") // the first second of the day
	must(s.Lend(ctx, who, []inventory.ToolID{1}, "zh"))
	s.at("2027-03-02 23:59")
	s.back(1)
	must(s.Lend(ctx, who, []inventory.ToolID{1}, "zh"))
	ok(t, s.undo())
	s.at("2027-03-03 00:00")
	must(s.Lend(ctx, who, []inventory.ToolID{1}, "zh"))
	s.at("2027-03-28 10:00")
	s.back(1)
	one := func(from string) inventory.Numbers {
		return must(s.Report(ctx, inventory.Period{From: day(from), Until: day(from)})).Is
	}
	if n := one("2027-03-02"); n.Loans != 1 || n.Returns != 1 || n.Borrowers != 1 || n.Length != 23*time.Hour+59*time.Minute {
		t.Errorf("on the first day %+v", n)
	}
	if n := one("2027-03-03"); n.Loans != 1 || n.Returns != 0 || n.Length != 0 {
		t.Errorf("on the second day %+v", n)
	}
	if n := one("2027-03-28"); n.Loans != 0 || n.Returns != 1 || n.Late != 1 || n.LateShare() != 1000 {
		t.Errorf("on the day of the return %+v", n)
	}
	full := must(s.ResidentsAfter(ctx, who-1, 1))[0].Person
	for _, f := range []inventory.Figure{inventory.FigureLoans, inventory.FigureBorrowers} {
		for _, l := range must(s.Lines(ctx, must(s.Behind(ctx, inventory.Ask{Figure: f, Period: inventory.PeriodOf(day("2027-03-02"), 1)})))) {
			if l.Who != full.MaskedName() || l.Who == full.Name {
				t.Errorf("figure %d shows %d letters of a name", f, len([]rune(l.Who)))
			}
		}
	}
	ok(t, s.Erase(ctx, who, s.boss))
	p := inventory.PeriodOf(day("2027-03-02"), 1)
	if n := must(s.Report(ctx, p)).Is; n.Loans != 2 || n.Borrowers != 1 {
		t.Errorf("of somebody forgotten %+v", n)
	}
	for _, l := range must(s.Lines(ctx, must(s.Behind(ctx, inventory.Ask{Figure: inventory.FigureBorrowers, Period: p})))) {
		if l.Who != "" || l.N != 2 {
			t.Errorf("somebody forgotten is shown as %q, %d times", l.Who, l.N)
		}
	}
}
