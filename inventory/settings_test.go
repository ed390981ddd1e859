package inventory_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"redwrench/inventory"
)

func TestImpossibleSettings(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	for name, change := range map[string]func(*inventory.Settings){
		"Shop":            func(r *inventory.Settings) { r.Shop.Zh = " " },
		"Place":           func(r *inventory.Settings) { r.Place.Bo = strings.Repeat("ཀ", inventory.LongestName+1) },
		"Phone":           func(r *inventory.Settings) { r.Phone = "call us" },
		"ConsentText":     func(r *inventory.Settings) { r.ConsentText.En = "Ask the staff." }, // Chinese is required
		"Languages":       func(r *inventory.Settings) { r.Languages = []inventory.Lang{"bo", "en"} },
		"Zone":            func(r *inventory.Settings) { r.Zone = "Asia/Nowhere" },
		"Limit":           func(r *inventory.Settings) { r.Limit = -1 },
		"LimitUnverified": func(r *inventory.Settings) { r.LimitUnverified = 101 },
		"OverdueBlocks":   func(r *inventory.Settings) { r.OverdueBlocks = -1 },
		"RetentionDays":   func(r *inventory.Settings) { r.RetentionDays = 0 },
		"Renewals":        func(r *inventory.Settings) { r.Renewals = -1 },
		"HoldDays":        func(r *inventory.Settings) { r.HoldDays = 0 },
		"Holds":           func(r *inventory.Settings) { r.Holds = -1 },
		"ReserveAhead":    func(r *inventory.Settings) { r.ReserveAhead = 367 },
		"ReserveDays":     func(r *inventory.Settings) { r.ReserveDays = 0 },
		"Reservations":    func(r *inventory.Settings) { r.Reservations = -1 },
		"Closes":          func(r *inventory.Settings) { r.Closes = 24 * time.Hour },
		"Opens":           func(r *inventory.Settings) { r.Opens = r.Closes },
		"Volume":          func(r *inventory.Settings) { r.Volume = inventory.VolumeLoud + 1 },
		"IdleClears":      func(r *inventory.Settings) { r.IdleClears = time.Second },
		"DeskLocks":       func(r *inventory.Settings) { r.DeskLocks = time.Second },
		"UndoWithin":      func(r *inventory.Settings) { r.UndoWithin = -time.Second },
		"ConsentVersion":  func(r *inventory.Settings) { r.ConsentVersion = "" },
		"ClosedWeekdays":  func(r *inventory.Settings) { r.ClosedWeekdays = []time.Weekday{7} },
		"Holidays":        func(r *inventory.Settings) { r.Holidays = []inventory.Holiday{{From: 20000, To: 19999}} },
	} {
		rules := s.Settings()
		change(&rules)
		s.refuses(name, func(err error) bool {
			return is(inventory.ErrSettings)(err) && strings.HasSuffix(err.Error(), ": "+name)
		}, func() error {
			return s.ChangeSettings(ctx, rules, s.boss)
		})
	}
	rules := s.Settings()
	rules.Zone = "Asia/Tokyo" // possible, but the records' days are those of the first zone
	s.refuses("another zone", is(inventory.ErrSettings), func() error { return s.ChangeSettings(ctx, rules, s.boss) })
	s.refuses("by nobody on the staff", func(err error) bool { return err != nil }, func() error { return s.ChangeSettings(ctx, s.Settings(), 0) })
	c := must(s.Categories(ctx))[0]
	c.LoanDays = 999
	s.refuses("a category lent for ever", is(inventory.ErrSettings), func() error { return s.ChangeCategory(ctx, c, s.boss) })
}

func TestSettingsAreInForceAtOnceAndAfterARestart(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	who := s.resident(1)
	rules := s.Settings()
	rules.Limit, rules.Closes = 1, 17*time.Hour
	rules.Holidays = []inventory.Holiday{{Name: inventory.Name{Zh: "雪顿节"}, From: day("2026-12-01"), To: day("2026-12-03")}}
	ok(t, s.ChangeSettings(ctx, rules, s.boss))
	rules.Holidays[0].From = 1 // what the caller does with its own copy afterwards changes nothing
	for _, when := range []string{"at once", "after a restart"} {
		if err := s.Consider(ctx, who, []inventory.ToolID{hammer, saw}); !with(func(e *inventory.LimitReached) bool { return e.Max == 1 })(err) {
			t.Errorf("%s: %v, want the new limit", when, err)
		}
		if item := s.item(hammer); dueAt(inventory.Loan{Due: item.Due}) != "2026-12-04 17:00" || item.DueWhy != inventory.DueClosed {
			t.Errorf("%s: due %v", when, item.Due)
		}
		s.reopen()
	}
	got := s.Settings()
	got.Holidays[0].To = 1
	if s.Settings().Holidays[0].To != day("2026-12-03") {
		t.Error("the settings changed without a deed")
	}
}

func TestDueDatesStepOverClosedDays(t *testing.T) { // case 4
	for _, c := range []struct {
		what   string
		change func(*inventory.Settings)
		due    string
		why    inventory.DueWhy
	}{
		{"the plain day is open", func(*inventory.Settings) {}, "2026-11-27 18:00", inventory.DuePlain},
		{"a closed weekday", func(r *inventory.Settings) { r.ClosedWeekdays = []time.Weekday{time.Friday} }, "2026-11-28 18:00", inventory.DueClosed},
		{"a festival next to a closed weekday", func(r *inventory.Settings) {
			r.ClosedWeekdays = []time.Weekday{time.Sunday}
			r.Holidays = []inventory.Holiday{{From: day("2026-11-26"), To: day("2026-11-28")}}
		}, "2026-11-30 18:00", inventory.DueClosed},
		{"a festival much longer than the loan", func(r *inventory.Settings) {
			r.Holidays = []inventory.Holiday{{From: day("2026-11-25"), To: day("2027-01-20")}}
		}, "2027-01-21 18:00", inventory.DueClosed},
		{"two festivals in a row", func(r *inventory.Settings) {
			r.Holidays = []inventory.Holiday{{From: day("2026-11-29"), To: day("2026-11-30")}, {From: day("2026-11-27"), To: day("2026-11-28")}}
		}, "2026-12-01 18:00", inventory.DueClosed},
		{"a shop that never opens still says a day", func(r *inventory.Settings) { r.ClosedWeekdays = []time.Weekday{0, 1, 2, 3, 4, 5, 6} }, "2026-11-27 18:00", inventory.DuePlain},
	} {
		t.Run(c.what, func(t *testing.T) {
			s := newShop(t, c.change)
			l := s.lend(s.resident(1), ladder).Loans[0]
			if dueAt(l) != c.due || l.DueWhy != c.why {
				t.Errorf("due %s because of %d, want %s because of %d", dueAt(l), l.DueWhy, c.due, c.why)
			}
			if was := when("2026-11-27 18:00"); (c.why == inventory.DueClosed) != l.DueWas.Equal(was) {
				t.Errorf("plain date %v", l.DueWas)
			}
		})
	}
}

func TestDaysAreThoseOfTheShopsZone(t *testing.T) {
	s := newShop(t)
	s.now = time.Date(2026, 11, 24, 17, 0, 0, 0, time.UTC) // one in the morning of the 25th in Lhasa
	l := s.lend(s.resident(1), ladder).Loans[0]
	if dueAt(l) != "2026-11-28 18:00" {
		t.Errorf("due %s, want three days from the 25th", dueAt(l))
	}
}

func TestReservationsInAShopThatNeverOpens(t *testing.T) {
	ctx := context.Background()
	s := newShop(t, func(r *inventory.Settings) { r.ClosedWeekdays = []time.Weekday{0, 1, 2, 3, 4, 5, 6} })
	who := s.resident(1)
	s.refuses("on any day", with(func(e *inventory.DaysTaken) bool { return len(e.Free) == 0 }), func() error {
		_, err := s.Reserve(ctx, who, hammer, day("2026-11-26"), day("2026-11-26"))
		return err
	})
}

func TestDueDays(t *testing.T) {
	losar := func(s *inventory.Settings) {
		s.Holidays = []inventory.Holiday{{Name: inventory.Name{Zh: "藏历新年"}, From: day("2026-11-27"), To: day("2026-11-28")}}
		s.ClosedWeekdays = []time.Weekday{time.Sunday}
	}
	for _, c := range []struct {
		what string
		tool inventory.ToolID
		with func(*inventory.Settings)
		want string
	}{
		{"hand tools go for 7 days", hammer, nil, "2026-12-01 18:00"},
		{"a tool's own days come before its category's", spanner, nil, "2026-12-08 18:00"},
		{"mobility aids go for 30 days", wheelchair, nil, "2026-12-24 18:00"},
		{"a due day that is closed moves to the next open day", ladder, losar, "2026-11-30 18:00"},
	} {
		t.Run(c.what, func(t *testing.T) {
			change := func(*inventory.Settings) {}
			if c.with != nil {
				change = c.with
			}
			s := newShop(t, change)
			l := s.lend(s.resident(1), c.tool).Loans[0]
			if got := s.Local(l.Due).Format("2006-01-02 15:04"); got != c.want {
				t.Errorf("due %s, want %s", got, c.want)
			}
		})
	}
}

func TestWhenTheShopOpensNext(t *testing.T) {
	rules := inventory.Defaults() // opens at 09:00, closes at 18:00
	rules.ClosedWeekdays = []time.Weekday{time.Monday}
	rules.Holidays = []inventory.Holiday{{Name: inventory.Name{Zh: "节"}, From: day("2026-12-01"), To: day("2026-12-03")}}
	early := rules
	early.Opens, early.Closes = 7*time.Hour, 8*time.Hour
	short := rules
	short.Closes = 8 * time.Hour // before others open
	for _, c := range []struct {
		what  string
		rules inventory.Settings
		now   string
		want  string // "": it is open
	}{
		{"in the morning", rules, "2026-11-24 08:59", "2026-11-24 09:00"},
		{"when it opens", rules, "2026-11-24 09:00", ""},
		{"just before it closes", rules, "2026-11-24 17:59", ""},
		{"when it closes", rules, "2026-11-24 18:00", "2026-11-25 09:00"},
		{"at midnight", rules, "2026-11-25 00:00", "2026-11-25 09:00"},
		{"the evening before a closed Monday and a festival", rules, "2026-11-29 18:30", "2026-12-04 09:00"},
		{"at noon of a closed day", rules, "2026-11-30 12:00", "2026-12-04 09:00"},
		{"with hours of its own", early, "2026-11-24 07:30", ""},
		{"after those", early, "2026-11-24 09:30", "2026-11-25 07:00"},
		{"one that closes before others open", short, "2026-11-24 07:00", "2026-11-24 07:59"},
	} {
		t.Run(c.what, func(t *testing.T) {
			got := c.rules.NextOpening(when(c.now))
			if c.want == "" && !got.IsZero() || c.want != "" && !got.Equal(when(c.want)) {
				t.Errorf("next opening %v, want %q", got, c.want)
			}
		})
	}
}
