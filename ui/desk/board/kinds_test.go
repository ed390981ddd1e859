package board_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"redwrench/assets"
	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/ui/desk/board"
	"redwrench/ui/desk/desktest"
)

// write types a name over the keyboard and takes it.
func write(f *board.Flow, l words.Lang, text string) {
	f.Write(l)
	f.Words.Set(text)
	f.KeepWords()
}

func TestANewKindIsKeptWithItsNamesPhrasesSkillAndSquad(t *testing.T) {
	s, f := open(t, manager)
	f.AskRules(board.Offered)
	before := len(f.Kinds)
	for range 2 {
		f.AddKind()
		write(f, words.Chinese, "磨刀")
		write(f, words.English, "Sharpening")
		f.Picture("scissors")
		f.AskSkill("furniture")
		f.GiveSquad("silver")
		f.MayBeUrgent()
		f.Ask(board.KindPhrases)
		f.OpenPhrase(0)
		write(f, words.Chinese, "菜刀钝了")
		write(f, words.Tibetan, "གྲི")
		f.KeepPhrase()
		f.Up()
		f.KeepKind()
		s.Queue.Drain()
	}
	kinds := desktest.Must(s.Desk.JobKinds(context.Background()))
	if len(kinds) != before+2 || f.Refusal != nil {
		t.Fatalf("%d kinds, want %d; %v", len(kinds), before+2, f.Refusal)
	}
	a, b := kinds[before], kinds[before+1]
	want := inventory.JobKind{ID: "kind-1", Name: inventory.Name{Zh: "磨刀", En: "Sharpening"}, Icon: "scissors", Order: kinds[before-1].Order + 1,
		Skill: "furniture", Squad: "silver", Urgent: true, Phrases: []inventory.Name{{Zh: "菜刀钝了", Bo: "གྲི"}}}
	if !slices.Equal(a.Phrases, want.Phrases) || b.ID == a.ID {
		t.Errorf("phrases %v; a second one is %q", a.Phrases, b.ID)
	}
	if a.ID != want.ID || a.Name != want.Name || a.Icon != want.Icon || a.Order != want.Order || a.Skill != want.Skill || a.Squad != want.Squad || !a.Urgent || a.Gone {
		t.Errorf("got %+v, want %+v", a, want)
	}
	r := s.Resident(1)
	j := desktest.Must(s.Desk.ReportJob(context.Background(), inventory.Request{Resident: r.ID, Kind: "kind-1", Phrases: []int{0}}))
	if len(j.Faults) != 1 || j.Faults[0].Zh != "菜刀钝了" {
		t.Errorf("reported with %v", j.Faults)
	}
}

func TestAKindWithoutAChineseNameIsRefused(t *testing.T) {
	s, f := open(t, manager)
	before := len(f.Kinds)
	f.AddKind()
	f.KeepKind()
	if !errors.Is(f.Refusal, board.ErrNoName) || f.Step != board.KindOne {
		t.Errorf("a kind without a name: %v, step %d", f.Refusal, f.Step)
	}
	write(f, words.Chinese, "  ")
	if !errors.Is(f.Refusal, board.ErrNoName) || f.Step != board.KindWords {
		t.Errorf("blanks: %v, step %d", f.Refusal, f.Step)
	}
	f.Up()
	f.OpenPhrase(0)
	write(f, words.English, "It is blunt")
	f.KeepPhrase()
	if !errors.Is(f.Refusal, board.ErrNoName) || len(f.Kind.Phrases) != 0 {
		t.Errorf("a phrase in English only: %v, %v", f.Refusal, f.Kind.Phrases)
	}
	s.Queue.Drain()
	if got := len(desktest.Must(s.Desk.JobKinds(context.Background()))); got != before {
		t.Errorf("%d kinds, want %d", got, before)
	}
}

func TestPhrasesAreChangedAndRemovedOnlyWhenTheKindIsKept(t *testing.T) {
	s, f := open(t, manager)
	kept := func() inventory.JobKind { return desktest.Must(s.Desk.JobKinds(context.Background()))[0] }
	old := kept()
	change := func() {
		f.OpenKind(f.Kinds[0])
		write(f, words.Tibetan, "") // it may have no other name
		f.OpenPhrase(1)
		write(f, words.Chinese, "水表漏水")
		f.KeepPhrase()
		f.RemovePhrase(0)
	}
	change()
	for range 2 {
		f.Up()
	}
	s.Queue.Drain()
	if got := kept(); !slices.Equal(got.Phrases, old.Phrases) || got.Name != old.Name {
		t.Fatalf("changed before it was kept: %+v", got)
	}
	change()
	f.Up()
	f.KeepKind()
	s.Queue.Drain()
	got := kept()
	if len(got.Phrases) != len(old.Phrases)-1 || got.Phrases[0].Zh != "水表漏水" || got.Phrases[0].En != old.Phrases[1].En || got.Name.Bo != "" {
		t.Errorf("%+v, %v", got, f.Refusal)
	}
}

func TestOnlyTheManagerChangesKinds(t *testing.T) {
	s, f := open(t, func(s *desktest.Shop) inventory.Staff {
		return desktest.Must(s.Desk.Hire(context.Background(), "试用员", inventory.Duty, "314159", s.Manager.ID))
	})
	f.OpenKind(f.Kinds[0])
	write(f, words.Chinese, "别的")
	f.KeepKind()
	s.Queue.Drain()
	if !errors.Is(f.Refusal, inventory.ErrNotManager) || f.Step != board.KindOne {
		t.Errorf("%v, step %d", f.Refusal, f.Step)
	}
}

func TestEveryPictureOfAKindIsThere(t *testing.T) {
	for _, icon := range board.Icons {
		if _, err := assets.Icon(icon); err != nil {
			t.Error(err)
		}
	}
}
