package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/folder"
	"redwrench/inventory/simulate"
	"redwrench/inventory/store"
)

// simulation is what its flags say.
type simulation struct {
	seed    uint64
	days    int
	clients int
	rate    float64
}

func (s *simulation) flags(flags *flag.FlagSet) {
	flags.Uint64Var(&s.seed, "seed", 1, "of all that is left to chance")
	flags.IntVar(&s.days, "days", 0, "how many days")
	flags.IntVar(&s.clients, "clients", 1, "how many do deeds at the same time")
	flags.Float64Var(&s.rate, "rate", 0, "deeds a second at most; 0: as fast as it goes")
}

func (s *simulation) checked() error {
	if s.days < 1 || s.clients < 1 || s.rate < 0 {
		return errors.New("simulate: say how long: --days N; there is at least one client, and no negative rate")
	}
	return nil
}

// simulateShop runs a shop for some days on a simulated clock and prints a line
// for each deed once it is on disk. A fresh folder is founded so many days ago
// that the last deed is done now; an old one goes on after its last deed.
func simulateShop(ctx context.Context, o options, stdout, stderr io.Writer) (err error) {
	now := time.Now()
	clock := simulate.NewClock(now.AddDate(0, 0, -o.simulation.days))
	f, err := openFolder(ctx, o.data, func(ctx context.Context, st store.Store) error { return fillAt(ctx, st, clock.Now()) })
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	desk, until, err := simulatedDesk(ctx, f, clock, o.simulation.days)
	if err != nil {
		return err
	}
	if until.After(now) {
		fmt.Fprintf(stderr, "the simulated time will end at %s: a kiosk opened before then says that its clock was set back\n", until.Format(time.DateTime))
	}
	report, err := simulate.Run(ctx, desk, clock, simulate.Config{
		Seed: o.simulation.seed, Until: until, Clients: o.simulation.clients, Rate: o.simulation.rate, Acks: stdout,
	})
	if err != nil {
		return fmt.Errorf("simulate: after %d deeds: %w", report.Deeds, err)
	}
	_, err = fmt.Fprintf(stdout, "done %d deeds, %d refused\n", report.Deeds, report.Refused)
	return err
}

// simulatedDesk is the desk on the simulated clock, and when to stop: days after
// the last deed, or now for a shop that was just founded.
func simulatedDesk(ctx context.Context, f *folder.Folder, clock *simulate.Clock, days int) (*inventory.Desk, time.Time, error) {
	desk, err := inventory.Open(ctx, f.Store, f.Keys, clock.Now)
	if err != nil {
		return nil, time.Time{}, err
	}
	last, err := desk.LastDeed(ctx)
	if err != nil {
		return nil, time.Time{}, err
	}
	return desk, desk.Local(last.At).AddDate(0, 0, days), nil
}
