package inventory

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"redwrench/inventory/store"
)

// Secrets are the keyed hashes the Desk needs; seal.Keys is one.
type Secrets interface {
	// Index is the look-up key of a value that must not stand readable in the
	// records; kind keeps telephone numbers and documents apart.
	Index(kind, value string) []byte
	// Pepper goes into every PIN's hash.
	Pepper() []byte
}

// Desk is the only way to change a record. Each deed reads the clock once, runs
// in one transaction together with its audit entry and its wish for paper, and
// is on disk when it returns nil. Its methods may be called from any goroutine.
type Desk struct {
	store    store.Store
	secrets  Secrets
	clock    func() time.Time
	settings atomic.Pointer[Settings]
	zone     *time.Location
	finder   finder
	roll     roll

	mu   sync.Mutex // one deed at a time
	next numbers    // guarded by mu
}

// numbers are the last ones given out. A deed takes from a copy, so that a
// transaction run again draws the same ones, and one refused draws none.
type numbers struct {
	loan        LoanID
	resident    ResidentID
	print       PrintID
	service     ServiceID
	staff       StaffID
	tool        ToolID
	hold        HoldID
	reservation ReservationID
	consume     ConsumableID
	job         JobID
	home        HomeID
	activity    ActivityID
	stocktake   StocktakeID
	donation    DonationID
}

func draw[N ~uint32](n *N) N {
	*n++
	return *n
}

// Open opens the desk of a shop that Found has filled. It reads a handful of
// records, never a whole table.
func Open(ctx context.Context, st store.Store, secrets Secrets, clock func() time.Time) (*Desk, error) {
	d := &Desk{store: st, secrets: secrets, clock: clock}
	err := st.View(ctx, func(tx store.Tx) error {
		number, err := get[int](tx, tableShop, []byte("schema"))
		if err != nil {
			return fmt.Errorf("inventory: the shop's schema: %w", err)
		}
		if number != schema {
			return fmt.Errorf("inventory: %w: records of layout %d, this program knows %d", store.ErrDamaged, number, schema)
		}
		rules, err := settings(tx)
		if err != nil {
			return err
		}
		if err := rules.Check(); err != nil {
			return fmt.Errorf("%w: %w", store.ErrDamaged, err)
		}
		d.settings.Store(&rules)
		return d.next.read(tx)
	})
	if err != nil {
		return nil, err
	}
	d.zone, err = d.rules().location()
	return d, err
}

func (n *numbers) read(tx store.Tx) error {
	var errs [14]error
	n.loan, errs[0] = last[LoanID](tx, tableLoan)
	n.resident, errs[1] = last[ResidentID](tx, tableResident)
	n.print, errs[2] = last[PrintID](tx, tablePrint)
	n.service, errs[3] = last[ServiceID](tx, tableService)
	n.staff, errs[4] = last[StaffID](tx, tableStaff)
	n.tool, errs[5] = last[ToolID](tx, tableTool)
	n.hold, errs[6] = last[HoldID](tx, tableHold)
	n.reservation, errs[7] = last[ReservationID](tx, tableReserve)
	n.consume, errs[8] = last[ConsumableID](tx, tableConsume)
	n.job, errs[9] = last[JobID](tx, tableJob)
	n.home, errs[10] = last[HomeID](tx, tableHomeJob)
	n.activity, errs[11] = last[ActivityID](tx, tableActivity)
	n.stocktake, errs[12] = last[StocktakeID](tx, tableStocktake)
	n.donation, errs[13] = last[DonationID](tx, tableDonation)
	return errors.Join(errs[:]...)
}

// Stock is what a new shop starts with.
type Stock struct {
	Categories []Category
	Tools      []Tool
	Kinds      []JobKind
}

// Found fills an empty store with the settings and the stock of a new shop.
func Found(ctx context.Context, st store.Store, s Settings, stock Stock, now time.Time) error {
	return st.Update(ctx, func(tx store.Tx) error {
		if err := put(tx, tableShop, []byte("schema"), schema); err != nil {
			return err
		}
		if err := put(tx, tableShop, []byte("settings"), s); err != nil {
			return err
		}
		if err := put(tx, tableShop, []byte(askMarked), true); err != nil {
			return err
		}
		for _, c := range stock.Categories {
			if err := put(tx, tableCategory, []byte(c.ID), c); err != nil {
				return err
			}
		}
		if err := putKinds(tx, stock.Kinds); err != nil {
			return err
		}
		for _, t := range stock.Tools {
			if t.Added.IsZero() {
				t.Added = now.UTC().Truncate(time.Second)
			}
			if err := put(tx, tableTool, key(t.ID), t); err != nil {
				return err
			}
		}
		return audit(tx, now.UTC().Truncate(time.Second), 0, "found")
	})
}

// Settings are the shop's rules in force. The caller may change what it gets.
func (d *Desk) Settings() Settings {
	return d.rules().clone()
}

func (d *Desk) rules() Settings { return *d.settings.Load() }

// Now is the time in the shop's zone, to the second.
func (d *Desk) Now() time.Time { return d.clock().Truncate(time.Second).In(d.zone) }

// Local is t in the shop's zone.
func (d *Desk) Local(t time.Time) time.Time { return t.In(d.zone) }

// deed runs one deed. write gets the one clock reading, in the shop's zone, and
// draws numbers from n only.
func (d *Desk) deed(ctx context.Context, write func(tx store.Tx, now time.Time, n *numbers) error) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	now := d.Now()
	var used numbers
	err := d.store.Update(ctx, func(tx store.Tx) error {
		used = d.next
		return write(tx, now, &used)
	})
	if err == nil || errors.Is(err, store.ErrUnknown) {
		d.next = used
	}
	return err
}

// unknown replaces store.ErrNotFound by the shop's own word for it.
func unknown(err, word error) error {
	if errors.Is(err, store.ErrNotFound) {
		return word
	}
	return err
}
