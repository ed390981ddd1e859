package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"redwrench/printing/escpos/escpostest"
)

func TestTheMetadataIsThatOfThePackager(t *testing.T) {
	raw, err := os.ReadFile("../FyneApp.toml")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{`ID = "` + appID + `"`, `Name = "` + appName + `"`, `Version = "` + appVersion + `"`, "Build = 1"} {
		if !strings.Contains(string(raw), line+"\n") {
			t.Errorf("FyneApp.toml has no line %s", line)
		}
	}
}

func runIn(t *testing.T, args ...string) (string, error) {
	t.Helper()
	var out bytes.Buffer
	err := run(context.Background(), args, &out, &bytes.Buffer{})
	return out.String(), err
}

func TestSubCommandsWithoutAWindow(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	dir := filepath.Join(t.TempDir(), "shop")
	for range 2 { // a second demo changes nothing
		out, err := runIn(t, "demo", "--data", dir)
		if err != nil || strings.Count(out, "resident R-") != demoPeople {
			t.Fatalf("demo: %v\n%s", err, out)
		}
	}
	pdf := filepath.Join(t.TempDir(), "labels.pdf")
	if out, err := runIn(t, "labels", "--data", dir, "--to", pdf); err != nil || !strings.Contains(out, "61 labels on 2 sheets") {
		t.Errorf("labels: %v, %q", err, out)
	}
	if raw, err := os.ReadFile(pdf); err != nil || !bytes.HasPrefix(raw, []byte("%PDF-")) {
		t.Errorf("no PDF: %v", err)
	}
	if out, err := runIn(t, "check", "--data", dir); err != nil || out != "the records are in order\n" {
		t.Errorf("check: %v, %q", err, out)
	}
	if out, err := runIn(t, "version"); err != nil || !strings.HasPrefix(out, "Red Wrench ") {
		t.Errorf("version: %v, %q", err, out)
	}
}

func TestPrintersAreListedSetAndTried(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	t.Setenv("CUPS_SERVER", "127.0.0.1:1")
	dir := filepath.Join(t.TempDir(), "shop")
	out, err := runIn(t, "printers", "--data", dir)
	if err != nil || strings.Count(out, "folder:") != 3 || !strings.Contains(out, "no CUPS") {
		t.Fatalf("of a new shop: %v\n%s", err, out)
	}
	p := escpostest.New().Listen(t)
	out, err = runIn(t, "printers", "--data", dir, "--add", "slip="+p.Address+",name=Counter,width=58,margin=5", "--test", "slip")
	if err != nil || !strings.HasSuffix(out, "printed\n") {
		t.Errorf("a test page: %v\n%s", err, out)
	}
	if papers, _ := p.Papers(); len(papers) != 1 || papers[0].Width != 384 {
		t.Errorf("%d papers came out", len(papers))
	}
	p.OutOfPaper(true)
	if out, err = runIn(t, "printers", "--data", dir); err != nil || !strings.Contains(out, "Counter is out of paper") {
		t.Errorf("without paper: %v\n%s", err, out)
	}
	if out, err = runIn(t, "printers", "--data", dir, "--add", "slip="); err != nil || strings.Count(out, "folder:") != 3 {
		t.Errorf("back to the folder: %v\n%s", err, out)
	}
}

func TestRefusedCommandLines(t *testing.T) {
	for _, args := range [][]string{{"lend"}, {"labels"}, {"check", "--window"}, {"printers", "--add", "slip=lpd://x"}, {"printers", "--add", "fax=cups:A"}, {"printers", "--test", "fax"}, {"--printer", "lpd://x"}, {"check", "extra"}, {"demo", "--data", "/proc/nowhere"}} {
		if out, err := runIn(t, args...); err == nil {
			t.Errorf("%v: no error, %q", args, out)
		}
	}
}

func TestCheckNamesADamagedFile(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	dir := filepath.Join(t.TempDir(), "shop")
	if _, err := runIn(t, "demo", "--data", dir); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "shop.db")
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(raw, []byte("Claw hammer"))
	if at < 0 {
		t.Fatal("no hammer in the file")
	}
	raw[at] ^= 1
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := runIn(t, "check", "--data", dir); !errors.Is(err, errFaults) || !strings.Contains(out, "damaged") {
		t.Errorf("check: %v, %q", err, out)
	}
}

// The directions of the house (README, map): who may import whom.
func TestImports(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "-f", `{{.ImportPath}} {{join .Imports ","}}`, "redwrench/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	allowed := map[string][]string{
		"app":       {"app", "ui", "printing", "inventory", "assets"},
		"ui":        {"ui", "inventory", "assets"},
		"printing":  {"printing", "inventory", "assets"},
		"inventory": {"inventory"},
		"assets":    {"assets"},
	}
	owners := map[string]string{ // the only importer of a package of others
		"fyne.io/fyne/v2/app":                 "redwrench/app",
		"go.etcd.io/bbolt":                    "redwrench/inventory/store/boltstore",
		"github.com/jung-kurt/gofpdf":         "redwrench/printing/pdf",
		"golang.org/x/image/vector":           "redwrench/printing/raster",
		"github.com/skip2/go-qrcode":          "redwrench/printing/qr",
		"github.com/fxamacker/cbor/v2":        "redwrench/inventory",
		"github.com/go-text/typesetting/font": "redwrench/printing/text",
		"filippo.io/age":                      "redwrench/inventory/backup",
		"github.com/xuri/excelize/v2":         "redwrench/inventory/exchange",
	}
	room := regexp.MustCompile(`^redwrench/([a-z]+)`)
	for line := range strings.Lines(string(out)) {
		path, imports, _ := strings.Cut(strings.TrimSpace(line), " ")
		from := room.FindStringSubmatch(path)
		if from == nil {
			continue
		}
		for _, imported := range strings.Split(imports, ",") {
			if to := room.FindStringSubmatch(imported); to != nil && !slices.Contains(allowed[from[1]], to[1]) {
				t.Errorf("%s imports %s", path, imported)
			}
			if owner, ok := owners[imported]; ok && path != owner {
				t.Errorf("%s imports %s, which is %s's", path, imported, owner)
			}
			if strings.HasPrefix(imported, "fyne.io/") && from[1] != "ui" && from[1] != "app" {
				t.Errorf("%s imports %s", path, imported)
			}
		}
	}
}
