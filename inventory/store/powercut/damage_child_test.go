//go:build linux

package powercut_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"syscall"

	"redwrench/inventory"
	"redwrench/inventory/folder"
	"redwrench/inventory/ledger"
)

// page is bbolt's.
const page = 4096

// kinds of damage, and what they do to the records raw. old are the records as
// they were some deeds before.
var kinds = []struct {
	name string
	do   func(raw, old []byte, rng *rand.Rand) []byte
}{
	{"a bit", func(raw, _ []byte, rng *rand.Rand) []byte {
		raw[rng.IntN(len(raw))] ^= 1 << rng.IntN(8)
		return raw
	}},
	{"a byte", func(raw, _ []byte, rng *rand.Rand) []byte {
		raw[rng.IntN(len(raw))] ^= byte(1 + rng.IntN(255))
		return raw
	}},
	{"a bit of a meta page", func(raw, _ []byte, rng *rand.Rand) []byte {
		raw[rng.IntN(2)*page+rng.IntN(88)] ^= 1 << rng.IntN(8)
		return raw
	}},
	{"a block of noise", func(raw, _ []byte, rng *rand.Rand) []byte {
		return overwrite(raw, rng, func() byte { return byte(rng.IntN(256)) })
	}},
	{"a block of zeros", func(raw, _ []byte, rng *rand.Rand) []byte {
		return overwrite(raw, rng, func() byte { return 0 })
	}},
	{"a page in another's place", func(raw, _ []byte, rng *rand.Rand) []byte {
		from, to := rng.IntN(len(raw)/page)*page, rng.IntN(len(raw)/page)*page
		copy(raw[to:to+page], bytes.Clone(raw[from:from+page]))
		return raw
	}},
	{"a page as it was", func(raw, old []byte, rng *rand.Rand) []byte {
		at := rng.IntN(min(len(raw), len(old))/page) * page
		copy(raw[at:at+page], old[at:])
		return raw
	}},
	{"all as it was", func(_, old []byte, _ *rand.Rand) []byte { return bytes.Clone(old) }},
	{"cut short", func(raw, _ []byte, rng *rand.Rand) []byte { return raw[:rng.IntN(len(raw))] }},
}

// overwrite overwrites a block of up to a page.
func overwrite(raw []byte, rng *rand.Rand, with func() byte) []byte {
	at := rng.IntN(len(raw))
	for i := at; i < min(at+1+rng.IntN(page), len(raw)); i++ {
		raw[i] = with()
	}
	return raw
}

// damage examines damaged copies of a shop and says of each what came of it:
// "N named", when the damage was named; "N same", when it was not and all that
// is handed on is as it should be; "N bad", when something else was.
func (j job) damage(ctx context.Context) error {
	// As much memory as the program's own examination may take.
	if err := syscall.Setrlimit(syscall.RLIMIT_AS, &syscall.Rlimit{Cur: 8 << 30, Max: 8 << 30}); err != nil {
		return err
	}
	if err := os.RemoveAll(j.Base); err != nil { // what killed the child before
		return err
	}
	if err := os.CopyFS(j.Base, os.DirFS(j.Template)); err != nil {
		return err
	}
	raw, err := os.ReadFile(filepath.Join(j.Template, "shop", "shop.db"))
	if err != nil {
		return err
	}
	old, err := os.ReadFile(j.Old)
	if err != nil {
		return err
	}
	truth, err := j.handedOn(ctx)
	if err != nil {
		return err
	}
	for n := j.From; n < j.Most; n++ {
		if n%j.Of != j.Part {
			continue
		}
		rng := rand.New(rand.NewPCG(j.Seed, uint64(n)))
		kind := kinds[n%len(kinds)]
		hurt := kind.do(bytes.Clone(raw), old, rng)
		if _, err := fmt.Printf("%d began\n", n); err != nil {
			return err
		}
		verdict, err := j.examined(ctx, hurt, truth)
		if err != nil {
			return err
		}
		if _, err := fmt.Println(n, verdict); err != nil {
			return err
		}
	}
	return nil
}

// examined is the verdict on one damaged copy.
func (j job) examined(ctx context.Context, hurt []byte, truth string) (verdict string, err error) {
	path := filepath.Join(j.shop(), "shop.db")
	// A new file, as after a restart: the old one's memory map may still be there.
	if err := os.Remove(path); err != nil {
		return "", err
	}
	if err := os.WriteFile(path, hurt, 0o600); err != nil {
		return "", err
	}
	r := folder.Examine(ctx, j.shop(), ledger.Rules(fill))
	if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, hurt) {
		return "bad: the examination wrote to the file", err
	}
	if r.Result != folder.Sound || len(r.Notes) > 0 {
		return "named " + string(r.Result), nil
	}
	handed, err := j.handedOn(ctx)
	if err != nil {
		return fmt.Sprintf("bad: examined as sound, then %v", err), nil
	}
	if handed != truth {
		return "bad: examined as sound, and hands on something else", nil
	}
	return "same", nil
}

// handedOn is a sum of everything the records say.
func (j job) handedOn(ctx context.Context) (sum string, err error) {
	f, err := j.open(ctx)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	d, err := inventory.Open(ctx, f.Store, f.Keys, later)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	out := json.NewEncoder(h)
	const all = 1 << 20
	for _, list := range []func() (any, error){
		func() (any, error) { return d.Settings(), nil },
		func() (any, error) { return d.Categories(ctx) },
		func() (any, error) { return d.ToolsAfter(ctx, 0, all) },
		func() (any, error) { return d.LoansAfter(ctx, 0, all) },
		func() (any, error) { return d.ResidentsAfter(ctx, 0, all) },
		func() (any, error) { return d.HoldsAfter(ctx, 0, all) },
		func() (any, error) { return d.ReservationsAfter(ctx, 0, all) },
		func() (any, error) { return d.ServicesAfter(ctx, 0, all) },
		func() (any, error) { return d.ConsumablesAfter(ctx, 0, all) },
		func() (any, error) { return d.MovesAfter(ctx, 0, all) },
		func() (any, error) { return d.EntriesAfter(ctx, 0, all) },
		func() (any, error) { return d.Catalogue(ctx) },
		func() (any, error) { return d.OpenLoans(ctx, 0, all) },
		func() (any, error) { return d.WaitingPrints(ctx, all) },
	} {
		v, err := list()
		if err != nil {
			return "", err
		}
		if err := out.Encode(v); err != nil {
			return "", err
		}
	}
	return string(h.Sum(nil)), nil
}
