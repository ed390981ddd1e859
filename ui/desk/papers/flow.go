// Package papers is the desk's place for paper: what was printed last, with
// copies of it, and what staff print themselves: labels, lists. Each can be
// looked at before. The flow knows no Fyne.
package papers

import (
	"context"
	"image"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/ui/stage"
	"redwrench/ui/task"
)

// Press makes pictures of papers: of the very pages that would be printed.
type Press interface {
	// Picture is a page, counted from 0, of the paper a job would be now; the job
	// need not be stored. Refusals: inventory.ErrMoot.
	Picture(ctx context.Context, job inventory.PrintJob, page int) (Picture, error)
}

// DotsPerMM is how fine pictures are.
const DotsPerMM = 8

// Picture is a page as it will look.
type Picture struct {
	Image image.Image // DotsPerMM
	Pages int         // of the whole paper
}

// Step is what is shown. The zero Step is the list.
type Step int

// The steps.
const (
	List     Step = iota
	Looking       // at Paper
	Choosing      // labels
	Asking        // for the PIN, before the recovery sheet is printed
)

// Flow is the state of the place.
type Flow struct {
	ctx   context.Context
	stage stage.Stage
	desk  *inventory.Desk
	press Press
	who   inventory.Staff

	Step   Step
	Recent []inventory.PrintJob
	Loaded bool
	Page   int
	Busy   bool
	Notice Notice

	Paper   inventory.PrintJob // what is looked at; ID 0: not wished for yet
	Picture Picture            // its page Leaf; no Image: it is being drawn
	Leaf    int
	Stretch int  // which part of a page that is longer than the window
	Wished  bool // the wish for what is looked at was stored
	drawn   int  // counts pictures asked for: a late answer is dropped

	Labels inventory.Labels
	All    []inventory.ToolID // every tool that is not retired
	Tool   inventory.Tool     // the only one whose label is wanted; ID 0: all
	Roll   bool               // the label printer has single labels

	PIN string
}

// Notice is what happened to the last tap.
type Notice struct {
	Key string
	Err error
}

// mostRecent is how many papers are listed: some days of a busy shop.
const mostRecent = 200

// New makes the place; Load fills it.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk, press Press, who inventory.Staff) *Flow {
	return &Flow{ctx: ctx, stage: st, desk: desk, press: press, who: who}
}

// Manager says whether the recovery sheet is offered.
func (f *Flow) Manager() bool { return f.who.Role == inventory.Manager }

// Load shows the list anew.
func (f *Flow) Load() {
	f.Step, f.Notice, f.Page, f.PIN = List, Notice{}, 0, ""
	f.read()
}

// Printers shows how the printers are.
func (f *Flow) Printers() { f.stage.Show(stage.Printers{Who: f.who}) }

func (f *Flow) read() {
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) ([]inventory.PrintJob, error) {
		return f.desk.RecentPrints(ctx, mostRecent)
	}, func(list []inventory.PrintJob, err error) {
		f.Recent, f.Loaded = list, true
		if err != nil {
			f.Notice = Notice{Err: err}
		}
		f.stage.Refresh()
	})
}

// Turn shows another page of the list.
func (f *Flow) Turn(page int) {
	f.Page = page
	f.stage.Refresh()
}

// Look shows a paper of the list as a copy of it would be.
func (f *Flow) Look(j inventory.PrintJob) {
	j.Copy = !j.Paper.Anew()
	f.look(j)
}

// LookAt shows a list as it would be now.
func (f *Flow) LookAt(p inventory.Paper) { f.look(f.wish(p, inventory.Labels{}).Job(f.desk.Now())) }

// LookAtLabels shows the labels that were chosen.
func (f *Flow) LookAtLabels() {
	f.look(f.wish(inventory.ToolLabels, f.labels()).Job(f.desk.Now()))
}

func (f *Flow) wish(p inventory.Paper, l inventory.Labels) inventory.Wish {
	return inventory.Wish{Paper: p, Lang: inventory.Lang(f.stage.Lang()), Labels: l}
}

// look notes whose data is seen, and draws the first page.
func (f *Flow) look(j inventory.PrintJob) {
	if f.Busy {
		return
	}
	f.Busy, f.Notice = true, Notice{}
	f.stage.Refresh()
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (Picture, error) {
		if err := f.desk.Look(ctx, j, f.who.ID); err != nil {
			return Picture{}, err
		}
		return f.press.Picture(ctx, j, 0)
	}, func(p Picture, err error) {
		f.Busy = false
		if f.Notice = (Notice{Err: err}); err == nil {
			f.Step, f.Paper, f.Picture, f.Leaf, f.Stretch, f.Wished = Looking, j, p, 0, 0, false
		}
		f.stage.Refresh()
	})
}

// TurnPaper turns to the n-th stretch of the paper, each page having so many.
func (f *Flow) TurnPaper(n, stretches int) {
	leaf := n / stretches
	f.Stretch = n % stretches
	if leaf == f.Leaf {
		f.stage.Refresh()
		return
	}
	f.Leaf, f.Picture.Image = leaf, nil
	f.drawn++
	mine, job := f.drawn, f.Paper
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (Picture, error) {
		return f.press.Picture(ctx, job, leaf)
	}, func(p Picture, err error) {
		if mine != f.drawn {
			return
		}
		if f.Picture = p; err != nil {
			f.Step, f.Notice = List, Notice{Err: err}
		}
		f.stage.Refresh()
	})
	f.stage.Refresh()
}

// Print wishes for the paper that is looked at.
func (f *Flow) Print() {
	j := f.Paper
	f.do(func(ctx context.Context) error {
		if j.ID != 0 {
			_, err := f.desk.PrintCopy(ctx, j.ID, f.who.ID)
			return err
		}
		_, err := f.desk.Print(ctx, inventory.Wish{Paper: j.Paper, Subject: j.Subject, Lang: j.Lang, Labels: j.Labels}, f.who.ID)
		return err
	})
}

// do runs one deed, says how it went, and wakes the printers.
func (f *Flow) do(deed func(ctx context.Context) error) {
	if f.Busy {
		return
	}
	f.Busy = true
	f.stage.Refresh()
	task.Do(f.stage.Runner(), f.ctx, deed, func(err error) {
		f.Busy, f.Wished = false, err == nil
		if f.Notice = (Notice{Key: "papers.printing"}); err != nil {
			f.Notice = Notice{Err: err}
		}
		f.stage.Printed()
		f.read()
	})
}

// Up goes one step back; false when the list is shown.
func (f *Flow) Up() bool {
	if f.Step == List || f.Busy {
		return f.Busy
	}
	back := List
	if f.Step == Looking && f.Paper.Paper == inventory.ToolLabels && f.Paper.ID == 0 {
		back = Choosing
	}
	f.Step, f.Notice, f.PIN = back, Notice{}, ""
	f.stage.Refresh()
	return true
}

// Scan takes a tool's tag while labels are chosen: its label is wanted. Other
// codes are not for here.
func (f *Flow) Scan(c code.Code) bool {
	if c.Kind != code.Tool || f.Step != Choosing {
		return false
	}
	f.ChooseLabel(inventory.ToolID(c.Number))
	return true
}
