package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"redwrench/inventory"
	"redwrench/inventory/folder"
	"redwrench/ui"
)

// saidFor is how long a fault of the running shop stands on the screen before
// the program ends and is started anew.
const saidFor = 8 * time.Second

// beginning is the kiosk from its first frame on: it examines the records in
// another process and opens the shop, or says why it cannot and what can be
// done. Its fields belong to the UI's goroutine.
type beginning struct {
	o      options
	data   string
	log    *slog.Logger
	window fyne.Window
	quit   func()

	front   *ui.Front
	rescue  *rescue  // the way on that is offered
	shop    *running // nil until it is open
	refused error    // why it is not
	code    int      // what the process ends with
	work    sync.WaitGroup
}

// begin shows the Front and begins to examine the records.
func (b *beginning) begin(ctx context.Context) {
	b.front = ui.NewFront(b.window, ui.Ways{Close: b.quit, Take: func(pin string, done func(error)) { b.take(ctx, pin, done) }, Pointer: b.o.window})
	b.work.Go(func() {
		began := time.Now()
		r := examine(ctx, b.data)
		b.log.Info("examined", "result", r.Result, "faults", len(r.Faults), "deeds", r.Deeds, "witness", r.Witness, "took", time.Since(began).Round(time.Millisecond))
		switch {
		case ctx.Err() != nil: // closed meanwhile
		case r.Err() != nil:
			b.fail(ctx, r, r.Err())
		default:
			b.open(ctx)
		}
	})
}

// open opens the shop. It runs beside the UI.
func (b *beginning) open(ctx context.Context) {
	k, staffed, err := prepare(ctx, b.o, b.log)
	if err != nil {
		b.fail(ctx, folder.Failure(err), err)
		return
	}
	f := k.shop.folder
	b.log.Info("open", "version", appVersion, "new shop", f.Created, "old records kept", f.Kept != "", "unfinished removed", len(f.Unborn))
	fyne.Do(func() {
		b.shop = k
		k.start(ctx, b.window, staffed, b.quit, b.train)
	})
	b.work.Go(func() {
		select {
		case fault := <-f.Fault:
			b.fault(fault)
		case <-ctx.Done():
		}
	})
}

// fail says why the shop cannot open and looks for a way on.
func (b *beginning) fail(ctx context.Context, r folder.Report, err error) {
	b.log.Error("the shop cannot open", "result", r.Result, "faults", r.Faults)
	now := shopTime()
	fault := ui.Fault{Err: err, Details: r.Faults[:min(len(r.Faults), 3)], Now: now}
	fyne.Do(func() { b.refused = err })
	way, err := findRescue(ctx, b.data, b.o.backupTo, r)
	if err != nil {
		b.log.Warn("there is no way on", "error", err)
		fyne.Do(func() { b.front.Fault(fault) })
		return
	}
	b.log.Info("a way on is offered", "backup", way.name, "deeds missing", way.missing.Total)
	fault.Offer = &ui.Offer{Missing: way.missing, PIN: way.staffed, Last: way.last.In(now.Location())}
	if !way.at.IsZero() {
		fault.Offer.Backup = way.at.In(now.Location())
	}
	fyne.Do(func() {
		b.rescue = way
		b.front.Fault(fault)
	})
}

// take takes the way that is offered and then starts the program again.
func (b *beginning) take(ctx context.Context, pin string, done func(error)) {
	way := b.rescue
	b.work.Go(func() {
		kept, err := way.take(ctx, pin, time.Now())
		if err != nil {
			b.log.Warn("not taken", "error", err)
		} else {
			b.log.Info("taken", "backup", way.name, "old records kept", kept)
		}
		fyne.Do(func() {
			done(err)
			if err == nil {
				b.rescue, b.code = nil, exitAgain
				b.quit()
			}
		})
	})
}

// fault says a fault of the disk in the running shop and ends the process: what
// started it starts it anew, through the examination.
func (b *beginning) fault(err error) {
	b.log.Error("a fault of the disk; starting anew", "error", err)
	time.AfterFunc(saidFor, func() { os.Exit(exitFault) }) // whatever the screen does
	fyne.Do(func() {
		b.shop.shell.Close()
		b.window.SetCloseIntercept(func() {})
		ui.NewFront(b.window, ui.Ways{Close: func() {}, Pointer: b.o.window}).Ending(err)
	})
}

// train goes to the shop for practice, or from there back to the real one: what
// started this process starts the other.
func (b *beginning) train() {
	if !b.o.training {
		b.code = exitTrain
	}
	b.quit()
}

// close is the window's close button or Alt+F4. In a window it closes; a kiosk
// asks for the manager's PIN where there is a shop, and else stays.
func (b *beginning) close() {
	switch {
	case b.o.window:
		b.quit()
	case b.shop != nil:
		b.shop.shell.Leave()
	}
}

// end ends what was begun. It is called when the window is closed.
func (b *beginning) end() error {
	var err error
	if b.shop != nil {
		err = b.shop.close()
	}
	b.work.Wait()
	if b.rescue != nil {
		b.rescue.drop()
	}
	switch {
	case b.code != 0:
		return errors.Join(exited(b.code), err)
	case b.shop == nil && b.refused != nil:
		return b.refused
	}
	return err
}

// shopTime is now in the zone of a shop whose settings cannot be read.
func shopTime() time.Time {
	if zone, err := time.LoadLocation(inventory.Defaults().Zone); err == nil {
		return time.Now().In(zone)
	}
	return time.Now()
}
