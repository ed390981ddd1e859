package escpos_test

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"redwrench/printing/escpos/escpostest"
)

// terminal is a device file with the printer at its other end.
func terminal(t *testing.T, p *escpostest.Printer) string {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NONBLOCK|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no pseudo terminal: %v", err)
	}
	fd := int(master.Fd())
	if err := unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := unix.IoctlGetTermios(fd, unix.TCGETS)
	if err != nil {
		t.Fatal(err)
	}
	raw.Iflag, raw.Oflag, raw.Lflag = 0, 0, 0
	if err := unix.IoctlSetTermios(fd, unix.TCSETS, raw); err != nil {
		t.Fatal(err)
	}
	if err := unix.SetNonblock(fd, true); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("/dev/pts", strconv.Itoa(n))
	keep, err := os.OpenFile(path, os.O_RDWR|syscall.O_NOCTTY, 0) // a device stays when nobody has it open
	if err != nil {
		t.Fatal(err)
	}
	go p.Serve(master)
	t.Cleanup(func() { p.Unplug(); _ = keep.Close() })
	return path
}

func TestADeviceFile(t *testing.T) {
	p := escpostest.New()
	path := terminal(t, p)
	for i := range 2 { // a device remembers: the second slip is not the first's
		s, status, err := address(t, "escpos://"+path).Open(context.Background())
		if err != nil || !status.Heard || !status.Well() {
			t.Fatalf("%+v, %v", status, err)
		}
		page := stripes(i, 900)
		printed(t, s, page)
		if whole, _ := p.Papers(); len(whole) != i+1 || !same(whole[i], page) {
			t.Fatalf("%d papers, faults %q", len(whole), p.Faults())
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	p.OutOfPaper(true)
	s, status, err := address(t, "escpos://"+path).Open(context.Background())
	if err != nil || !status.PaperOut {
		t.Fatalf("%+v, %v", status, err)
	}
	_ = s.Close()
}

// A pipe takes bytes and never answers, as a cheap printer does.
func TestADeviceThatIsOneWay(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lp0")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skipf("no pipes here: %v", err)
	}
	reader, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	p := escpostest.New()
	p.Silent()
	go p.Serve(reader)
	t.Cleanup(p.Unplug)
	s, status, err := address(t, "escpos://"+path).Open(context.Background())
	if err != nil || status.Heard || !status.Well() {
		t.Fatalf("%+v, %v", status, err)
	}
	page := stripes(5, 1500)
	printed(t, s, page)
	_ = s.Close()
	eventually(t, func() bool { whole, _ := p.Papers(); return len(whole) == 1 })
	if whole, _ := p.Papers(); !same(whole[0], page) {
		t.Error("another picture came out")
	}
}
