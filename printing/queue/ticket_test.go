package queue

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"

	"redwrench/inventory"
	"redwrench/printing/escpos/escpostest"
	"redwrench/printing/ipp"
	"redwrench/printing/ipp/ipptest"
)

func TestAPrinterIsToldTheMediumAndNotToScale(t *testing.T) {
	p := ipptest.New(t, 1)
	p.Media("iso_a4_210x297mm", "om_receipt_80x40mm")
	o := newOutbox(1)
	runUntil(t, worker(t, o, render, p.URI, &statuses{}), func() bool { return o.states()[inventory.PrintDone] == 1 })
	for name := range p.Printed() {
		if got, want := p.Ticket(name), (ipp.Ticket{Media: "om_receipt_80x40mm", Scaling: "none", Sides: "one-sided"}); got != want {
			t.Errorf("asked for %+v, want %+v", got, want)
		}
	}
}

func TestAPrinterOfRollsIsToldTheSize(t *testing.T) {
	p := ipptest.New(t, 1)
	p.Media("custom_min_50x20mm", "custom_max_80x3000mm")
	o := newOutbox(1)
	runUntil(t, worker(t, o, render, p.URI, &statuses{}), func() bool { return o.states()[inventory.PrintDone] == 1 })
	for name := range p.Printed() {
		if got := p.Ticket(name); got.Custom != (ipp.Size{Width: 8000, Height: 4000}) || got.Media != "" {
			t.Errorf("asked for %+v", got)
		}
	}
}

func TestAListFitsTheSheetsInThePrinter(t *testing.T) {
	p := ipptest.New(t, 1)
	p.Media("iso_a4_210x297mm", "iso_a5_148x210mm")
	client, err := ipp.NewClient(p.URI)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []struct {
		sheet inventory.Printer
		made  Paper
		want  ipp.Ticket
	}{
		{inventory.Printer{Width: 148, Height: 210}, Paper{Width: 210, Height: 297}, ipp.Ticket{Media: "iso_a5_148x210mm", Scaling: ipp.ScaleToFit, Sides: "one-sided"}},
		{inventory.Printer{Width: 210, Height: 297}, Paper{Width: 210, Height: 297}, ipp.Ticket{Media: "iso_a4_210x297mm", Scaling: ipp.AsLarge, Sides: "one-sided"}},
		{inventory.Printer{Width: 210, Height: 297}, Paper{Width: 148, Height: 210}, ipp.Ticket{Media: "iso_a5_148x210mm", Scaling: ipp.AsLarge, Sides: "one-sided"}},
	} {
		if got, err := (Network{client, s.sheet}).ticket(context.Background(), s.made); err != nil || got != s.want {
			t.Errorf("%.0f mm on sheets of %d mm: %+v, %v; want %+v", s.made.Width, s.sheet.Width, got, err, s.want)
		}
	}
}

func TestASlipIsPrintedAlsoWhereNothingMayBeSaid(t *testing.T) {
	p := ipptest.New(t, 1)
	p.Picky()
	o := newOutbox(1)
	runUntil(t, worker(t, o, render, p.URI, &statuses{}), func() bool { return o.states()[inventory.PrintDone] == 1 })
}

func TestAPaperNobodyNeedsIsDroppedBeforeThePrinterHears(t *testing.T) {
	p := ipptest.New(t, 1)
	o := newOutbox(2)
	needed := func(ctx context.Context, job inventory.PrintJob, to inventory.Printer) (Paper, error) {
		if job.ID == 1 {
			return Paper{}, inventory.ErrMoot
		}
		return render(ctx, job, to)
	}
	runUntil(t, worker(t, o, needed, p.URI, &statuses{}), func() bool { return o.states()[inventory.PrintDone] == 1 })
	if o.states()[inventory.PrintDropped] != 1 || len(p.Printed()) != 1 {
		t.Errorf("states %v, printed %v", o.states(), p.Printed())
	}
}

func TestTheLogSaysWhatIsWrongWithThePrinter(t *testing.T) {
	p := escpostest.New().Listen(t)
	p.OutOfPaper(true)
	var log bytes.Buffer
	o := newOutbox(1)
	w := worker(t, o, render, p.Address, &statuses{})
	w.Log = slog.New(slog.NewTextHandler(&log, nil))
	runUntil(t, w, func() bool { return o.tries() > 0 })
	if said := log.String(); !strings.Contains(said, "out of paper") || strings.Contains(said, "printer is away") {
		t.Errorf("the log says %s", said)
	}
	if !errors.Is(notWell{OutOfPaper}, ErrAway) {
		t.Error("a printer without paper holds up no others behind it")
	}
}
