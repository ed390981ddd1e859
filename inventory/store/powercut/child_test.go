//go:build linux

package powercut_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/maphash"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/folder"
	"redwrench/inventory/ledger"
	"redwrench/inventory/simulate"
	"redwrench/inventory/simulate/simtest"
	"redwrench/inventory/store"
	"redwrench/inventory/store/planted"
	"redwrench/inventory/store/powercut"
)

// job is what a child of this test binary is to do.
type job struct {
	Do   string // "live", "look", "found", "go on": the method of that name
	Base string
	// Of a shop.
	Deeds   int
	Variant string
	Room    int64 // bytes the file may still grow; 0: as it likes
	// Of a look at states.
	Log      string
	Seed     uint64
	Cuts     int // at each moment
	Part, Of int
	// Of damage.
	Template string // a shop's folder, to be damaged in copies
	Old      string // its records some deeds earlier
	From     int    // the first state that was not looked at yet
	LogBase  string // the folder of the traced run
	Without  string // syncs to take out of the run: "all", "barrier"
	Most     int    // states to look at, 0: all
}

const jobEnv = "POWERCUT_JOB"

func TestMain(m *testing.M) {
	text := os.Getenv(jobEnv)
	if text == "" {
		os.Exit(m.Run())
	}
	var j job
	err := json.Unmarshal([]byte(text), &j)
	if err == nil {
		_ = os.Setenv("XDG_CONFIG_HOME", filepath.Join(j.Base, "config"))
		do := map[string]func(context.Context) error{"live": j.live, "look": j.look, "found": j.found, "go on": j.goOn, "damage": j.damage}[j.Do]
		err = do(context.Background())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

var founded = time.Date(2026, 5, 12, 9, 0, 0, 0, time.UTC)

// fill founds a small shop.
func fill(ctx context.Context, st store.Store) error {
	s := inventory.Stock{Categories: []inventory.Category{
		{ID: "hand", Name: inventory.Name{Zh: "手工"}, LoanDays: 7, InspectDays: 60},
		{ID: "aid", Name: inventory.Name{Zh: "助行"}, LoanDays: 30, CleanOnReturn: true},
	}}
	for i := range 12 {
		t := inventory.Tool{
			ID: inventory.ToolID(i + 1), Name: inventory.Name{Zh: "工具"}, Category: "hand", Origin: inventory.Origin{Date: founded},
			Parts: []inventory.Part{{Name: inventory.Name{Zh: "钻头"}, Count: 3}},
		}
		if i > 9 {
			t.Category = "aid"
		}
		s.Tools = append(s.Tools, t)
	}
	return inventory.Found(ctx, st, inventory.Defaults(), s, founded)
}

func (j job) open(ctx context.Context) (*folder.Folder, error) {
	return folder.Open(ctx, j.shop(), ledger.Rules(fill))
}

func (j job) shop() string { return filepath.Join(j.Base, "shop") }

// live is a shop's life from its founding, with a restart in the middle. Each
// deed is said on standard output once it is on disk.
func (j job) live(ctx context.Context) error {
	for n := range 2 {
		f, err := j.open(ctx)
		if err != nil {
			return err
		}
		if n == 0 {
			fmt.Println("ack founded")
		}
		switch j.Variant {
		case "hasty":
			f.Store = planted.Hasty(f.Store)
		case "halved":
			f.Store = planted.Halved(f.Store)
		}
		clock := simulate.NewClock(founded)
		d, err := inventory.Open(ctx, f.Store, f.Keys, clock.Now)
		if err != nil {
			return err
		}
		_, err = simulate.Run(ctx, d, clock, simulate.Config{Seed: j.Seed, Until: founded.AddDate(5, 0, 0), Deeds: j.Deeds / 2, Acks: os.Stdout})
		if err != nil {
			return err
		}
		if err := f.Close(); err != nil {
			return err
		}
	}
	return nil
}

// look builds this child's share of the states and says of each what it found:
// "N began", then "N ok" or "N bad: why". States that were there before are passed over.
func (j job) look(ctx context.Context) error {
	raw, err := os.ReadFile(j.Log)
	if err != nil {
		return err
	}
	ops, err := powercut.Read(bytes.NewReader(raw), j.LogBase)
	if err != nil {
		return err
	}
	ops = without(ops, j.Without)
	rng := rand.New(rand.NewPCG(j.Seed, 0))
	disk, begun := powercut.NewDisk(), map[*powercut.Op]*powercut.Moment{}
	seen, n := map[uint64]bool{}, 0
	var said strings.Builder
	out := bufio.NewWriter(os.Stdout)
	for _, m := range powercut.Moments(ops) {
		disk.Do(m, begun)
		if m.Op.Kind == powercut.Said && !m.Ended {
			said.Write(m.Op.Data)
		}
		for cut := range j.Cuts {
			state := disk.Cut(fate(cut, rng), rng)
			if sum := fingerprint(state, said.Len()); seen[sum] {
				continue
			} else {
				seen[sum] = true
			}
			if n++; j.Most > 0 && n > j.Most {
				return nil
			}
			if n%j.Of != j.Part || n < j.From {
				continue
			}
			fmt.Fprintf(out, "%d began\n", n)
			if err := out.Flush(); err != nil {
				return err
			}
			if err := j.check(ctx, state, said.String()); err != nil {
				fmt.Fprintf(out, "%d bad: %s\n", n, strings.ReplaceAll(err.Error(), "\n", " | "))
			} else {
				fmt.Fprintf(out, "%d ok\n", n)
			}
			if err := out.Flush(); err != nil {
				return err
			}
		}
	}
	return nil
}

// fate is nothing, everything, or some of what is pending.
func fate(cut int, rng *rand.Rand) powercut.Fate {
	switch cut {
	case 0:
		return powercut.Fate{}
	case 1:
		return powercut.Fate{Keep: 1}
	}
	return powercut.Fate{
		Keep:    []float64{0.15, 0.5, 0.85, 1}[rng.IntN(4)],
		Tear:    []float64{0, 0.3, 1}[rng.IntN(3)],
		Reorder: rng.IntN(2) == 0,
	}
}

var seed = maphash.MakeSeed()

// fingerprint tells states apart, also by what was said until then.
func fingerprint(s powercut.State, said int) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	fmt.Fprint(&h, said, s.Dirs)
	names := make([]string, 0, len(s.Files))
	for name := range s.Files {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Fprint(&h, name, len(s.Files[name]))
		_, _ = h.Write(s.Files[name]) // never fails
	}
	return h.Sum64()
}

// check opens a state as the program would and looks whether all is well and
// everything that was said is there.
func (j job) check(ctx context.Context, s powercut.State, said string) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	if err := os.RemoveAll(j.Base); err != nil {
		return err
	}
	if err := s.Put(j.Base); err != nil {
		return err
	}
	r := folder.Examine(ctx, j.shop(), ledger.Rules(fill))
	if r.Result != folder.Sound && r.Result != folder.NoShop || len(r.Notes) > 0 {
		return fmt.Errorf("examined: %s %q %q", r.Result, r.Faults, r.Notes)
	}
	f, err := j.open(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	acks := simtest.Acks(said)
	if f.Created && len(acks) > 0 {
		return errors.New("a new shop in place of the old one")
	}
	if len(acks) > 0 {
		acks = acks[1:] // "founded" it is
	}
	d, err := inventory.Open(ctx, f.Store, f.Keys, later)
	if err != nil {
		return err
	}
	lost, err := simtest.Missing(ctx, d, acks)
	if err == nil && len(lost) > 0 {
		err = fmt.Errorf("lost: %q", lost)
	}
	return err
}

// without is a run whose program left syncs out: "all" of them, or each
// "barrier" between the pages of a deed and the meta page that makes them count.
func without(ops []powercut.Op, syncs string) []powercut.Op {
	var left []powercut.Op
	for i, op := range ops {
		isSync := op.Kind == powercut.Sync || op.Kind == powercut.SyncDir
		if isSync && syncs == "all" {
			continue
		}
		if isSync && syncs == "barrier" && i+1 < len(ops) && meta(ops[i+1]) && ops[i+1].File == op.File {
			continue
		}
		left = append(left, op)
	}
	return left
}

// meta says that op writes one of bbolt's two meta pages.
func meta(op powercut.Op) bool {
	return op.Kind == powercut.Write && op.Offset < 2*4096 && len(op.Data) == 4096
}
