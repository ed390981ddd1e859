package papers_test

import (
	"context"
	"errors"
	"image"
	"testing"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/ui/desk/desktest"
	"redwrench/ui/desk/papers"
	"redwrench/ui/stage"
)

// press remembers what was looked at; each paper has two pages.
type press struct {
	jobs   []inventory.PrintJob
	leaves []int
	err    error
}

// Picture implements papers.Press.
func (p *press) Picture(_ context.Context, job inventory.PrintJob, page int) (papers.Picture, error) {
	if p.err != nil {
		return papers.Picture{}, p.err
	}
	p.jobs, p.leaves = append(p.jobs, job), append(p.leaves, page)
	return papers.Picture{Image: image.NewGray(image.Rect(0, 0, 8, 8)), Pages: 2}, nil
}

// place is the papers of an unlocked desk.
type place struct {
	*desktest.Shop
	*papers.Flow
	press *press
}

func open(t *testing.T, who ...inventory.Role) place {
	s := desktest.New(t)
	staff := s.Manager
	if len(who) > 0 {
		staff = desktest.Must(s.Desk.Hire(context.Background(), "值班", who[0], "314159", s.Manager.ID))
	}
	p := &press{}
	return place{s, papers.New(context.Background(), s, s.Desk, p, staff), p}
}

// do taps and waits for the answer.
func (p place) do(tap func()) {
	tap()
	p.Queue.Drain()
}

// newest is the last wish of the shop.
func (p place) newest() inventory.PrintJob {
	p.T.Helper()
	jobs := desktest.Must(p.Desk.RecentPrints(context.Background(), 1))
	if len(jobs) == 0 {
		return inventory.PrintJob{}
	}
	return jobs[0]
}

func TestACopyOfASlipIsLookedAtAndPrintedOnce(t *testing.T) {
	p := open(t)
	h := p.Lend(p.Resident(1), 6)
	p.do(p.Load)
	if len(p.Recent) != 2 || p.Recent[0].Paper != inventory.LoanSlip {
		t.Fatalf("listed %+v", p.Recent)
	}
	p.do(func() { p.Look(p.Recent[0]) })
	if p.Step != papers.Looking || !p.press.jobs[0].Copy || p.Picture.Pages != 2 || p.newest().Copy {
		t.Fatalf("step %d, looked at %+v", p.Step, p.press.jobs)
	}
	p.Print()
	p.Print() // a second tap while the first is at work
	p.Queue.Drain()
	job := p.newest()
	if !job.Copy || job.Subject != uint32(h.Slip) || !p.Wished || p.Prints == 0 || len(p.Recent) != 3 {
		t.Errorf("printed %+v, woken %d times, %d listed", job, p.Prints, len(p.Recent))
	}
	if e := desktest.Must(p.Desk.LastDeed(context.Background())); e.Deed != "print copy" || e.Who != p.Shop.Manager.ID {
		t.Errorf("the audit says %+v", e)
	}
	if !p.Up() || p.Step != papers.List || p.Up() {
		t.Error("Back does not lead to the list and out")
	}
}

func TestAPaperThatNobodyNeedsSaysSo(t *testing.T) {
	p := open(t)
	p.Lend(p.Resident(1), 6)
	p.do(p.Load)
	p.press.err = inventory.ErrMoot
	p.do(func() { p.Look(p.Recent[0]) })
	if p.Step != papers.List || !errors.Is(p.Notice.Err, inventory.ErrMoot) {
		t.Errorf("step %d, %v", p.Step, p.Notice.Err)
	}
}

func TestPagesAndStretchesAreTurnedOneAfterTheOther(t *testing.T) {
	p := open(t)
	p.do(func() { p.LookAt(inventory.StocktakeList) })
	p.do(func() { p.TurnPaper(1, 2) }) // the lower half of the first page
	if p.Leaf != 0 || p.Stretch != 1 || len(p.press.leaves) != 1 {
		t.Errorf("page %d, stretch %d, drawn %v", p.Leaf, p.Stretch, p.press.leaves)
	}
	p.TurnPaper(2, 2)
	if p.Picture.Image != nil {
		t.Error("the old page is shown as the new one")
	}
	p.Queue.Drain()
	if p.Leaf != 1 || p.Stretch != 0 || p.press.leaves[1] != 1 || p.Picture.Image == nil {
		t.Errorf("page %d, stretch %d, drawn %v", p.Leaf, p.Stretch, p.press.leaves)
	}
	p.do(p.Print)
	if job := p.newest(); job.Paper != inventory.StocktakeList || job.Copy || job.Role() != inventory.SheetPrinter {
		t.Errorf("printed %+v", job)
	}
}

func TestWhoLooksAtTheOverdueListIsNotedBeforeItIsSeen(t *testing.T) {
	p := open(t, inventory.Duty)
	p.Lend(p.Resident(1), 6)
	p.Now = p.Now.AddDate(0, 0, 9)
	p.do(func() { p.LookAt(inventory.OverdueList) })
	if e := desktest.Must(p.Desk.LastDeed(context.Background())); e.Deed != "open personal data" || len(e.Subjects) != 1 {
		t.Errorf("the audit says %+v", e)
	}
	if len(p.press.jobs) != 1 || p.Notice.Err != nil {
		t.Errorf("looked at %+v, %v", p.press.jobs, p.Notice.Err)
	}
}

func TestLabelsBeginWhereTheSheetIsStillFull(t *testing.T) {
	p := open(t)
	p.do(p.ChooseLabels)
	if p.Step != papers.Choosing || len(p.All) == 0 || p.Roll {
		t.Fatalf("step %d, %d tools", p.Step, len(p.All))
	}
	p.Used(2, 3)
	p.Tags()
	p.do(p.LookAtLabels)
	if l := p.press.jobs[0].Labels; l.Start != 11 || !l.Tags || len(l.Tools) != len(p.All) {
		t.Errorf("looked at labels from %d on, tags %v, %d tools", l.Start, l.Tags, len(l.Tools))
	}
	p.Up()
	if p.Step != papers.Choosing || p.Labels.Start != 11 {
		t.Errorf("Back forgets what was chosen: step %d, start %d", p.Step, p.Labels.Start)
	}
	p.do(func() { p.Scan(code.Code{Kind: code.Tool, Number: 33}) })
	p.Sheet(inventory.Sheet44)
	p.Used(99, 99)
	p.do(p.LookAtLabels)
	p.do(p.Print)
	job := p.newest()
	if l := job.Labels; job.Paper != inventory.ToolLabels || len(l.Tools) != 1 || l.Tools[0] != 33 || l.Start != 43 || l.Sheet != inventory.Sheet44 {
		t.Errorf("printed %+v", job)
	}
}

func TestALabelPrinterWithARollHasNoSheets(t *testing.T) {
	p := open(t)
	roll := inventory.Printer{Role: inventory.LabelPrinter, Width: 50, Height: 30}
	if err := p.Desk.SetPrinter(context.Background(), roll, p.Shop.Manager.ID); err != nil {
		t.Fatal(err)
	}
	if p.Scan(code.Code{Kind: code.Tool, Number: 33}) {
		t.Error("a tag is taken while no labels are chosen: it may be a return")
	}
	p.do(func() { p.ChooseLabel(33) })
	if !p.Roll || p.Labels.Sheet != inventory.Single50 || p.Tool.ID != 33 {
		t.Errorf("roll %v, sheet %d, tool %d", p.Roll, p.Labels.Sheet, p.Tool.ID)
	}
	p.do(func() { p.Scan(code.Code{Kind: code.Tool, Number: 9999}) })
	if !errors.Is(p.Notice.Err, inventory.ErrNoTool) || p.Flashes[len(p.Flashes)-1] {
		t.Errorf("a tag of no tool: %v", p.Notice.Err)
	}
}

func TestTheRecoverySheetAsksForThePINAndAPrinter(t *testing.T) {
	p := open(t)
	typed := func(pin string) {
		for _, r := range pin {
			p.Typed(r)
		}
		p.do(p.Enter)
	}
	p.AskKey()
	typed("111112")
	if !errors.Is(p.Notice.Err, inventory.ErrWrongPIN) || p.PIN != "" || p.Step != papers.Asking {
		t.Errorf("a wrong PIN: %v, step %d", p.Notice.Err, p.Step)
	}
	typed(desktest.PIN)
	if !errors.Is(p.Notice.Err, inventory.ErrOnlyFolder) {
		t.Errorf("into a folder: %v", p.Notice.Err)
	}
	real := inventory.Printer{Role: inventory.SheetPrinter, Address: "ipp://127.0.0.1/ipp/print"}
	if err := p.Desk.SetPrinter(context.Background(), real, p.Shop.Manager.ID); err != nil {
		t.Fatal(err)
	}
	typed(desktest.PIN)
	if job := p.newest(); job.Paper != inventory.RecoverySheet || p.Step != papers.List || p.Notice.Err != nil {
		t.Errorf("printed %+v, step %d, %v", job, p.Step, p.Notice.Err)
	}
}

func TestTheWayToThePrinters(t *testing.T) {
	p := open(t)
	p.Printers()
	if at, ok := p.Shown.(stage.Printers); !ok || at.Who.ID != p.Shop.Manager.ID {
		t.Errorf("shown %+v", p.Shown)
	}
}
