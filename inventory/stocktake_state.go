package inventory

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"redwrench/inventory/store"
)

// StockLine is a tool as a stocktake finds it. Times are in the shop's zone.
type StockLine struct {
	Tool    Tool
	Finding Finding
	Reason  Reason    // when Away or HereOff and off the shelf
	Lent    bool      // when Away
	Seen    time.Time // zero: not seen
	SeenBy  StaffID
}

// Shelf is a shelf, or all of them, with its stocktakes. Times are in the shop's
// zone.
type Shelf struct {
	Name  string // "": the tools that have no shelf, unless All
	All   bool
	Tools int       // that are not retired
	Open  Stocktake // ID 0: nobody counts; with the tally as it stands
	Last  time.Time // when it was counted last, by itself; zero: never
}

// Shelves are all shelves on which tools belong, by name, after the one that
// stands for all of them.
func (d *Desk) Shelves(ctx context.Context) ([]Shelf, error) {
	var list []Shelf
	err := d.store.View(ctx, func(tx store.Tx) error {
		tools := map[string]int{}
		all := 0
		err := every(tx, tableTool, func(t Tool) error {
			if t.Retired.IsZero() {
				tools[t.Shelf]++
				all++
			}
			return nil
		})
		if err != nil {
			return err
		}
		list = []Shelf{{All: true, Tools: all}}
		for name, n := range tools {
			list = append(list, Shelf{Name: name, Tools: n})
		}
		slices.SortFunc(list[1:], func(a, b Shelf) int { return cmp.Compare(a.Name, b.Name) })
		return d.counted(tx, list)
	})
	return list, err
}

// counted adds to each shelf its open stocktake and when the last one was closed.
func (d *Desk) counted(tx store.Tx, list []Shelf) error {
	return every(tx, tableStocktake, func(s Stocktake) error {
		i := slices.IndexFunc(list, func(o Shelf) bool { return o.All == s.All && o.Name == s.Shelf })
		if !s.Open() {
			if i >= 0 {
				list[i].Last = d.Local(s.Closed)
			}
			return nil
		}
		lines, err := d.standing(tx, s)
		s.Tally = TallyOf(lines)
		list[max(i, 0)].Open = s // with all of them, where nothing belongs on its shelf any more
		return err
	})
}

// Stocktakes are up to limit stocktakes that were closed, the newest first, after
// the first skip.
func (d *Desk) Stocktakes(ctx context.Context, skip, limit int) ([]Stocktake, error) {
	var list []Stocktake
	err := d.store.View(ctx, func(tx store.Tx) error {
		list = nil
		left := skip
		return walk(tx, tableStocktake, true, func(s Stocktake) (bool, error) {
			if s.Open() {
				return true, nil
			}
			if left--; left < 0 {
				list = append(list, d.localStocktake(s))
			}
			return len(list) < limit, nil
		})
	})
	return list, err
}

func (d *Desk) localStocktake(s Stocktake) Stocktake {
	s.Begun, s.Closed = d.Local(s.Begun), d.local(s.Closed)
	return s
}

// StocktakeOf is a stocktake with its tools, by shelf and number: of an open one
// as they stand now, of a closed one what was found and is worth a line. It
// returns ErrNoStocktake.
func (d *Desk) StocktakeOf(ctx context.Context, id StocktakeID) (Stocktake, []StockLine, error) {
	var s Stocktake
	var lines []StockLine
	err := d.store.View(ctx, func(tx store.Tx) (err error) {
		if s, err = get[Stocktake](tx, tableStocktake, key(id)); err != nil {
			return unknown(err, ErrNoStocktake)
		}
		if s.Open() {
			lines, err = d.standing(tx, s)
			s.Tally = TallyOf(lines)
		} else {
			lines, err = d.kept(tx, s)
		}
		return err
	})
	lines = inOrder(lines, func(a, b *StockLine) int {
		return cmp.Or(cmp.Compare(a.Tool.Shelf, b.Tool.Shelf), cmp.Compare(a.Tool.ID, b.Tool.ID))
	})
	return d.localStocktake(s), lines, err
}

// TallyOf counts lines by what was found.
func TallyOf(lines []StockLine) StockTally {
	var t StockTally
	for _, l := range lines {
		t.add(l.Finding, 1)
	}
	return t
}

func (t *StockTally) add(f Finding, n int) {
	switch f {
	case Present:
		t.Counted += n
	case NotSeen:
		t.NotSeen += n
	case Away:
		t.Away += n
	case Gone:
		t.Gone += n
	default:
		t.Unexpected += n
	}
}

// kept is what was found in a stocktake that is closed.
func (d *Desk) kept(tx store.Tx, s Stocktake) ([]StockLine, error) {
	seen, err := sightings(tx, s.ID)
	if err != nil {
		return nil, err
	}
	lines := make([]StockLine, 0, len(seen))
	for _, v := range seen {
		t, err := get[Tool](tx, tableTool, key(v.Tool))
		if err != nil {
			return nil, err
		}
		lines = append(lines, StockLine{Tool: t, Finding: v.Finding, Seen: d.local(v.At), SeenBy: v.By})
	}
	return lines, nil
}

func sightings(tx store.Tx, id StocktakeID) ([]Sighting, error) {
	return all[Sighting](tx, tableSighting, store.Prefix(key(id)))
}

// mostAtOnce is for how many lines there is room from the beginning.
const mostAtOnce = 20_000

// standing is how the tools of an open stocktake stand now: those that belong to
// it and those that were seen.
func (d *Desk) standing(tx store.Tx, s Stocktake) ([]StockLine, error) {
	list, err := sightings(tx, s.ID)
	if err != nil {
		return nil, err
	}
	seen := make(map[ToolID]Sighting, len(list))
	for _, v := range list {
		seen[v.Tool] = v
	}
	since, err := returnedSince(tx, s.Begun)
	if err != nil {
		return nil, err
	}
	others, err := crowdOf(tx)
	if err != nil {
		return nil, err
	}
	most := ToolID(0) // so many at most, as lines are large
	if s.All {
		if most, err = last[ToolID](tx, tableTool); err != nil {
			return nil, err
		}
	}
	lines := make([]StockLine, 0, min(most, mostAtOnce))
	err = every(tx, tableTool, func(t Tool) error {
		v := seen[t.ID]
		if v.Tool == 0 && (!s.covers(t) || !t.Retired.IsZero()) {
			return nil
		}
		l, err := d.found(tx, s, t, v, since, others)
		lines = append(lines, l)
		return err
	})
	return lines, err
}

// returnedSince are the tools that came back since a time: whoever took them
// back had them in their hands.
func returnedSince(tx store.Tx, t time.Time) (map[ToolID]bool, error) {
	entries, err := tx.Scan(tableBack, store.Range{From: key(second(t))})
	if err != nil {
		return nil, err
	}
	tools := map[ToolID]bool{}
	for _, e := range entries {
		l, err := get[Loan](tx, tableLoan, key(number[LoanID](e.Key, 4)))
		if err != nil {
			return nil, err
		}
		if l.returned() {
			tools[l.Tool] = true
		}
	}
	return tools, nil
}

// found is what a stocktake says of a tool; since are those that came back since
// it began, and matter only for one that was not seen; c is nil, or what was read
// of all tools.
func (d *Desk) found(tx store.Tx, s Stocktake, t Tool, seen Sighting, since map[ToolID]bool, c *crowd) (StockLine, error) {
	line := StockLine{Tool: t, Seen: d.local(seen.At), SeenBy: seen.By}
	here := seen.Tool != 0
	loan, err := c.loan(tx, t.ID)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return line, err
	}
	service, err := c.service(tx, t.ID)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return line, err
	}
	missing := service.ID != 0 && service.Reason == Missing
	line.Reason = service.Reason
	switch {
	case here && !t.Retired.IsZero():
		line.Finding = HereRetired
	case here && loan.ID != 0 && !loan.Out.After(seen.At):
		line.Finding = HereLent
	case here && missing:
		line.Finding = HereMissing
	case here && service.ID != 0:
		line.Finding = HereOff
	case here && !s.covers(t):
		line.Finding = HereElsewhere
	case here:
	case missing:
		line.Finding = Gone
	case loan.ID != 0 || service.ID != 0:
		line.Finding, line.Lent = Away, loan.ID != 0
	case !since[t.ID] && !t.Added.After(s.Begun):
		line.Finding = NotSeen
	}
	return line, nil
}
