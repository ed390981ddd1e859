package inventory_test

import (
	"context"
	"testing"
	"time"

	"redwrench/inventory"
)

// BenchmarkReport is the report of a half-year over a million loans, beside the
// plain scan of all of them, and the records behind a figure.
// go test ./inventory -run xxx -bench Report -benchtime 10x
func BenchmarkReport(b *testing.B) {
	s := buildBig(b, past())
	ctx := context.Background()
	half := inventory.PeriodOf(day("2026-04-01"), 6)
	if testing.Short() {
		half = inventory.PeriodOf(day("2022-11-25"), 6)
	}
	b.Run("half-year", func(b *testing.B) {
		b.ReportAllocs()
		var r inventory.Report
		ask(b, question{"half-year", func(int) (err error) {
			r, err = s.Report(ctx, half)
			return err
		}})
		if r.Is.Loans == 0 {
			b.Fatal("nothing was counted")
		}
		b.ReportMetric(float64(r.Is.Loans+r.Was.Loans), "loans")
	})
	b.Run("scan", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			n, after := 0, inventory.LoanID(0)
			for {
				page := must(s.LoansAfter(ctx, after, 2000))
				for _, l := range page {
					if d := inventory.DayOf(l.Out); l.Undone == 0 && d >= half.From && d <= half.Until {
						n++
					}
					after = l.ID
				}
				if len(page) < 2000 {
					break
				}
			}
			b.ReportMetric(float64(n), "loans")
		}
	})
	b.Run("behind", func(b *testing.B) {
		for b.Loop() {
			must(s.Behind(ctx, inventory.Ask{Figure: inventory.FigureLoans, Period: half}))
		}
	})
	list := must(s.Behind(ctx, inventory.Ask{Figure: inventory.FigureLoans, Period: half}))
	b.Run("page", func(b *testing.B) {
		var times []time.Duration
		for b.Loop() {
			began := time.Now()
			must(s.Lines(ctx, list[:min(50, len(list))]))
			times = append(times, time.Since(began))
		}
		took(b, "page", times)
	})
}
