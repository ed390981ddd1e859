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
		if err := mayMove(tx, before, m); err != nil {
			return err
		}
		m.At = now
		if c, err = move(tx, m); err != nil {
			return err
		}
		m.Seq = c.Moves
		low = before.Stock > c.Low && c.Stock <= c.Low
		names := []string{m.Consumable.Code().String(), nth(m.Seq)}
		if m.Loan != 0 {
			names = append(names, m.Loan.Code().String())
		}
		return audit(tx, now, m.By, deed, names...)
	})
	return c, low, err
}

// slipOf is the slip a loan is on; 0 stays 0.
func slipOf(tx store.Tx, id LoanID) (LoanID, error) {
	if id == 0 {
		return 0, nil
	}
	l, err := get[Loan](tx, tableLoan, key(id))
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
	if m.Loan == 0 {
		return ErrNoLoan
	}
	if taken, err := takenWith(tx, m.Loan, c.ID); err != nil || m.Change > taken {
		return orElse(err, ErrQuantity)
	}
	return nil
}

// takenWith is how much of a consumable went with a slip and did not come back.
func takenWith(tx store.Tx, slip LoanID, id ConsumableID) (int, error) {
	moves, err := movesWith(tx, key(uint32(slip), uint32(id)))
	taken := 0
	for _, m := range moves {
		taken -= m.Change
	}
	return taken, err
}

// movesWith are the moves that went with a slip: prefix is the loan, or the loan
// and the consumable.
func movesWith(tx store.Tx, prefix []byte) ([]Move, error) {
	entries, err := tx.Scan(tableTook, store.Prefix(prefix))
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
		func() error {
			if m.Loan == 0 {
				return nil
			}
			return mark(tx, tableTook, key(uint32(m.Loan), uint32(c.ID), m.Seq))
		},
	)
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
		moves, err := movesWith(tx, key(slip))
		if err != nil {
			return err
		}
		for _, m := range moves {
			i := slices.IndexFunc(list, func(c Consumable) bool { return c.ID == m.Consumable })
			if i < 0 {
				c, err := get[Consumable](tx, tableConsume, key(m.Consumable))
				if err != nil {
					return err
				}
				c.Stock = 0
				list, i = append(list, c), len(list)
			}
			list[i].Stock -= m.Change
		}
		list = slices.DeleteFunc(list, func(c Consumable) bool { return c.Stock == 0 })
		return nil
	})
	return list, err
}
