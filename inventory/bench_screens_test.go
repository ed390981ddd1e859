package inventory_test

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/store/boltstore"
	"redwrench/inventory/store/memstore"
	"redwrench/inventory/store/seal"
)

// question is what a screen asks.
type question struct {
	name string
	ask  func(n int) error
}

// questions are those of all screens, each about another record each time.
func questions(ctx context.Context, s *bigShop) []question {
	tool := func(n int) inventory.ToolID { return inventory.ToolID(1 + n*31%bigTools) }
	who := func(n int) inventory.ResidentID { return inventory.ResidentID(1 + n*7%(bigPeople-1)) }
	return []question{
		{"catalogue-1000-tools", func(int) error { _, err := s.Catalogue(ctx); return err }},
		{"search-page", func(n int) error {
			_, err := s.Search(ctx, inventory.Query{Words: strconv.Itoa(n % 10), Limit: 12})
			return err
		}},
		{"search-last-page", func(int) error {
			_, err := s.Search(ctx, inventory.Query{Words: "锤", Skip: bigTools - 12, Limit: 12})
			return err
		}},
		{"item", func(n int) error { _, err := s.Item(ctx, tool(n)); return err }},
		{"loans-of", func(n int) error { _, err := s.LoansOf(ctx, who(n)); return err }},
		{"holds-of", func(n int) error { _, err := s.HoldsOf(ctx, who(n)); return err }},
		{"queue", func(n int) error { _, err := s.Queue(ctx, tool(n)); return err }},
		{"free-days", func(n int) error { _, err := s.FreeDays(ctx, tool(n)); return err }},
		{"reservations-of", func(n int) error { _, err := s.ReservationsOf(ctx, who(n)); return err }},
		{"open-loans-page-1", func(int) error { _, err := s.OpenLoans(ctx, 0, 32); return err }},
		{"open-loans-page-50", func(int) error { _, err := s.OpenLoans(ctx, 490, 32); return err }},
		{"open-loan-of", func(n int) error { _, err := s.OpenLoanOf(ctx, inventory.ToolID(2+n%bigOpen)); return err }},
		{"today", func(int) error { _, err := s.Today(ctx); return err }},
		{"overview", func(int) error { _, err := s.Overview(ctx); return err }},
		{"list-of-600-loans", func(int) error { _, err := s.ListLines(ctx, inventory.ListLoans); return err }},
		{"list-off-shelf", func(int) error { _, err := s.ListLines(ctx, inventory.ListOff); return err }},
		{"history", func(n int) error { _, _, err := s.History(ctx, tool(n), 0, 20); return err }},
		{"recent-deeds", func(int) error { _, err := s.RecentDeeds(ctx); return err }},
		{"may-renew", func(n int) error {
			loan := inventory.LoanID(past() + 1 + n%bigOpen)
			_, err := s.MayRenew(ctx, loan, inventory.ResidentID(1+n%bigOpen%(bigPeople-1)))
			if _, no := err.(*inventory.NoLonger); no {
				return nil // lent today
			}
			return err
		}},
		{"consider", func(n int) error { return s.Consider(ctx, who(n), []inventory.ToolID{1, bigTools}) }},
		{"slip", func(n int) error { _, err := s.SlipOf(ctx, inventory.LoanID(1+n*997%past())); return err }},
		{"inspections-due", func(int) error { _, err := s.InspectionsDue(ctx, s.now.AddDate(0, 1, 0)); return err }},
		{"sweep-nothing", func(int) error { _, err := s.Sweep(ctx); return err }},
	}
}

func ask(b *testing.B, q question) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var times, work []time.Duration
	for n := 0; b.Loop(); n++ {
		t0, c0 := time.Now(), cpu()
		if err := q.ask(n); err != nil {
			b.Fatal(err)
		}
		work, times = append(work, cpu()-c0), append(times, time.Since(t0))
	}
	took(b, "wall", times)
	took(b, "cpu", work)
}

// opening is a start: the file opened, the desk ready, the first search; and
// what the store keeps in memory then, beyond the mapped file.
func opening(b *testing.B, s *bigShop) {
	ctx := context.Background()
	if err := s.raw.Close(); err != nil {
		b.Fatal(err)
	}
	debug.FreeOSMemory()
	before := anonymous(b)
	var times []time.Duration
	var raw *boltstore.Store
	var desk *inventory.Desk
	for b.Loop() {
		if raw != nil {
			_ = raw.Close()
		}
		t0 := time.Now()
		raw = must(boltstore.Open(s.path))
		desk = must(inventory.Open(ctx, seal.Wrap(raw, secrets, inventory.SecretTables()...), secrets, func() time.Time { return s.now }))
		times = append(times, time.Since(t0))
	}
	defer func() { _ = raw.Close() }()
	took(b, "open", times)
	for n := range 500 {
		must(desk.Lend(ctx, bigPeople, []inventory.ToolID{1}, "zh"))
		must(desk.TakeBack(ctx, 1, inventory.Return{}, 1))
		must(desk.Search(ctx, inventory.Query{Words: strconv.Itoa(n), Limit: 12}))
	}
	b.ReportMetric(float64(anonymous(b)-before)/1024, "MiB-used")
	debug.FreeOSMemory()
	b.ReportMetric(float64(anonymous(b)-before)/1024, "MiB-kept")
}

// anonymous is the process's memory that is no file's, in KiB.
func anonymous(b *testing.B) int {
	b.Helper()
	raw, err := os.ReadFile("/proc/self/status")
	if err != nil {
		b.Skip("no /proc")
	}
	for line := range strings.Lines(string(raw)) {
		if rest, ok := strings.CutPrefix(line, "RssAnon:"); ok {
			return must(strconv.Atoi(strings.Fields(rest)[0]))
		}
	}
	b.Skip("no RssAnon")
	return 0
}

// BenchmarkCatalogue is all tools of a shop as it starts, on the first screen.
func BenchmarkCatalogue(b *testing.B) {
	ctx := context.Background()
	list := bigStock()
	list.Tools = list.Tools[:60]
	st := memstore.New()
	if err := inventory.Found(ctx, st, inventory.Defaults(), list, benchNow); err != nil {
		b.Fatal(err)
	}
	desk := must(inventory.Open(ctx, st, secrets, func() time.Time { return benchNow }))
	ask(b, question{"catalogue-60-tools", func(int) error { _, err := desk.Catalogue(ctx); return err }})
}

// BenchmarkSearchAsYouType is one keystroke over 10^5 tools.
func BenchmarkSearchAsYouType(b *testing.B) {
	ctx := context.Background()
	st := memstore.New()
	list := stock()
	words := []string{"羊角锤", "人字梯", "冲击电钻", "活动扳手", "老虎钳", "轮椅", "手推车", "安全帽"}
	english := []string{"claw hammer", "step ladder", "impact drill", "adjustable wrench", "pliers", "wheelchair", "handcart", "helmet"}
	tibetan := []string{"ཐོ་བ།", "སྐས་འཛེག", "གློག་འབིགས།", "ལྕགས་ཀྱུ།", "སྐམ་པ།", "འཁོར་ལོའི་རྐུབ་སྟེགས།", "འདེད་འཁོར།", "ཞྭ་མོ།"}
	list.Tools = nil
	for n := range 100_000 {
		list.Tools = append(list.Tools, inventory.Tool{ID: inventory.ToolID(n + 1), Category: "hand", Name: inventory.Name{
			Zh: fmt.Sprintf("%s%d号", words[n%8], n), En: fmt.Sprintf("%s no. %d", english[n%8], n), Bo: tibetan[n%8],
		}})
	}
	if err := inventory.Found(ctx, st, inventory.Defaults(), list, benchNow); err != nil {
		b.Fatal(err)
	}
	desk := must(inventory.Open(ctx, st, secrets, func() time.Time { return benchNow }))
	t0 := time.Now()
	must(desk.Search(ctx, inventory.Query{Words: "梯", Limit: 12}))
	b.Logf("the first search after a start: %v", time.Since(t0).Round(time.Millisecond))
	for _, typed := range []string{"梯", "扳手", "wr", "wrench 999", "ཐོ", "t-0500", "nothing of this"} {
		b.Run(typed, func(b *testing.B) {
			ask(b, question{"key", func(int) error {
				_, err := desk.Search(ctx, inventory.Query{Words: typed, Limit: 12})
				return err
			}})
		})
	}
	for _, where := range []inventory.Where{inventory.InStock, inventory.AtHand, inventory.LentOut} { // a page of the desk's catalogue
		b.Run(fmt.Sprintf("page %d", where), func(b *testing.B) {
			ask(b, question{"page", func(int) error {
				_, err := desk.Search(ctx, inventory.Query{Where: where, Skip: 90_000, Limit: 40})
				return err
			}})
		})
	}
}
