// Package today is the desk's first look: what happened today and what waits for
// somebody, each figure with its list; and those who have something too long, to be
// called and reminded. The flow knows no Fyne.
package today

import (
	"context"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/people"
	"redwrench/ui/desk/exchange"
	"redwrench/ui/desk/listing"
	"redwrench/ui/printers"
	"redwrench/ui/stage"
	"redwrench/ui/task"
)

// Backups says how the shop's backups are. It may read a folder.
type Backups interface {
	LastBackup(ctx context.Context) (Backup, error)
}

// Backup is the last one. The zero Backup is none. Times are in the shop's zone.
type Backup struct {
	At     time.Time
	Stick  time.Time // when the last one on a stick was made; zero: none
	Sticks bool      // backups go to a stick too
	Key    string    // of the words that say what is wrong; "": nothing
	Kept   []Kept    // old records that were put aside, the newest first
}

// Kept are old records that others took the place of, at a restore or a new version.
type Kept struct {
	At    time.Time // when; in the shop's zone
	Bytes int64
}

// Machines are what the place knows besides the records.
type Machines struct {
	Room    printers.Room
	Backups Backups
	Media   exchange.Media
}

// Way is a way to another place of the desk.
type Way struct {
	Icon string
	Key  string // of the words
	Go   func()
}

// Ways are the ways from here.
type Ways struct {
	Jobs func()       // to the new jobs
	More func() []Way // to the places under this one
}

// Step is what is shown. The zero Step is the figures.
type Step int

// The steps.
const (
	Figures   Step = iota
	Listed         // List
	Late           // one overdue loan
	Promise        // on which day they bring it
	Printing       // what is printed of those who are late
	RemindAll      // whether slips are printed for all that is listed
	Saved          // how the backups are
)

// Flow is the state of the place.
type Flow struct {
	ctx      context.Context
	stage    stage.Stage
	desk     *inventory.Desk
	machines Machines
	ways     Ways
	Who      inventory.Staff

	Step     Step
	Overview inventory.Overview
	Printers []printers.State
	Backup   Backup
	Loaded   bool
	List     *listing.Flow[inventory.Line] // of Kind
	Kind     inventory.List
	Busy     bool
	Notice   Notice

	Line   inventory.Line // the overdue loan that is shown
	Person people.Person  // who has it, once the record was opened
}

// Notice is what happened to the last tap. The zero Notice is nothing.
type Notice struct {
	Key string
	N   int
	Err error
}

// New makes the place; Load fills it.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk, machines Machines, who inventory.Staff, ways Ways) *Flow {
	return &Flow{ctx: ctx, stage: st, desk: desk, machines: machines, Who: who, ways: ways}
}

// seen is what Load reads.
type seen struct {
	overview inventory.Overview
	backup   Backup
}

// Load shows the figures as they are now.
func (f *Flow) Load() {
	f.close()
	f.Step, f.Kind, f.List, f.Notice = Figures, 0, nil, Notice{}
	f.Printers = f.machines.Room.Status()
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (s seen, err error) {
		if s.overview, err = f.desk.Overview(ctx); err != nil {
			return s, err
		}
		s.backup, err = f.machines.Backups.LastBackup(ctx)
		return s, err
	}, func(s seen, err error) {
		f.Overview, f.Backup, f.Loaded = s.overview, s.backup, true
		if err != nil {
			f.Notice = Notice{Err: err}
		}
		f.stage.Refresh()
	})
}

// Choose shows a list.
func (f *Flow) Choose(l inventory.List) {
	f.Step, f.Kind, f.Notice = Listed, l, Notice{}
	spec := listing.Spec[inventory.Line]{
		Title: Title(l), File: files[l], Columns: Columns(l), Chips: f.chips(l),
		Read: func(ctx context.Context) ([]inventory.Line, error) { return f.desk.ListLines(ctx, l) },
		Open: f.open,
		Most: inventory.MostListed,
		Print: func(ctx context.Context, rows []inventory.Line) error {
			_, err := f.desk.Print(ctx, inventory.ListWish(l, inventory.Lang(f.stage.Lang()), numbers(rows)), f.Who.ID)
			return err
		},
	}
	if l == inventory.ListOverdue {
		spec.Which = f.AskPaper
	}
	f.List = listing.New(f.ctx, f.stage, f.desk, f.machines.Media, spec)
	f.List.Load()
	f.stage.Refresh()
}

// files are how files of the lists are called.
var files = map[inventory.List]string{
	inventory.ListOut: "out-today", inventory.ListBack: "back-today", inventory.ListLoans: "on-loan", inventory.ListDue: "due-today",
	inventory.ListOverdue: "overdue", inventory.ListReady: "ready", inventory.ListOff: "off-shelf", inventory.ListSlips: "slips",
}

// open opens what a row is about: an overdue loan here, a tool at the counter, a
// paper at the printers.
func (f *Flow) open(r inventory.Line) {
	switch f.Kind {
	case inventory.ListOverdue:
		f.Line, f.Step, f.Notice = r, Late, Notice{}
		f.stage.Refresh()
	case inventory.ListSlips:
		f.ToPrinters()
	default:
		f.stage.Rescan(r.Tool.ID.Code().Payload())
	}
}

// ToPrinters shows how the printers are.
func (f *Flow) ToPrinters() { f.stage.Show(stage.Printers{Who: f.Who}) }

// Backups shows how the backups are.
func (f *Flow) Backups() {
	f.Step, f.Notice = Saved, Notice{}
	f.stage.Refresh()
}

// Unwell is how many printers need somebody.
func (f *Flow) Unwell() int {
	n := 0
	for _, p := range f.Printers {
		if !p.Well {
			n++
		}
	}
	return n
}

// Up goes one question back; false at the figures.
func (f *Flow) Up() bool {
	switch f.Step {
	case Figures:
		return false
	case Listed:
		if f.List.Up() {
			return true
		}
		f.Load()
	case Late, Printing:
		f.close()
		f.Step, f.Notice = Listed, Notice{}
	case RemindAll:
		f.Step, f.Notice = Printing, Notice{}
	case Promise:
		f.Step = Late
	case Saved:
		f.Step = Figures
	}
	f.stage.Refresh()
	return true
}

// close forgets whose record was opened.
func (f *Flow) close() { f.Line, f.Person = inventory.Line{}, people.Person{} }

// Typing says whether typed text is taken now.
func (f *Flow) Typing() bool { return f.Step == Listed && f.List.Typing() }
