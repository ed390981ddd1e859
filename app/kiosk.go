package main

import (
	"context"
	"io"
	"log/slog"
	"os"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"redwrench/inventory"
	"redwrench/inventory/backup"
	"redwrench/printing/queue"
	"redwrench/ui"
	"redwrench/ui/look"
	"redwrench/ui/sound"
	"redwrench/ui/sound/speaker"
	"redwrench/ui/task"
)

// windowSize is that of --window: the design's.
var windowSize = fyne.NewSize(1280, 800)

// openWithin is how long the window may take to show. Without a working
// display Fyne lives on without one; then the process must end, so that what
// started it can try again.
const openWithin = 30 * time.Second

// closeWithin is how long the window may take to close when the machine asks;
// lastBackupWithin of it is for a last backup.
const (
	closeWithin      = 5 * time.Second
	lastBackupWithin = 3 * time.Second
)

// garbagePercent is how much garbage the kiosk lets lie beside what it holds, most
// of which is a parsed font: 37 MB of a small machine. A touch leaves two or three
// MB, and with less room every fourth one would meet the collector at work.
const garbagePercent = 50

// goMemory is the most that Go shall take if it can be done with less garbage, in
// bytes. Hashing a PIN takes 64 MB for a second; the garbage allowed beside that
// would stay with the kiosk.
const goMemory = 160 << 20

// kiosk runs the kiosk and returns when it is closed or ctx ends. Started by
// people or the machine it only watches over the process that does.
func kiosk(ctx context.Context, o options, stderr io.Writer) error {
	if os.Getenv(supervised) == "" {
		return supervise(ctx, o, stderr)
	}
	return window(ctx, o, slog.New(slog.NewTextHandler(stderr, nil)))
}

// window opens the window: first the Front, while the records are examined, then
// the shop.
func window(ctx context.Context, o options, log *slog.Logger) error {
	debug.SetGCPercent(garbagePercent)
	debug.SetMemoryLimit(goMemory)
	setMetadata()
	a := app.New()
	endQuietly(a)
	a.Settings().SetTheme(look.Theme())
	w := a.NewWindow(appName)
	w.Resize(windowSize)
	w.SetFullScreen(!o.window)
	watchdog := time.AfterFunc(openWithin, func() {
		log.Error("no window was shown in time")
		os.Exit(exitNoWindow)
	})
	a.Lifecycle().SetOnStarted(func() {
		watchdog.Stop()
		go beat(ctx, fyne.Do, os.Stdout)
		if !o.window {
			go keepLit(ctx, log)
		}
	})
	stop := context.AfterFunc(ctx, func() {
		time.AfterFunc(closeWithin, func() {
			log.Warn("the window did not close in time; ending all the same")
			os.Exit(0) // asked to stop; the records need no farewell
		})
		fyne.Do(a.Quit)
	})
	defer stop()

	data, err := dataDir(o.data)
	if err != nil {
		return err
	}
	work, cancel := context.WithCancel(ctx)
	b := &beginning{o: o, data: data, log: log, window: w, quit: a.Quit}
	w.SetCloseIntercept(b.close)
	b.begin(work)
	w.ShowAndRun()
	cancel()
	return b.end()
}

// endQuietly takes from Fyne what it does last: it saves its preferences, of which
// there are none, beside the closing of the queue that this goes through. Every so
// often it sends into the closed queue, and the panic looks like a crash, after
// which the kiosk that was closed would be started again.
func endQuietly(a fyne.App) {
	if l, ok := a.Lifecycle().(interface{ SetOnStoppedHookExecuted(func()) }); ok {
		l.SetOnStoppedHookExecuted(nil)
	}
}

// running is the kiosk's parts, in the order they were started.
type running struct {
	shop     *shop
	practice bool // it is the shop for practice
	log      *slog.Logger
	keeper   *backup.Keeper
	runner   *task.Runner
	shell    *ui.Shell
	room     *queue.Room
	speaker  *speaker.Speaker
	worker   sync.WaitGroup
	stop     context.CancelFunc
	backups  atomic.Pointer[backup.Status] // as the keeper told it last; nil: nothing yet
}

// prepare opens the records and makes the parts that need no window.
func prepare(ctx context.Context, o options, log *slog.Logger) (k *running, staffed bool, err error) {
	s, err := openShop(ctx, o.data)
	if err != nil {
		return nil, false, err
	}
	if err := s.adoptJobs(ctx); err != nil { // a wrong clock, a full disk: at the next start
		log.Error("the kinds of jobs were not kept", "error", err)
	}
	k = &running{shop: s, log: log, practice: o.training, runner: task.New(fyne.Do, log), speaker: speaker.Open(sound.Rate)}
	if staffed, err = s.Staffed(ctx); err != nil {
		return nil, false, closing(err, s)
	}
	k.room = newRoom(s, o.printer, log, func(st []queue.Status) { fyne.Do(func() { k.shell.SetPrinter(foot(st)) }) })
	k.keeper, err = newKeeper(s, o, log, func(st backup.Status) {
		k.backups.Store(&st)
		fyne.Do(func() { k.shell.SetNotice("backup", backupNotice(st)) })
	})
	if err != nil {
		return nil, false, closing(err, s)
	}
	return k, staffed, nil
}

// start shows the shop and starts the workers. It is called on the UI's goroutine.
func (k *running) start(ctx context.Context, w fyne.Window, staffed bool, quit, train func()) {
	plugged, pin := sticks, ""
	if k.practice {
		plugged, pin = noSticks, practicePIN
	}
	k.shell = ui.New(ui.Config{
		Window: w, Desk: k.shop.Desk, Runner: k.runner, Printed: k.room.Wake, Printers: machines{k.room, k.practice}, Media: media{k.shop.folder.Dir, plugged}, Backups: k, Press: press{k.shop.Desk, k.shop.folder}, Quit: quit, Train: train, Training: pin, Pointer: !w.FullScreen(),
		Sound: func(s sound.Kind, v inventory.Volume) { k.speaker.Play(sound.Samples(s, v)) },
	}, staffed)
	ctx, k.stop = context.WithCancel(ctx)
	k.worker.Go(func() { k.room.Run(ctx) })
	k.worker.Go(func() { k.keeper.Run(ctx, k.shop.folder.Deeds) })
	k.worker.Go(func() {
		watchSpace(ctx, k.shop.folder.Dir, func(n ui.Notice) { fyne.Do(func() { k.shell.SetNotice("space", n) }) })
	})
	k.worker.Go(func() { sweeping(ctx, k.sweep, k.log) })
}

// sweep files what has ended, and lets the footer ask whether the date is right
// while it is in doubt.
func (k *running) sweep(ctx context.Context) (int, error) {
	filed, err := k.shop.Sweep(ctx)
	if err != nil {
		return 0, err
	}
	doubt, err := k.shop.DateInDoubt(ctx)
	var n ui.Notice
	if doubt {
		n.Key = "notice.date"
	}
	fyne.Do(func() { k.shell.SetNotice("date", n) })
	return filed, err
}

// closing closes the shop and returns the error that was there first.
func closing(err error, s *shop) error {
	_ = s.close()
	return err
}

// close ends the parts in reverse order. A deed that has begun is finished, and
// a last backup made if there is time.
func (k *running) close() error {
	k.shell.Close()
	k.stop()
	k.worker.Wait()
	k.runner.Wait()
	ctx, cancel := context.WithTimeout(context.Background(), lastBackupWithin)
	defer cancel()
	k.keeper.Last(ctx)
	k.speaker.Close()
	return k.shop.close()
}

// prepareEnvironment sets what Fyne reads before a window is made, for this
// process and those it starts: a panel's millimetres lie, so the design's pixels
// are used as they are; and in the locale C, or in one that is not installed, no
// key but ASCII ever arrives.
func prepareEnvironment() {
	_ = os.Setenv("FYNE_SCALE", "1")
	_ = os.Setenv("FYNE_DISABLE_DPI_DETECTION", "true")
	_ = os.Unsetenv("LC_ALL")
	_ = os.Setenv("LC_CTYPE", "C.UTF-8")
	if lang := os.Getenv("LANG"); lang == "" || lang == "POSIX" || lang == "C" || strings.HasPrefix(lang, "C.") {
		_ = os.Setenv("LANG", "zh_CN.UTF-8") // Fyne has no word for C
	}
}
