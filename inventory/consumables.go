package inventory

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"redwrench/inventory/store"
)

// Consumable is something counted by quantity and used up: screws, tape,
// sandpaper. It has no tag and no loan.
type Consumable struct {
	ID    ConsumableID `cbor:"1,keyasint"`
	Name  Name         `cbor:"2,keyasint"`
	Unit  Name         `cbor:"3,keyasint"` // piece, metre, sheet
	Low   int          `cbor:"4,keyasint,omitempty"`
	Stock int          `cbor:"5,keyasint"` // the sum of its moves; Check compares
	Moves uint32       `cbor:"6,keyasint"` // how many there were
}

// Move is one change of a consumable's stock.
type Move struct {
	Consumable ConsumableID `cbor:"1,keyasint"`
	Seq        uint32       `cbor:"2,keyasint"`
	Kind       MoveKind     `cbor:"3,keyasint,omitempty"`
	Change     int          `cbor:"4,keyasint"`           // what came (+) or went (−)
	Loan       LoanID       `cbor:"5,keyasint,omitempty"` // the slip it went with
	By         StaffID      `cbor:"6,keyasint,omitempty"`
	At         time.Time    `cbor:"7,keyasint"`
	Job        JobID        `cbor:"8,keyasint,omitempty"` // the job it went for
}

// MoveKind is why a stock changed. The zero MoveKind is a delivery.
type MoveKind int

// The kinds of moves.
const (
	Restocked MoveKind = iota
	HandedOut
	GivenBack
	Counted // corrected at a stocktake
)

// Refusals of consumables.
var (
	// ErrNoConsumable: no consumable has this number.
	ErrNoConsumable = errors.New("inventory: no such consumable")
	// ErrQuantity: not a possible quantity: none, negative, or more than was taken.
	ErrQuantity = errors.New("inventory: not a possible quantity")
	// ErrNotEnough: there is less in stock.
	ErrNotEnough = errors.New("inventory: not enough in stock")
)

// most is the largest quantity of one move.
const most = 1_000_000

// Consumables are all of them, in the order of their numbers.
func (d *Desk) Consumables(ctx context.Context) ([]Consumable, error) {
	var list []Consumable
	err := d.store.View(ctx, func(tx store.Tx) (err error) {
		list, err = all[Consumable](tx, tableConsume, store.Range{})
		return err
	})
	return list, err
}

// AddConsumable keeps a new consumable without stock.
// Refusals: ErrNotStaff, ErrNoName, ErrQuantity, ErrClockBack.
func (d *Desk) AddConsumable(ctx context.Context, c Consumable, who StaffID) (Consumable, error) {
	if strings.TrimSpace(c.Name.Zh) == "" {
		return c, ErrNoName
	}
	if c.Low < 0 || c.Low > most {
		return c, ErrQuantity
	}
	err := d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		c.ID, c.Stock, c.Moves = draw(&n.consume), 0, 0
		return steps(
			func() error { return onDuty(tx, who) },
			func() error { return put(tx, tableConsume, key(c.ID), c) },
			func() error { return audit(tx, now, who, "add consumable", c.ID.Code().String()) },
		)
	})
	return c, err
}

// Restock notes a delivery. Refusals: ErrNotStaff, ErrNoConsumable, ErrQuantity.
func (d *Desk) Restock(ctx context.Context, id ConsumableID, quantity int, who StaffID) (Consumable, error) {
	c, _, err := d.moved(ctx, Move{Consumable: id, Change: quantity, By: who}, "restock", quantity)
	return c, err
}

// HandOut notes that a quantity went along with the tools of a slip (any of its
// loans names it), or with nothing (slip 0). Low is true once: when the stock falls to the low mark.
// Refusals: ErrNotStaff, ErrNoConsumable, ErrNoLoan, ErrQuantity, ErrNotEnough.
func (d *Desk) HandOut(ctx context.Context, id ConsumableID, quantity int, slip LoanID, who StaffID) (c Consumable, low bool, err error) {
	return d.moved(ctx, Move{Consumable: id, Kind: HandedOut, Change: -quantity, Loan: slip, By: who}, "hand out", quantity)
}

// GiveBack notes what of a slip's consumables came back unused: never more than
// was taken. Refusals: ErrNotStaff, ErrNoConsumable, ErrNoLoan, ErrQuantity.
func (d *Desk) GiveBack(ctx context.Context, id ConsumableID, quantity int, slip LoanID, who StaffID) (Consumable, error) {
	c, _, err := d.moved(ctx, Move{Consumable: id, Kind: GivenBack, Change: quantity, Loan: slip, By: who}, "give back", quantity)
	return c, err
}

// Count corrects the stock to what was counted.
// Refusals: ErrNotStaff, ErrNoConsumable, ErrQuantity.
func (d *Desk) Count(ctx context.Context, id ConsumableID, counted int, who StaffID) (Consumable, error) {
	if counted < 0 || counted > most {
		return Consumable{}, ErrQuantity
	}
	var c Consumable
	err := d.deed(ctx, func(tx store.Tx, now time.Time, _ *numbers) error {
		if err := onDuty(tx, who); err != nil {
			return err
		}
		before, err := get[Consumable](tx, tableConsume, key(id))
		if err != nil {
			return unknown(err, ErrNoConsumable)
		}
		if c, err = move(tx, Move{Consumable: id, Kind: Counted, Change: counted - before.Stock, By: who, At: now}); err != nil {
			return err
		}
		return audit(tx, now, who, "count", id.Code().String())
	})
	return c, err
}

// moved is the deed of one move.
func (d *Desk) moved(ctx context.Context, m Move, deed string, quantity int) (c Consumable, low bool, err error) {
	if quantity < 1 || quantity > most {
		return c, false, ErrQuantity
	}
	err = d.deed(ctx, func(tx store.Tx, now time.Time, _ *numbers) error {
		if err := onDuty(tx, m.By); err != nil {
			return err
		}
		before, err := get[Consumable](tx, tableConsume, key(m.Consumable))
		if err != nil {
			return unknown(err, ErrNoConsumable)
		}
		if m.Loan, err = slipOf(tx, m.Loan); err != nil {
			return err
		}
		m.At = now
		c, low, err = moveBy(tx, before, m, deed)
		return err
	})
	return c, low, err
}

// moveBy keeps a move that may be done, with its entry.
func moveBy(tx store.Tx, before Consumable, m Move, deed string) (c Consumable, low bool, err error) {
	if err := mayMove(tx, before, m); err != nil {
		return c, false, err
	}
	if c, err = move(tx, m); err != nil {
		return c, false, err
	}
	names := []string{m.Consumable.Code().String(), nth(c.Moves)}
	switch {
	case m.Loan != 0:
		names = append(names, m.Loan.Code().String())
	case m.Job != 0:
		names = append(names, m.Job.Code().String())
	}
	return c, before.Stock > c.Low && c.Stock <= c.Low, audit(tx, m.At, m.By, deed, names...)
}

// slipOf is the slip a loan is on; 0 stays 0.
func slipOf(tx store.Tx, id LoanID) (LoanID, error) {
	if id == 0 {
		return 0, nil
	}
	l, err := get[Loan](tx, tableLoan, key(id))
	if err == nil && l.Job != 0 {
		err = ErrNoLoan // it has no slip; see HandOutForJob
	}
	return l.Slip, unknown(err, ErrNoLoan)
}

// mayMove is the rule for a move.
func mayMove(tx store.Tx, c Consumable, m Move) error {
	if m.Change < 0 && -m.Change > c.Stock {
		return ErrNotEnough
	}
	if m.Kind != GivenBack {
		return nil
	}
	if m.Loan == 0 && m.Job == 0 {
		return ErrNoLoan
	}
	if taken, err := takenWith(tx, m, c.ID); err != nil || m.Change > taken {
		return orElse(err, ErrQuantity)
	}
	return nil
}

// with is the index of what went along with the same slip or for the same job,
// and the first part of its keys.
func (m Move) with() (store.Table, uint32) {
	if m.Job != 0 {
		return tableUsed, uint32(m.Job)
	}
	return tableTook, uint32(m.Loan)
}

// takenWith is how much of a consumable went along with a move's slip or job and
// did not come back.
func takenWith(tx store.Tx, m Move, id ConsumableID) (int, error) {
	index, whose := m.with()
	moves, err := movesWith(tx, index, key(whose, uint32(id)))
	taken := 0
	for _, m := range moves {
		taken -= m.Change
	}
	return taken, err
}

// movesWith are the moves that went with a slip or for a job: prefix is that, or
// that and the consumable.
func movesWith(tx store.Tx, index store.Table, prefix []byte) ([]Move, error) {
	entries, err := tx.Scan(index, store.Prefix(prefix))
	if err != nil {
		return nil, err
	}
	moves := make([]Move, 0, len(entries))
	for _, e := range entries {
		m, err := get[Move](tx, tableMove, e.Key[4:])
		if err != nil {
			return nil, err
		}
		moves = append(moves, m)
	}
	return moves, nil
}

// move stores a move and the stock after it.
func move(tx store.Tx, m Move) (Consumable, error) {
	c, err := get[Consumable](tx, tableConsume, key(m.Consumable))
	if err != nil {
		return c, unknown(err, ErrNoConsumable)
	}
	c.Moves++
	c.Stock += m.Change
	m.Seq = c.Moves
	return c, steps(
		func() error { return put(tx, tableConsume, key(c.ID), c) },
		func() error { return put(tx, tableMove, key(uint32(c.ID), m.Seq), m) },
		func() error { return reindex(tx, nil, m.entries()) },
	)
}

// entries are the index entries that are true of a move.
func (m Move) entries() []entry {
	index, whose := m.with()
	if whose == 0 {
		return nil
	}
	return []entry{{index, key(whose, uint32(m.Consumable), m.Seq)}}
}

// HandedOut is what went along with a slip and did not come back, by consumable.
// It returns ErrNoLoan.
func (d *Desk) HandedOut(ctx context.Context, slip LoanID) ([]Consumable, error) {
	var list []Consumable
	err := d.store.View(ctx, func(tx store.Tx) error {
		list = nil
		slip, err := slipOf(tx, slip)
		if err != nil {
			return err
		}
		list, err = used(tx, tableTook, uint32(slip))
		return err
	})
	return list, err
}

// used is what went along with a slip or for a job and did not come back; Stock
// is how much.
func used(tx store.Tx, index store.Table, whose uint32) ([]Consumable, error) {
	moves, err := movesWith(tx, index, key(whose))
	if err != nil {
		return nil, err
	}
	var list []Consumable
	for _, m := range moves {
		i := slices.IndexFunc(list, func(c Consumable) bool { return c.ID == m.Consumable })
		if i < 0 {
			c, err := get[Consumable](tx, tableConsume, key(m.Consumable))
			if err != nil {
				return nil, err
			}
			c.Stock = 0
			list, i = append(list, c), len(list)
		}
		list[i].Stock -= m.Change
	}
	return slices.DeleteFunc(list, func(c Consumable) bool { return c.Stock == 0 }), nil
}
