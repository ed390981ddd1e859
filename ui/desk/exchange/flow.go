// Package exchange is the desk's place for tables: taking tools and residents in
// from a file, writing the shop's tables to a stick. The flow knows no Fyne and
// no disk: files are reached through Media.
package exchange

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/exchange"
	"redwrench/ui/stage"
	"redwrench/ui/task"
)

// Media is where files come from and go to. Its methods may take seconds.
type Media interface {
	// Files are the tables on sticks and in the import folder, the newest first.
	Files(ctx context.Context) ([]File, error)
	// Pictures are the JPEGs and PNGs there, the newest first.
	Pictures(ctx context.Context) ([]File, error)
	// Places are where a file can be written: the sticks, last this machine.
	Places(ctx context.Context) ([]Place, error)
	// Open opens a file to be read.
	Open(File) (Opened, error)
	// Write writes a file of this name, whole and on the medium, or leaves none.
	Write(p Place, name string, write func(io.Writer) error) error
}

// Place is a folder: a stick's, or this machine's own when Name is empty.
type Place struct{ Path, Name string }

// File is a table in a place.
type File struct {
	Place Place
	Path  string
	Name  string
	Size  int64 // bytes
	At    time.Time
}

// Opened is an open file.
type Opened interface {
	io.ReaderAt
	io.Closer
}

// Refusals of Media.
var (
	// ErrGone: the file, or the stick it was on, is not there any more.
	ErrGone = errors.New("exchange: file gone")
	// ErrWrite: the medium is gone, full or locked; no half file is on it.
	ErrWrite = errors.New("exchange: not written")
)

// Step is what is being asked or done. The zero Step is nothing: the ways are shown.
type Step int

// The steps.
const (
	Ways Step = iota
	WhichFile
	Reading
	Found // what the look found
	PIN
	Keeping
	WhichTable
	WhichTemplate
	WhichFormat
	WhichPlace
	Writing
)

// Flow is the state of the place.
type Flow struct {
	ctx   context.Context
	stage stage.Stage
	desk  *inventory.Desk
	media Media

	Who       inventory.Staff
	Step      Step
	What      exchange.What
	Files     []File
	File      File
	Sheet     *exchange.Sheet
	Findings  inventory.Findings
	Table     string                // of Tables; "" for a template
	Volunteer inventory.StaffID     // whose service record is written; 0: everybody's
	Deeds     *inventory.DeedFilter // which lines of the audit are written; nil: all
	Format    exchange.Format
	Places    []Place
	Place     Place
	Page      int
	PIN       string
	Busy      bool // looking for files or checking a PIN
	Tally     *inventory.Tally
	Refusal   error
	Done      Done

	stop context.CancelFunc // of the work that is done now
}

// Done is what was done last. The zero Done is nothing.
type Done struct {
	Key   string // of the words
	Rows  int
	File  string
	Place Place
}

// Tables with people in full, beside those of exchange.Names.
const (
	Full   = "full"   // residents
	Donors = "donors" // donations
)

// inFull are the names under which exchange has them.
var inFull = map[string]string{Full: "residents", Donors: "donations"}

// Tables are what can be written, in the order they are offered.
func Tables() []string {
	return []string{
		"tools", "loans", "residents", Full, "holds", "reservations", "consumables", "moves", "services", "stocktakes", "sightings",
		"jobs", "visits", "donations", Donors, "activities", "audit",
	}
}

// New opens the place for a manager.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk, media Media, with stage.Tables) *Flow {
	f := &Flow{ctx: ctx, stage: st, desk: desk, media: media, Who: with.Who}
	switch {
	case with.Of != 0:
		f.Table, f.Volunteer, f.Step = "visits", with.Of, WhichFormat
	case with.Deeds != nil:
		f.Table, f.Deeds, f.Step = "audit", with.Deeds, WhichFormat
	}
	return f
}

// Working says that work goes on which Cancel stops.
func (f *Flow) Working() bool { return f.stop != nil }

func (f *Flow) ask(s Step) {
	f.Step, f.Page, f.PIN, f.Refusal, f.Done = s, 0, "", nil, Done{}
	f.stage.Refresh()
}

// Turn shows another page of a list.
func (f *Flow) Turn(page int) {
	f.Page = page
	f.stage.Refresh()
}

// Scan refuses: nothing here has a code.
func (f *Flow) Scan(string) { f.stage.Flash(false) }

// Back goes one question back, or to the desk. While work goes on it stops that.
func (f *Flow) Back() {
	switch f.Step {
	case Ways:
		f.stage.Show(stage.Desk{Who: f.Who})
	case Reading, Keeping, Writing:
		f.Cancel()
	case Found:
		f.ask(WhichFile)
	case PIN:
		f.ask(f.before())
	case WhichFormat:
		if f.Volunteer != 0 || f.Deeds != nil {
			f.stage.Show(stage.Desk{Who: f.Who})
			return
		}
		f.ask(WhichTable)
	case WhichPlace:
		f.ask(f.before())
	default:
		f.ask(Ways)
	}
}

// before is the question before the place or the PIN.
func (f *Flow) before() Step {
	switch {
	case f.Step == PIN && f.Sheet != nil:
		return Found
	case f.Step == PIN:
		return WhichPlace
	case f.Table == "":
		return WhichTemplate
	}
	return WhichFormat
}

// Cancel stops the work; what it began is undone.
func (f *Flow) Cancel() {
	if f.stop != nil {
		f.stop()
	}
}

// work runs work that can be cancelled, with a tally that is shown as it grows.
// A deed goes on when the screen is left.
func work[T any](f *Flow, s Step, deed bool, do func(context.Context, *inventory.Tally) (T, error), done func(T, error)) {
	f.Step, f.Refusal, f.Done, f.Tally = s, nil, Done{}, &inventory.Tally{}
	parent := f.ctx
	if deed {
		parent = context.WithoutCancel(f.ctx)
	}
	ctx, stop := context.WithCancel(parent)
	f.stop = stop
	tally := f.Tally
	run := task.Go[T]
	if deed {
		run = task.Deed[T]
	}
	run(f.stage.Runner(), f.ctx, func(context.Context) (T, error) {
		defer stop()
		return do(ctx, tally)
	}, func(v T, err error) {
		f.stop = nil
		done(v, err)
		f.stage.Refresh()
	})
	f.stage.Refresh()
	f.watch(tally)
}

// watch shows how far the work is, some times a second.
func (f *Flow) watch(t *inventory.Tally) {
	f.stage.After(f.ctx, 250*time.Millisecond, func() {
		if f.Tally == t && f.Working() {
			f.stage.Refresh()
			f.watch(t)
		}
	})
}

// failed shows what went wrong at the step before the work.
func (f *Flow) failed(back Step, err error) {
	f.ask(back)
	if errors.Is(err, context.Canceled) {
		f.Done = Done{Key: "exchange.cancelled"}
		return
	}
	f.Refusal = err
}

// Typing says whether typed text is taken now.
func (f *Flow) Typing() bool { return f.Step == PIN && !f.Busy }

// Typed takes a digit of the PIN.
func (f *Flow) Typed(r rune) {
	if !f.Typing() || r < '0' || r > '9' || len(f.PIN) >= inventory.PINLength {
		return
	}
	f.Refusal = nil
	f.PIN += string(r)
	if len(f.PIN) == inventory.PINLength {
		f.unlock()
	}
	f.stage.Refresh()
}

// Erase takes the last digit back.
func (f *Flow) Erase() {
	f.PIN = f.PIN[:max(len(f.PIN)-1, 0)]
	f.stage.Refresh()
}

// Enter does nothing: the last digit goes on by itself.
func (f *Flow) Enter() {}

// unlock asks whose PIN it is: only a manager's goes on.
func (f *Flow) unlock() {
	pin := f.PIN
	f.PIN, f.Busy = "", true
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.Staff, error) {
		s, err := f.desk.UnlockByPIN(ctx, pin)
		if err == nil && s.Role != inventory.Manager {
			err = inventory.ErrNotManager
		}
		return s, err
	}, func(s inventory.Staff, err error) {
		f.Busy = false
		switch {
		case err != nil:
			f.Refusal = err
			f.stage.Refresh()
		case f.Step != PIN: // gone back meanwhile
		case f.Sheet != nil:
			f.keep(s.ID)
		default:
			f.write(s.ID)
		}
	})
}

// fileName is a name nobody has used for another file.
func (f *Flow) fileName() string {
	what := f.Table
	if what == "" {
		what = "template-" + string(f.What)
	}
	if full, there := inFull[what]; there {
		what = full + "-full"
	}
	if f.Volunteer != 0 {
		what += "-S" + strconv.Itoa(int(f.Volunteer))
	}
	return fmt.Sprintf("redwrench-%s-%s.%s", what, f.desk.Now().Format("20060102-150405"), f.Format)
}
