package today_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/ui/desk/desktest"
	"redwrench/ui/desk/exchange"
	"redwrench/ui/desk/today"
	"redwrench/ui/printers"
	"redwrench/ui/stage"
	"redwrench/ui/typing"
)

// day is the place of a shop in which three tools are overdue.
type day struct {
	*desktest.Shop
	*today.Flow
	disk  *disk
	jobs  int
	who   inventory.Resident
	loans []inventory.Loan
}

// disk is a stick, and a folder of this machine.
type disk struct {
	name string
	file bytes.Buffer
	err  error
}

func (d *disk) Files(context.Context) ([]exchange.File, error) { return nil, nil }

func (*disk) Pictures(context.Context) ([]exchange.File, error) { return nil, nil }

func (d *disk) Places(context.Context) ([]exchange.Place, error) {
	return []exchange.Place{{Path: "/stick", Name: "优盘"}, {Path: "/here"}}, nil
}

func (d *disk) Open(exchange.File) (exchange.Opened, error) { return nil, exchange.ErrGone }

func (d *disk) Write(_ exchange.Place, name string, write func(io.Writer) error) error {
	if d.err != nil {
		return d.err
	}
	d.name = name
	return write(&d.file)
}

type room struct{}

func (room) Status() []printers.State { return []printers.State{{Well: true}, {Key: "printer.away"}} }

func (room) Queues(context.Context) ([]printers.Queue, error) { return nil, nil }

func (room) Usable(string) error { return nil }

func (room) Changed() {}

type saved struct{ at time.Time }

func (s saved) LastBackup(context.Context) (today.Backup, error) { return today.Backup{At: s.at}, nil }

func open(t *testing.T) *day {
	s := desktest.New(t)
	d := &day{Shop: s, disk: &disk{}, who: s.Resident(1)}
	d.loans = s.Lend(d.who, 33, 6, 18).Loans // a drill, pliers, a saw
	s.Now = s.Now.AddDate(0, 0, 9)
	d.Flow = today.New(context.Background(), s, s.Desk, today.Machines{Room: room{}, Backups: saved{s.Now}, Media: d.disk}, s.Manager, today.Ways{Jobs: func() { d.jobs++ }})
	d.do(d.Load)
	return d
}

// do taps and waits for the answer.
func (d *day) do(tap func()) {
	tap()
	d.Queue.Drain()
}

func (d *day) said(key string) {
	d.T.Helper()
	if d.Flow.Notice.Err != nil || d.Flow.Notice.Key != key {
		d.T.Errorf("said %q (%v), want %q", d.Flow.Notice.Key, d.Flow.Notice.Err, key)
	}
}

// late opens the first overdue loan.
func (d *day) late() {
	d.T.Helper()
	d.do(func() { d.Choose(inventory.ListOverdue) })
	d.do(func() { d.List.Open(d.List.Rows()[0]) })
	if d.Step != today.Late {
		d.T.Fatalf("step %d, want the loan", d.Step)
	}
}

// tools are the tools of the rows that are shown.
func (d *day) tools() (list []inventory.ToolID) {
	for _, r := range d.List.Rows() {
		list = append(list, r.Tool.ID)
	}
	return list
}

func TestTheFiguresAreThoseOfTheShop(t *testing.T) {
	d := open(t)
	if d.Overview.OnLoan != 3 || d.Overview.Overdue != 3 || d.Unwell() != 1 || !d.Backup.At.Equal(d.Shop.Now) {
		t.Errorf("overview %+v, %d printers unwell, backup %+v", d.Overview, d.Unwell(), d.Backup)
	}
	if d.Up() {
		t.Error("a way up from the figures")
	}
	d.do(d.Backups)
	if !d.Up() || d.Step != today.Figures {
		t.Error("not back at the figures")
	}
	d.ToPrinters()
	if to, ok := d.Shown.(stage.Printers); !ok || to.Who.ID != d.Shop.Manager.ID {
		t.Errorf("shown %v", d.Shown)
	}
}

func TestAListIsSortedByATapAndTheOtherWayRoundByASecond(t *testing.T) {
	d := open(t)
	d.do(func() { d.Choose(inventory.ListLoans) })
	first := d.tools()
	d.do(func() { d.List.By(1) }) // by their numbers
	if got := d.tools(); got[0] != 6 || got[2] != 33 {
		t.Errorf("by number: %v", got)
	}
	d.do(func() { d.List.By(1) })
	if got := d.tools(); got[0] != 33 || got[2] != 6 {
		t.Errorf("the other way round: %v", got)
	}
	d.do(func() { d.List.By(4) }) // by the day they are due: the drill first, the others as they were
	if got := d.tools(); got[0] != 33 || len(got) != len(first) {
		t.Errorf("by the due day: %v", got)
	}
}

func TestWhatIsTypedNarrowsTheListAlsoByItsSound(t *testing.T) {
	if err := typing.Load(); err != nil {
		t.Fatal(err)
	}
	d := open(t)
	d.do(func() { d.Choose(inventory.ListLoans) })
	d.do(d.List.Find)
	if !d.Typing() || !d.Wording() {
		t.Fatal("nothing can be typed")
	}
	for _, r := range "lhq" { // 老虎钳
		d.Typed(r)
	}
	if got := d.tools(); len(got) != 1 || got[0] != 6 || d.List.All() != 3 {
		t.Errorf("found %v of %d", got, d.List.All())
	}
	d.Erase()
	d.Enter() // ends composing
	d.Enter() // shows the list
	if d.Typing() || d.List.Sought() == "" {
		t.Error("the keyboard is still there, or what was sought is forgotten")
	}
	d.do(d.List.Everything)
	if len(d.tools()) != 3 {
		t.Error("not everything is shown")
	}
	d.do(d.List.Find)
	d.Typed('x')
	if d.Up(); len(d.tools()) != 3 || d.Step != today.Listed {
		t.Error("the way back keeps what was sought")
	}
	if d.do(func() { d.Up() }); d.Step != today.Figures {
		t.Error("the way back from the list is not the figures")
	}
}

func TestTheListIsPrintedAndWrittenAsItIsShown(t *testing.T) {
	d := open(t)
	d.do(func() { d.Choose(inventory.ListLoans) })
	d.do(func() { d.List.By(1) })
	d.do(d.List.OnPaper)
	job := desktest.Must(d.Shop.Desk.RecentPrints(context.Background(), 1))[0]
	if job.Paper != inventory.DeskList || inventory.List(job.Subject) != inventory.ListLoans || len(job.More) != 3 || job.More[0] != uint32(d.loans[1].ID) || d.Prints == 0 {
		t.Errorf("printed %+v", job)
	}
	d.do(d.List.Save)
	d.do(func() { d.List.As("csv") })
	d.do(func() { d.List.To(d.List.Places[0]) })
	text := d.disk.file.String()
	lines := strings.Split(strings.TrimSpace(text), "\r\n")
	if len(lines) != 4 || !strings.HasPrefix(lines[0], "\ufeff工具,编号,谁") || !strings.Contains(lines[1], "老虎钳") || !strings.Contains(lines[1], d.who.Person.MaskedName()) || strings.Contains(text, d.who.Person.Name) {
		t.Errorf("written:\n%s", text)
	}
	if n := d.List.Notice; n.Key != "exchange.written" || n.Rows != 3 || n.File != d.disk.name || !strings.HasPrefix(n.File, "redwrench-on-loan-2026") {
		t.Errorf("said %+v of %s", n, d.disk.name)
	}
	d.disk.err = exchange.ErrWrite // pulled out
	d.do(d.List.Save)
	d.do(func() { d.List.As("xlsx") })
	d.do(func() { d.List.To(d.List.Places[0]) })
	if !errors.Is(d.List.Notice.Err, exchange.ErrWrite) || !d.List.Asking() {
		t.Errorf("said %+v", d.List.Notice)
	}
}

func TestARowOpensWhatItIsAbout(t *testing.T) {
	d := open(t)
	d.do(func() { d.Choose(inventory.ListLoans) })
	d.do(func() { d.List.Open(d.List.Rows()[0]) })
	if len(d.Rescans) != 1 || d.Rescans[0] != inventory.ToolID(33).Code().Payload() {
		t.Errorf("opened %v", d.Rescans)
	}
	d.do(func() { d.Choose(inventory.ListSlips) })
	d.do(func() { d.List.Open(d.List.Rows()[0]) })
	if _, ok := d.Shown.(stage.Printers); !ok {
		t.Errorf("shown %v", d.Shown)
	}
	d.late()
	d.Borrower()
	d.Tool()
	if got := d.Rescans[1:]; got[0] != d.who.ID.Code().Payload() || got[1] != inventory.ToolID(33).Code().Payload() {
		t.Errorf("opened %v", got)
	}
}

func TestATelephoneIsSeenOnlyAfterItIsNotedWhoLooks(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	d.late()
	if d.Person.Phone != "" {
		t.Fatal("the number is there before anybody asked")
	}
	d.do(d.Reveal)
	e := desktest.Must(d.Shop.Desk.LastDeed(ctx))
	if d.Person.Phone != d.who.Person.Phone || e.Deed != "open personal data" || e.Subjects[0] != d.who.ID.Code().String() || e.Who != d.Shop.Manager.ID {
		t.Errorf("%v after %q of %v", d.Person.Phone != "", e.Deed, e.Subjects)
	}
	d.do(func() { d.Up() })
	if d.Person.Phone != "" || d.Step != today.Listed {
		t.Error("the number stays when the loan is left")
	}
}

func TestAPromiseIsNotedAndShownInTheList(t *testing.T) {
	d := open(t)
	d.late()
	d.do(d.Called)
	days := d.Days()
	if days[0] != inventory.DayOf(d.Shop.Now) || len(days) != 8 {
		t.Errorf("days %v", days)
	}
	d.do(func() { d.Promised(days[2]) })
	d.said("today.called")
	if on, promised := d.Line.Loan.Promised(); !promised || on != days[2] || d.Step != today.Late {
		t.Errorf("promised %v, %v", on, promised)
	}
	d.do(func() { d.Up() })
	if on, _ := d.List.Rows()[0].Loan.Promised(); on != days[2] {
		t.Error("the list does not know of it")
	}
	d.do(func() { d.List.Only(0) }) // never asked
	if len(d.List.Rows()) != 2 {
		t.Errorf("%d were never asked", len(d.List.Rows()))
	}
	d.Shop.Now = d.Shop.Now.AddDate(0, 0, 5)
	d.do(func() { d.List.Only(1) }) // promised and not brought
	if len(d.List.Rows()) != 1 {
		t.Errorf("%d have not kept their word", len(d.List.Rows()))
	}
	d.late()
	d.do(d.Called)
	d.do(func() { d.Promised(0) })
	d.said("today.called.none")
}

func TestRemindersArePrintedForOneOrForAll(t *testing.T) {
	d := open(t)
	d.late()
	d.do(d.Remind)
	d.said("today.reminded")
	if d.Flow.Notice.N != 1 || len(d.Line.Loan.Reminders) != 1 {
		t.Errorf("%d slips, %+v", d.Flow.Notice.N, d.Line.Loan.Reminders)
	}
	d.do(func() { d.Up() })
	d.do(d.List.Which)
	d.do(d.AskAll)
	d.do(func() { d.Up() })
	if d.Step != today.Printing {
		t.Errorf("step %d, want what is printed", d.Step)
	}
	d.do(d.AskAll)
	d.do(d.ForAll)
	d.said("today.reminded")
	if d.Step != today.Listed || len(d.List.Rows()[0].Loan.Reminders) != 2 {
		t.Errorf("step %d, %+v", d.Step, d.List.Rows()[0].Loan.Reminders)
	}
	for _, l := range d.loans {
		desktest.Must(d.Shop.Desk.TakeBack(context.Background(), l.Tool, inventory.Return{}, d.Shop.Manager.ID))
	}
	d.do(d.AskAll)
	d.do(d.ForAll)
	if !errors.Is(d.Flow.Notice.Err, inventory.ErrMoot) {
		t.Errorf("all are back, said %+v", d.Flow.Notice)
	}
}

func TestTheCallListIsNotedForEachOfThem(t *testing.T) {
	d := open(t)
	d.do(func() { d.Choose(inventory.ListOverdue) })
	d.do(d.AskPaper)
	d.do(d.CallList)
	d.said("papers.printing")
	if job := desktest.Must(d.Shop.Desk.RecentPrints(context.Background(), 1))[0]; job.Paper != inventory.OverdueList {
		t.Errorf("printed %+v", job)
	}
	d.do(d.AskPaper)
	d.do(d.Plain)
	if job := desktest.Must(d.Shop.Desk.RecentPrints(context.Background(), 1))[0]; job.Paper != inventory.DeskList || d.Step != today.Listed {
		t.Errorf("printed %+v", job)
	}
}
