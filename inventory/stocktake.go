package inventory

import (
	"context"
	"errors"
	"time"

	"redwrench/inventory/store"
)

// Stocktake is one count of a shelf, or of all of them: what is there is scanned,
// for as long as it takes, while the shop goes on lending. What should be there
// is derived from the other records, not kept with it; when it is closed, what
// was found is.
type Stocktake struct {
	ID       StocktakeID `cbor:"1,keyasint"`
	Shelf    string      `cbor:"2,keyasint,omitempty"` // "": the tools that have no shelf, unless All
	All      bool        `cbor:"3,keyasint,omitempty"`
	Begun    time.Time   `cbor:"4,keyasint"`
	By       StaffID     `cbor:"5,keyasint"`
	Closed   time.Time   `cbor:"6,keyasint,omitzero"`
	ClosedBy StaffID     `cbor:"7,keyasint,omitempty"`
	Tally    StockTally  `cbor:"8,keyasint,omitzero"` // when it was closed
}

// StockTally is how many tools of a stocktake were found how.
type StockTally struct {
	Counted    int `cbor:"1,keyasint,omitempty"`
	NotSeen    int `cbor:"2,keyasint,omitempty"`
	Away       int `cbor:"3,keyasint,omitempty"`
	Gone       int `cbor:"4,keyasint,omitempty"`
	Unexpected int `cbor:"5,keyasint,omitempty"`
}

// Sighting is one tool of a stocktake: seen, or when the stocktake was closed
// found to be something else than counted or away.
type Sighting struct {
	Stocktake StocktakeID `cbor:"1,keyasint"`
	Tool      ToolID      `cbor:"2,keyasint"`
	At        time.Time   `cbor:"3,keyasint,omitzero"` // zero: not seen
	By        StaffID     `cbor:"4,keyasint,omitempty"`
	Finding   Finding     `cbor:"5,keyasint,omitempty"` // kept when the stocktake is closed
}

// Finding is what a stocktake says of a tool. The zero Finding is counted: seen
// where it belongs, or given back since the stocktake began.
type Finding int

// The findings. Those from HereLent on are unexpected: the tool is there though
// the records say otherwise.
const (
	Present       Finding = iota
	NotSeen               // it should be there
	Away                  // lent, in repair or the like, and not seen
	Gone                  // noted as missing, and not seen
	HereLent              // the records say that somebody has it
	HereMissing           // noted as missing
	HereOff               // noted as in repair, incomplete, being cleaned or inspected
	HereElsewhere         // belongs on another shelf
	HereRetired
	lastFinding = HereRetired
)

// Unexpected says that the tool is there though the records say otherwise.
func (f Finding) Unexpected() bool { return f >= HereLent }

// The tables of stocktakes.
const (
	tableStocktake store.Table = "stocktake" // stocktakes
	tableSighting  store.Table = "sighting"  // stocktake, tool
	tableCounting  store.Table = "counting"  // stocktake: it is not closed
)

// Refusals of stocktakes.
var (
	// ErrNoStocktake: no stocktake has this number, or it is closed.
	ErrNoStocktake = errors.New("inventory: no such open stocktake")
	// ErrCounting: the shelf is being counted already.
	ErrCounting = errors.New("inventory: shelf is being counted already")
	// ErrNoShelf: no tool belongs on this shelf.
	ErrNoShelf = errors.New("inventory: no such shelf")
)

// Open says that counting goes on.
func (s Stocktake) Open() bool { return s.Closed.IsZero() }

// covers says whether a tool belongs to what is counted.
func (s Stocktake) covers(t Tool) bool { return s.All || s.Shelf == t.Shelf }

// overlaps says whether two stocktakes count the same shelf.
func (s Stocktake) overlaps(o Stocktake) bool { return s.All || o.All || s.Shelf == o.Shelf }

func (s Stocktake) entries() []entry {
	if !s.Open() {
		return nil
	}
	return []entry{{tableCounting, key(s.ID)}}
}

// BeginStocktake begins to count a shelf, or all of them. A shelf is counted
// once at a time. Refusals: ErrNotStaff, ErrNoShelf, ErrCounting, ErrClockBack.
func (d *Desk) BeginStocktake(ctx context.Context, shelf string, all bool, who StaffID) (Stocktake, error) {
	if all {
		shelf = ""
	}
	var s Stocktake
	err := d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		s = Stocktake{ID: draw(&n.stocktake), Shelf: shelf, All: all, Begun: now, By: who}
		return steps(
			func() error { return onDuty(tx, who) },
			func() error { return mayCount(tx, s) },
			func() error { return keepStocktake(tx, Stocktake{Closed: now}, s) },
			func() error { return audit(tx, now, who, "begin stocktake", nth(s.ID)) },
		)
	})
	return s, err
}

// mayCount: a tool belongs there, and nobody counts there now.
func mayCount(tx store.Tx, s Stocktake) error {
	open, err := byIndex[Stocktake](tx, tableCounting, nil, 0, tableStocktake)
	if err != nil {
		return err
	}
	for _, o := range open {
		if s.overlaps(o) {
			return ErrCounting
		}
	}
	there := false
	err = walk(tx, tableTool, false, func(t Tool) (bool, error) {
		there = t.Retired.IsZero() && s.covers(t)
		return !there, nil
	})
	if err == nil && !there {
		return ErrNoShelf
	}
	return err
}

func keepStocktake(tx store.Tx, before, s Stocktake) error {
	return steps(
		func() error { return put(tx, tableStocktake, key(s.ID), s) },
		func() error { return reindex(tx, before.entries(), s.entries()) },
	)
}

// counting is an open stocktake, for somebody on duty.
func counting(tx store.Tx, id StocktakeID, who StaffID) (Stocktake, error) {
	if err := onDuty(tx, who); err != nil {
		return Stocktake{}, err
	}
	s, err := get[Stocktake](tx, tableStocktake, key(id))
	if err == nil && !s.Open() {
		err = ErrNoStocktake
	}
	return s, unknown(err, ErrNoStocktake)
}

// See notes that a tool is there, and says what that means. Seen once more it is
// only said again. It changes nothing of the tool: not its shelf, its loan or
// its stay off the shelf.
// Refusals: ErrNotStaff, ErrNoStocktake, ErrNoTool, ErrClockBack.
func (d *Desk) See(ctx context.Context, id StocktakeID, tool ToolID, who StaffID) (line StockLine, again bool, err error) {
	err = d.deed(ctx, func(tx store.Tx, now time.Time, _ *numbers) error {
		s, err := counting(tx, id, who)
		if err != nil {
			return err
		}
		t, err := get[Tool](tx, tableTool, key(tool))
		if err != nil {
			return unknown(err, ErrNoTool)
		}
		seen, err := get[Sighting](tx, tableSighting, key(uint32(id), uint32(tool)))
		if again = err == nil; !again {
			if err := unknown(err, nil); err != nil {
				return err
			}
			seen = Sighting{Stocktake: id, Tool: tool, At: now, By: who}
			err := steps(
				func() error { return put(tx, tableSighting, key(uint32(id), uint32(tool)), seen) },
				func() error { return audit(tx, now, who, "see tool", tool.Code().String(), nth(id)) },
			)
			if err != nil {
				return err
			}
		}
		line, err = d.found(tx, s, t, seen, nil, nil)
		return err
	})
	return line, again, err
}

// Unsee takes back that a tool is there: the wrong number was typed. One that was
// not seen is no error. Refusals: as See.
func (d *Desk) Unsee(ctx context.Context, id StocktakeID, tool ToolID, who StaffID) error {
	return d.deed(ctx, func(tx store.Tx, now time.Time, _ *numbers) error {
		if _, err := counting(tx, id, who); err != nil {
			return err
		}
		if there, err := has(tx, tableTool, key(tool)); err != nil || !there {
			return orElse(err, ErrNoTool)
		}
		if seen, err := has(tx, tableSighting, key(uint32(id), uint32(tool))); err != nil || !seen {
			return err
		}
		return steps(
			func() error { return tx.Delete(tableSighting, key(uint32(id), uint32(tool))) },
			func() error { return audit(tx, now, who, "unsee tool", tool.Code().String(), nth(id)) },
		)
	})
}

// Settling is what closing a stocktake does besides with the tools.
type Settling struct {
	Lose bool // those not seen are missing from now on
	Find bool // those noted as missing that were seen are found
}

// CloseStocktake ends the count and keeps what was found. What it does with the
// tools stands in the audit as if it was done one by one.
// Refusals: ErrNotStaff, ErrNoStocktake, ErrClockBack.
func (d *Desk) CloseStocktake(ctx context.Context, id StocktakeID, with Settling, who StaffID) (Stocktake, error) {
	var s Stocktake
	err := d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		before, err := counting(tx, id, who)
		if err != nil {
			return err
		}
		lines, err := d.standing(tx, before)
		if err != nil {
			return err
		}
		s = before
		s.Closed, s.ClosedBy, s.Tally = now, who, TallyOf(lines)
		for _, l := range lines {
			err := steps(
				func() error { return keepFinding(tx, id, l) },
				func() error { return d.settleFinding(tx, l, with, who, now, n) },
			)
			if err != nil {
				return err
			}
		}
		return steps(
			func() error { return keepStocktake(tx, before, s) },
			func() error { return audit(tx, now, who, "close stocktake", nth(id)) },
		)
	})
	return s, err
}

// keepFinding keeps what was found of a tool with the stocktake that is closed.
// Of those that are away or were given back meanwhile the tally is enough.
func keepFinding(tx store.Tx, id StocktakeID, l StockLine) error {
	if l.Seen.IsZero() && (l.Finding == Present || l.Finding == Away) {
		return nil
	}
	return put(tx, tableSighting, key(uint32(id), uint32(l.Tool.ID)), Sighting{Stocktake: id, Tool: l.Tool.ID, At: l.Seen, By: l.SeenBy, Finding: l.Finding})
}

// settleFinding does with a tool what closing does besides.
func (d *Desk) settleFinding(tx store.Tx, l StockLine, with Settling, who StaffID, now time.Time, n *numbers) error {
	lose, find := with.Lose && l.Finding == NotSeen, with.Find && l.Finding == HereMissing
	if !lose && !find {
		return nil
	}
	item, err := d.itemByID(tx, l.Tool.ID, now)
	if err != nil {
		return err
	}
	if lose {
		_, err = d.lose(tx, item, who, now, n)
		return err
	}
	return d.sight(tx, item, who, now, n)
}
