package queue

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/store"
	"redwrench/inventory/store/boltstore"
	"redwrench/inventory/store/seal"
	"redwrench/printing/ipp/ipptest"
)

// The worker's process, when this test program is started as one.
func TestMain(m *testing.M) {
	if path := os.Getenv("REDWRENCH_TEST_RECORDS"); path != "" {
		workerProcess(path, os.Getenv("REDWRENCH_TEST_PRINTER"))
		return
	}
	os.Exit(m.Run())
}

var keys = seal.NewKeys([32]byte{1})

// records is the desk over the file, and what closes it.
func records(path string) (*inventory.Desk, func(), error) {
	file, err := boltstore.Open(path)
	if err != nil {
		return nil, nil, err
	}
	st := seal.Wrap(file, keys, inventory.SecretTables()...)
	desk, err := inventory.Open(context.Background(), st, keys, time.Now)
	return desk, func() { _ = file.Close() }, err
}

func workerProcess(path, address string) {
	desk, _, err := records(path)
	if err != nil {
		slog.Error("no records", "error", err)
		os.Exit(1)
	}
	record := slipPrinter(address)
	p, err := Open(record)
	if err != nil {
		os.Exit(1)
	}
	w := New(Config{Outbox: desk, Render: render, Record: record, Printer: p, ShopID: "0123456789abcdef", OnStatus: func(Status) {}, Log: slog.New(slog.DiscardHandler)})
	w.pace = hasty
	w.Run(context.Background())
}

// outboxFile is a shop on disk with so many wishes for paper.
func outboxFile(t testing.TB, jobs int) string {
	t.Helper()
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "shop.db")
	err := boltstore.Create(path, func(raw store.Store) error {
		st := seal.Wrap(raw, keys, inventory.SecretTables()...)
		if err := inventory.Found(ctx, st, inventory.Defaults(), inventory.Stock{}, time.Now()); err != nil {
			return err
		}
		desk, err := inventory.Open(ctx, st, keys, time.Now)
		for range jobs {
			if err == nil {
				_, err = desk.PrintTestPage(ctx, inventory.SlipPrinter, "zh", 0)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// killed runs the worker's process again and again, kills it, and looks at the
// records after each, until holds. It returns how often it killed.
func killed(t testing.TB, path, address string, random *rand.Rand, holds func(*inventory.Desk) bool) int {
	t.Helper()
	for kills, began := 0, time.Now(); ; kills++ {
		if time.Since(began) > 4*time.Minute {
			t.Fatal("it did not come to an end")
		}
		worker := exec.Command(os.Args[0])
		worker.Env = append(os.Environ(), "REDWRENCH_TEST_RECORDS="+path, "REDWRENCH_TEST_PRINTER="+address)
		worker.Stderr = os.Stderr
		if err := worker.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(40+random.IntN(160)) * time.Millisecond)
		_ = worker.Process.Kill() // kill -9
		_ = worker.Wait()
		desk, done, err := records(path)
		if err != nil {
			t.Fatal(err)
		}
		enough := holds(desk)
		done()
		if enough {
			return kills + 1
		}
	}
}

func waiting(t testing.TB, desk *inventory.Desk) int {
	t.Helper()
	jobs, err := desk.PrintsFor(context.Background(), inventory.SlipPrinter, 1000)
	if err != nil {
		t.Fatal(err)
	}
	return len(jobs)
}

// The whole proof: records on disk, 40 % of all exchanges cut, and the worker's
// process killed in the middle, again and again. Every job comes out, none
// twice, and nobody has to be asked.
func TestAKilledWorkerLosesNoJobAndPrintsNoneTwice(t *testing.T) {
	jobs := 200
	if testing.Short() {
		jobs = 30
	}
	p := ipptest.New(t, 40)
	p.Cut(0.4)
	path := outboxFile(t, jobs)
	kills := killed(t, path, p.URI, rand.New(rand.NewPCG(40, 9)), func(desk *inventory.Desk) bool { return waiting(t, desk) == 0 })
	printed := p.Printed()
	for name, n := range printed {
		if n != 1 {
			t.Errorf("%s came out %d times", name, n)
		}
	}
	if len(printed) != jobs {
		t.Errorf("%d of %d jobs came out", len(printed), jobs)
	}
	desk, done, err := records(path)
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	if asked, err := desk.UndecidedPrints(context.Background(), 10); err != nil || len(asked) > 0 {
		t.Errorf("staff are asked for %d papers, %v", len(asked), err)
	}
	if faults, err := desk.Check(context.Background()); err != nil || len(faults) > 0 {
		t.Errorf("the records: %v, %v", faults, err)
	}
	if kills < 5 {
		t.Errorf("killed %d times: the test proves little", kills)
	}
	t.Logf("%d jobs, killed %d times", jobs, kills)
}
