package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"redwrench/ui/desk/exchange"
)

// plugged is a machine with a stick.
func plugged(t *testing.T) (m media, stick string) {
	t.Helper()
	stick = filepath.Join(t.TempDir(), "优盘 A")
	if err := os.Mkdir(stick, 0o700); err != nil {
		t.Fatal(err)
	}
	return media{t.TempDir(), func() []string { return []string{stick} }}, stick
}

func TestSticksAreFoundInTheMountTable(t *testing.T) {
	table := `/dev/sda1 / ext4 rw 0 0
/dev/sdb1 /media/kiosk/NO\040NAME vfat rw 0 0
/dev/sdc1 /run/media/kiosk/红扳手 exfat rw 0 0
tmpfs /run/media-other tmpfs rw 0 0
/dev/sdd1 /mnt/usb vfat rw 0 0
`
	want := []string{"/media/kiosk/NO NAME", "/mnt/usb", "/run/media/kiosk/红扳手"}
	if got := mounted(strings.NewReader(table)); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestTablesOnAStickAndInTheImportFolderAreFound(t *testing.T) {
	m, stick := plugged(t)
	for _, name := range []string{"a.csv", "B.XLSX", ".hidden.csv", "photo.jpg", "folder/c.csv", "folder/deep/d.csv", ".trash/e.csv"} {
		path := filepath.Join(stick, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(name), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(os.Mkdir(filepath.Join(m.data, "import"), 0o700), os.WriteFile(filepath.Join(m.data, "import", "f.csv"), nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	files, err := m.Files(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range files {
		names = append(names, f.Place.Name+"/"+f.Name)
	}
	slices.Sort(names)
	if want := []string{"/f.csv", "优盘 A/B.XLSX", "优盘 A/a.csv", "优盘 A/c.csv"}; !slices.Equal(names, want) {
		t.Errorf("%q, want %q", names, want)
	}
	if pictures, err := m.Pictures(context.Background()); err != nil || len(pictures) != 1 || pictures[0].Name != "photo.jpg" {
		t.Errorf("pictures: %v, %v", pictures, err)
	}
	if err := os.RemoveAll(stick); err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if _, err := m.Open(f); f.Place.Name != "" && !errors.Is(err, exchange.ErrGone) {
			t.Errorf("%s is opened from a stick that is gone: %v", f.Name, err)
		}
	}
}

func TestAStickPulledOutWhileWritingHasNoHalfFile(t *testing.T) {
	m, stick := plugged(t)
	place := exchange.Place{Path: stick, Name: "优盘 A"}
	gone := errors.New("input/output error")
	err := m.Write(place, "redwrench-x.csv", func(w io.Writer) error {
		_, _ = io.WriteString(w, strings.Repeat("half", 1<<16))
		return gone
	})
	if !errors.Is(err, exchange.ErrWrite) || !errors.Is(err, gone) {
		t.Errorf("%v", err)
	}
	if left, _ := os.ReadDir(stick); len(left) != 0 {
		t.Errorf("left on the stick: %v", left)
	}
	// A stick that could not be cleared then is cleared the next time.
	if err := os.WriteFile(filepath.Join(stick, ".redwrench-old.csv.new-123"), []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := m.Write(place, "redwrench-y.csv", func(w io.Writer) error { _, err := io.WriteString(w, "whole"); return err }); err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(stick); len(left) != 1 || left[0].Name() != "redwrench-y.csv" {
		t.Errorf("on the stick: %v", left)
	}
}

func TestNothingIsWrittenWhereAStickWas(t *testing.T) {
	m, stick := plugged(t)
	m.sticks = func() []string { return nil } // unmounted: the folder is this machine's own
	err := m.Write(exchange.Place{Path: stick, Name: "优盘 A"}, "x.csv", func(io.Writer) error { return nil })
	if left, _ := os.ReadDir(stick); !errors.Is(err, exchange.ErrWrite) || len(left) != 0 {
		t.Errorf("%v, %v", err, left)
	}
}
