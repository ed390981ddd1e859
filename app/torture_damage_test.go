package main

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// The whole way through the program: check starts a process that examines, and
// outlives whatever the damaged file does to it. What check finds in order, the
// export hands on unchanged. (Package powercut does this to many thousand copies.)
func TestCheckOutlivesDamagedRecords(t *testing.T) {
	dir, _ := simulated(t, "20")
	path := filepath.Join(dir, "shop.db")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	truth := loansOut(t, dir)
	copies := 24
	if tortured() {
		copies = 400
	}
	rng := rand.New(rand.NewPCG(4, 4))
	named, harmless := 0, 0
	for n := range copies {
		raw := bytes.Clone(whole)
		switch at := rng.IntN(len(raw)); n % 4 {
		case 0:
			raw[at] ^= 1 << rng.IntN(8)
		case 1:
			raw[rng.IntN(2*4096)] ^= byte(1 + rng.IntN(255))
		case 2:
			copy(raw[at:], make([]byte, 1+rng.IntN(4096)))
		case 3:
			raw = raw[:at]
		}
		if err := errors.Join(os.Remove(path), os.WriteFile(path, raw, 0o600)); err != nil {
			t.Fatal(err)
		}
		if _, err := runIn(t, "check", "--data", dir); err != nil {
			named++
			continue
		}
		harmless++
		if !bytes.Equal(loansOut(t, dir), truth) {
			t.Errorf("copy %d: in order, and hands on something else", n)
		}
	}
	t.Logf("%d damaged copies: %d named, %d harmless", copies, named, harmless)
	if named < copies/5 || tortured() && harmless == 0 {
		t.Error("that tried little")
	}
}

// loansOut is the export of all loans.
func loansOut(t *testing.T, dir string) []byte {
	t.Helper()
	to := filepath.Join(t.TempDir(), "loans.csv")
	if out, err := runIn(t, "export", "--data", dir, "--what", "loans", "--to", to); err != nil {
		t.Fatalf("export: %v %s", err, out)
	}
	raw, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}
