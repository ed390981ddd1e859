package inventory_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/store"
)

func TestAShopHasAPrinterOfEachRoleFromTheBeginning(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	list := must(s.Printers(ctx))
	if len(list) != 3 || list[0].Role != inventory.SlipPrinter || list[0].Address != "" || list[0].Width != 80 || list[1].Height != 297 || list[2].Role != inventory.LabelPrinter {
		t.Errorf("printers %+v", list)
	}
	if dots := list[0].Dots(); dots != 576 {
		t.Errorf("%d dots on 80 mm, want 576", dots)
	}
	if dots := (inventory.Printer{Role: inventory.SlipPrinter, Width: 58, Margin: 5, DPI: 203}).Dots(); dots != 384 {
		t.Errorf("%d dots on 58 mm, want 384", dots)
	}
}

func TestOnlyAManagerChangesPrinters(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	duty := must(s.Hire(ctx, "值班", inventory.Duty, "314159", s.boss))
	slip := inventory.Printer{Role: inventory.SlipPrinter, Name: "柜台小票机", Address: "escpos://127.0.0.1:9100", Width: 58, Margin: 5, DPI: 203}
	if err := s.SetPrinter(ctx, slip, duty.ID); !errors.Is(err, inventory.ErrNotManager) {
		t.Errorf("set by duty: %v", err)
	}
	if err := s.SetPrinter(ctx, slip, s.boss); err != nil {
		t.Fatal(err)
	}
	s.reopen()
	if got := must(s.Printers(ctx))[0]; got != slip {
		t.Errorf("kept %+v", got)
	}
	if err := s.RemovePrinter(ctx, inventory.SlipPrinter, duty.ID); !errors.Is(err, inventory.ErrNotManager) {
		t.Errorf("removed by duty: %v", err)
	}
	if err := s.RemovePrinter(ctx, inventory.SlipPrinter, s.boss); err != nil {
		t.Fatal(err)
	}
	if got := must(s.Printers(ctx))[0]; got != inventory.DefaultPrinter(inventory.SlipPrinter) {
		t.Errorf("after removing: %+v", got)
	}
}

func TestImpossiblePrintersAreRefused(t *testing.T) {
	for field, p := range map[string]inventory.Printer{
		"Role":    {Address: "cups:A"},
		"Name":    {Role: 1, Name: "a\nb"},
		"Address": {Role: 1, Address: "lpd://host"},
		"Width":   {Role: 1, Width: 5},
		"Margin":  {Role: 1, Width: 80, Margin: 40},
		"DPI":     {Role: 1, DPI: 1},
		"Height":  {Role: 1, Height: -1},
	} {
		if err := p.Check(); !errors.Is(err, inventory.ErrPrinter) || !strings.HasSuffix(err.Error(), field) {
			t.Errorf("%s: %v", field, err)
		}
	}
	for _, bad := range []string{"folder:", "cups:", "escpos://", "ipp://", "http://x", "x"} {
		if err := (inventory.Printer{Role: 1, Address: bad}).Check(); !errors.Is(err, inventory.ErrPrinter) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

// job brings the only waiting job of the shop to a state.
func (s *shop) job(state inventory.PrintState) inventory.PrintJob {
	s.t.Helper()
	ctx := context.Background()
	job := must(s.WaitingPrints(ctx, 1))[0]
	job.State = state
	if err := s.KeepPrint(ctx, job); err != nil {
		s.t.Fatal(err)
	}
	return job
}

func TestAPaperThatMayBeLostIsDecidedByTheStaffOnce(t *testing.T) {
	ctx := context.Background()
	for state, copied := range map[inventory.PrintState]bool{inventory.PrintFailed: false, inventory.PrintUnknown: true} {
		s := newShop(t)
		must(s.Register(ctx, s.person(1), "bo"))
		job := s.job(state)
		if list := must(s.UndecidedPrints(ctx, 9)); len(list) != 1 || list[0].ID != job.ID {
			t.Fatalf("to be decided: %+v", list)
		}
		if _, err := s.PrintAgain(ctx, job.ID, 77); !errors.Is(err, inventory.ErrNotStaff) {
			t.Errorf("a stranger decides: %v", err)
		}
		again := must(s.PrintAgain(ctx, job.ID, s.boss))
		waiting := must(s.WaitingPrints(ctx, 9))
		if len(waiting) != 1 || waiting[0].ID != again || waiting[0].Copy != copied || waiting[0].Paper != job.Paper || waiting[0].Subject != job.Subject || waiting[0].Lang != "bo" {
			t.Errorf("state %d: waiting %+v", state, waiting)
		}
		if _, err := s.PrintAgain(ctx, job.ID, s.boss); !errors.Is(err, inventory.ErrNoPrint) {
			t.Errorf("a second tap: %v", err)
		}
		if list := must(s.UndecidedPrints(ctx, 9)); len(list) != 0 {
			t.Errorf("still to be decided: %+v", list)
		}
	}
}

func TestAPaperThatIsThereIsLetBe(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	must(s.Register(ctx, s.person(1), "zh"))
	if err := s.LetBe(ctx, must(s.WaitingPrints(ctx, 1))[0].ID, s.boss); !errors.Is(err, inventory.ErrNoPrint) {
		t.Errorf("a job that still waits: %v", err)
	}
	job := s.job(inventory.PrintUnknown)
	if err := s.LetBe(ctx, job.ID, s.boss); err != nil {
		t.Fatal(err)
	}
	if n := len(must(s.UndecidedPrints(ctx, 9))) + len(must(s.WaitingPrints(ctx, 9))); n != 0 {
		t.Errorf("%d jobs are left", n)
	}
	if err := s.LetBe(ctx, 99, s.boss); !errors.Is(err, inventory.ErrNoPrint) {
		t.Errorf("a job nobody knows: %v", err)
	}
}

// A printer whose jobs pile up does not hide the jobs of another.
func TestEachPrinterSeesItsOwnJobs(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	for range 150 {
		must(s.PrintTestPage(ctx, inventory.SlipPrinter, "zh", 0))
	}
	id := must(s.PrintTestPage(ctx, inventory.LabelPrinter, "zh", s.boss))
	if list := must(s.PrintsFor(ctx, inventory.LabelPrinter, 100)); len(list) != 1 || list[0].ID != id {
		t.Errorf("labels: %+v", list)
	}
	if list := must(s.PrintsFor(ctx, inventory.SlipPrinter, 120)); len(list) != 120 || list[119].ID != 120 {
		t.Errorf("%d slips", len(list))
	}
	if _, err := s.PrintTestPage(ctx, 9, "zh", s.boss); !errors.Is(err, inventory.ErrPrinter) {
		t.Errorf("a role nobody knows: %v", err)
	}
	if _, err := s.PrintTestPage(ctx, inventory.SlipPrinter, "zh", 77); !errors.Is(err, inventory.ErrNotStaff) {
		t.Errorf("a stranger: %v", err)
	}
}

// BenchmarkWish is what the wish for a slip adds to a loan on disk: the same
// bytes written with it and without, in turns, so that other work on the machine
// meets both. The figures are medians.
func BenchmarkWish(b *testing.B) {
	ctx := context.Background()
	shop := buildBig(b, 10_000)
	must(shop.Lend(ctx, bigPeople, []inventory.ToolID{1}, "zh"))
	rec := shop.rec
	puts := slices.DeleteFunc(slices.Clone(rec.puts), func(p put) bool { return bytes.Equal(p.value, gone) })
	n := uint32(1 << 24)
	write := func(wish bool) time.Duration {
		n++
		began := time.Now()
		err := rec.Store.Update(ctx, func(tx store.Tx) error {
			for _, p := range puts {
				if !wish && (p.table == "print" || p.table == "printing") {
					continue
				}
				k := append([]byte(nil), p.key...)
				binary.BigEndian.PutUint32(k[len(k)-4:], n) // new keys at the end, as loans have
				if err := tx.Put(p.table, k, p.value); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
		return time.Since(began)
	}
	var with, without []time.Duration
	for b.Loop() {
		with, without = append(with, write(true)), append(without, write(false))
	}
	median := func(list []time.Duration) float64 {
		slices.Sort(list)
		return float64(list[len(list)/2])
	}
	b.ReportMetric(median(with)/1000, "with-µs")
	b.ReportMetric(median(without)/1000, "without-µs")
	b.ReportMetric(100*(median(with)/median(without)-1), "added-%")
}
