package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAReportIsWrittenAsPaperAndAsATable(t *testing.T) {
	dir := t.TempDir()
	data := filepath.Join(dir, "data")
	do := func(args ...string) (string, error) {
		var out bytes.Buffer
		err := run(t.Context(), append(args, "--data", data), &out, &out)
		return out.String(), err
	}
	if out, err := do("simulate", "--days", "40", "--seed", "3"); err != nil {
		t.Fatal(err, out)
	}
	for _, lang := range []string{"zh", "bo", "en"} {
		pdf := filepath.Join(dir, lang+".pdf")
		if out, err := do("report", "--from", "2026-01-01", "--until", "2026-12-31", "--lang", lang, "--to", pdf); err != nil {
			t.Fatal(err, out)
		}
		if raw, err := os.ReadFile(pdf); err != nil || !bytes.HasPrefix(raw, []byte("%PDF-")) {
			t.Errorf("%s: no PDF: %v", lang, err)
		}
	}
	table := filepath.Join(dir, "r.CSV")
	if out, err := do("report", "--from", "2026-01-01", "--until", "2026-12-31", "--lang", "en", "--to", table); err != nil {
		t.Fatal(err, out)
	}
	raw, err := os.ReadFile(table)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"\ufeffpart,name,value,before\r\n", "from,,2026-01-01,2025-01-01\r\n", "figure,returned late %,", "figure,tools in stock,", "Loans by week,2026-01-05,"} {
		if !strings.Contains(string(raw), want) {
			t.Errorf("no %q in\n%s", want, raw)
		}
	}
	for what, args := range map[string][]string{
		"--to F.pdf":        {"--from", "2026-01-01", "--until", "2026-06-30", "--to", filepath.Join(dir, "r.doc")},
		"--from 2026-01-01": {"--from", "1 May", "--until", "2026-06-30", "--to", filepath.Join(dir, "r.pdf")},
		"the earlier day":   {"--from", "2026-07-01", "--until", "2026-06-30", "--to", filepath.Join(dir, "r.pdf")},
		"--lang is":         {"--from", "2026-01-01", "--until", "2026-06-30", "--lang", "fr", "--to", filepath.Join(dir, "r.pdf")},
	} {
		if _, err := do(append([]string{"report"}, args...)...); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("%v: %v, want %q", args, err, what)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "r.pdf")); left != nil {
		t.Error("a refusal left a file behind")
	}
}
