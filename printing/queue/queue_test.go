package queue

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/printing/ipp"
	"redwrench/printing/ipp/ipptest"
	"redwrench/printing/pdf"
	"redwrench/printing/qr"
)

// outbox keeps jobs in memory as the records do: what was kept survives the worker.
type outbox struct {
	mu   sync.Mutex
	jobs []inventory.PrintJob
}

func newOutbox(n int) *outbox {
	o := &outbox{}
	for i := range n {
		o.jobs = append(o.jobs, inventory.PrintJob{ID: inventory.PrintID(i + 1), Paper: inventory.LoanSlip, Asked: time.Date(2026, 11, 24, 2, 0, i, 0, time.UTC)})
	}
	return o
}

func (o *outbox) PrintsFor(_ context.Context, role inventory.PrinterRole, limit int) ([]inventory.PrintJob, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	var waiting []inventory.PrintJob
	for _, j := range o.jobs {
		if !j.State.Final() && j.Role() == role && len(waiting) < limit {
			waiting = append(waiting, j)
		}
	}
	return waiting, nil
}

func (o *outbox) KeepPrint(ctx context.Context, job inventory.PrintJob) error {
	if ctx.Err() != nil {
		return ctx.Err() // the process is gone
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.jobs[job.ID-1] = job
	return nil
}

// tries are the failed tries of the first job.
func (o *outbox) tries() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.jobs[0].Tries
}

func (o *outbox) states() map[inventory.PrintState]int {
	o.mu.Lock()
	defer o.mu.Unlock()
	counts := map[inventory.PrintState]int{}
	for _, j := range o.jobs {
		counts[j.State]++
	}
	return counts
}

// render makes a paper that is no other job's: its code is the job's number.
func render(_ context.Context, job inventory.PrintJob, _ inventory.Printer) (Paper, error) {
	doc := pdf.New("")
	matrix, err := qr.New(inventory.LoanID(job.ID).Code().Payload())
	if err != nil {
		return Paper{}, err
	}
	page := doc.Page(80, 40)
	page.Code(10, 8, 1, qr.Quiet, matrix)
	page.Fill(50, 2, 1, float64(job.ID%16)+1)
	return Paper{PDF: fmt.Appendf(nil, "%%PDF-1.4 job %d", job.ID), Document: doc, Width: page.Width, Height: page.Height}, nil
}

// statuses are what the worker said.
type statuses struct {
	mu   sync.Mutex
	list []Status
}

func (s *statuses) say(st Status) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.list = append(s.list, st)
}

func (s *statuses) has(c Condition) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.ContainsFunc(s.list, func(st Status) bool { return st.Condition == c })
}

var hasty = pace{poll: time.Millisecond, idle: 5 * time.Millisecond, watch: time.Millisecond, look: time.Second, first: time.Millisecond, longest: 4 * time.Millisecond}

func slipPrinter(address string) inventory.Printer {
	p := inventory.DefaultPrinter(inventory.SlipPrinter)
	p.Address = address
	return p
}

func worker(t testing.TB, o Outbox, r Render, spec string, said *statuses) *Worker {
	t.Helper()
	record := slipPrinter(spec)
	p, err := Open(record)
	if err != nil {
		t.Fatal(err)
	}
	if c, ok := p.(io.Closer); ok {
		t.Cleanup(func() { _ = c.Close() })
	}
	w := New(Config{Outbox: o, Render: r, Record: record, Printer: p, ShopID: "0123456789abcdef", OnStatus: said.say, Log: slog.New(slog.DiscardHandler)})
	w.pace = hasty
	return w
}

// runUntil runs a worker until the condition holds, or fails.
func runUntil(t testing.TB, w *Worker, done func() bool) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { w.Run(ctx) })
	defer running.Wait()
	defer cancel()
	for began := time.Now(); !done(); time.Sleep(time.Millisecond) {
		if time.Since(began) > 30*time.Second {
			t.Fatal("it did not come to an end")
		}
	}
}

// 40 % of all exchanges break, and the program is torn down again and again:
// every job comes out, none twice.
func TestNothingIsMissingAndNothingComesOutTwice(t *testing.T) {
	const jobs = 60
	for seed := range uint64(3) {
		p := ipptest.New(t, seed)
		p.Cut(0.4)
		o := newOutbox(jobs)
		random := rand.New(rand.NewPCG(seed, 2))
		for began := time.Now(); o.states()[inventory.PrintDone] < jobs; {
			if time.Since(began) > time.Minute {
				t.Fatalf("not done: %v", o.states())
			}
			ctx, kill := context.WithTimeout(context.Background(), time.Duration(5+random.IntN(40))*time.Millisecond)
			worker(t, o, render, p.URI, &statuses{}).Run(ctx)
			kill()
		}
		printed := p.Printed()
		if len(printed) != jobs {
			t.Errorf("seed %d: %d of %d jobs came out", seed, len(printed), jobs)
		}
		for name, n := range printed {
			if n != 1 {
				t.Errorf("seed %d: %s came out %d times", seed, name, n)
			}
		}
	}
}

// naive sends again whenever it heard nothing, as a plain retry does.
type naive struct{ Network }

func (p naive) Print(ctx context.Context, job inventory.PrintJob, name string, paper func() (Paper, error), _ func(inventory.PrintJob) error) (inventory.PrintJob, error) {
	made, err := paper()
	if err != nil {
		return job, err
	}
	remote, err := p.client.CreateJob(ctx, name, ipp.Ticket{})
	if err == nil {
		err = p.client.SendDocument(ctx, remote, made.PDF)
	}
	if err != nil {
		return job, outcome(err)
	}
	job.State = inventory.PrintDone
	return job, nil
}

// The test above can fail: the same line makes a plain retry print twice.
func TestAPlainRetryPrintsTwice(t *testing.T) {
	const jobs = 40
	p := ipptest.New(t, 7)
	p.Cut(0.4)
	o := newOutbox(jobs)
	w := worker(t, o, render, p.URI, &statuses{})
	w.Printer = naive{w.Printer.(Network)}
	runUntil(t, w, func() bool { return o.states()[inventory.PrintDone] == jobs })
	twice := 0
	for _, n := range p.Printed() {
		twice += n - 1
	}
	if twice == 0 {
		t.Error("the printer's cuts harm nobody: the test proves nothing")
	}
}

func TestAPrinterThatIsAwayCostsNothing(t *testing.T) {
	p := ipptest.New(t, 1)
	p.Away(true)
	o, said := newOutbox(3), &statuses{}
	w := worker(t, o, render, p.URI, said)
	runUntil(t, w, func() bool { return said.has(Away) })
	if n := len(p.Printed()); n != 0 {
		t.Fatalf("printed %d", n)
	}
	p.Away(false)
	runUntil(t, worker(t, o, render, p.URI, said), func() bool { return o.states()[inventory.PrintDone] == 3 })
	if !said.has(Ready) || len(p.Printed()) != 3 {
		t.Errorf("printed %v", p.Printed())
	}
}

func TestOutOfPaperIsSaidAndTheSlipWaits(t *testing.T) {
	p := ipptest.New(t, 1)
	p.OutOfPaper(true)
	o, said := newOutbox(1), &statuses{}
	runUntil(t, worker(t, o, render, p.URI, said), func() bool {
		return said.has(OutOfPaper) && o.states()[inventory.PrintAccepted] == 1
	})
	p.OutOfPaper(false)
	runUntil(t, worker(t, o, render, p.URI, said), func() bool { return o.states()[inventory.PrintDone] == 1 })
}

func TestAPrinterThatTakesOneJobAtATime(t *testing.T) {
	p := ipptest.New(t, 1)
	p.Single()
	p.OutOfPaper(true)
	o := newOutbox(4)
	runUntil(t, worker(t, o, render, p.URI, &statuses{}), func() bool { return o.states()[inventory.PrintAccepted] == 1 })
	p.OutOfPaper(false)
	runUntil(t, worker(t, o, render, p.URI, &statuses{}), func() bool { return o.states()[inventory.PrintDone] == 4 })
	for name, n := range p.Printed() {
		if n != 1 {
			t.Errorf("%s came out %d times", name, n)
		}
	}
	for _, j := range o.jobs {
		if j.Tries > 0 {
			t.Errorf("job %d counts %d failed tries: waiting in line is none", j.ID, j.Tries)
		}
	}
}

func TestAPrinterThatForgotAJobAsksTheStaff(t *testing.T) {
	p := ipptest.New(t, 1)
	p.OutOfPaper(true)
	o := newOutbox(1)
	runUntil(t, worker(t, o, render, p.URI, &statuses{}), func() bool { return o.states()[inventory.PrintAccepted] == 1 })
	p.Forget()
	runUntil(t, worker(t, o, render, p.URI, &statuses{}), func() bool { return o.states()[inventory.PrintUnknown] == 1 })
}

// After a crash a printer may give our job's number to somebody else's job,
// which then is on paper, and ours is not.
func TestAnotherJobUnderOurNumberIsNotOurs(t *testing.T) {
	p := ipptest.New(t, 1)
	p.OutOfPaper(true)
	o := newOutbox(1)
	runUntil(t, worker(t, o, render, p.URI, &statuses{}), func() bool { return o.states()[inventory.PrintAccepted] == 1 })
	p.Forget()
	p.OutOfPaper(false)
	client, err := ipp.NewClient(p.URI)
	if err != nil {
		t.Fatal(err)
	}
	id, err := client.CreateJob(context.Background(), "somebody else's", ipp.Ticket{})
	if err == nil {
		err = client.SendDocument(context.Background(), id, []byte("%PDF-1.4"))
	}
	if err != nil || id != o.jobs[0].Remote {
		t.Fatalf("the number was not given out again: %d, %v", id, err)
	}
	runUntil(t, worker(t, o, render, p.URI, &statuses{}), func() bool { return o.states()[inventory.PrintUnknown] == 1 })
}

func TestAJobThatCannotBeMadeDoesNotHoldTheOthers(t *testing.T) {
	p := ipptest.New(t, 1)
	o := newOutbox(3)
	bad := func(ctx context.Context, job inventory.PrintJob, to inventory.Printer) (Paper, error) {
		if job.ID == 2 {
			return Paper{}, errors.New("no such loan")
		}
		return render(ctx, job, to)
	}
	runUntil(t, worker(t, o, bad, p.URI, &statuses{}), func() bool {
		s := o.states()
		return s[inventory.PrintDone] == 2 && s[inventory.PrintFailed] == 1
	})
}

func TestAFolderTakesEachJobOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "slips")
	o := newOutbox(3)
	runUntil(t, worker(t, o, render, "folder:"+dir, &statuses{}), func() bool { return o.states()[inventory.PrintDone] == 3 })
	o.jobs[1].State = inventory.PrintPending // a crash before the state was kept
	called := 0
	again := func(ctx context.Context, job inventory.PrintJob, to inventory.Printer) (Paper, error) {
		called++
		return render(ctx, job, to)
	}
	runUntil(t, worker(t, o, again, dir, &statuses{}), func() bool { return o.states()[inventory.PrintDone] == 3 })
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 3 || called != 0 {
		t.Errorf("%d files, rendered %d times again, %v", len(files), called, err)
	}
}

func TestAFolderThatCannotBeWrittenIsSaid(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	o, said := newOutbox(1), &statuses{}
	runUntil(t, worker(t, o, render, filepath.Join(file, "slips"), said), func() bool { return said.has(Unwritable) })
	if o.states()[inventory.PrintPending] != 1 {
		t.Errorf("states %v, want the slip waiting", o.states())
	}
}

func TestPrinterAddresses(t *testing.T) {
	for spec, ok := range map[string]bool{
		"folder:/tmp/x": true, "slips": true, "ipp://127.0.0.1/ipp/print": true, "cups:Slips": true, "escpos:///dev/usb/lp0": true, "escpos://127.0.0.1:9100": true,
		"": false, "ipp:": false, "lpd://x": false, "folder:": false, "escpos:": false, "escpos://h/p": false,
	} {
		if _, err := Open(slipPrinter(spec)); (err == nil) != ok || !ok && !errors.Is(err, ErrAddress) {
			t.Errorf("%q: %v", spec, err)
		}
	}
}

// Whatever a manager types is a printer or a refusal.
func FuzzOpen(f *testing.F) {
	for _, seed := range []string{"folder:/tmp/x", "ipp://127.0.0.1:631/printers/a", "cups:Slips", "escpos:///dev/usb/lp0", "escpos://[::1]:9100", "C:\\slips"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, address string) {
		p, err := Open(slipPrinter(address))
		if err != nil && !errors.Is(err, ErrAddress) || err == nil && p == nil {
			t.Fatalf("%v, %v", p, err)
		}
	})
}

// The manager sets another printer while the first has a slip.
func TestWhatAnotherPrinterHasBegunIsNotBegunAgain(t *testing.T) {
	first, second := ipptest.New(t, 1), ipptest.New(t, 2)
	first.OutOfPaper(true)
	o := newOutbox(2)
	runUntil(t, worker(t, o, render, first.URI, &statuses{}), func() bool { return o.states()[inventory.PrintAccepted] == 2 })
	o.jobs = append(o.jobs, newOutbox(4).jobs[2:]...)
	o.jobs[2].State, o.jobs[2].At = inventory.PrintCreating, first.URI // nothing was given to the first
	runUntil(t, worker(t, o, render, second.URI, &statuses{}), func() bool {
		s := o.states()
		return s[inventory.PrintUnknown] == 2 && s[inventory.PrintDone] == 2
	})
	if printed := second.Printed(); len(printed) != 2 {
		t.Errorf("the second printed %v", printed)
	}
}

// A printer that was out of paper for long prints at once when it has some.
func TestNewPaperIsNotWaitedFor(t *testing.T) {
	p := ipptest.New(t, 1)
	p.Away(true)
	o, said := newOutbox(1), &statuses{}
	w := worker(t, o, render, p.URI, said)
	w.pace.first, w.pace.longest = time.Hour, time.Hour
	runUntil(t, w, func() bool {
		if said.has(Away) && o.tries() == 1 {
			p.Away(false)
		}
		return o.states()[inventory.PrintDone] == 1
	})
}
