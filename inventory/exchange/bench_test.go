package exchange_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"redwrench/assets"
	"redwrench/inventory"
	"redwrench/inventory/exchange"
	"redwrench/inventory/stock"
	"redwrench/inventory/store"
	"redwrench/inventory/store/boltstore"
	"redwrench/inventory/store/seal"
)

// onDisk is a shop on a real file, sealed as in the program.
func onDisk(b *testing.B) *inventory.Desk {
	b.Helper()
	ctx := context.Background()
	keys := seal.NewKeys([32]byte{1})
	clock := func() time.Time { return now }
	path := filepath.Join(b.TempDir(), "shop.db")
	err := boltstore.Create(path, func(raw store.Store) error {
		st := seal.Wrap(raw, keys, inventory.SecretTables()...)
		list := must(stock.Read(bytes.NewReader(assets.StockTools), bytes.NewReader(assets.StockCategories)))
		if err := inventory.Found(ctx, st, inventory.Defaults(), list, now.AddDate(-1, 0, 0)); err != nil {
			return err
		}
		_, err := must(inventory.Open(ctx, st, keys, clock)).AppointManager(ctx, "271828")
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	raw := must(boltstore.Open(path))
	b.Cleanup(func() { _ = raw.Close() })
	return must(inventory.Open(ctx, seal.Wrap(raw, keys, inventory.SecretTables()...), keys, clock))
}

// manyTools is a table of n tools as CSV.
func manyTools(n int) []byte {
	var b bytes.Buffer
	b.WriteString("名称,英文名,类别,配件,价格,购入日期,货架,旧编号,备注\n")
	for i := range n {
		fmt.Fprintf(&b, "示例工具%d,Example tool %d,手动工具,电池*2; 充电器*1,%d.%02d,2026-01-%02d,A%d,X-%d,示例备注\n", i, i, i%500, i%100, 1+i%28, i%50, i)
	}
	return b.Bytes()
}

// asWorkbook is a table of text as a workbook with the same cells.
func asWorkbook(text []byte) []byte {
	lines := must(csv.NewReader(bytes.NewReader(text)).ReadAll())
	var rows [][]any
	for _, line := range lines[1:] {
		cells := make([]any, len(line))
		for i, c := range line {
			cells[i] = c
		}
		rows = append(rows, cells)
	}
	return write(exchange.Listed(lines[0], rows), open(empty()), exchange.XLSX)
}

// peak is the most memory that was in use while do went on, in MB, looked at
// some times a second.
func peak(do func()) float64 {
	var most atomic.Uint64
	done := make(chan struct{})
	go func() {
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most.Store(max(most.Load(), m.HeapInuse))
			select {
			case <-done:
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	}()
	do()
	close(done)
	return float64(most.Load()) / (1 << 20)
}

// The promise: 10^5 tools in 20 s and 400 MB. Beside it the plain way, a
// deed for each row: a thousand of them, as rows a second.
func BenchmarkImport(b *testing.B) {
	ctx := context.Background()
	for _, f := range []exchange.Format{exchange.CSV, exchange.XLSX} {
		b.Run("100000 rows of "+string(f)+", one deed", func(b *testing.B) {
			file := manyTools(inventory.MaxImport)
			if f == exchange.XLSX {
				file = asWorkbook(file)
			}
			for b.Loop() {
				d := onDisk(b)
				runtime.GC()
				begun := time.Now()
				mb := peak(func() {
					sheet := must(read(exchange.Tools, file))
					must(sheet.Import(ctx, d, boss, nil))
				})
				b.ReportMetric(inventory.MaxImport/time.Since(begun).Seconds(), "rows/s")
				b.ReportMetric(mb, "MB-peak")
			}
		})
	}
	b.Run("1000 rows, a deed each", func(b *testing.B) {
		sheet := must(read(exchange.Tools, manyTools(1000)))
		for b.Loop() {
			d := onDisk(b)
			begun := time.Now()
			for _, r := range sheet.Tools {
				r.Tool.Category, r.Tool.ID = "hand", 0
				must(d.AddTool(ctx, r.Tool, boss))
			}
			b.ReportMetric(1000/time.Since(begun).Seconds(), "rows/s")
		}
	})
}

// What 10^5 tools take as a file of each kind, there and back.
func BenchmarkFiles(b *testing.B) {
	ctx := context.Background()
	d := onDisk(b)
	must(must(read(exchange.Tools, manyTools(inventory.MaxImport-61))).Import(ctx, d, boss, nil))
	for _, f := range []exchange.Format{exchange.CSV, exchange.XLSX} {
		var file bytes.Buffer
		b.Run("write "+string(f), func(b *testing.B) {
			for b.Loop() {
				b.ReportMetric(peak(func() { must(table("tools").Write(ctx, d, io.Discard, f, nil)) }), "MB-peak")
			}
		})
		must(table("tools").Write(ctx, d, &file, f, nil))
		b.Run("read "+string(f), func(b *testing.B) {
			for b.Loop() {
				b.ReportMetric(peak(func() { must(read(exchange.Tools, file.Bytes())) }), "MB-peak")
			}
		})
	}
}
