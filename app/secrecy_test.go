package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"redwrench/inventory"
	"redwrench/inventory/exchange"
	"redwrench/inventory/invented"
	"redwrench/inventory/people"
	"redwrench/inventory/simulate"
)

// TestNobodyIsReadableInFilesAndLogs looks for what is known of people in every
// byte the program leaves: records, backups, exports without a PIN, what it
// prints and logs (PRODUCT.md, Rules: sealed at rest).
func TestNobodyIsReadableInFilesAndLogs(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	dir := filepath.Join(t.TempDir(), "shop")
	var said bytes.Buffer
	command := func(args ...string) {
		t.Helper()
		if err := run(t.Context(), args, &said, &said); err != nil {
			t.Fatalf("%v: %v", args, err)
		}
	}
	command("simulate", "--data", dir, "--days", "40", "--seed", "6")
	known := visit(t, dir)
	// The look below finds what is meant to be found.
	if full := fullExport(t, dir, filepath.Join(t.TempDir(), "full.csv")); !found(full, known[0]) || !found(full, known[3]) {
		t.Error("the look is blind: a full export does not tell it of somebody")
	}
	for n := range 8 {
		known = append(known, values(invented.Person(n, ""))...)
	}
	command("simulate", "--data", dir, "--days", "1", "--seed", "7") // over the same pages again
	out := t.TempDir()
	for _, what := range exchange.Names() {
		command("export", "--data", dir, "--what", what, "--to", filepath.Join(out, what+".csv"))
		command("export", "--data", dir, "--what", what, "--format", "json", "--to", filepath.Join(out, what+".json"))
	}
	command("check", "--data", dir)
	second := t.TempDir()
	command("backup", "--data", dir, "--to", second)

	files := 0
	for _, top := range []string{dir, out, second} {
		err := filepath.WalkDir(top, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			raw, err := os.ReadFile(path)
			files++
			reveals(t, path, raw, known)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	reveals(t, "what was printed", said.Bytes(), known)
	t.Logf("%d values in %d files and %d bytes of output", len(known), files, said.Len())
}

// visit lets somebody with words of their own at home register, borrow, return
// and be forgotten by nobody.
func visit(t *testing.T, dir string) []string {
	t.Helper()
	s, err := openShop(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.close(); err != nil {
			t.Error(err)
		}
	}()
	p := invented.Person(999, s.Settings().ConsentVersion)
	p.Name = "样本·寻人"
	p.Home = people.Home{Building: "样板楼寻甲", Unit: "寻乙单元", Room: "寻丙室"}
	r, err := s.Register(t.Context(), p, "zh")
	if err != nil {
		t.Fatal(err)
	}
	staff, err := s.Staff(t.Context())
	if err != nil || len(staff) == 0 {
		t.Fatal(err)
	}
	if _, err := s.Verify(t.Context(), r.ID, staff[0].ID); err != nil {
		t.Fatal(err)
	}
	items, err := s.Catalogue(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range items {
		if i.Status != inventory.OnShelf {
			continue
		}
		if _, err := s.Lend(t.Context(), r.ID, []inventory.ToolID{i.Tool.ID}, "zh"); err != nil {
			t.Fatal(err)
		}
		break
	}
	return values(p)
}

// values are what is known of somebody and must not be readable.
func values(p people.Person) []string {
	all := []string{p.Name, p.Phone, p.ID.Number}
	for _, part := range []string{p.Home.Building, p.Home.Unit, p.Home.Room} {
		if len(part) > 6 { // "3" is in every file
			all = append(all, part)
		}
	}
	return all
}

func reveals(t *testing.T, where string, raw []byte, known []string) {
	t.Helper()
	for _, value := range known {
		if found(raw, value) {
			t.Errorf("%s tells of somebody: %d characters of it", where, len([]rune(value)))
		}
	}
}

// found looks for a value as the usual ways of writing have it.
func found(raw []byte, value string) bool {
	var wide []byte
	for _, u := range utf16.Encode([]rune(value)) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	return bytes.Contains(raw, []byte(value)) || bytes.Contains(raw, wide)
}

// fullExport is an export with the manager's PIN.
func fullExport(t *testing.T, dir, to string) []byte {
	t.Helper()
	o, err := parse("export", []string{"--what", "residents", "--to", to, "--pin-stdin"}, os.Stderr)
	if err != nil {
		t.Fatal(err)
	}
	s, err := openShop(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.close(); err != nil {
			t.Error(err)
		}
	}()
	if err := export(t.Context(), s, o, strings.NewReader(simulate.PIN), &bytes.Buffer{}, &bytes.Buffer{}); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}
