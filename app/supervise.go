package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"time"
)

// Exit codes of the kiosk that mean: start me again.
const (
	// exitNoWindow: no window was shown in time.
	exitNoWindow = 3
	// exitFault: a fault of the disk; the records must be examined.
	exitFault = 4
	// exitAgain: all is well, but the next start begins with other records.
	exitAgain = 5
	// exitTrain: first the shop for practice, then the real one again.
	exitTrain = 6
	// exitPanic is that of a Go program that panics.
	exitPanic = 2
)

// supervised marks the kiosk's process as started by this program.
const supervised = "REDWRENCH_SUPERVISED"

// cacheFor is how long Fyne keeps what it drew of things that are on the screen
// no more. It reads it before main. Every touch draws a screen of new things: with
// its usual minute a busy quarter of an hour takes 250 MB more. With ten seconds or
// less Fyne goes through the whole screen sixty times a second to keep it alive.
const cacheFor = "FYNE_CACHE=11s"

// How the supervisor starts the kiosk again: at once, then after growing waits;
// after so many ends within quickly of their start it gives up.
var (
	restartWaits = []time.Duration{0, time.Second, 3 * time.Second, 10 * time.Second, 30 * time.Second}
	quickly      = time.Minute
	// endWithin is how long the kiosk may take to end when it is asked to.
	endWithin = closeWithin + 3*time.Second
	// stuckAfter is how long the kiosk may be silent. It beats each second; it
	// begins to when the window is shown.
	stuckAfter = 10 * time.Second
	// dumpWithin is how long a stuck kiosk may take to say what it was doing.
	dumpWithin = 2 * time.Second
)

// supervise runs the kiosk as a child of this process and starts it again when
// it crashes, hangs or ends with a fault. It returns when the kiosk was closed, when ctx
// ends, or when starting again does not help. The child dies with this process.
func supervise(ctx context.Context, o options, stderr io.Writer) error {
	prepareEnvironment()
	runtime.LockOSThread() // see dieWithUs
	log := slog.New(slog.NewTextHandler(stderr, nil))
	self, err := os.Executable()
	if err != nil {
		return err
	}
	with := func(args ...string) func() *exec.Cmd {
		return func() *exec.Cmd {
			cmd := exec.Command(self, args...)
			cmd.Env = append(os.Environ(), supervised+"=1", cacheFor)
			cmd.Stderr = stderr
			dieWithUs(cmd)
			return cmd
		}
	}
	s := supervisor{log: log, start: with(o.args...), train: func(dir string) *exec.Cmd {
		cmd := with(trainArgs(o)...)()
		cmd.Env = append(cmd.Env, practiceDir+"="+dir)
		return cmd
	}}
	if o.training {
		return s.practise(ctx)
	}
	return s.run(ctx)
}

type supervisor struct {
	log   *slog.Logger
	start func() *exec.Cmd
	train func(dir string) *exec.Cmd // of the shop for practice in dir
}

func (s supervisor) run(ctx context.Context) error {
	failures := 0
	for {
		began := time.Now()
		code, why, err := s.once(ctx)
		switch {
		case err != nil:
			return err
		case ctx.Err() != nil || !again(code):
			if code != 0 {
				return exited(code)
			}
			return nil
		case code == exitAgain:
			continue
		case code == exitTrain:
			if err := s.practise(ctx); err != nil {
				s.log.Error("practice ended", "error", err)
			}
			continue
		case time.Since(began) > quickly:
			failures = 0
		}
		if failures++; failures > len(restartWaits) {
			return fmt.Errorf("the kiosk ended %d times in a row, the last time with %s: giving up", failures, why)
		}
		wait := restartWaits[failures-1]
		s.log.Error("the kiosk ended; starting it again", "why", why, "in", wait)
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return nil
		}
	}
}

// practise runs the shop for practice till its end, however it ends, and throws it
// away.
func (s supervisor) practise(ctx context.Context) error {
	dir, err := os.MkdirTemp("", "redwrench-practice-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }() // else the system clears its folder
	code, why, err := supervisor{log: s.log, start: func() *exec.Cmd { return s.train(dir) }}.once(ctx)
	if err == nil && code != 0 {
		err = errors.New(why)
	}
	return err
}

// once runs the kiosk till its end. code is -1 when a signal ended it.
func (s supervisor) once(ctx context.Context) (code int, why string, err error) {
	cmd := s.start()
	silent, dump := stuckAfter, dumpWithin
	stuck := time.AfterFunc(openWithin+silent, func() { s.unstick(cmd.Process, dump) })
	defer stuck.Stop()
	cmd.Stdout, cmd.WaitDelay = pulse{stuck, silent}, time.Second
	if err := cmd.Start(); err != nil {
		return 0, "", err
	}
	within := endWithin
	stop := context.AfterFunc(ctx, func() { // what ends us ends the kiosk
		_ = cmd.Process.Signal(os.Interrupt) // it may have gone by itself
		time.AfterFunc(within, func() { _ = cmd.Process.Kill() })
	})
	defer stop()
	err = cmd.Wait()
	if exit := new(exec.ExitError); errors.As(err, &exit) {
		return exit.ExitCode(), exit.String(), nil
	}
	return 0, "", err
}

// pulse hears the kiosk: whatever it writes says that its window still answers.
type pulse struct {
	stuck  *time.Timer
	silent time.Duration // how long it may be
}

// Write implements io.Writer.
func (p pulse) Write(beat []byte) (int, error) {
	p.stuck.Reset(p.silent)
	return len(beat), nil
}

// unstick ends a kiosk whose window does not answer. One that can still hear
// writes first what each goroutine was doing: places in the program and
// addresses, never what the records hold. It is killed after dump.
func (s supervisor) unstick(kiosk *os.Process, dump time.Duration) {
	s.log.Error("the window does not answer; ending the kiosk")
	_ = kiosk.Signal(syscall.SIGQUIT) // not everywhere there is such a signal
	time.AfterFunc(dump, func() { _ = kiosk.Kill() })
}

// beat tells the supervisor each second that the UI's goroutine answers.
func beat(ctx context.Context, onUI func(func()), supervisor io.Writer) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		onUI(func() { _, _ = supervisor.Write([]byte{'.'}) }) // who does not hear it starts us again
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// again says whether an exit code asks for a new start: a signal, a panic, or one
// of the kiosk's own. Any other end was meant.
func again(code int) bool {
	return code == -1 || code == exitPanic || code == exitNoWindow || code == exitFault || code == exitAgain || code == exitTrain
}
