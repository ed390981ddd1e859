// Package crew is the manager's list of who is on the staff: hire, dismiss, a new
// PIN, a new card. The flow knows no Fyne.
package crew

import (
	"context"
	"errors"

	"redwrench/inventory"
	"redwrench/inventory/people"
	"redwrench/ui/stage"
	"redwrench/ui/task"
	"redwrench/ui/typing"
)

// ErrDiffer: the PIN typed the second time is another one.
var ErrDiffer = errors.New("crew: the two PINs differ")

// Step is what is being asked. The zero Step is nothing: the list is shown.
type Step int

// The steps.
const (
	List Step = iota
	One       // what to do with somebody
	Role      // of somebody new
	Name
	PIN
	Again
	Leaving // really dismiss?
	Craft   // what they can do for jobs
	Service // of which time the certificate is
	Document
)

// Flow is the state of the place.
type Flow struct {
	ctx   context.Context
	stage stage.Stage
	desk  *inventory.Desk
	by    inventory.StaffID

	Staff   []inventory.Staff
	Page    int
	Step    Step
	Chosen  inventory.Staff // of the list; zero: somebody new
	Role    inventory.Role
	Name    *typing.Text
	first   string
	PIN     string
	Number  string // a citizen's, being typed
	four    string // the last of the one that is being kept
	Busy    bool
	Refusal error
	Done    Done

	Kinds []inventory.JobKind // those with a skill of their own
	Able  inventory.Craft     // being asked
	Part  Part
}

// Done is what was done last. The zero Done is nothing.
type Done struct {
	Key  string // of the words
	Who  inventory.Staff
	Card bool   // a card is being printed
	Four string // the last of the number that was kept
}

// New makes the place; Load fills it.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk, by inventory.StaffID) *Flow {
	return &Flow{ctx: ctx, stage: st, desk: desk, by: by, Name: typing.New(st.Lang, typing.NameRules(desk.Settings().ExactPinyin))}
}

// Load shows the list anew.
func (f *Flow) Load() {
	f.start()
	f.Page, f.Done = 0, Done{}
	f.read()
}

func (f *Flow) start() {
	f.Step, f.Chosen, f.Role, f.first, f.PIN, f.Refusal = List, inventory.Staff{}, 0, "", "", nil
	f.Number, f.four = "", ""
	f.Name.Set("")
}

func (f *Flow) read() {
	task.Go(f.stage.Runner(), f.ctx, f.desk.Staff, func(list []inventory.Staff, err error) {
		f.Staff = list
		if err != nil {
			f.Refusal = err
		}
		f.stage.Refresh()
	})
}

// Turn shows another page.
func (f *Flow) Turn(page int) {
	f.Page = page
	f.stage.Refresh()
}

// Choose opens somebody of the list.
func (f *Flow) Choose(s inventory.Staff) {
	f.start()
	f.Done, f.Chosen, f.Step = Done{}, s, One
	f.stage.Refresh()
}

// Hire begins with somebody new.
func (f *Flow) Hire() {
	f.start()
	f.Done, f.Step = Done{}, Role
	f.stage.Refresh()
}

// As takes the role of somebody new.
func (f *Flow) As(r inventory.Role) {
	f.Role, f.Step = r, Name
	f.stage.Refresh()
}

// Ask goes on to a question about who was chosen.
func (f *Flow) Ask(s Step) {
	f.Step, f.Refusal, f.first, f.PIN = s, nil, "", ""
	f.stage.Refresh()
}

// Up goes one question back; false at the list.
func (f *Flow) Up() bool {
	if f.Busy || f.Step == List {
		return f.Busy
	}
	f.Refusal = nil
	switch f.Step {
	case One, Role:
		f.start()
	case Name:
		f.Step = Role
	case PIN, Leaving, Craft, Service, Document:
		f.PIN, f.Number = "", ""
		f.Step = One
		if f.Chosen.ID == 0 {
			f.Step = Name
		}
	case Again:
		f.Step, f.first, f.PIN = PIN, "", ""
	}
	f.stage.Refresh()
	return true
}

// Typing says whether typed text is taken now.
func (f *Flow) Typing() bool {
	return f.Step == Name || f.Step == PIN || f.Step == Again || f.Step == Document
}

// Wording says that the keyboard is shown.
func (f *Flow) Wording() bool { return f.Step == Name }

// Typed types a letter of the name or a digit of the PIN.
func (f *Flow) Typed(r rune) {
	switch {
	case f.Busy:
	case f.Step == Name:
		f.Press(typing.Press(r))
	case f.Step == PIN || f.Step == Again:
		f.digit(r)
	case f.Step == Document:
		f.typeNumber(r)
	}
}

// Press takes an event of the keyboard.
func (f *Flow) Press(e typing.Event) {
	if f.Step != Name || f.Busy {
		return
	}
	f.Refusal = f.Name.Do(e)
	f.stage.Refresh()
}

func (f *Flow) digit(r rune) {
	if r < '0' || r > '9' || len(f.PIN) >= inventory.PINLength {
		return
	}
	f.Refusal = nil
	f.PIN += string(r)
	if len(f.PIN) == inventory.PINLength {
		f.typed()
	}
	f.stage.Refresh()
}

// typed goes on with a whole PIN.
func (f *Flow) typed() {
	pin := f.PIN
	f.PIN = ""
	switch {
	case f.Step == PIN && !inventory.GoodPIN(pin):
		f.Refusal = inventory.ErrWeakPIN
	case f.Step == PIN:
		f.first, f.Step = pin, Again
	case pin != f.first:
		f.first, f.Step, f.Refusal = "", PIN, ErrDiffer
	case f.Chosen.ID != 0:
		f.setPIN(pin)
	default:
		f.hire(pin)
	}
}

// Erase takes the last character back.
func (f *Flow) Erase() {
	if f.Step == Name {
		f.Press(typing.Event{Act: typing.Erase})
		return
	}
	if f.Step == Document {
		f.eraseNumber()
		return
	}
	f.PIN = f.PIN[:max(len(f.PIN)-1, 0)]
	f.stage.Refresh()
}

// Enter is Enter on a keyboard: it ends composing, else it takes the name or the
// number.
func (f *Flow) Enter() {
	if f.Step == Document {
		f.KeepDocument()
		return
	}
	f.take((*typing.Text).Raw)
}

// Next ends composing, else it takes the name.
func (f *Flow) Next() { f.take((*typing.Text).Settle) }

func (f *Flow) take(end func(*typing.Text) (bool, error)) {
	if f.Step != Name {
		return
	}
	was, err := end(f.Name)
	if !was {
		if _, err = people.ParseName(f.Name.String()); err == nil {
			f.Step = PIN
		}
	}
	f.Refusal = err
	f.stage.Refresh()
}

func (f *Flow) hire(pin string) {
	name, role := f.Name.String(), f.Role
	f.do("desk.crew.hired", func(ctx context.Context) (inventory.Staff, error) {
		return f.desk.Hire(ctx, name, role, pin, f.by)
	})
}

func (f *Flow) setPIN(pin string) {
	who := f.Chosen
	f.do("desk.crew.pin.done", func(ctx context.Context) (inventory.Staff, error) {
		return who, f.desk.SetPIN(ctx, who.ID, pin, f.by)
	})
}

// NewCard gives who was chosen a new card; the old one opens nothing any more.
func (f *Flow) NewCard() {
	id := f.Chosen.ID
	f.do("desk.crew.card.done", func(ctx context.Context) (inventory.Staff, error) {
		return f.desk.NewCard(ctx, id, f.by)
	})
}

// Dismiss ends the time on the staff of who was chosen.
func (f *Flow) Dismiss() {
	if f.Step != Leaving {
		return
	}
	id := f.Chosen.ID
	f.do("desk.crew.left", func(ctx context.Context) (inventory.Staff, error) {
		return f.desk.Dismiss(ctx, id, f.by)
	})
}

func (f *Flow) do(key string, deed func(ctx context.Context) (inventory.Staff, error)) {
	if f.Busy {
		return
	}
	f.Busy = true
	f.stage.Refresh()
	task.Deed(f.stage.Runner(), f.ctx, deed, func(s inventory.Staff, err error) {
		f.Busy = false
		if err != nil {
			f.first, f.PIN, f.Refusal = "", "", err
			if f.Step == Again {
				f.Step = PIN
			}
			f.stage.Refresh()
			return
		}
		four := f.four
		f.start()
		f.Done = Done{Key: key, Who: s, Card: s.Card != 0, Four: four}
		if f.Done.Card {
			f.stage.Printed()
		}
		f.read()
	})
}
