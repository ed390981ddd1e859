// Package printers is the place of the shop's printers: how each is, the papers
// that wait for a decision of the staff, and, for the manager, where papers are
// printed. The flow knows no Fyne.
package printers

import (
	"context"
	"slices"
	"time"

	"redwrench/inventory"
	"redwrench/ui/stage"
	"redwrench/ui/task"
	"redwrench/ui/typing"
)

// Room is what the screen knows of the machines.
type Room interface {
	// Status is how each printer is, in the order of the roles.
	Status() []State
	// Queues are the print queues this machine knows. It may take a second.
	Queues(ctx context.Context) ([]Queue, error)
	// Usable is nil when address is one of a printer.
	Usable(address string) error
	// Changed says that a printer of the records is another now.
	Changed()
}

// State is how a printer is: Key is a key of the words printer.….
type State struct {
	Printer inventory.Printer
	Key     string
	Well    bool
	Waiting int
}

// Queue is a print queue that was found.
type Queue struct {
	Address string
	Name    string // what people call it
	Well    bool
}

// Step is what is asked. The zero Step is nothing: the printers are shown.
type Step int

// The steps of another address.
const (
	List Step = iota
	Where
	Address
)

// Flow is the state of the place.
type Flow struct {
	ctx   context.Context
	stage stage.Stage
	desk  *inventory.Desk
	room  Room

	Who     inventory.Staff
	Step    Step
	States  []State
	Asked   []inventory.PrintJob
	Page    int
	New     inventory.Printer // what is being changed
	Found   []Queue
	Looking bool
	NoCUPS  bool
	Text    *typing.Text // an address
	Busy    bool
	Notice  Notice
}

// Notice is what happened to the last tap.
type Notice struct {
	Key string
	Err error
}

// mostAsked is how many papers that need a decision are listed.
const mostAsked = 200

// New opens the place for who.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk, room Room, who inventory.Staff) *Flow {
	f := &Flow{ctx: ctx, stage: st, desk: desk, room: room, Who: who, States: room.Status(), Text: typing.New(st.Lang, typing.Rules{
		Longest: longest, Boards: []typing.Board{typing.Latin}, Signs: ":/.-_[]@", Takes: func(r rune) bool { return r != ' ' }})}
	f.load()
	f.watch()
	return f
}

// Manager says whether who may change printers.
func (f *Flow) Manager() bool { return f.Who.Role == inventory.Manager }

// watch looks at the printers once a second and shows what has changed.
func (f *Flow) watch() {
	f.stage.After(f.ctx, time.Second, func() {
		if now := f.room.Status(); !slices.Equal(now, f.States) {
			f.States = now
			f.load()
		}
		f.watch()
	})
}

func (f *Flow) load() {
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) ([]inventory.PrintJob, error) {
		return f.desk.UndecidedPrints(ctx, mostAsked)
	}, func(list []inventory.PrintJob, err error) {
		if err != nil {
			f.Notice = Notice{Err: err}
		} else {
			f.Asked = list
		}
		f.stage.Refresh()
	})
}

// Turn shows another page of the papers.
func (f *Flow) Turn(page int) {
	f.Page = page
	f.stage.Refresh()
}

// Test wishes for a test page.
func (f *Flow) Test(role inventory.PrinterRole) {
	lang := inventory.Lang(f.stage.Lang())
	f.do("printers.tested", func(ctx context.Context) error {
		_, err := f.desk.PrintTestPage(ctx, role, lang, f.Who.ID)
		return err
	})
}

// Again wishes once more for a paper.
func (f *Flow) Again(id inventory.PrintID) {
	f.do("printers.again.done", func(ctx context.Context) error {
		_, err := f.desk.PrintAgain(ctx, id, f.Who.ID)
		return err
	})
}

// LetBe notes that a paper is not needed, or is there.
func (f *Flow) LetBe(id inventory.PrintID) {
	f.do("printers.letbe.done", func(ctx context.Context) error { return f.desk.LetBe(ctx, id, f.Who.ID) })
}

// do runs one deed and shows the place as it is afterwards.
func (f *Flow) do(done string, deed func(ctx context.Context) error) {
	if f.Busy {
		return
	}
	f.Busy = true
	f.stage.Refresh()
	task.Do(f.stage.Runner(), f.ctx, deed,
		func(err error) {
			f.Busy, f.Notice = false, Notice{Key: done, Err: err}
			if err == nil {
				f.stage.Printed()
			}
			f.load()
		})
}

// Change asks where the papers of a role are to be printed.
func (f *Flow) Change(role inventory.PrinterRole) {
	if !f.Manager() || f.Busy {
		return
	}
	f.Notice = Notice{}
	task.Go(f.stage.Runner(), f.ctx, f.desk.Printers, func(list []inventory.Printer, err error) {
		i := slices.IndexFunc(list, func(p inventory.Printer) bool { return p.Role == role })
		if err != nil || i < 0 {
			f.Notice = Notice{Err: err}
			f.stage.Refresh()
			return
		}
		f.Step, f.New = Where, list[i]
		f.look()
		f.stage.Refresh()
	})
}

// look looks for print queues.
func (f *Flow) look() {
	f.Looking, f.Found, f.NoCUPS = true, nil, false
	task.Go(f.stage.Runner(), f.ctx, f.room.Queues, func(list []Queue, err error) {
		f.Looking, f.Found, f.NoCUPS = false, list, err != nil
		f.stage.Refresh()
	})
}

// Paper sets the size of the paper: a printer's measures in millimetres.
func (f *Flow) Paper(width, height, margin int) {
	f.New.Width, f.New.Height, f.New.Margin = width, height, margin
	f.stage.Refresh()
}

// Curves turns drawing text as outlines on or off.
func (f *Flow) Curves() {
	f.New.Curves = !f.New.Curves
	f.stage.Refresh()
}

// Type opens the keyboard for an address that begins so.
func (f *Flow) Type(begin string) {
	f.Step = Address
	f.Text.Set(begin)
	f.stage.Refresh()
}

// Use makes the queue that was found the printer.
func (f *Flow) Use(q Queue) {
	f.New.Address, f.New.Name = q.Address, q.Name
	f.save()
}

// Folder makes the folder beside the records the printer again.
func (f *Flow) Folder() {
	f.New.Address, f.New.Name = "", ""
	f.save()
}

// Keep keeps the address as it is, with another paper.
func (f *Flow) Keep() { f.save() }

// longest is the most characters of an address.
const longest = 200

// Typing says whether typed text is taken now.
func (f *Flow) Typing() bool { return f.Step == Address }

// Wording says that words are typed now, not numbers.
func (f *Flow) Wording() bool { return f.Typing() }

// Press takes an event of the keyboard.
func (f *Flow) Press(e typing.Event) {
	if f.Step != Address || f.Busy {
		return
	}
	f.Notice = Notice{Err: f.Text.Do(e)}
	f.stage.Refresh()
}

// Typed types a character of the address.
func (f *Flow) Typed(r rune) { f.Press(typing.Press(r)) }

// Erase takes the last character back.
func (f *Flow) Erase() { f.Press(typing.Event{Act: typing.Erase}) }

// Enter takes the typed address.
func (f *Flow) Enter() {
	if f.Step != Address || f.Busy {
		return
	}
	address := f.Text.String()
	if err := f.room.Usable(address); err != nil {
		f.Notice = Notice{Err: inventory.ErrPrinter}
		f.stage.Refresh()
		return
	}
	f.New.Address, f.New.Name = address, ""
	f.save()
}

// save makes New the printer of its role.
func (f *Flow) save() {
	if f.Busy {
		return
	}
	f.Busy = true
	f.stage.Refresh()
	p := f.New
	task.Do(f.stage.Runner(), f.ctx, func(ctx context.Context) error {
		return f.desk.SetPrinter(ctx, p, f.Who.ID)
	}, func(err error) {
		f.Busy, f.Notice = false, Notice{Key: "printers.saved", Err: err}
		if err == nil {
			f.Step = List
			f.room.Changed()
		}
		f.stage.Refresh()
	})
}

// Scan goes back to the desk, which is unlocked, with what was scanned.
func (f *Flow) Scan(text string) {
	f.stage.Show(stage.Desk{Who: f.Who})
	f.stage.Rescan(text)
}

// Back goes one question back, and from the list to the desk.
func (f *Flow) Back() {
	switch f.Step {
	case Address:
		f.Step = Where
	case Where:
		f.Step = List
	default:
		f.stage.Show(stage.Desk{Who: f.Who})
		return
	}
	f.Notice = Notice{}
	f.stage.Refresh()
}
