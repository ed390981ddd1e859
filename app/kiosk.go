package main

import (
	"context"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"redwrench/printing/queue"
	"redwrench/ui"
	"redwrench/ui/look"
	"redwrench/ui/task"
)

// windowSize is that of --window: the design's.
var windowSize = fyne.NewSize(1280, 800)

// openWithin is how long the window may take to show. Without a working
// display Fyne lives on without one; then the process must end, so that what
// started it can try again.
const openWithin = 30 * time.Second

// closeWithin is how long the window may take to close when the machine asks.
const closeWithin = 5 * time.Second

// exitNoWindow is the exit code when no window was shown.
const exitNoWindow = 3

// kiosk opens the window and returns when it is closed or ctx ends.
func kiosk(ctx context.Context, o options, stderr io.Writer) error {
	prepareEnvironment()
	log := slog.New(slog.NewTextHandler(stderr, nil))
	setMetadata()
	a := app.New()
	a.Settings().SetTheme(look.Theme())
	w := a.NewWindow(appName)
	w.Resize(windowSize)
	w.SetFullScreen(!o.window)
	w.SetCloseIntercept(func() {
		if o.window {
			a.Quit()
		}
	})
	watchdog := time.AfterFunc(openWithin, func() {
		log.Error("no window was shown in time")
		os.Exit(exitNoWindow)
	})
	a.Lifecycle().SetOnStarted(func() { watchdog.Stop() })
	stop := context.AfterFunc(ctx, func() {
		time.AfterFunc(closeWithin, func() {
			log.Warn("the window did not close in time; ending all the same")
			os.Exit(0) // asked to stop; the records need no farewell
		})
		fyne.Do(a.Quit)
	})
	defer stop()

	k, err := open(ctx, o, w, log)
	if err != nil {
		log.Error("the kiosk cannot open", "error", err)
		ui.ShowFault(w, err, a.Quit)
		w.ShowAndRun()
		return err
	}
	log.Info("open", "version", appVersion, "new shop", k.shop.folder.Created)
	w.ShowAndRun()
	return k.close()
}

// running is the kiosk's parts, in the order they were started.
type running struct {
	shop   *shop
	runner *task.Runner
	shell  *ui.Shell
	worker sync.WaitGroup
	stop   context.CancelFunc
}

// open starts the parts: records, printer, screen.
func open(ctx context.Context, o options, w fyne.Window, log *slog.Logger) (*running, error) {
	s, err := openShop(ctx, o.data)
	if err != nil {
		return nil, err
	}
	k := &running{shop: s, runner: task.New(fyne.Do, log)}
	staffed, err := s.Staffed(ctx)
	if err != nil {
		return nil, closing(err, s)
	}
	spec := o.printer
	if spec == "" {
		spec = filepath.Join(s.folder.Dir, "slips")
	}
	printer, err := queue.Open(spec)
	if err != nil {
		return nil, closing(err, s)
	}
	worker := queue.New(queue.Config{
		Outbox: s.Desk, Render: press{s.Desk}.render, Printer: printer, ShopID: s.folder.ShopID, Log: log,
		OnStatus: func(st queue.Status) { fyne.Do(func() { k.shell.SetPrinter(said(st)) }) },
	})
	k.shell = ui.New(ui.Config{Window: w, Desk: s.Desk, Runner: k.runner, Printed: worker.Wake}, staffed)
	ctx, k.stop = context.WithCancel(ctx)
	k.worker.Go(func() { worker.Run(ctx) })
	k.worker.Go(func() { sweeping(ctx, s.Sweep, log) })
	return k, nil
}

// closing closes the shop and returns the error that was there first.
func closing(err error, s *shop) error {
	_ = s.close()
	return err
}

// close ends the parts in reverse order. A deed that has begun is finished.
func (k *running) close() error {
	k.shell.Close()
	k.stop()
	k.worker.Wait()
	k.runner.Wait()
	return k.shop.close()
}

// said is the printer's status as the screen says it.
func said(s queue.Status) ui.Printer {
	key := map[queue.Condition]string{
		queue.Ready: "printer.ready", queue.Away: "printer.away", queue.OutOfPaper: "printer.paper", queue.CoverOpen: "printer.cover",
		queue.Jammed: "printer.jam", queue.Stopped: "printer.stopped", queue.Unwritable: "printer.unwritable",
	}[s.Condition]
	if s.Condition == queue.Ready && s.Waiting > 0 {
		key = "printer.printing"
	}
	return ui.Printer{Key: key, Waiting: s.Waiting}
}

// prepareEnvironment sets what Fyne reads before a window is made: a panel's
// millimetres lie, so the design's pixels are used as they are; and in the
// locale C no key but ASCII ever arrives.
func prepareEnvironment() {
	_ = os.Setenv("FYNE_SCALE", "1")
	_ = os.Setenv("FYNE_DISABLE_DPI_DETECTION", "true")
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		switch v := os.Getenv(name); {
		case v == "":
			continue
		case v == "C", v == "POSIX", strings.HasPrefix(v, "C."):
		default:
			return
		}
		break
	}
	_ = os.Unsetenv("LC_ALL")
	_ = os.Setenv("LC_CTYPE", "C.UTF-8")
	_ = os.Setenv("LANG", "zh_CN.UTF-8")
}
