// Package donations is the desk's place for gifts to the shop: a tool or money is
// taken in on one guided path, with a slip that thanks; the list names donors as
// they agreed to be named. The flow knows no Fyne.
package donations

import (
	"context"
	"math"
	"strconv"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/ui/stage"
	"redwrench/ui/task"
	"redwrench/ui/typing"
)

// Step is what is being asked. The zero Step is nothing: the list is shown.
type Step int

// The steps of a new gift, and what can be done with one that was taken.
const (
	List Step = iota
	What
	Name     // of the tool
	Category // of the tool
	Amount   // of money
	Purpose  // of money
	Naming   // how the donor agrees to be named
	Donor    // their name
	Confirm
	Card
	Removing // the question before one is struck out
	Leaving  // the question before a gift that was begun is forgotten
)

// Flow is the state of the place.
type Flow struct {
	ctx     context.Context
	stage   stage.Stage
	desk    *inventory.Desk
	who     inventory.StaffID
	counter func(inventory.ToolID) // shows a tool's card at the counter
	label   func(inventory.ToolID) // asks for a tool's label

	Step       Step
	Given      []inventory.Given
	Categories []inventory.Category
	Loaded     bool
	Page       int
	Gift       inventory.Gift
	Digits     string // of Amount, in yuan
	Tool       *typing.Text
	Who        *typing.Text
	One        inventory.Given // on the card
	begun      Step            // where Leaving goes back to
	leave      func()
	Busy       bool
	Refusal    error
	Done       string // key of the words
}

const maxDigits = 6

// New makes the place; Load fills it. counter shows a tool's card at the counter,
// label asks for its label.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk, who inventory.StaffID, counter, label func(inventory.ToolID)) *Flow {
	rules := typing.NameRules(desk.Settings().ExactPinyin)
	tool := rules
	tool.Name = false
	return &Flow{ctx: ctx, stage: st, desk: desk, who: who, counter: counter, label: label, Tool: typing.New(st.Lang, tool), Who: typing.New(st.Lang, rules)}
}

// Load shows the list anew.
func (f *Flow) Load() {
	f.start()
	f.Page, f.Done = 0, ""
	f.read()
}

func (f *Flow) start() {
	f.Step, f.Gift, f.Digits, f.Refusal = List, inventory.Gift{}, "", nil
	f.Tool.Set("")
	f.Who.Set("")
}

// seen is what is read for the place.
type seen struct {
	given      []inventory.Given
	categories []inventory.Category
}

func (f *Flow) read() {
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (seen, error) {
		given, err := f.desk.Donations(ctx, math.MaxInt)
		if err != nil {
			return seen{}, err
		}
		categories, err := f.desk.Categories(ctx)
		return seen{given, categories}, err
	}, func(s seen, err error) {
		f.Loaded = true
		if err != nil {
			f.Refusal = err
		} else {
			f.Given, f.Categories = s.given, s.categories
		}
		f.stage.Refresh()
	})
}

// to goes to a step.
func (f *Flow) to(s Step) {
	f.Step, f.Refusal = s, nil
	f.stage.Refresh()
}

// Turn shows another page of the list.
func (f *Flow) Turn(page int) {
	f.Page = page
	f.stage.Refresh()
}

// Add begins a new gift.
func (f *Flow) Add() {
	f.start()
	f.Done = ""
	f.to(What)
}

// OfTool takes in a tool: its name is asked.
func (f *Flow) OfTool() {
	f.Gift = inventory.Gift{}
	f.to(Name)
}

// OfMoney takes in money: how much is asked.
func (f *Flow) OfMoney() {
	f.Gift = inventory.Gift{}
	f.to(Amount)
}

// Of takes the category of the tool and asks how the donor is to be named.
func (f *Flow) Of(c inventory.Category) {
	f.Gift.Tool.Category, f.Gift.Tool.Icon = c.ID, c.Icon
	f.to(Naming)
}

// For takes what the money is for and asks how the donor is to be named.
func (f *Flow) For(p inventory.Purpose) {
	f.Gift.Purpose = p
	f.to(Naming)
}

// Named takes how the donor agrees to be named, and asks what they are called.
func (f *Flow) Named(n inventory.Naming) {
	f.Gift.Naming = n
	if n == inventory.Nameless {
		f.Gift.Donor = ""
		f.to(Confirm)
		return
	}
	f.to(Donor)
}

// text is the text being typed; nil: none is.
func (f *Flow) text() *typing.Text {
	switch f.Step {
	case Name:
		return f.Tool
	case Donor:
		return f.Who
	}
	return nil
}

// Typing says whether typed text is taken now.
func (f *Flow) Typing() bool { return f.Wording() || f.Step == Amount }

// Wording says that the keyboard is shown.
func (f *Flow) Wording() bool { return f.text() != nil }

// Press takes an event of the keyboard.
func (f *Flow) Press(e typing.Event) {
	if t := f.text(); t != nil {
		f.Refusal = t.Do(e)
		f.stage.Refresh()
	}
}

// Typed takes a character of a name or a digit of the amount.
func (f *Flow) Typed(r rune) {
	switch {
	case f.Wording():
		f.Press(typing.Press(r))
	case f.Step == Amount && r >= '0' && r <= '9' && len(f.Digits) < maxDigits && (r != '0' || f.Digits != ""):
		f.Digits += string(r)
		f.stage.Refresh()
	}
}

// Erase takes the last character back.
func (f *Flow) Erase() {
	switch {
	case f.Wording():
		f.Press(typing.Event{Act: typing.Erase})
	case f.Step == Amount:
		f.Digits = f.Digits[:max(len(f.Digits)-1, 0)]
		f.stage.Refresh()
	}
}

// Enter is Enter on a keyboard: it ends composing, else it takes what was typed.
func (f *Flow) Enter() { f.take((*typing.Text).Raw) }

// Next ends composing, else it takes what was typed.
func (f *Flow) Next() { f.take((*typing.Text).Settle) }

func (f *Flow) take(end func(*typing.Text) (bool, error)) {
	if f.Step == Amount {
		if yuan, err := strconv.Atoi(f.Digits); err == nil && yuan > 0 {
			f.Gift.Fen = 100 * yuan
			f.to(Purpose)
		}
		return
	}
	t := f.text()
	if t == nil {
		return
	}
	text, err := t.Take(end)
	switch {
	case text == "":
		f.Refusal = err
		f.stage.Refresh()
	case f.Step == Name:
		f.Gift.Tool.Name = inventory.Name{Zh: text}
		f.to(Category)
	default:
		f.Gift.Donor = text
		f.to(Confirm)
	}
}

// Up goes one question back; false at the list.
func (f *Flow) Up() bool {
	if f.Step == List || f.Busy {
		return f.Busy
	}
	money := f.Gift.Fen > 0
	switch f.Step {
	case What, Card:
		f.start()
	case Name, Amount:
		f.Step = What
	case Category:
		f.Step = Name
	case Purpose:
		f.Step = Amount
	case Naming:
		if f.Step = Category; money {
			f.Step = Purpose
		}
	case Donor:
		f.Step = Naming
	case Confirm:
		if f.Step = Donor; f.Gift.Naming == inventory.Nameless {
			f.Step = Naming
		}
	case Removing:
		f.Step = Card
	case Leaving:
		f.Step = f.begun
	}
	f.Refusal = nil
	f.stage.Refresh()
	return true
}

// Unsaved says that a gift was begun and not kept. It is asked then whether that
// may be forgotten; then is called when it may.
func (f *Flow) Unsaved(then func()) bool {
	if f.Step < Name || f.Step > Confirm || f.Tool.Blank() && f.Digits == "" {
		return f.Step == Leaving
	}
	f.begun, f.leave = f.Step, then
	f.to(Leaving)
	return true
}

// Stay goes on with the gift that was begun.
func (f *Flow) Stay() { f.to(f.begun) }

// Drop forgets the gift that was begun, and goes on.
func (f *Flow) Drop() {
	f.start()
	f.leave()
}

// Save keeps the gift; its slip is printed.
func (f *Flow) Save() {
	if f.Busy || f.Step != Confirm {
		return
	}
	f.Busy = true
	f.stage.Refresh()
	gift := f.Gift
	gift.Lang = inventory.Lang(f.stage.Lang())
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.Given, error) {
		return f.desk.TakeDonation(ctx, gift, f.who)
	}, func(g inventory.Given, err error) {
		f.Busy, f.Refusal = false, err
		if err == nil {
			f.start()
			f.One, f.Step, f.Done = g, Card, "gift.done"
		}
		f.stage.Printed()
		f.read()
	})
}

// Look shows what can be done with a donation.
func (f *Flow) Look(g inventory.Given) {
	f.One, f.Done = g, ""
	f.to(Card)
}

// Scan shows the donation of a slip; other codes are not for here. A gift that was
// begun is asked about first.
func (f *Flow) Scan(c code.Code) bool {
	if c.Kind != code.Donation || f.Busy {
		return f.Busy
	}
	if f.Unsaved(func() { f.Scan(c) }) {
		return true
	}
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.Given, error) {
		return f.desk.DonationOf(ctx, inventory.DonationID(c.Number))
	}, func(g inventory.Given, err error) {
		f.stage.Flash(err == nil)
		if f.Refusal = err; err == nil {
			f.Look(g)
			return
		}
		f.stage.Refresh()
	})
	return true
}

// Thank prints the slip of the donation on the card once more.
func (f *Flow) Thank() {
	wish := inventory.Wish{Paper: inventory.ThanksSlip, Subject: uint32(f.One.Donation.ID), Lang: inventory.Lang(f.stage.Lang())}
	f.do("papers.printing", Card, func(ctx context.Context) error {
		_, err := f.desk.Print(ctx, wish, f.who)
		return err
	})
}

// OnPaper prints the list, with the donors as they agreed to be named.
func (f *Flow) OnPaper() {
	if f.Step != List || len(f.Given) == 0 {
		return
	}
	ids := make([]uint32, len(f.Given))
	for i, g := range f.Given {
		ids[i] = uint32(g.Donation.ID)
	}
	done := "papers.printing"
	if len(ids) > inventory.MostListed {
		done = "list.cut"
	}
	wish := inventory.ListWish(inventory.ListGifts, inventory.Lang(f.stage.Lang()), ids)
	f.do(done, List, func(ctx context.Context) error {
		_, err := f.desk.Print(ctx, wish, f.who)
		return err
	})
}

// Forget makes the donation on the card nameless.
func (f *Flow) Forget() {
	id := f.One.Donation.ID
	f.do("gift.forgotten", List, func(ctx context.Context) error { return f.desk.ForgetDonor(ctx, id, f.who) })
}

// AskStrike asks before the donation on the card is struck out.
func (f *Flow) AskStrike() { f.to(Removing) }

// Strike takes the donation on the card out of the list: it was a mistake.
func (f *Flow) Strike() {
	id := f.One.Donation.ID
	f.do("gift.struck", List, func(ctx context.Context) error { return f.desk.StrikeDonation(ctx, id, f.who) })
}

// Label goes on to the label of the tool on the card.
func (f *Flow) Label() { f.label(f.One.Donation.Tool) }

// AtCounter shows the card of the tool that was given.
func (f *Flow) AtCounter() { f.counter(f.One.Donation.Tool) }

// do runs one deed with the donation on the card and goes on to a step.
func (f *Flow) do(done string, next Step, deed func(ctx context.Context) error) {
	if f.Busy {
		return
	}
	f.Busy = true
	f.stage.Refresh()
	task.Do(f.stage.Runner(), f.ctx, deed, func(err error) {
		f.Busy, f.Refusal = false, err
		if err == nil {
			f.Step, f.Done = next, done
		}
		f.stage.Printed()
		f.read()
	})
}
