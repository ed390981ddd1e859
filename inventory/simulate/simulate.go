// Package simulate runs a shop: invented people register, borrow, bring back,
// wait, lose and find, day after day on a simulated clock, through the same Desk
// the screens use. It serves demonstrations, load and kill tests. It knows no
// file and no screen, and remembers nothing that is not in the records: started
// again on the same shop, it goes on from there.
package simulate

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"sync"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/store"
)

// PIN is that of the manager a simulated shop gets when it has no staff.
const PIN = "271828"

// Config says how a shop is run.
type Config struct {
	Seed    uint64    // of all that is decided by chance
	Until   time.Time // of the simulated clock
	Clients int       // how many kiosks do deeds at the same time; 0: one
	Rate    float64   // deeds a second over all clients; 0: as fast as it goes
	Deeds   int       // stop after so many; 0: only at Until
	// Acks gets a line for each deed that is on disk, in one Write per deed.
	// A Write that fails ends the simulation.
	Acks io.Writer
}

// Report is what came of it.
type Report struct {
	Deeds   int // on disk and acknowledged
	Refused int // by the shop's rules: part of life
}

// Run lives on from the last deed in the records until c.Until on clock, which
// must be the desk's. It ends early and without an error when ctx is done; with
// one when the store fails: then Report still says how many deeds were
// acknowledged before.
//
// With one client the same records, clock, seed and Until give the same deeds.
func Run(ctx context.Context, desk *inventory.Desk, clock *Clock, c Config) (Report, error) {
	s := &sim{Desk: desk, clock: clock, c: c, pace: pace{rate: c.Rate}}
	s.hours = hours{zone: desk.Now().Location(), closes: desk.Settings().Closes, open: desk.Settings().Open}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	if err := s.look(ctx); err != nil {
		return s.report, ended(ctx, err)
	}
	clients := max(c.Clients, 1)
	errs := make([]error, clients)
	var all sync.WaitGroup
	for n := range clients {
		rng := rand.New(rand.NewPCG(c.Seed, s.began+uint64(n)<<32)) // another day, another chance
		all.Go(func() {
			defer stop() // the first to fail ends it for all
			errs[n] = (&client{sim: s, first: n == 0, rng: rng}).run(ctx)
		})
	}
	all.Wait()
	return s.report, errors.Join(errs...)
}

// sim is what the clients share.
type sim struct {
	*inventory.Desk
	clock *Clock
	hours hours
	c     Config
	pace  pace
	began uint64 // the audit's last number at the start

	mu        sync.Mutex // guards what follows, and the order of Acks
	residents []inventory.ResidentID
	last      inventory.ResidentID // the number that somebody was registered under last
	tools     []inventory.ToolID
	staff     inventory.StaffID
	report    Report
}

// look learns from the records what there is, and appoints a manager where
// there is nobody.
func (s *sim) look(ctx context.Context) error {
	last, err := s.LastDeed(ctx)
	if err != nil {
		return err
	}
	s.began = last.Seq
	s.clock.Set(last.At)
	for {
		page, err := s.ToolsAfter(ctx, end(s.tools), pageSize)
		if err != nil {
			return err
		}
		for _, t := range page {
			s.tools = append(s.tools, t.ID)
		}
		if len(page) < pageSize {
			break
		}
	}
	for {
		page, err := s.ResidentsAfter(ctx, s.last, pageSize)
		if err != nil {
			return err
		}
		for _, r := range page {
			if s.last = r.ID; r.Merged == 0 {
				s.residents = append(s.residents, r.ID)
			}
		}
		if len(page) < pageSize {
			break
		}
	}
	return s.hire(ctx)
}

const pageSize = 1000

func (s *sim) hire(ctx context.Context) error {
	staff, err := s.Staff(ctx)
	if err != nil {
		return err
	}
	for _, m := range staff {
		if m.Role == inventory.Manager {
			s.staff = m.ID
			return nil
		}
	}
	m, err := s.AppointManager(ctx, PIN)
	if err != nil {
		return err
	}
	s.staff = m.ID
	return s.ack("staff " + staffCode(m.ID))
}

// ack says that a deed is on disk: a line for each record it made or changed.
func (s *sim) ack(lines ...string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.c.Acks != nil {
		text := "ack " + strings.Join(lines, "\nack ") + "\n"
		if _, err := io.WriteString(s.c.Acks, text); err != nil {
			return fmt.Errorf("simulate: acknowledge: %w", err)
		}
	}
	s.report.Deeds++
	return nil
}

// full says that enough deeds are done.
func (s *sim) full() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.c.Deeds > 0 && s.report.Deeds >= s.c.Deeds
}

func (s *sim) refused() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.report.Refused++
}

// fault says that err is no refusal of the rules.
func fault(err error) bool {
	for _, bad := range []error{
		store.ErrFull, store.ErrUnknown, store.ErrDamaged, store.ErrClosed, store.ErrReadOnly, store.ErrInUse, store.ErrNotFound,
		context.Canceled, context.DeadlineExceeded,
	} {
		if errors.Is(err, bad) {
			return true
		}
	}
	return false
}

// ended is err, or nil when it only says that ctx is done.
func ended(ctx context.Context, err error) error {
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		return nil
	}
	return err
}

// end is the last of a list, or the zero value.
func end[T any](list []T) T {
	var last T
	if len(list) > 0 {
		last = list[len(list)-1]
	}
	return last
}

// pace keeps all clients together under a rate.
type pace struct {
	rate float64
	mu   sync.Mutex
	next time.Time
}

// wait waits for the next turn, or until ctx is done.
func (p *pace) wait(ctx context.Context) {
	if p.rate <= 0 {
		return
	}
	p.mu.Lock()
	turn := p.next
	if now := time.Now(); turn.Before(now) {
		turn = now
	}
	p.next = turn.Add(time.Duration(float64(time.Second) / p.rate))
	p.mu.Unlock()
	timer := time.NewTimer(time.Until(turn))
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}
