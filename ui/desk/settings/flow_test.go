package settings_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/ui/desk/desktest"
	"redwrench/ui/desk/settings"
)

func open(s *desktest.Shop, who inventory.StaffID) *settings.Flow {
	f := settings.New(context.Background(), s, s.Desk, who)
	f.Load()
	return f
}

// row goes to a setting as the manager taps.
func row(t *testing.T, f *settings.Flow, name string) {
	t.Helper()
	for _, s := range settings.Sections() {
		for _, r := range s.Rows {
			if r.Name == name {
				f.Look(s)
				f.Open(r)
				return
			}
		}
	}
	t.Fatalf("no setting %s", name)
}

func typed(f *settings.Flow, text string) {
	for _, r := range text {
		f.Typed(r)
	}
}

func TestANumberIsInForceAtOnceAndGoesBackToItsDefault(t *testing.T) {
	s := desktest.New(t)
	f := open(s, s.Manager.ID)
	row(t, f, "Limit")
	typed(f, "1")
	f.Keep()
	s.Queue.Drain()
	if f.Refusal != nil || f.Step != settings.Rows || f.Done.Name != "Limit" {
		t.Fatalf("refused %v, step %d", f.Refusal, f.Step)
	}
	who := s.Resident(1)
	s.Lend(who, 43)
	if err := s.Desk.Consider(context.Background(), who.ID, []inventory.ToolID{33}); err == nil {
		t.Error("the old limit is in force")
	}
	row(t, f, "Limit")
	if f.Default() {
		t.Error("a changed setting counts as the default")
	}
	f.Reset()
	s.Queue.Drain()
	if s.Desk.Settings().Limit != inventory.Defaults().Limit {
		t.Errorf("limit %d", s.Desk.Settings().Limit)
	}
}

func TestANumberOutsideItsBoundsIsRefusedAndStays(t *testing.T) {
	s := desktest.New(t)
	f := open(s, s.Manager.ID)
	row(t, f, "HoldDays")
	typed(f, "99")
	f.Enter()
	s.Queue.Drain()
	var bounds *inventory.OutOfBounds
	if !errors.As(f.Refusal, &bounds) || bounds.Most != 60 || f.Step != settings.One || f.Digits != "99" {
		t.Errorf("refused %v, step %d, typed %q", f.Refusal, f.Step, f.Digits)
	}
	f.Erase()
	f.Keep()
	s.Queue.Drain()
	if f.Refusal != nil || s.Desk.Settings().HoldDays != 9 {
		t.Errorf("refused %v, %d days", f.Refusal, s.Desk.Settings().HoldDays)
	}
}

func TestANewShopsSettingsAreTheDefaults(t *testing.T) {
	s := desktest.New(t)
	f := open(s, s.Manager.ID)
	for _, section := range settings.Sections() {
		for _, r := range section.Rows {
			row(t, f, r.Name)
			if !f.Default() {
				t.Errorf("%s is said to be changed", r.Name)
			}
		}
	}
}

func TestLeavingAChangedSettingAsks(t *testing.T) {
	s := desktest.New(t)
	f := open(s, s.Manager.ID)
	row(t, f, "Closes")
	f.Move(-settings.Shift)
	f.Up()
	if f.Step != settings.Sure {
		t.Fatalf("step %d", f.Step)
	}
	f.Up()
	if f.Step != settings.One || !f.Changed() {
		t.Error("the change is gone")
	}
	f.Up()
	f.Discard()
	if f.Step != settings.Rows || s.Desk.Settings().Closes != 18*time.Hour {
		t.Errorf("step %d, closes %v", f.Step, s.Desk.Settings().Closes)
	}
	row(t, f, "Limit")
	typed(f, "7")
	gone := false
	if !f.Unsaved(func() { gone = true }) || f.Step != settings.Sure || gone {
		t.Error("the place is left without a question")
	}
	if f.Discard(); !gone || f.Unsaved(func() {}) {
		t.Error("the change is still there")
	}
	row(t, f, "Closes")
	if f.Up(); f.Step != settings.Rows {
		t.Error("asks although nothing was changed")
	}
	row(t, f, "Limit")
	typed(f, "9999")
	f.Keep()
	s.Queue.Drain()
	if f.Refusal == nil {
		t.Fatal("9999 tools at once")
	}
	if f.Unsaved(func() {}); f.Refusal != nil {
		t.Errorf("the question stands under %v", f.Refusal)
	}
}

func TestLeavingAHalfWrittenTextAsks(t *testing.T) {
	s := desktest.New(t)
	f := open(s, s.Manager.ID)
	row(t, f, "Shop")
	f.Write("en")
	if f.Unsaved(func() {}) {
		t.Fatal("asks although nothing was written")
	}
	typed(f, "x")
	gone := false
	if !f.Unsaved(func() { gone = true }) || f.Step != settings.Sure {
		t.Fatal("the place is left without a question")
	}
	if f.Up(); f.Step != settings.Writing || !strings.HasSuffix(f.Text.String(), "x") {
		t.Fatalf("step %d, %q", f.Step, f.Text)
	}
	f.Next()
	f.Write("bo")
	typed(f, "ཀ")
	f.Up()
	if f.Discard(); f.Step != settings.One || !strings.HasSuffix(f.Draft.Shop.En, "x") || strings.HasSuffix(f.Draft.Shop.Bo, "ཀ") {
		t.Errorf("step %d, %q: back from the keyboard forgets more than its text", f.Step, f.Draft.Shop)
	}
	f.Write("zh")
	typed(f, "w") // a letter of pinyin
	f.Unsaved(func() { gone = true })
	if f.Discard(); !gone || f.Draft.Shop != s.Desk.Settings().Shop {
		t.Errorf("gone %v, %q", gone, f.Draft.Shop)
	}
}

func TestAShopDoesNotCloseBeforeItOpens(t *testing.T) {
	s := desktest.New(t)
	f := open(s, s.Manager.ID)
	row(t, f, "Opens")
	for f.MayMove(settings.Shift) {
		f.Move(settings.Shift)
	}
	f.Keep()
	s.Queue.Drain()
	row(t, f, "Closes")
	if opens := s.Desk.Settings().OpensAt(); opens != 17*time.Hour+30*time.Minute || f.MayMove(-settings.Shift) || f.Refusal != nil {
		t.Errorf("opens %v, may close earlier: %t, %v", opens, f.MayMove(-settings.Shift), f.Refusal)
	}
}

func TestTheShopsNameIsWrittenInEachLanguage(t *testing.T) {
	s := desktest.New(t)
	f := open(s, s.Manager.ID)
	row(t, f, "Shop")
	f.Write("en")
	f.Text.Set("Tool library")
	f.Next()
	f.Write("zh")
	f.Text.Set("工具屋")
	f.Enter()
	f.Keep()
	s.Queue.Drain()
	want := inventory.Defaults().Shop
	want.Zh, want.En = "工具屋", "Tool library"
	if got := s.Desk.Settings().Shop; f.Refusal != nil || got != want {
		t.Errorf("%v, %v", got, f.Refusal)
	}
}

func TestWhatAnotherManagerChangedMeanwhileIsToldNotLost(t *testing.T) {
	ctx := context.Background()
	s := desktest.New(t)
	other := desktest.Must(s.Desk.Hire(ctx, "试用员", inventory.Manager, "314159", s.Manager.ID))
	f := open(s, s.Manager.ID)
	row(t, f, "Renewals")
	typed(f, "3")
	theirs := s.Desk.Settings()
	theirs.Limit = 7
	if err := s.Desk.ChangeSettings(ctx, theirs, other.ID); err != nil {
		t.Fatal(err)
	}
	f.Keep()
	s.Queue.Drain()
	var changed *inventory.ChangedMeanwhile
	if !errors.As(f.Refusal, &changed) || changed.By != other.ID || !slices.Contains(f.Theirs, "Limit: 5 → 7") || f.Step != settings.One {
		t.Fatalf("refused %v, told %v", f.Refusal, f.Theirs)
	}
	f.Keep() // seen, and meant all the same
	s.Queue.Drain()
	if got := s.Desk.Settings(); got.Limit != 7 || got.Renewals != 3 {
		t.Errorf("limit %d, renewals %d, %v", got.Limit, got.Renewals, f.Refusal)
	}
}

func TestChoicesAreInForceAtOnce(t *testing.T) {
	s := desktest.New(t)
	f := open(s, s.Manager.ID)
	row(t, f, "ClosedWeekdays")
	for w := time.Sunday; w <= time.Saturday; w++ {
		f.Weekday(w)
		s.Queue.Drain()
	}
	if closed := s.Desk.Settings().ClosedWeekdays; len(closed) != 6 {
		t.Errorf("closed on %v: a shop opens on some day", closed)
	}
	row(t, f, "Volume")
	f.Loud(inventory.VolumeLoud)
	s.Queue.Drain()
	row(t, f, "ExactPinyin")
	f.Spell(true)
	s.Queue.Drain()
	row(t, f, "Languages")
	f.Speak("bo")
	s.Queue.Drain()
	row(t, f, "ConsentVersion")
	f.AskAgain()
	s.Queue.Drain()
	got := s.Desk.Settings()
	if got.Volume != inventory.VolumeLoud || !got.ExactPinyin || got.Speaks("bo") || got.ConsentVersion != "2026-11-24" {
		t.Errorf("%v", got)
	}
}

func TestOnlyAManagerChangesTheSettings(t *testing.T) {
	s := desktest.New(t)
	duty := desktest.Must(s.Desk.Hire(context.Background(), "试用员", inventory.Duty, "314159", s.Manager.ID))
	f := open(s, duty.ID)
	row(t, f, "Volume")
	f.Loud(inventory.VolumeOff)
	s.Queue.Drain()
	if !errors.Is(f.Refusal, inventory.ErrNotManager) || s.Desk.Settings().Volume != inventory.VolumeNormal {
		t.Errorf("refused with %v", f.Refusal)
	}
}

func TestEverySettingHasWords(t *testing.T) {
	there := map[string]bool{}
	for _, s := range settings.Sections() {
		if !words.Known("settings.section." + s.Key) {
			t.Errorf("section %s has none", s.Key)
		}
		for _, r := range s.Rows {
			there[r.Name] = true
			for _, key := range []string{"settings.name.", "settings.why."} {
				if !words.Known(key + r.Name) {
					t.Errorf("%s%s: none", key, r.Name)
				}
			}
			for _, l := range words.All {
				if r.Value(l, inventory.Defaults()) == "" {
					t.Errorf("%s: no value in %s", r.Name, l)
				}
			}
		}
	}
	for _, n := range inventory.NumberSettings() {
		if !there[n.Name] {
			t.Errorf("%s cannot be changed here", n.Name)
		}
	}
}
