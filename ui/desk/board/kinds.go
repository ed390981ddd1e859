package board

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/ui/typing"
)

// ErrNoName: a kind or a ready phrase has no name in Chinese.
var ErrNoName = errors.New("board: no name in Chinese")

// Icons are the pictures a kind may have.
var Icons = []string{
	"wrench", "faucet", "plunger", "lightbulb", "power-plug", "lock", "washing-machine", "sofa", "door", "window", "hammer", "roller",
	"walker", "wheelchair", "scale", "glasses", "ear", "scissors", "home", "phone", "flashlight", "dolly",
}

// mostKinds is how many kinds a shop may have, and mostPhrases how many ready
// phrases a kind: nobody looks through more pictures.
const (
	mostKinds   = 40
	mostPhrases = 40
)

// OpenKind opens a kind to be changed.
func (f *Flow) OpenKind(k inventory.JobKind) {
	k.Phrases = slices.Clone(k.Phrases)
	f.Kind = k
	f.AskRules(KindOne)
}

// MayAddKind says that there is room for another one.
func (f *Flow) MayAddKind() bool { return len(f.Kinds) < mostKinds }

// AddKind begins a new kind, behind all others.
func (f *Flow) AddKind() {
	if !f.MayAddKind() {
		return
	}
	k := inventory.JobKind{Icon: Icons[0]}
	for _, other := range f.Kinds {
		k.Order = max(k.Order, other.Order+1)
	}
	taken := func(id inventory.KindID) bool {
		return slices.ContainsFunc(f.Kinds, func(k inventory.JobKind) bool { return k.ID == id })
	}
	for n := 1; k.ID == "" || taken(k.ID); n++ {
		k.ID = inventory.KindID("kind-" + strconv.Itoa(n))
	}
	f.OpenKind(k)
}

// change changes the kind that is open; nothing is kept yet.
func (f *Flow) change(change func(*inventory.JobKind)) {
	change(&f.Kind)
	f.Step, f.Page, f.Refusal = KindOne, 0, nil
	f.stage.Refresh()
}

// Offer offers the kind to residents, or no longer.
func (f *Flow) Offer() { f.change(func(k *inventory.JobKind) { k.Gone = !k.Gone }) }

// MayBeUrgent says that jobs of the kind may be urgent, or may not.
func (f *Flow) MayBeUrgent() { f.change(func(k *inventory.JobKind) { k.Urgent = !k.Urgent }) }

// Picture gives the kind a picture.
func (f *Flow) Picture(icon string) { f.change(func(k *inventory.JobKind) { k.Icon = icon }) }

// AskSkill says whose skill the kind asks: its own, another kind's, or nobody's: "".
func (f *Flow) AskSkill(id inventory.KindID) {
	f.change(func(k *inventory.JobKind) { k.Skill = id })
}

// GiveSquad says whose work it is; "": anybody's.
func (f *Flow) GiveSquad(id inventory.SquadID) {
	f.change(func(k *inventory.JobKind) { k.Squad = id })
}

// Crafts are the kinds whose skill may be asked, besides the open one's own.
func (f *Flow) Crafts() []inventory.JobKind {
	return slices.DeleteFunc(slices.Clone(f.Kinds), func(k inventory.JobKind) bool {
		return k.ID == f.Kind.ID || k.Skill != k.ID || k.Gone && k.ID != f.Kind.Skill
	})
}

// KeepKind keeps the kind as it is shown. Refusals: ErrNoName, and the Desk's.
func (f *Flow) KeepKind() {
	if f.Step != KindOne {
		return
	}
	if strings.TrimSpace(f.Kind.Name.Zh) == "" {
		f.refuse(ErrNoName)
		return
	}
	kind := f.Kind
	f.rule(func(ctx context.Context) error { return f.desk.ChangeJobKind(ctx, kind, f.who.ID) })
}

func (f *Flow) refuse(err error) {
	f.Refusal = err
	f.stage.Refresh()
}

// OpenPhrase opens a ready phrase to be changed; the place behind the last one is
// a new phrase's.
func (f *Flow) OpenPhrase(place int) {
	f.phrase, f.Phrase = place, inventory.Name{}
	if place < len(f.Kind.Phrases) {
		f.Phrase = f.Kind.Phrases[place]
	}
	f.Refusal = nil
	f.Ask(KindPhrase)
}

// MayAddPhrase says that there is room for another one.
func (f *Flow) MayAddPhrase() bool { return len(f.Kind.Phrases) < mostPhrases }

// KeepPhrase puts the phrase into the kind, which is kept later. Refusal: ErrNoName.
func (f *Flow) KeepPhrase() {
	if strings.TrimSpace(f.Phrase.Zh) == "" {
		f.refuse(ErrNoName)
		return
	}
	if f.phrase < len(f.Kind.Phrases) {
		f.Kind.Phrases[f.phrase] = f.Phrase
	} else {
		f.Kind.Phrases = append(f.Kind.Phrases, f.Phrase)
	}
	f.Refusal = nil
	f.Ask(KindPhrases)
}

// RemovePhrase takes a phrase out of the kind; jobs that were reported with it
// keep it.
func (f *Flow) RemovePhrase(place int) {
	f.Kind.Phrases = slices.Delete(f.Kind.Phrases, place, place+1)
	f.stage.Refresh()
}

// Write asks for the name of the kind or the phrase that is open in a language.
func (f *Flow) Write(l words.Lang) {
	longest := longestName
	if f.Step == KindPhrase {
		longest = longestPhrase
	}
	f.named, f.lang, f.Refusal = f.Step, l, nil
	f.Words = f.blank(longest)
	board := map[words.Lang]typing.Board{words.Chinese: typing.Pinyin, words.Tibetan: typing.Tibetan, words.English: typing.Latin}[l]
	_ = f.Words.Do(typing.Event{Act: typing.Switch, N: int(board)})
	f.Words.Set(*f.name())
	f.Ask(KindWords)
}

// name is the name that is typed.
func (f *Flow) name() *string {
	n := &f.Kind.Name
	if f.named == KindPhrase {
		n = &f.Phrase
	}
	return map[words.Lang]*string{words.Chinese: &n.Zh, words.Tibetan: &n.Bo, words.English: &n.En}[f.lang]
}

// KeepWords takes what was typed; in Chinese it must not be nothing.
func (f *Flow) KeepWords() {
	composed, err := f.Words.Settle()
	text := strings.TrimSpace(f.Words.String())
	switch {
	case err != nil || composed:
		f.refuse(err)
	case text == "" && f.lang == words.Chinese:
		f.refuse(ErrNoName)
	default:
		*f.name() = text
		f.Refusal = nil
		f.Ask(f.named)
	}
}

// leaveKind goes one question back; what is not kept is forgotten.
func (f *Flow) leaveKind() {
	back := map[Step]Step{KindOne: Offered, KindPhrases: KindOne, KindPhrase: KindPhrases, KindWords: f.named,
		KindIcon: KindOne, KindSkill: KindOne, KindSquad: KindOne}[f.Step]
	f.Refusal, f.Done, f.Page = nil, "", 0
	f.Ask(back)
}
