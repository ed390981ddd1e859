package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// kioskThat is a supervisor of a shell script instead of the kiosk. The script
// finds the number of its start in $1.
func kioskThat(t *testing.T, script string) (supervisor, *bytes.Buffer, *int) {
	t.Helper()
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("no sh is installed")
	}
	var log bytes.Buffer
	starts := 0
	waits, quick := restartWaits, quickly
	restartWaits = []time.Duration{0, time.Millisecond, time.Millisecond}
	t.Cleanup(func() { restartWaits, quickly = waits, quick })
	return supervisor{log: slog.New(slog.NewTextHandler(&log, nil)), start: func() *exec.Cmd {
		starts++
		cmd := exec.Command("sh", "-c", script, "sh", fmt.Sprint(starts))
		dieWithUs(cmd)
		return cmd
	}}, &log, &starts
}

func TestTheKioskIsStartedAgain(t *testing.T) {
	for _, c := range []struct {
		what, script string
		starts       int
		code         exited
		gaveUp       bool
	}{
		{"not after it was closed", "exit 0", 1, 0, false},
		{"not after an error that was said", "exit 1", 1, 1, false},
		{"after a crash", "test $1 = 3 || kill -9 $$", 3, 0, false},
		{"after a panic", "test $1 = 2 || exit 2", 2, 0, false},
		{"after a fault of the disk", "test $1 = 2 || exit 4", 2, 0, false},
		{"as often as a restore asks for", "test $1 = 9 || exit 5", 9, 0, false},
		{"not for ever", "exit 4", 4, 0, true},
	} {
		t.Run(c.what, func(t *testing.T) {
			s, log, starts := kioskThat(t, c.script)
			err := s.run(t.Context())
			var code exited
			switch {
			case c.gaveUp:
				if err == nil || !strings.Contains(err.Error(), "giving up") || !strings.Contains(err.Error(), "exit status 4") {
					t.Errorf("got %v, want a word about giving up and why", err)
				}
			case c.code == 0 && err != nil, c.code != 0 && (!errors.As(err, &code) || code != c.code):
				t.Errorf("got %v, want code %d", err, c.code)
			}
			if *starts != c.starts {
				t.Errorf("%d starts, want %d; the log:\n%s", *starts, c.starts, log)
			}
		})
	}
	t.Run("for ever, when it lives long in between", func(t *testing.T) {
		s, _, starts := kioskThat(t, "test $1 = 12 || exit 4")
		quickly = 0
		if err := s.run(t.Context()); err != nil || *starts != 12 {
			t.Errorf("%d starts, %v; want 12", *starts, err)
		}
	})
}

// impatient lets a kiosk be silent only for a moment.
func impatient(t *testing.T) {
	silent, dump := stuckAfter, dumpWithin
	stuckAfter, dumpWithin = 300*time.Millisecond, 100*time.Millisecond
	t.Cleanup(func() { stuckAfter, dumpWithin = silent, dump })
}

func TestAKioskThatHangsIsStartedAgain(t *testing.T) {
	for _, c := range []struct {
		what, script string
		starts       int
	}{
		{"it beats and then hangs", "test $1 = 2 && exit 0; echo; while :; do sleep 0.02; done", 2},
		{"it does not even hear that it shall end", "test $1 = 2 && exit 0; trap '' QUIT; echo; while :; do sleep 0.02; done", 2},
		{"it is stopped", "test $1 = 2 && exit 0; echo; kill -STOP $$", 2},
		{"it beats and lives", "for i in 1 2 3 4 5 6 7 8 9 10; do echo; sleep 0.06; done", 1},
	} {
		t.Run(c.what, func(t *testing.T) {
			impatient(t)
			s, log, starts := kioskThat(t, c.script)
			if err := s.run(t.Context()); err != nil || *starts != c.starts {
				t.Errorf("%d starts, %v; want %d; the log:\n%s", *starts, err, c.starts, log)
			}
			if said := strings.Contains(log.String(), "does not answer"); said != (c.starts > 1) {
				t.Errorf("the log:\n%s", log)
			}
		})
	}
}

func TestTheKioskBeatsWhileItsWindowAnswers(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	asked := make(chan func())
	var heard bytes.Buffer
	ended := make(chan struct{})
	go func() { defer close(ended); beat(ctx, func(fn func()) { asked <- fn }, &heard) }()
	fn := <-asked
	if heard.Len() != 0 {
		t.Error("a beat before the window has answered")
	}
	fn()
	if heard.Len() != 1 {
		t.Error("no beat though the window has answered")
	}
	cancel()
	<-ended
}

func TestTheKioskEndsWithItsSupervisor(t *testing.T) {
	t.Run("a signal is passed on", func(t *testing.T) {
		told := filepath.Join(t.TempDir(), "told")
		s, _, starts := kioskThat(t, "trap 'touch "+told+"; exit 0' INT; touch "+told+".ready; while true; do sleep 0.05; done")
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(0, func() {
			for range 200 {
				if _, err := os.Stat(told + ".ready"); err == nil {
					break
				}
				time.Sleep(20 * time.Millisecond)
			}
			cancel()
		})
		if err := s.run(ctx); err != nil || *starts != 1 {
			t.Errorf("%d starts, %v", *starts, err)
		}
		if _, err := os.Stat(told); err != nil {
			t.Error("the kiosk was not told")
		}
	})
	t.Run("one that does not listen is ended", func(t *testing.T) {
		s, _, _ := kioskThat(t, "trap '' INT; while true; do sleep 0.05; done")
		was := endWithin
		endWithin = 300 * time.Millisecond
		defer func() { endWithin = was }()
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		defer cancel()
		began := time.Now()
		if err := s.run(ctx); time.Since(began) > 5*time.Second {
			t.Errorf("it took %v: %v", time.Since(began), err)
		}
	})
}
