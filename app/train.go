package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/folder"
	"redwrench/inventory/invented"
	"redwrench/inventory/ledger"
	"redwrench/inventory/store"
)

// practicePIN opens the desk of the shop for practice; its band says it.
const practicePIN = "271828"

// practiceDir says where the shop for practice is made: the supervisor throws that
// folder away.
const practiceDir = "REDWRENCH_PRACTICE"

// practiceDays is how long the shop for practice has been at work when it opens:
// some tools are late by then.
const practiceDays = 6

// trainArgs start the shop for practice in a window like that of the kiosk.
func trainArgs(o options) []string {
	args := []string{"train"}
	if o.window {
		args = append(args, "--window")
	}
	return args
}

// train opens a shop for practice: the kiosk over a folder of its own with
// invented people, which is thrown away with its key at the end. Nothing of the
// real shop is opened, no printer is known but a folder in there.
func train(ctx context.Context, o options, stderr io.Writer) error {
	if os.Getenv(supervised) == "" {
		return supervise(ctx, o, stderr)
	}
	dir := os.Getenv(practiceDir)
	var err error
	if o.data, err = practise(ctx, dir, time.Now()); err != nil {
		return err
	}
	o.printer = "folder:" + filepath.Join(dir, "slips")
	return window(ctx, o, slog.New(slog.NewTextHandler(stderr, nil)))
}

// practise makes the shop for practice in dir and says where its records are. The
// key lies in dir too: from now on this process looks for keys there.
func practise(ctx context.Context, dir string, now time.Time) (data string, err error) {
	for _, name := range []string{"XDG_CONFIG_HOME", "AppData", "HOME"} { // where a user's configuration is, on each system
		if err := os.Setenv(name, filepath.Join(dir, "config")); err != nil {
			return "", err
		}
	}
	clock := now.AddDate(0, 0, -practiceDays)
	data = filepath.Join(dir, "data")
	f, err := folder.Open(ctx, data, ledger.Rules(func(ctx context.Context, st store.Store) error { return fillAt(ctx, st, clock) }))
	if err != nil {
		return "", err
	}
	desk, err := inventory.Open(ctx, f.Store, f.Keys, func() time.Time { return clock })
	if err == nil {
		err = practiceDeeds(ctx, desk, func(days int) { clock = now.AddDate(0, 0, days-practiceDays) })
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return "", fmt.Errorf("the shop for practice: %w", err)
	}
	return data, nil
}

// practiceDeeds are what there is to practise with: staff, residents with and
// without their card seen, tools that are late, lent, waited for and in repair, and
// a request. day turns the clock to a day since the shop began.
func practiceDeeds(ctx context.Context, d *inventory.Desk, day func(int)) error {
	boss, err := d.AppointManager(ctx, practicePIN)
	if err != nil {
		return err
	}
	var who []inventory.ResidentID
	for n := range demoPeople {
		r, err := d.Register(ctx, invented.Person(n, d.Settings().ConsentVersion), "zh")
		if err == nil && n < demoPeople-1 { // the last one's card is still to be seen
			r, err = d.Verify(ctx, r.ID, boss.ID)
		}
		if err != nil {
			return err
		}
		who = append(who, r.ID)
	}
	items, err := d.Catalogue(ctx)
	if err != nil {
		return err
	}
	if len(items) < 12 {
		return errors.New("the starter stock is too small")
	}
	tool := func(n int) inventory.ToolID { return items[n*len(items)/12].Tool.ID }
	lend := func(n int, tools ...inventory.ToolID) error {
		_, err := d.Lend(ctx, who[n], tools, "zh")
		return err
	}
	for _, do := range []func() error{
		func() error { return lend(0, tool(5)) },
		func() error { return lend(1, tool(6), tool(7)) },
		func() error { day(practiceDays - 1); return lend(2, tool(0), tool(1)) },
		func() error { return lend(3, tool(3)) },
		func() error { _, err := d.PlaceHold(ctx, who[4], tool(0)); return err },
		func() error {
			_, err := d.TakeBack(ctx, tool(3), inventory.Return{Found: inventory.Damaged}, boss.ID)
			return err
		},
		func() error {
			kinds, err := d.JobKinds(ctx)
			if err != nil || len(kinds) == 0 {
				return err
			}
			_, err = d.ReportJob(ctx, inventory.Request{Resident: who[5], Kind: kinds[0].ID, Lang: "zh"})
			return err
		},
	} {
		if err := do(); err != nil {
			return err
		}
	}
	return nil
}

// folderOnly says whether the shop for practice may print there.
func folderOnly(address string) error {
	if !strings.HasPrefix(address, "folder:") {
		return inventory.ErrPrinter
	}
	return nil
}

// noSticks is where sticks are mounted, for the shop for practice: nowhere.
func noSticks() []string { return nil }
