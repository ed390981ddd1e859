package escpos_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"redwrench/printing/escpos"
	"redwrench/printing/escpos/escpostest"
	"redwrench/printing/raster"
)

// stripes is a page that no other page looks like.
func stripes(n, height int) raster.Bitmap {
	b := raster.New(576, height)
	for i := range b.Rows {
		b.Rows[i] = byte(i * (n + 1) / 7)
	}
	return b
}

func same(a, b raster.Bitmap) bool {
	return a.Width == b.Width && a.Height == b.Height && bytes.Equal(a.Rows, b.Rows)
}

func address(t testing.TB, s string) escpos.Address {
	t.Helper()
	a, err := escpos.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// printed sends a page and returns whether the printer said it is on paper.
func printed(t testing.TB, s *escpos.Session, page raster.Bitmap) {
	t.Helper()
	if err := s.Begin(escpos.Encode(page)); err != nil {
		t.Fatal(err)
	}
	if status, err := s.Push(); err != nil || !s.Began() || !s.Sent() {
		t.Fatalf("sent %t, began %t, %+v, %v", s.Sent(), s.Began(), status, err)
	}
	if done, err := s.Printed(5 * time.Second); !done || err != nil {
		t.Fatalf("printed %t, %v", done, err)
	}
}

func TestAPageComesOutDotByDot(t *testing.T) {
	for name, set := range map[string]func(*escpostest.Printer){
		"a printer that answers": func(*escpostest.Printer) {}, "a silent one": (*escpostest.Printer).Silent, "one that knows half": (*escpostest.Printer).Plain,
	} {
		t.Run(name, func(t *testing.T) {
			p := escpostest.New().Listen(t)
			set(p)
			s, status, err := address(t, p.Address).Open(context.Background())
			if err != nil || !status.Well() {
				t.Fatalf("%+v, %v", status, err)
			}
			page := stripes(1, 700)
			printed(t, s, page)
			_ = s.Close()
			eventually(t, func() bool { whole, torn := p.Papers(); return len(whole) == 1 && torn == 0 })
			if whole, _ := p.Papers(); !same(whole[0], page) || len(p.Faults()) > 0 {
				t.Errorf("another picture came out, faults %q", p.Faults())
			}
		})
	}
}

func eventually(t testing.TB, holds func() bool) {
	t.Helper()
	for began := time.Now(); !holds(); time.Sleep(time.Millisecond) {
		if time.Since(began) > 10*time.Second {
			t.Fatal("it never came")
		}
	}
}

func TestPaperAndCoverAreSaid(t *testing.T) {
	p := escpostest.New().Listen(t)
	s, status, err := address(t, p.Address).Open(context.Background())
	if err != nil || !status.Heard || !status.Well() {
		t.Fatalf("well: %+v, %v", status, err)
	}
	defer s.Close()
	p.OutOfPaper(true)
	if status, err = s.Status(); err != nil || !status.PaperOut || status.CoverOpen {
		t.Errorf("out of paper: %+v, %v", status, err)
	}
	p.OutOfPaper(false)
	p.CoverOpen(true)
	if status, err = s.Status(); err != nil || !status.CoverOpen || status.PaperOut {
		t.Errorf("cover open: %+v, %v", status, err)
	}
}

// The roll ends in the middle of a slip: what is said is that, and with a new
// roll the slip goes on, once.
func TestARollThatEndsInTheMiddle(t *testing.T) {
	p := escpostest.New().Listen(t)
	s, _, err := address(t, p.Address).Open(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	page := stripes(2, 3000) // more than the printer's memory
	if err := s.Begin(escpos.Encode(page)); err != nil {
		t.Fatal(err)
	}
	p.OutOfPaper(true)
	status, err := s.Push()
	if err != nil || !s.Began() || s.Sent() || !status.PaperOut {
		t.Fatalf("sent %t, began %t, %+v, %v", s.Sent(), s.Began(), status, err)
	}
	p.OutOfPaper(false)
	for !s.Sent() {
		if _, err := s.Push(); err != nil {
			t.Fatal(err)
		}
	}
	if done, err := s.Printed(5 * time.Second); !done || err != nil {
		t.Fatalf("printed %t, %v", done, err)
	}
	if whole, torn := p.Papers(); len(whole) != 1 || torn != 0 || !same(whole[0], page) {
		t.Errorf("%d papers, %d torn", len(whole), torn)
	}
}

func TestAPrinterThatIsUnpluggedInTheMiddleIsNotedAsAway(t *testing.T) {
	p := escpostest.New().Listen(t)
	p.UnplugAfter(40_000)
	s, _, err := address(t, p.Address).Open(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Begin(escpos.Encode(stripes(3, 3000))); err != nil {
		t.Fatal(err)
	}
	_, err = s.Push()
	if err == nil {
		_, err = s.Printed(5 * time.Second)
	}
	if !s.Began() || !errors.Is(err, escpos.ErrAway) {
		t.Errorf("began %t, %v", s.Began(), err)
	}
	if whole, _ := p.Papers(); len(whole) != 0 {
		t.Errorf("%d papers came out", len(whole))
	}
	if _, _, err := address(t, "escpos://127.0.0.1:1").Open(context.Background()); !errors.Is(err, escpos.ErrAway) {
		t.Errorf("nobody there: %v", err)
	}
}

func TestAFileIsNoPrinter(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lp0")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := address(t, "escpos://"+path).Open(context.Background()); !errors.Is(err, escpos.ErrAway) {
		t.Errorf("%v: every slip would vanish in it", err)
	}
}

func TestAddresses(t *testing.T) {
	for s, want := range map[string]string{
		"escpos:///dev/usb/lp0": "escpos:///dev/usb/lp0", "escpos://127.0.0.1:9100": "escpos://127.0.0.1:9100",
		"escpos://printer.local": "escpos://printer.local:9100", "escpos://[::1]:9100": "escpos://[::1]:9100",
		"escpos:": "", "escpos://": "", "escpos:///": "", "escpos://host/path": "", "ipp://host": "", "escpos://u:p@host": "", "escpos://host?x": "", "": "",
	} {
		a, err := escpos.Parse(s)
		if (err == nil) != (want != "") || err == nil && a.String() != want {
			t.Errorf("%q: %q, %v", s, a, err)
		}
	}
}

func FuzzAddress(f *testing.F) {
	f.Add("escpos:///dev/usb/lp0")
	f.Add("escpos://[::1]:9100")
	f.Fuzz(func(t *testing.T, s string) {
		a, err := escpos.Parse(s)
		if err != nil {
			if !errors.Is(err, escpos.ErrAddress) {
				t.Fatal(err)
			}
			return
		}
		if strings.ContainsAny(a.String(), "%#?\x00") {
			return // a path that is written otherwise
		}
		again, err := escpos.Parse(a.String())
		if err != nil || again != a {
			t.Fatalf("%q reads %q, which reads %q, %v", s, a, again, err)
		}
	})
}
