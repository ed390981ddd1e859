package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"testing"
	"time"

	"redwrench/inventory/simulate"
	"redwrench/inventory/store"
	"redwrench/inventory/store/planted"
)

// childEnv makes the test binary the program: what the torture tests start, kill
// and start again. Its value says which one.
const childEnv = "REDWRENCH_CHILD"

const (
	asBuilt = "as built" // the program, with its arguments
	hasty   = "hasty"    // simulate, acknowledging before the commit
)

func TestMain(m *testing.M) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	var err error
	switch os.Getenv(childEnv) {
	case "":
		if len(os.Args) > 1 && os.Args[1] == "verify" { // the program examines its records by itself
			if how := os.Getenv("REDWRENCH_TEST_VERIFY"); how != "" {
				misbehave(how)
			}
			main()
			os.Exit(0)
		}
		stop()
		code := m.Run()
		_ = os.RemoveAll(builtIn) // "": nothing was built
		os.Exit(code)
	case asBuilt:
		err = run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	case hasty:
		err = simulateHasty(ctx, os.Args[1:], os.Stdout, os.Stderr)
	default:
		err = errors.New("no such child")
	}
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// child is a command of the program, not yet started.
func child(which string, args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), childEnv+"="+which)
	return cmd
}

// simulateHasty is simulateShop on a store that says "on disk" too early.
func simulateHasty(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	o, err := parse(args[0], args[1:], stderr)
	if err != nil {
		return err
	}
	clock := simulate.NewClock(time.Now().AddDate(0, 0, -o.simulation.days))
	f, err := openFolder(ctx, o.data, func(ctx context.Context, st store.Store) error { return fillAt(ctx, st, clock.Now()) })
	if err != nil {
		return err
	}
	f.Store = planted.Hasty(f.Store)
	desk, until, err := simulatedDesk(ctx, f, clock, o.simulation.days)
	if err != nil {
		return err
	}
	s := o.simulation
	_, err = simulate.Run(ctx, desk, clock, simulate.Config{Seed: s.seed, Until: until, Clients: s.clients, Rate: s.rate, Acks: stdout})
	return errors.Join(err, f.Close())
}

// tortured says that the long campaigns are wanted: make torture.
func tortured() bool { return os.Getenv("REDWRENCH_TORTURE") != "" }
