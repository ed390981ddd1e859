package ui_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/inventory/invented"
	"redwrench/ui"
	"redwrench/ui/borrow"
	"redwrench/ui/home"
	"redwrench/ui/kit"
	"redwrench/ui/leave"
	"redwrench/ui/loans"
	"redwrench/ui/printers"
	"redwrench/ui/register"
	"redwrench/ui/scan"
	"redwrench/ui/setup"
	"redwrench/ui/sound"
	"redwrench/ui/stage"
	"redwrench/ui/takeback"
)

// everywhere are the screens on which something may be scanned.
var everywhere = []struct {
	name string
	show func(k *kiosk)
}{
	{"home", func(k *kiosk) {}},
	{"closed", func(k *kiosk) { k.Show(stage.Closed{}) }},
	{"borrow", func(k *kiosk) { k.Show(stage.Borrow{}) }},
	{"who", func(k *kiosk) { k.Show(stage.Loans{}) }},
	{"loans", func(k *kiosk) { k.scan(k.resident(4).ID.Code().Payload()) }},
	{"register", func(k *kiosk) { k.Show(stage.Register{}) }},
	{"unlock", func(k *kiosk) { k.Show(stage.Unlock{}) }},
	{"desk", func(k *kiosk) { k.atDesk() }},
	{"printers", func(k *kiosk) { k.printers() }},
	{"leave", func(k *kiosk) { k.Show(stage.Leave{}) }},
	{"done", func(k *kiosk) {
		k.scan(tag(57))
		k.scan(k.resident(4).ID.Code().Payload())
		k.tap("确认借用")
	}},
}

// shown is the kind of the screen that is shown, and of an odd one its state.
func (k *kiosk) shown() string {
	switch s := k.Screen().(type) {
	case *takeback.Flow:
		if s.Place == takeback.People {
			return "desk: a resident"
		}
		if s.Card.Item.Tool.ID != 0 {
			return fmt.Sprintf("desk: tool %d", s.Card.Item.Tool.ID)
		}
		return "desk"
	case *loans.Flow:
		if s.Resident.ID == 0 {
			return "loans: whose?"
		}
		return fmt.Sprintf("loans of %d", s.Resident.ID)
	case *borrow.Flow:
		if len(s.Basket) > 0 {
			return fmt.Sprintf("borrow %d", s.Basket[0].Tool.ID)
		}
		return "borrow"
	case *home.Flow:
		return "home"
	case *register.Screen:
		return "register"
	case *takeback.Unlock:
		return "unlock"
	case *leave.Flow:
		return "leave"
	case *printers.Flow:
		return "printers"
	case *setup.Flow:
		return "setup"
	}
	return fmt.Sprintf("%T", k.Screen())
}

// TestAScanIsWorthAJourneyFromEveryScreen: a tag begins a loan, or at the
// unlocked desk a return; a card opens one's loans; a slip opens its loan. Where
// something else must come first it is said.
func TestAScanIsWorthAJourneyFromEveryScreen(t *testing.T) {
	stays := func(name string) map[string]string {
		return map[string]string{"tag": name, "card": name, "slip": name}
	}
	want := map[string]map[string]string{
		"home":     {"tag": "borrow 6", "card": "loans of 1", "slip": "loans: whose?"},
		"closed":   {"tag": "borrow 6", "card": "loans of 1", "slip": "loans: whose?"},
		"done":     {"tag": "borrow 6", "card": "loans of 1", "slip": "loans: whose?"},
		"borrow":   {"tag": "borrow 6", "card": "borrow", "slip": "borrow"},
		"who":      {"tag": "borrow 6", "card": "loans of 1", "slip": "loans: whose?"},
		"loans":    {"tag": "borrow 6", "card": "loans of 1", "slip": "loans of 2"}, // not on that list: said
		"desk":     {"tag": "desk: tool 6", "card": "desk: a resident", "slip": "desk: tool 33"},
		"printers": {"tag": "desk: tool 6", "card": "desk: a resident", "slip": "desk: tool 33"},
		"register": stays("register"),
		"unlock":   stays("unlock"),
		"leave":    stays("leave"),
	}
	for _, on := range everywhere {
		for _, what := range []string{"tag", "card", "slip"} {
			t.Run(on.name+", a "+what, func(t *testing.T) {
				k := shop(t)
				one := k.resident(1)
				lent := must(k.desk.Lend(context.Background(), one.ID, []inventory.ToolID{33}, "zh"))
				on.show(k)
				k.queue.Drain()
				time.Sleep(2 * oneSound)
				k.sounds = nil
				before, _ := k.texts()
				k.scan(map[string]string{"tag": tag(6), "card": one.ID.Code().Payload(), "slip": lent.Slip.Code().Payload()}[what])
				if got := k.shown(); got != want[on.name][what] {
					t.Errorf("it shows %q, want %q", got, want[on.name][what])
				}
				if len(k.sounds) == 0 {
					t.Error("the scan was not heard")
				}
				if after, _ := k.texts(); slices.Equal(before, after) && on.name != "leave" {
					t.Error("the scan got no word")
				}
			})
		}
	}
}

func TestRubbishIsRefusedWithAWordOnEveryScreen(t *testing.T) {
	foreign := map[string]string{
		"an EAN":          "6901234567892",
		"4 KB of rubbish": strings.Repeat("x7", 2048),
		"another shop's":  code.Code{Kind: code.Tool, Number: 900}.Payload(),
		"half a code":     "R:T00",
	}
	for _, on := range everywhere {
		for what, scanned := range foreign {
			t.Run(on.name+", "+what, func(t *testing.T) {
				k := shop(t)
				on.show(k)
				k.queue.Drain()
				deeds := k.lastDeed()
				time.Sleep(2 * oneSound)
				k.sounds = nil
				k.scan(scanned)
				typed := map[string]bool{"register": true, "who": true, "leave": true, "unlock": true, "printers": true}[on.name]
				if !slices.ContainsFunc(k.sounds, func(h heard) bool { return h.kind == sound.Refused }) && !typed {
					t.Errorf("it was not refused; the screen is %s", k.shown())
				}
				if k.lastDeed() != deeds {
					t.Error("something was done")
				}
				k.scan("R:T0001237"[:0]) // a lone Enter
				k.Show(stage.Home{})
				k.queue.Drain()
				k.scan(tag(6))
				if got := k.shown(); got != "borrow 6" {
					t.Errorf("the next scan shows %q", got)
				}
			})
		}
	}
}

func (k *kiosk) lastDeed() uint64 { return must(k.desk.LastDeed(context.Background())).Seq }

// twice types two codes with no time for anything in between.
func (k *kiosk) twice(first, second string) {
	for _, text := range []string{first, second} {
		for _, r := range text {
			k.window.Canvas().OnTypedRune()(r)
		}
		k.window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}
	k.queue.Drain()
}

func TestTwoScansAtOnceBothCount(t *testing.T) {
	for _, on := range []string{"home", "closed", "borrow", "who", "done"} {
		for _, order := range []string{"tag, card", "card, tag"} {
			t.Run(on+": "+order, func(t *testing.T) {
				k := shop(t)
				one := k.resident(1).ID.Code().Payload()
				everywhere[slices.IndexFunc(everywhere, func(e struct {
					name string
					show func(k *kiosk)
				}) bool {
					return e.name == on
				})].show(k)
				k.queue.Drain()
				if order == "tag, card" {
					k.twice(tag(6), one)
				} else {
					k.twice(one, tag(6))
				}
				k.tap("确认借用")
				if open := must(k.desk.LoansOf(context.Background(), 1)); len(open) != 1 {
					t.Errorf("%d loans, the screen is %s", len(open), k.shown())
				}
			})
		}
	}
}

func TestTwoTagsAtOnceAtTheDeskAreShownOneAfterTheOther(t *testing.T) {
	k := shop(t)
	must(k.desk.Lend(context.Background(), k.resident(1).ID, []inventory.ToolID{6, 33}, "zh"))
	k.atDesk()
	k.twice(tag(6), tag(33))
	if got := k.shown(); got != "desk: tool 33" {
		t.Errorf("it shows %q, want the last one", got)
	}
	k.tap("完好,归还")
	k.twice("", tag(6))
	k.tap("完好,归还")
	if k.open() != 0 {
		t.Errorf("%d loans left", k.open())
	}
}

// reads types what a reader of identity cards does: Tab is a key, no character.
func (k *kiosk) reads(text string) {
	for _, r := range text {
		if r == '\t' {
			k.KeyDown(&fyne.KeyEvent{Name: fyne.KeyTab})
			continue
		}
		k.window.Canvas().OnTypedRune()(r)
	}
	k.window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
	k.queue.Drain()
}

func TestAReaderOfIdentityCardsFillsInTheRegistration(t *testing.T) {
	p := invented.Person(5, "")
	for _, c := range []struct {
		what, text string
		named      bool
	}{
		{"Tabs", p.Name + "\t男\t藏\t" + p.ID.Number, true},
		{"bars", p.Name + "|男|藏|" + p.ID.Number + "|20200101", true},
		{"the number alone", p.ID.Number, false},
	} {
		for _, journey := range []string{"registering", "borrowing"} {
			t.Run(c.what+", "+journey, func(t *testing.T) {
				k := shop(t)
				if journey == "borrowing" {
					k.scan(tag(6))
					k.tap("下一步")
					k.tap("第一次来?点这里登记")
				} else {
					k.Show(stage.Register{})
					k.queue.Drain()
				}
				k.reads(c.text)
				k.shows("身份证读好了")
				if !c.named {
					k.typed(p.Name)
					k.tap("下一步")
				}
				k.typed(p.Phone)
				k.tap("下一步")
				k.tap("下一步") // the number is there
				k.typed("3")
				k.tap("下一步")
				k.typed("1")
				k.tap("下一步")
				k.typed("501")
				k.tap("下一步")
				k.tap("我同意,登记")
				r := must(k.desk.ByPhone(context.Background(), p.Phone, p.ID.LastFour()))
				if r.Person.Name != p.Name || r.Person.ID.Number != p.ID.Number {
					t.Error("the resident was not kept as read")
				}
			})
		}
	}
}

func TestAnIdentityCardThatWasMisreadIsSaid(t *testing.T) {
	k := shop(t)
	p := invented.Person(5, "")
	wrong := p.ID.Number[:17] + "1"
	if wrong == p.ID.Number {
		wrong = p.ID.Number[:17] + "2"
	}
	k.Show(stage.Register{})
	k.queue.Drain()
	k.reads(p.Name + "|" + wrong)
	f := k.Screen().(*register.Screen)
	if f.Step != register.ID || f.Refusal == nil || f.Text[register.ID] != wrong {
		t.Errorf("step %d, refusal %v", f.Step, f.Refusal)
	}
}

// page is a screen that takes text and counts how often it is drawn.
type page struct {
	*ui.Shell
	drawn int
	text  strings.Builder
}

func (*page) Chrome() stage.Chrome { return stage.Chrome{Bare: true} }
func (*page) Scan(string)          {}
func (*page) Back()                {}
func (*page) Typing() bool         { return true }
func (*page) Erase()               {}
func (*page) Enter()               {}

func (p *page) Typed(r rune) {
	p.text.WriteRune(r)
	p.Refresh()
}

func (p *page) View(k kit.Kit) fyne.CanvasObject {
	p.drawn++
	return k.Gap(0)
}

func TestALotOfTextIsDrawnOnce(t *testing.T) {
	k := shop(t)
	p := &page{Shell: k.Shell}
	k.Put(p)
	text := strings.Repeat("x7", scan.Longest)
	for _, r := range text {
		k.window.Canvas().OnTypedRune()(r)
	}
	k.scan("")
	if p.text.String() != text {
		t.Errorf("%d characters arrived, want %d", p.text.Len(), len(text))
	}
	if p.drawn == 0 || p.drawn > 8 {
		t.Errorf("drawn %d times", p.drawn)
	}
}

func TestATouchOfWhatATypedTextChangedDoesNothing(t *testing.T) {
	k := shop(t)
	k.Show(stage.Register{})
	k.queue.Drain()
	_, taps := k.texts()
	key := taps["w"]
	k.typed(invented.Person(1, "").Name)
	k.window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn}) // on to the telephone, not drawn yet
	test.Tap(key)
	if f := k.Screen().(*register.Screen); f.Step != register.Phone || f.Text[register.Phone] != "" {
		t.Errorf("step %d, the telephone is %q", f.Step, f.Text[register.Phone])
	}
	k.queue.Drain()
	k.shows("手机号")
}
