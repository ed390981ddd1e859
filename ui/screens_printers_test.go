package ui_test

import (
	"context"
	"errors"
	"fmt"
	"image"
	"strings"
	"testing"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/ui/desk/papers"
	"redwrench/ui/printers"
	"redwrench/ui/stage"
)

// machines are printers that are as the test says.
type machines struct {
	states  []printers.State
	found   []printers.Queue
	err     error
	changed int
}

func (m *machines) Status() []printers.State { return m.states }

func (m *machines) Queues(context.Context) ([]printers.Queue, error) { return m.found, m.err }

func (m *machines) Usable(address string) error {
	if strings.HasSuffix(address, "//") {
		return errors.New("no host")
	}
	return nil
}

func (m *machines) Changed() { m.changed++ }

// somePress draws every paper as lines on a sheet of its size, three pages each.
type somePress struct{}

// Picture implements papers.Press.
func (somePress) Picture(_ context.Context, job inventory.PrintJob, page int) (papers.Picture, error) {
	size := image.Pt(80, 160)
	if job.Role() != inventory.SlipPrinter {
		size = image.Pt(210, 297)
	}
	picture := image.NewGray(image.Rectangle{Max: size.Mul(papers.DotsPerMM)})
	for i := range picture.Pix {
		if y := i / picture.Stride; y/16%3 != page {
			picture.Pix[i] = 0xFF
		}
	}
	return papers.Picture{Image: picture, Pages: 3}, nil
}

// someMachines: one without paper, one that prints, one away.
func someMachines(k *kiosk) {
	at := func(role inventory.PrinterRole, name, address string) inventory.Printer {
		p := inventory.DefaultPrinter(role)
		p.Name, p.Address = name, address
		return p
	}
	k.machines = machines{
		states: []printers.State{
			{Printer: at(inventory.SlipPrinter, "柜台小票机", "escpos:///dev/usb/lp0"), Key: "printer.paper", Waiting: 3},
			{Printer: at(inventory.SheetPrinter, "", "ipp://192.168.1.20:631/ipp/print"), Key: "printer.printing", Well: true, Waiting: 1},
			{Printer: at(inventory.LabelPrinter, "", "cups:Labels"), Key: "printer.away"},
		},
		found: []printers.Queue{{Address: "cups:Slips", Name: "柜台小票机", Well: true}, {Address: "cups:Laser_in_the_office", Name: "Laser in the office"}},
	}
}

// undecided makes papers of which one failed and the others are unknown.
func (k *kiosk) undecided(n int) {
	ctx := context.Background()
	who := k.resident(1).ID
	for i := range n {
		must(k.desk.Lend(ctx, who, []inventory.ToolID{inventory.ToolID(i + 1)}, "zh"))
	}
	for i, j := range must(k.desk.WaitingPrints(ctx, n)) {
		j.State = inventory.PrintUnknown
		if i == 0 {
			j.State = inventory.PrintFailed
		}
		if err := k.desk.KeepPrint(ctx, j); err != nil {
			k.t.Fatal(err)
		}
	}
}

func (k *kiosk) printers() *printers.Flow {
	k.Show(stage.Printers{Who: must(k.desk.Staff(context.Background()))[0]})
	k.queue.Drain()
	return k.Screen().(*printers.Flow)
}

func TestThePrintersFitInEveryLanguageAndSize(t *testing.T) {
	for _, s := range []struct {
		name string
		step func(k *kiosk, f *printers.Flow)
	}{
		{"printers", func(*kiosk, *printers.Flow) {}},
		{"printers-where", func(k *kiosk, f *printers.Flow) { f.Change(inventory.SlipPrinter); k.queue.Drain() }},
		{"printers-address", func(k *kiosk, f *printers.Flow) {
			f.Change(inventory.SheetPrinter)
			k.queue.Drain()
			f.Type("ipp://")
			f.Enter()
		}},
	} {
		t.Run(s.name, func(t *testing.T) {
			k := newKiosk(t, sizes[0], true)
			someMachines(k)
			k.undecided(4)
			s.step(k, k.printers())
			k.queue.Drain()
			k.everywhere(s.name)
		})
	}
}

func TestTheStaffDecideAboutAPaperWithOneTap(t *testing.T) {
	k := newKiosk(t, sizes[0], true)
	someMachines(k)
	k.undecided(3)
	f := k.printers()
	if len(f.Asked) != 3 {
		t.Fatalf("%d papers ask, want 3", len(f.Asked))
	}
	before := k.prints
	f.Again(f.Asked[0].ID)
	k.queue.Drain()
	f.LetBe(f.Asked[0].ID)
	k.queue.Drain()
	if len(f.Asked) != 1 || f.Notice.Err != nil || k.prints == before {
		t.Errorf("%d papers ask, %v, the printer was woken %d times", len(f.Asked), f.Notice.Err, k.prints-before)
	}
}

func TestAManagerChoosesAPrinterThatWasFound(t *testing.T) {
	k := newKiosk(t, sizes[0], true)
	someMachines(k)
	f := k.printers()
	f.Change(inventory.SlipPrinter)
	k.queue.Drain()
	f.Paper(58, 0, 5)
	f.Use(f.Found[0])
	k.queue.Drain()
	got := must(k.desk.Printers(context.Background()))[0]
	if got.Address != "cups:Slips" || got.Width != 58 || got.Name != "柜台小票机" || k.machines.changed != 1 || f.Step != printers.List {
		t.Errorf("%+v, changed %d times, step %d, %v", got, k.machines.changed, f.Step, f.Notice.Err)
	}
}

func TestAnAddressIsTypedAndLookedAt(t *testing.T) {
	k := newKiosk(t, sizes[0], true)
	someMachines(k)
	f := k.printers()
	f.Change(inventory.LabelPrinter)
	k.queue.Drain()
	f.Type("escpos://")
	f.Enter()
	if !errors.Is(f.Notice.Err, inventory.ErrPrinter) || f.Step != printers.Address {
		t.Errorf("an address without a host: %v, step %d", f.Notice.Err, f.Step)
	}
	for _, r := range "10.0.0.7:9100" {
		f.Typed(r)
	}
	f.Enter()
	k.queue.Drain()
	if got := must(k.desk.Printers(context.Background()))[2]; got.Address != "escpos://10.0.0.7:9100" || k.machines.changed != 1 {
		t.Errorf("%+v, %v", got, f.Notice.Err)
	}
}

func TestEveryPaperHasAName(t *testing.T) {
	for p := 1; p <= inventory.Papers; p++ {
		if key := fmt.Sprintf("printers.paper.%d", p); !words.Known(key) {
			t.Errorf("no words for %s", key)
		}
	}
}

func TestStaffOnDutyTryPrintersAndChangeNone(t *testing.T) {
	k := newKiosk(t, sizes[0], true)
	someMachines(k)
	duty := must(k.desk.Hire(context.Background(), "值班", inventory.Duty, "314159", 1))
	k.Show(stage.Printers{Who: duty})
	k.queue.Drain()
	f := k.Screen().(*printers.Flow)
	f.Change(inventory.SlipPrinter)
	k.queue.Drain()
	if f.Step != printers.List {
		t.Error("duty was asked for another printer")
	}
	f.Test(inventory.SheetPrinter)
	k.queue.Drain()
	if jobs := must(k.desk.PrintsFor(context.Background(), inventory.SheetPrinter, 9)); len(jobs) != 1 || f.Notice.Key != "printers.tested" {
		t.Errorf("test pages %+v, %v", jobs, f.Notice.Err)
	}
}
