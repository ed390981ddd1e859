package simulate_test

import (
	"errors"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/invented"
	"redwrench/inventory/simulate"
	"redwrench/inventory/store"
)

// Eight kiosks want the same three tools at the same moment, again and again
// (PRODUCT.md, Rules: two scans at the same moment end in one loan and one clear
// refusal).
func TestEightClientsContendForThreeTools(t *testing.T) {
	deeds := 1_000
	if os.Getenv("REDWRENCH_TORTURE") != "" {
		deeds = 100_000
	}
	st, _ := fileShop(t)
	var seconds atomic.Int64
	d, err := inventory.Open(t.Context(), st, keys, func() time.Time { return founded.Add(time.Duration(seconds.Add(1)) * time.Second) })
	if err != nil {
		t.Fatal(err)
	}
	manager, err := d.AppointManager(t.Context(), simulate.PIN)
	if err != nil {
		t.Fatal(err)
	}
	var done, refused atomic.Int64
	var all sync.WaitGroup
	for n := range 8 {
		who, err := d.Register(t.Context(), invented.Person(n, d.Settings().ConsentVersion), "zh")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.Verify(t.Context(), who.ID, manager.ID); err != nil {
			t.Fatal(err)
		}
		all.Go(func() {
			rng := rand.New(rand.NewPCG(uint64(n), 8))
			for done.Load() < int64(deeds) {
				switch err := contend(t, d, who.ID, manager.ID, rng); {
				case err == nil:
					done.Add(1)
				case storeFault(err):
					t.Errorf("client %d: %v", n, err)
					return
				default:
					refused.Add(1)
				}
			}
		})
	}
	all.Wait()
	if faults, err := d.Check(t.Context()); err != nil || len(faults) > 0 {
		t.Errorf("check: %v %.1000q", err, faults)
	}
	lent := oneAtATime(t, entries(t, st))
	t.Logf("%d deeds, %d of them loans, %d refused", done.Load(), lent, refused.Load())
	if lent < deeds/10 || refused.Load() < int64(deeds)/10 {
		t.Error("nobody contended")
	}
}

// contend tries one deed with one of three tools.
func contend(t *testing.T, d *inventory.Desk, who inventory.ResidentID, by inventory.StaffID, rng *rand.Rand) error {
	tool := inventory.ToolID(1 + rng.IntN(3))
	var err error
	switch rng.IntN(5) {
	case 0, 1:
		tools := []inventory.ToolID{tool}
		if rng.IntN(3) == 0 {
			tools = append(tools, inventory.ToolID(1+rng.IntN(3)))
		}
		_, err = d.Lend(t.Context(), who, tools, "zh")
	case 2, 3:
		_, err = d.TakeBack(t.Context(), tool, inventory.Return{}, by)
	default:
		var out []inventory.CounterLine
		if out, err = d.OpenLoans(t.Context(), 0, 100); err != nil {
			return err
		}
		seen := map[inventory.ToolID]inventory.LoanID{}
		for _, l := range out {
			if other, twice := seen[l.Tool.ID]; twice {
				t.Errorf("tool %d is out on loans %d and %d", l.Tool.ID, other, l.Loan.ID)
			}
			seen[l.Tool.ID] = l.Loan.ID
		}
		if len(out) == 0 {
			return inventory.ErrNotLent
		}
		_, err = d.Renew(t.Context(), out[0].Loan.ID, who)
	}
	return err
}

func storeFault(err error) bool {
	for _, bad := range []error{store.ErrClosed, store.ErrDamaged, store.ErrFull, store.ErrUnknown, store.ErrNotFound, inventory.ErrLentTwice} {
		if errors.Is(err, bad) {
			return true
		}
	}
	return false
}

// oneAtATime reads in the audit, which is one after the other, that no tool was
// lent while it was out, and counts the loans.
func oneAtATime(t *testing.T, audit []inventory.Entry) (lent int) {
	t.Helper()
	out := map[string]string{}
	for _, e := range audit {
		switch e.Deed {
		case "lend":
			for i := 1; i+1 < len(e.Subjects); i += 2 { // after the resident: loan, tool
				loan, tool := e.Subjects[i], e.Subjects[i+1]
				if !strings.HasPrefix(tool, "T") {
					t.Fatalf("audit: %q", e.Subjects)
				}
				if on := out[tool]; on != "" {
					t.Errorf("%s was lent on %s while out on %s", tool, loan, on)
				}
				out[tool] = loan
				lent++
			}
		case "take back":
			if loan, tool := e.Subjects[0], e.Subjects[1]; out[tool] != loan {
				t.Errorf("%s came back from %s while out on %q", tool, loan, out[tool])
			} else {
				delete(out, tool)
			}
		}
	}
	return lent
}
