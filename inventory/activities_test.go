package inventory_test

import (
	"context"
	"errors"
	"testing"

	"redwrench/inventory"
)

func TestActivitiesCountOnTheirDay(t *testing.T) {
	s := newShop(t)
	ctx := context.Background()
	today := inventory.DayOf(s.Desk.Now())
	month := inventory.PeriodOf(today, 1)
	add := func(day inventory.Day, persons int) inventory.Activity {
		t.Helper()
		a, err := s.AddActivity(ctx, inventory.Activity{Name: inventory.Name{Zh: " 便民维修日 "}, Day: day, Persons: persons}, s.boss)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	add(month.From, 40)
	wrong := add(today, 7)
	add(month.From-1, 12)
	add(today, 0)
	if err := s.StrikeActivity(ctx, wrong.ID, s.boss); err != nil {
		t.Fatal(err)
	}
	r, err := s.Report(ctx, month)
	if err != nil || r.Is.Activities != 2 || r.Is.Came != 40 || r.Was.Activities != 1 || r.Was.Came != 12 {
		t.Errorf("%+v, %+v, %v", r.Is, r.Was, err)
	}
	behind, err := s.Behind(ctx, inventory.Ask{Figure: inventory.FigureActivities, Period: month})
	if err != nil || len(behind) != r.Is.Count(inventory.FigureActivities) || behind[0].N != 40 {
		t.Errorf("behind it %+v, %v", behind, err)
	}
	list, err := s.Activities(ctx, 2)
	if err != nil || len(list) != 2 || list[0].Name.Zh != "便民维修日" || list[0].Persons != 0 || list[1].Persons != 12 {
		t.Errorf("the last two: %+v, %v", list, err)
	}
	if faults, err := s.Check(ctx); err != nil || len(faults) > 0 {
		t.Error(faults, err)
	}
}

func TestWhatIsNoActivity(t *testing.T) {
	s := newShop(t)
	ctx := context.Background()
	today := inventory.DayOf(s.Desk.Now())
	good := inventory.Activity{Name: inventory.Name{Zh: "工具课"}, Day: today, Persons: 5, Squad: s.Settings().Jobs.Squads[0].ID}
	for name, c := range map[string]struct {
		change func(*inventory.Activity)
		want   error
	}{
		"no name":        {func(a *inventory.Activity) { a.Name.Zh = " " }, inventory.ErrNoName},
		"tomorrow":       {func(a *inventory.Activity) { a.Day++ }, inventory.ErrActivityDay},
		"years ago":      {func(a *inventory.Activity) { a.Day -= 400 }, inventory.ErrActivityDay},
		"fewer than 0":   {func(a *inventory.Activity) { a.Persons = -1 }, inventory.ErrQuantity},
		"too many":       {func(a *inventory.Activity) { a.Persons = 1_000_000 }, inventory.ErrQuantity},
		"nobody's squad": {func(a *inventory.Activity) { a.Squad = "nobody" }, inventory.ErrSettings},
		"good":           {func(*inventory.Activity) {}, nil},
	} {
		a := good
		c.change(&a)
		if _, err := s.AddActivity(ctx, a, s.boss); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	if _, err := s.AddActivity(ctx, good, 99); !errors.Is(err, inventory.ErrNotStaff) {
		t.Errorf("by nobody: %v", err)
	}
	if err := s.StrikeActivity(ctx, 77, s.boss); !errors.Is(err, inventory.ErrNoActivity) {
		t.Errorf("struck one that is not there: %v", err)
	}
	if err := s.StrikeActivity(ctx, 1, s.boss); err != nil {
		t.Error(err)
	}
	if err := s.StrikeActivity(ctx, 1, s.boss); !errors.Is(err, inventory.ErrNoActivity) {
		t.Errorf("struck twice: %v", err)
	}
}
