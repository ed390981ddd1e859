package queue

import (
	"context"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/printing/escpos/escpostest"
	"redwrench/printing/ipp/ipptest"
	"redwrench/printing/raster"
)

// number is the job a paper is of, read from its code.
func number(t testing.TB, paper raster.Bitmap) inventory.PrintID {
	t.Helper()
	dots, err := gozxing.NewBinaryBitmapFromImage(paper.Picture())
	if err != nil {
		t.Fatal(err)
	}
	found, err := qrcode.NewQRCodeReader().Decode(dots, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil {
		t.Fatalf("the code of a paper cannot be read: %v", err)
	}
	c, err := code.Parse(found.GetText())
	if err != nil {
		t.Fatal(err)
	}
	return inventory.PrintID(c.Number)
}

// tray counts the whole papers of each job.
func tray(t testing.TB, p *escpostest.Printer) map[inventory.PrintID]int {
	t.Helper()
	counts := map[inventory.PrintID]int{}
	whole, _ := p.Papers()
	for _, paper := range whole {
		counts[number(t, paper)]++
	}
	return counts
}

func TestAReceiptPrinterPrintsEachSlipOnce(t *testing.T) {
	p := escpostest.New().Listen(t)
	o := newOutbox(5)
	runUntil(t, worker(t, o, render, p.Address, &statuses{}), func() bool { return o.states()[inventory.PrintDone] == 5 })
	for id, n := range tray(t, p) {
		if n != 1 {
			t.Errorf("slip %d came out %d times", id, n)
		}
	}
	if whole, torn := p.Papers(); len(whole) != 5 || torn != 0 || len(p.Faults()) > 0 {
		t.Errorf("%d papers, %d torn, faults %q", len(whole), torn, p.Faults())
	}
}

func TestAReceiptPrinterWithoutPaperIsSaidAndTheSlipWaits(t *testing.T) {
	p := escpostest.New().Listen(t)
	p.OutOfPaper(true)
	o, said := newOutbox(2), &statuses{}
	w := worker(t, o, render, p.Address, said)
	runUntil(t, w, func() bool { return said.has(OutOfPaper) })
	if s := o.states(); s[inventory.PrintPending] != 2 {
		t.Errorf("states %v, want both waiting", s)
	}
	p.OutOfPaper(false)
	p.CoverOpen(true)
	runUntil(t, w, func() bool { return said.has(CoverOpen) })
	p.CoverOpen(false)
	runUntil(t, w, func() bool { return o.states()[inventory.PrintDone] == 2 })
	if counts := tray(t, p); len(counts) != 2 {
		t.Errorf("in the tray: %v", counts)
	}
}

// The line breaks again and again, in the middle of slips and between them, and
// the program is torn down: a slip that is called done is on paper once; one
// that is called unknown staff look for in the tray, and nothing comes twice by
// itself.
func TestAnUnpluggedReceiptPrinterLosesNoSlipAndPrintsNoneTwice(t *testing.T) {
	const jobs = 30
	p := escpostest.New().Listen(t)
	o := newOutbox(jobs)
	random := rand.New(rand.NewPCG(5, 5))
	unknown := 0
	for began := time.Now(); o.states()[inventory.PrintDone] < jobs; {
		if time.Since(began) > time.Minute {
			t.Fatalf("not done: %v", o.states())
		}
		p.UnplugAfter(random.IntN(60_000)) // a slip is some 23,000
		ctx, kill := context.WithTimeout(context.Background(), time.Duration(20+random.IntN(100))*time.Millisecond)
		w := worker(t, o, render, p.Address, &statuses{})
		w.Run(ctx)
		kill()
		_ = w.Printer.(*Receipt).Close() // as the end of the process does
		time.Sleep(5 * time.Millisecond) // what is in the printer comes out
		counts := tray(t, p)
		for i, job := range o.jobs {
			switch {
			case counts[job.ID] > 1:
				t.Fatalf("slip %d came out %d times", job.ID, counts[job.ID])
			case job.State == inventory.PrintDone && counts[job.ID] != 1:
				t.Fatalf("slip %d is called done and is not there", job.ID)
			case job.State == inventory.PrintUnknown: // staff look
				unknown++
				o.jobs[i].State = inventory.PrintPending
				if counts[job.ID] == 1 {
					o.jobs[i].State = inventory.PrintDone
				}
			}
		}
	}
	if counts := tray(t, p); len(counts) != jobs {
		t.Errorf("%d of %d slips are there", len(counts), jobs)
	}
	if unknown == 0 {
		t.Error("no line broke in the middle of a slip: the test proves nothing")
	}
	t.Logf("staff were asked %d times", unknown)
}

// A slip is on its way and the kiosk is started anew.
func TestASlipWhoseLineIsGoneAsksTheStaff(t *testing.T) {
	p := escpostest.New().Listen(t)
	for _, state := range []inventory.PrintState{inventory.PrintSending, inventory.PrintAccepted} {
		o := newOutbox(1)
		o.jobs[0].State, o.jobs[0].At = state, p.Address
		runUntil(t, worker(t, o, render, p.Address, &statuses{}), func() bool { return o.states()[inventory.PrintUnknown] == 1 })
	}
	if whole, _ := p.Papers(); len(whole) != 0 {
		t.Errorf("%d came out", len(whole))
	}
}

func TestAPrinterWithoutPaperHoldsUpNoOther(t *testing.T) {
	stuck, fine := escpostest.New().Listen(t), ipptest.New(t, 1)
	stuck.OutOfPaper(true)
	b := &book{outbox: newOutbox(3), printers: []inventory.Printer{
		slipPrinter(stuck.Address), {Role: inventory.SheetPrinter, Address: fine.URI}, {Role: inventory.LabelPrinter},
	}}
	b.jobs[1].Paper, b.jobs[1].Subject = inventory.TestPage, uint32(inventory.SheetPrinter)
	b.jobs[2].Paper, b.jobs[2].Subject = inventory.TestPage, uint32(inventory.LabelPrinter)
	r := room(t, b)
	running, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { r.Run(running); close(ended) }()
	defer func() { stop(); <-ended }()
	eventually(t, func() bool { return b.states()[inventory.PrintDone] == 2 })
	eventually(t, func() bool {
		s := r.Status()
		return len(s) == 3 && s[0].Condition == OutOfPaper && s[0].Waiting == 1 && s[1].Condition == Ready && s[1].Waiting == 0
	})
	b.set(0, slipPrinter(fine.URI)) // the manager gives up on it
	r.Changed()
	eventually(t, func() bool { return b.states()[inventory.PrintDone] == 3 })
	if n := len(fine.Printed()); n != 2 {
		t.Errorf("%d papers on the second printer", n)
	}
}
