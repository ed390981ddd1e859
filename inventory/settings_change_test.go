package inventory_test

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"redwrench/inventory"
)

func TestEveryNumberHasBounds(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	for _, n := range inventory.NumberSettings() {
		rules := s.Settings()
		if v := n.In(rules); v < n.Least || v > n.Most {
			t.Errorf("%s: %d, outside %d to %d, in a new shop", n.Name, v, n.Least, n.Most)
		}
		for _, v := range []int{n.Least - 1, n.Most + 1} {
			if n.Unit == inventory.Clock {
				continue // TestImpossibleSettings
			}
			n.Put(&rules, v)
			s.refuses(fmt.Sprintf("%s of %d", n.Name, v), with(func(e *inventory.OutOfBounds) bool {
				return e.Name == n.Name && e.Least == n.Least && e.Most == n.Most
			}), func() error { return s.ChangeSettings(ctx, rules, s.boss) })
		}
		for _, v := range []int{n.Least, n.Most} {
			rules := inventory.Defaults()
			switch n.Name { // opening comes before closing
			case "Opens":
				rules.Closes = 24*60*60e9 - 60e9
			case "Closes":
				rules.Opens = 60e9
			}
			n.Put(&rules, v)
			if err := rules.Check(); err != nil || n.In(rules) != v {
				t.Errorf("%s of %d: %v, reads %d", n.Name, v, err, n.In(rules))
			}
		}
	}
}

func TestTheAuditTellsWhatASettingWas(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	rules := s.Settings()
	rules.Limit, rules.Phone, rules.Volume = 7, "0891 6321234", inventory.VolumeOff
	rules.Jobs.Partners = []inventory.Partner{{ID: "p1", Name: inventory.Name{Zh: "某某师傅"}, Phone: "19900000001"}}
	ok(t, s.ChangeSettings(ctx, rules, s.boss))
	got := must(s.LastDeed(ctx)).Subjects
	want := []string{"Phone:  → 0891 6321234", "Volume: normal → off", "Jobs.Partners: 0 → 1", "Limit: 5 → 7"}
	if !slices.Equal(got, want) {
		t.Errorf("the audit tells %q, want %q", got, want)
	}
}

func TestEverySettingIsTold(t *testing.T) {
	told := inventory.Told(inventory.Defaults())
	silent := []string{"Zone", "Changes", "ChangedBy", "Jobs"} // cannot be changed; tell of the others; is told by its parts
	for f := range reflect.TypeFor[inventory.Settings]().Fields() {
		if !slices.Contains(told, f.Name) && !slices.Contains(silent, f.Name) {
			t.Errorf("the audit tells nothing of %s", f.Name)
		}
	}
	for f := range reflect.TypeFor[inventory.JobRules]().Fields() {
		if !slices.ContainsFunc(told, func(n string) bool { return strings.HasPrefix(n, "Jobs."+f.Name) }) {
			t.Errorf("the audit tells nothing of Jobs.%s", f.Name)
		}
	}
}

func TestTwoDesksChangeTheSettings(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	other := must(s.Hire(ctx, "试用经理", inventory.Manager, "314159", s.boss))
	one, two := s.Settings(), s.Settings()
	one.Limit, two.Renewals = 7, 3
	ok(t, s.ChangeSettings(ctx, one, other.ID))
	s.refuses("the second one", with(func(e *inventory.ChangedMeanwhile) bool {
		return e.By == other.ID
	}), func() error { return s.ChangeSettings(ctx, two, s.boss) })
	again := s.Settings()
	again.Renewals = 3
	ok(t, s.ChangeSettings(ctx, again, s.boss))
	if got := s.Settings(); got.Limit != 7 || got.Renewals != 3 {
		t.Errorf("limit %d, renewals %d", got.Limit, got.Renewals)
	}
}

func TestPeopleAreAskedAgainWhenTheyAgreedToLess(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	who := s.resident(1)
	change := func(do func(*inventory.Settings)) (version string) {
		rules := s.Settings()
		do(&rules)
		ok(t, s.ChangeSettings(ctx, rules, s.boss))
		return s.Settings().ConsentVersion
	}
	if v := change(func(r *inventory.Settings) { r.RetentionDays = 90 }); v != inventory.Defaults().ConsentVersion {
		t.Errorf("data kept for less time: version %s", v)
	}
	if v := change(func(r *inventory.Settings) { r.RetentionDays = 200 }); v != "2026-11-24" {
		t.Errorf("data kept for longer: version %s", v)
	}
	if _, err := s.Lend(ctx, who, []inventory.ToolID{hammer}, "zh"); !is(inventory.ErrNoConsent)(err) {
		t.Errorf("lent without being asked again: %v", err)
	}
	for _, want := range []string{"2026-11-24.2", "2026-11-24.3"} {
		if v := change(func(r *inventory.Settings) { r.ConsentText.Zh += "有问题请问值班员。" }); v != want {
			t.Errorf("other words: version %s, want %s", v, want)
		}
	}
	if v := change(func(r *inventory.Settings) { r.ConsentVersion = "2027-01" }); v != "2027-01" {
		t.Errorf("a version of one's own: %s", v)
	}
}

func TestLanguagesOfTheScreen(t *testing.T) {
	rules := inventory.Defaults()
	for _, c := range []struct {
		l    inventory.Lang
		on   bool
		want []inventory.Lang
	}{
		{"bo", false, []inventory.Lang{"zh", "en"}},
		{"bo", false, []inventory.Lang{"zh", "en"}},
		{"zh", false, []inventory.Lang{"zh", "en"}}, // Chinese stays
		{"en", false, []inventory.Lang{"zh"}},
		{"bo", true, []inventory.Lang{"zh", "bo"}},
		{"en", true, []inventory.Lang{"zh", "bo", "en"}},
	} {
		rules.Show(c.l, c.on)
		if !slices.Equal(rules.Shown(), c.want) || rules.Check() != nil {
			t.Errorf("%s %t: %v", c.l, c.on, rules.Shown())
		}
	}
	if rules.Languages != nil || !rules.Speaks("bo") {
		t.Errorf("all: %v", rules.Languages)
	}
}
