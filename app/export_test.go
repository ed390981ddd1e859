package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"redwrench/inventory"
	"redwrench/inventory/exchange"
	"redwrench/inventory/invented"
	"redwrench/inventory/simulate"
)

// simulated is a data folder after some days.
func simulated(t *testing.T, days string) (dir, acks string) {
	t.Helper()
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	dir = filepath.Join(t.TempDir(), "shop")
	acks, err := runIn(t, "simulate", "--data", dir, "--days", days, "--seed", "4")
	if err != nil {
		t.Fatal(err)
	}
	return dir, acks
}

// exported reads a table with a line for each record, by its column's names.
func exported(t testing.TB, dir, what string) []map[string]string {
	t.Helper()
	to := filepath.Join(t.TempDir(), what+".csv")
	if err := run(t.Context(), []string{"export", "--data", dir, "--what", what, "--to", to}, &bytes.Buffer{}, &bytes.Buffer{}); err != nil {
		t.Fatal(err)
	}
	return readCSV(t, to)
}

func readCSV(t testing.TB, path string) []map[string]string {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text, marked := strings.CutPrefix(string(raw), "\ufeff")
	if !marked {
		t.Fatal("Excel in Lhasa would read GBK: no byte order mark")
	}
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var table []map[string]string
	for _, row := range rows[1:] {
		line := map[string]string{}
		for i, name := range rows[0] {
			line[name] = row[i]
		}
		table = append(table, line)
	}
	return table
}

func TestWhatWasAcknowledgedIsExported(t *testing.T) {
	dir, acks := simulated(t, "30")
	if out, err := runIn(t, "check", "--data", dir); err != nil {
		t.Errorf("check: %v %s", err, out)
	}
	loans := map[string]string{}
	for _, l := range exported(t, dir, "loans") {
		loans[l["code"]] = l["back"]
	}
	lines := 0
	for line := range strings.Lines(acks) {
		what, code, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), "ack "), " ")
		back, there := loans[code]
		switch what {
		case "along": // a tool for a job: its number is that of the job
			lines++
		case "loan":
			lines++
			if !there {
				t.Errorf("%s is not in the export", code)
			}
		case "return":
			if back == "" {
				t.Errorf("%s was returned and is not", code)
			}
		}
	}
	if lines == 0 || lines != len(loans) {
		t.Errorf("%d loans acknowledged, %d exported", lines, len(loans))
	}
}

func TestExportAsJSON(t *testing.T) {
	dir, _ := simulated(t, "5")
	to := filepath.Join(t.TempDir(), "x.json")
	for _, what := range exchange.Names() {
		if _, err := runIn(t, "export", "--data", dir, "--what", what, "--format", "json", "--to", to); err != nil {
			t.Fatal(err)
		}
		raw, err := os.ReadFile(to)
		if err != nil {
			t.Fatal(err)
		}
		var list []map[string]any
		if err := json.Unmarshal(raw, &list); err != nil {
			t.Fatalf("%s: %v\n%.300s", what, err, raw)
		}
		if table := exported(t, dir, what); len(list) != len(table) {
			t.Errorf("%s: %d as JSON, %d as CSV", what, len(list), len(table))
		}
		if len(list) > 0 && !bytes.HasPrefix(raw, []byte("[\n{\"code\": ")) {
			t.Errorf("%s: the code is not first: %.60s", what, raw)
		}
	}
}

func TestResidentsInFullOnlyWithTheManagersPIN(t *testing.T) {
	dir, _ := simulated(t, "5")
	somebody := invented.Person(0, "")
	to := filepath.Join(t.TempDir(), "residents.csv")
	ask := func(pin string) (string, error) {
		o, err := parse("export", []string{"--data", dir, "--what", "residents", "--to", to, "--pin-stdin"}, os.Stderr)
		if err != nil {
			t.Fatal(err)
		}
		s, err := openShop(t.Context(), dir)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = s.close() }()
		err = export(t.Context(), s, o, strings.NewReader(pin+"\n"), &bytes.Buffer{}, &bytes.Buffer{})
		raw, _ := os.ReadFile(to)
		return string(raw), err
	}
	masked := exported(t, dir, "residents")
	for _, r := range masked {
		if r["name"] == somebody.Name || r["phone"] == somebody.Phone {
			t.Error("a name or telephone number stands readable without a PIN")
		}
	}
	before := len(exported(t, dir, "audit"))
	if raw, err := ask("000001"); err == nil || raw != "" {
		t.Errorf("with a wrong PIN: %v", err)
	}
	raw, err := ask(simulate.PIN)
	if err != nil || !strings.Contains(raw, somebody.Phone) || !strings.Contains(raw, somebody.Number) {
		t.Errorf("with the PIN: %v", err)
	}
	if info, err := os.Stat(to); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others may read it: %v", info.Mode())
	}
	noted := 0
	for _, e := range exported(t, dir, "audit")[before:] {
		if e["deed"] == "export" && e["who"] != "" && e["subjects"] == "residents" {
			noted++
		}
	}
	if noted != 1 {
		t.Errorf("%d exports in the audit, want 1", noted)
	}
}

func TestDonorsAreNamedOnlyWithTheManagersPIN(t *testing.T) {
	dir, _ := simulated(t, "2")
	s, err := openShop(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.close() }()
	gift := inventory.Gift{Fen: 10_000, Donor: "样例甲乙", Naming: inventory.NameWhole, Lang: "zh"}
	if _, err := s.TakeDonation(t.Context(), gift, 1); err != nil {
		t.Fatal(err)
	}
	for pin, want := range map[string]string{"": "样*乙", simulate.PIN: gift.Donor} {
		to := filepath.Join(t.TempDir(), "donations.csv")
		args := []string{"--what", "donations", "--to", to}
		if pin != "" {
			args = append(args, "--pin-stdin")
		}
		o, err := parse("export", args, os.Stderr)
		if err != nil {
			t.Fatal(err)
		}
		if err := export(t.Context(), s, o, strings.NewReader(pin+"\n"), &bytes.Buffer{}, &bytes.Buffer{}); err != nil {
			t.Fatal(err)
		}
		list := readCSV(t, to)
		if last := list[len(list)-1]; last["donor"] != want || last["fen"] != "10000" {
			t.Errorf("with the PIN %t: %v, want %q", pin != "", last, want)
		}
	}
}

func TestAFailedExportLeavesTheOldOne(t *testing.T) {
	dir, _ := simulated(t, "2")
	to := filepath.Join(t.TempDir(), "loans.csv")
	if err := os.WriteFile(to, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := openShop(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	o, err := parse("export", []string{"--what", "loans", "--to", to}, os.Stderr)
	if err != nil {
		t.Fatal(err)
	}
	if err := export(ctx, s, o, nil, &bytes.Buffer{}, &bytes.Buffer{}); err == nil {
		t.Error("an export that was cancelled says nothing")
	}
	if err := s.close(); err != nil {
		t.Fatal(err)
	}
	if raw, err := os.ReadFile(to); err != nil || string(raw) != "old" {
		t.Errorf("the old file: %v %q", err, raw)
	}
	if names, err := os.ReadDir(filepath.Dir(to)); err != nil || len(names) != 1 {
		t.Errorf("left behind: %v", names)
	}
}

func TestRefusedExports(t *testing.T) {
	for _, args := range [][]string{
		{"export"}, {"export", "--what", "loans"}, {"export", "--what", "wishes", "--to", "x"}, {"export", "--what", "loans", "--to", "x", "--format", "xls"},
		{"export", "--what", "loans", "--to", "x", "--full"}, {"simulate"}, {"simulate", "--days", "1", "--clients", "0"},
	} {
		if out, err := runIn(t, args...); err == nil {
			t.Errorf("%v: no error, %q", args, out)
		}
	}
}
