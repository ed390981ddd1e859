package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"redwrench/inventory/exchange"
	"redwrench/inventory/invented"
	"redwrench/inventory/simulate"
)

// importIn runs the sub-command with what is typed for the PIN.
func importIn(t *testing.T, dir, pin string, args ...string) (string, error) {
	t.Helper()
	o, err := parse("import", append([]string{"--data", dir, "--pin-stdin"}, args...), os.Stderr)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	s, err := openShop(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	err = importTable(t.Context(), s, o, strings.NewReader(pin+"\n"), &out, &bytes.Buffer{})
	return out.String(), errors.Join(err, s.close())
}

func written(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestATableOfToolsIsTakenInFromTheCommandLine(t *testing.T) {
	dir, _ := simulated(t, "2")
	before := len(exported(t, dir, "tools"))
	bad := written(t, "bad.csv", "名称,类别,购买日期\n测试锤,手动工具,31.12\n测试梯,飞行器,2026-01-31\n")
	out, err := importIn(t, dir, simulate.PIN, "--what", "tools", "--from", bad, "--yes")
	if !errors.Is(err, errFaults) || !strings.Contains(out, "Row 2 · 购买日期: Not a day") || !strings.Contains(out, "Row 3 · 类别: The shop has no such category") || !strings.Contains(out, "2 rows, 2 problems") {
		t.Errorf("%v\n%s", err, out)
	}
	good := written(t, "good.csv", "名称,类别,购买日期,供应商\n测试锤,手动工具,2026/1/31,x\n")
	if out, err := importIn(t, dir, "", "--what", "tools", "--from", good); err != nil || !strings.Contains(out, "nothing was changed") || !strings.Contains(out, "not used: 供应商") {
		t.Errorf("a dry run: %v\n%s", err, out)
	}
	if _, err := importIn(t, dir, "000001", "--what", "tools", "--from", good, "--yes"); err == nil {
		t.Error("taken in with a wrong PIN")
	}
	if n := len(exported(t, dir, "tools")); n != before {
		t.Fatalf("%d tools, there were %d", n, before)
	}
	if out, err := importIn(t, dir, simulate.PIN, "--what", "tools", "--from", good, "--yes"); err != nil || !strings.Contains(out, "1 tools taken in") {
		t.Errorf("%v\n%s", err, out)
	}
	if tools := exported(t, dir, "tools"); len(tools) != before+1 || tools[before]["name_zh"] != "测试锤" {
		t.Errorf("%d tools", len(tools))
	}
	audit := exported(t, dir, "audit")
	if e := audit[len(audit)-1]; e["deed"] != "import" || e["who"] == "" || e["subjects"] != "tools csv 1" {
		t.Errorf("the audit says %v", e)
	}
	if out, err := runIn(t, "check", "--data", dir); err != nil {
		t.Errorf("check: %v %s", err, out)
	}
}

func TestResidentsAreLookedAtOnlyWithTheManagersPIN(t *testing.T) {
	dir, _ := simulated(t, "2")
	p := invented.Person(901, "")
	from := written(t, "r.csv", "姓名,手机,证件号码,房号,同意书版本,同意日期\n"+p.Name+","+p.Phone+","+p.Number+",101,纸质,2026-01-31\n")
	if out, err := importIn(t, dir, "000001", "--what", "residents", "--from", from, "--dry-run"); err == nil || out != "" {
		t.Errorf("looked at without the PIN: %v %s", err, out)
	}
	if out, err := importIn(t, dir, simulate.PIN, "--what", "residents", "--from", from, "--yes"); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	out, err := importIn(t, dir, simulate.PIN, "--what", "residents", "--from", from, "--dry-run")
	if !errors.Is(err, errFaults) || !strings.Contains(out, "Row 2 · 证件号码: This document is registered already") || strings.Contains(out, p.Phone) || strings.Contains(out, p.Number) {
		t.Errorf("the second time: %v\n%s", err, out)
	}
	raw, err := os.ReadFile(filepath.Join(dir, "shop.db"))
	if err != nil || bytes.Contains(raw, []byte(p.Phone)) || bytes.Contains(raw, []byte(p.Number)) {
		t.Errorf("it stands unsealed in the records: %v", err)
	}
}

func TestATemplateIsWritten(t *testing.T) {
	for _, name := range []string{"tools.csv", "residents.xlsx"} {
		to := filepath.Join(t.TempDir(), name)
		what, _, _ := strings.Cut(name, ".")
		if _, err := runIn(t, "template", "--what", what, "--to", to); err != nil {
			t.Fatal(err)
		}
		s, err := os.Open(to)
		if err != nil {
			t.Fatal(err)
		}
		info, err := s.Stat()
		if err != nil {
			t.Fatal(err)
		}
		sheet, err := exchange.Read(t.Context(), s, info.Size(), exchange.What(what), time.UTC, nil)
		if err != nil || sheet.LeftOut != 1 {
			t.Errorf("%s: %v", name, err)
		}
		_ = s.Close()
	}
}

func TestWhatImportCannotDoIsSaidAtOnce(t *testing.T) {
	for _, args := range [][]string{
		{"import"}, {"import", "--what", "loans", "--from", "x"}, {"import", "--what", "tools"}, {"import", "--what", "tools", "--from", "x", "--yes", "--dry-run"},
		{"template", "--what", "tools", "--to", "x.pdf"}, {"template", "--what", "loans", "--to", "x.csv"}, {"export", "--what", "tools", "--to", "x", "--format", "ods"},
	} {
		if _, err := runIn(t, args...); err == nil {
			t.Errorf("%v is accepted", args)
		}
	}
}

func TestAnExportAsAWorkbookComesBack(t *testing.T) {
	dir, _ := simulated(t, "20")
	to := filepath.Join(t.TempDir(), "tools.xlsx")
	if _, err := runIn(t, "export", "--data", dir, "--what", "tools", "--to", to, "--format", "xlsx"); err != nil {
		t.Fatal(err)
	}
	out, err := importIn(t, dir, "", "--what", "tools", "--from", to)
	if tools := len(exported(t, dir, "tools")); !errors.Is(err, errFaults) || strings.Count(out, "It is in the shop already") != tools {
		t.Errorf("into the same shop: %v, %.300s", err, out)
	}
	other := filepath.Join(t.TempDir(), "other")
	if _, err := runIn(t, "simulate", "--data", other, "--days", "1", "--seed", "9"); err != nil {
		t.Fatal(err)
	}
	if out, err := importIn(t, other, simulate.PIN, "--what", "tools", "--from", to, "--yes"); err != nil {
		t.Errorf("into another: %v, %.300s", err, out)
	}
}
