package main

import (
	"bytes"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/folder"
)

func TestTheShopForPracticeStandsByItself(t *testing.T) {
	ctx := t.Context()
	dir := t.TempDir()
	home := t.TempDir()
	for _, name := range []string{"XDG_CONFIG_HOME", "AppData", "HOME"} {
		t.Setenv(name, home) // and back at the end
	}
	now := time.Now()
	data, err := practise(ctx, dir, now)
	if err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(home); err != nil || len(left) > 0 {
		t.Errorf("left outside its folder: %v, %v", left, err)
	}
	s, err := openShop(ctx, data)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.close() }()
	if faults, err := s.Check(ctx); err != nil || len(faults) > 0 {
		t.Errorf("%v, %v", faults, err)
	}
	if who, err := s.UnlockByPIN(ctx, practicePIN); err != nil || who.Role != inventory.Manager {
		t.Errorf("the PIN of the band opens nothing: %v", err)
	}
	today, err := s.Today(ctx)
	if err != nil || today.OnLoan == 0 {
		t.Errorf("on loan %d, %v", today.OnLoan, err)
	}
	if shop := folder.Report(examine(ctx, data)); shop.Result != folder.Sound && shop.Result != folder.InUse {
		t.Errorf("examined: %v", shop.Result)
	}
}

func TestPracticePrintsIntoFoldersOnly(t *testing.T) {
	m := machines{practice: true}
	for _, address := range []string{"cups:Slips", "ipp://10.0.0.7/ipp", "escpos:///dev/usb/lp0", "escpos://10.0.0.7:9100"} {
		if m.Usable(address) == nil {
			t.Errorf("%s can be used", address)
		}
	}
	if queues, err := m.Queues(t.Context()); len(queues) > 0 || err != nil {
		t.Errorf("queues %v, %v", queues, err)
	}
	if err := m.Usable("folder:" + t.TempDir()); err != nil {
		t.Error(err)
	}
}

func TestThePracticeEndsInTheRealShop(t *testing.T) {
	s, log, starts := kioskThat(t, "test $1 = 2 || exit 6")
	practised := 0
	folder := ""
	s.train = func(dir string) *exec.Cmd {
		practised++
		folder = dir
		return exec.Command("sh", "-c", "touch $0/left; kill -9 $$", dir) // also when it crashes
	}
	if err := s.run(t.Context()); err != nil || *starts != 2 || practised != 1 {
		t.Errorf("%d starts, practised %d times, %v; the log:\n%s", *starts, practised, err, log)
	}
	if _, err := os.Stat(folder); folder == "" || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%q is still there: %v", folder, err)
	}
	var quiet bytes.Buffer
	alone := supervisor{log: slog.New(slog.NewTextHandler(&quiet, nil)), train: func(string) *exec.Cmd { return exec.Command("sh", "-c", "exit 0") }}
	if err := alone.practise(t.Context()); err != nil {
		t.Error(err)
	}
	if args := strings.Join(trainArgs(options{window: true}), " "); args != "train --window" {
		t.Errorf("started with %q", args)
	}
}
