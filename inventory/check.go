package inventory

import (
	"bytes"
	"context"
	"fmt"
	"hash/maphash"
	"time"

	"redwrench/inventory/store"
)

// Check verifies every rule that must always hold and returns a line for each
// that does not, without personal data. It reads everything, once: what the
// records say must be indexed and what is indexed are compared as sums of
// hashes; only a table whose sums differ is gone through key by key.
func (d *Desk) Check(ctx context.Context) ([]string, error) {
	var c checker
	err := d.store.View(ctx, func(tx store.Tx) error {
		c = checker{tx: tx, desk: d, seed: maphash.MakeSeed(), want: map[store.Table]*sum{}}
		var err error
		if c.marked, err = has(tx, tableShop, []byte(askMarked)); err != nil {
			return err
		}
		if err := c.records(); err != nil {
			return err
		}
		wrong, err := c.compare()
		if err != nil || len(wrong) == 0 {
			return err
		}
		c.explain = wrong
		if err := c.records(); err != nil {
			return err
		}
		return c.extra()
	})
	return c.faults, err
}

// derived are the tables that say again what records say.
var derived = []store.Table{
	tableOpen, tableOut, tableDue, tableBack, tableLent, tableHad, tableOff, tableServiced,
	tableQueue, tableHolder, tableReady, tableReserved, tableReserver, tableCollect, tableTook,
	tablePhone, tableDocument, tableWard, tableMerged, tableLast, tableIdle, tableCard, tablePrinting, tableAsk,
	tableBoard, tableByKind, tableBySquad, tableBig, tableAsked, tableMine, tableVisit, tableClosed, tableAlong, tableHadAlong,
	tableUsed, tableHome, tableHomeJob, tableCounting, tablePictured,
}

type checker struct {
	tx      store.Tx
	desk    *Desk
	seed    maphash.Seed
	faults  []string
	want    map[store.Table]*sum
	explain map[store.Table]map[string]bool // the tables that are wrong, with the keys there should be

	marked    bool // tableAsk is complete; else Mend has not been here yet
	tools     map[ToolID]bool
	residents map[ResidentID]bool
	crew      map[StaffID]bool
	jobs      map[JobID]jobChecked
}

// sum stands for a set of keys with their values, in any order.
type sum struct {
	n    int
	hash uint64
}

// faultsNamed is how many faults Check spells out.
const faultsNamed = 200

func (c *checker) fault(format string, args ...any) {
	switch len(c.faults) {
	case faultsNamed:
		c.faults = append(c.faults, "and more")
	default:
		if len(c.faults) < faultsNamed {
			c.faults = append(c.faults, fmt.Sprintf(format, args...))
		}
	}
}

// first says that this is the pass in which the rules of records are looked at.
func (c *checker) first() bool { return c.explain == nil }

// has notes that a derived table must have this key with this value.
func (c *checker) has(t store.Table, k, v []byte, what string) error {
	if c.first() {
		if c.want[t] == nil {
			c.want[t] = &sum{}
		}
		c.want[t].add(c.seed, k, v)
		return nil
	}
	keys, wrong := c.explain[t]
	if !wrong {
		return nil
	}
	keys[string(k)] = true
	is, err := c.tx.Get(t, k)
	if err := unknown(err, nil); err != nil {
		return err
	}
	if err != nil || !bytes.Equal(is, v) {
		c.fault("%s: not in table %s, or otherwise", what, t)
	}
	return nil
}

func (c *checker) hasAll(entries []entry, what string) error {
	for _, e := range entries {
		if err := c.has(e.table, e.key, nil, what); err != nil {
			return err
		}
	}
	return nil
}

func (s *sum) add(seed maphash.Seed, k, v []byte) {
	var h maphash.Hash
	h.SetSeed(seed)
	_, _ = h.Write(k)
	_ = h.WriteByte(0)
	_, _ = h.Write(v)
	s.n++
	s.hash += h.Sum64()
}

// compare returns the derived tables that do not hold what the records say.
func (c *checker) compare() (map[store.Table]map[string]bool, error) {
	wrong := map[store.Table]map[string]bool{}
	for _, t := range derived {
		if t == tableAsk && !c.marked {
			continue
		}
		var is sum
		err := c.pages(t, func(k, v []byte) error {
			is.add(c.seed, k, v)
			return nil
		})
		if err != nil {
			return nil, err
		}
		want := c.want[t]
		if want == nil {
			want = &sum{}
		}
		if is != *want {
			c.fault("table %s: %d entries, the records say %d", t, is.n, want.n)
			wrong[t] = map[string]bool{}
		}
	}
	return wrong, nil
}

// extra names the keys of wrong tables that no record speaks of.
func (c *checker) extra() error {
	for t, keys := range c.explain {
		err := c.pages(t, func(k, _ []byte) error {
			if !keys[string(k)] {
				c.fault("table %s, key %x: no record says so", t, k)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// pages calls fn for every entry of a table, some at a time.
func (c *checker) pages(t store.Table, fn func(k, v []byte) error) error {
	r := store.Range{Limit: 1000}
	for {
		entries, err := c.tx.Scan(t, r)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if err := fn(e.Key, e.Value); err != nil {
				return err
			}
		}
		if len(entries) < r.Limit {
			return nil
		}
		r.From = append(bytes.Clone(entries[len(entries)-1].Key), 0)
	}
}

// each calls fn for every record of a table whose key is its number.
func each[T any, N ~uint32](c *checker, t store.Table, id func(T) N, fn func(T, string) error) error {
	return c.pages(t, func(k, v []byte) error {
		record, err := decode[T](t, v)
		if err != nil {
			return err
		}
		what := fmt.Sprintf("%s %d", t, id(record))
		if c.first() && !bytes.Equal(k, key(id(record))) {
			c.fault("%s: stored under another number", what)
		}
		return fn(record, what)
	})
}

// records goes through all records.
func (c *checker) records() error {
	return steps(c.stock, c.people, c.staff, c.work, c.loans, c.services, c.holds, c.reservations, c.consumables,
		c.activities, c.stocktakes, c.donations, c.prints, c.audit)
}

func (c *checker) stock() error {
	c.tools = map[ToolID]bool{}
	categories := map[CategoryID]bool{}
	list, err := all[Category](c.tx, tableCategory, store.Range{})
	if err != nil {
		return err
	}
	for _, category := range list {
		categories[category.ID] = true
	}
	photos := map[PhotoID]bool{}
	err = each(c, tableTool, func(t Tool) ToolID { return t.ID }, func(t Tool, what string) error {
		c.tools[t.ID] = true
		if t.Photo != "" {
			photos[t.Photo] = true
		}
		if c.first() && !categories[t.Category] {
			c.fault("%s: of a category that is not there", what)
		}
		return c.hasAll(t.pictured(), what)
	})
	if err != nil {
		return err
	}
	return c.photos(photos)
}

// loans: each is of a tool and a person that exist, its times are in order, it
// did not go out long before one with a lower number (reports rely on that), no
// tool is out twice, and the indexes say of it what it says of itself.
func (c *checker) loans() error {
	out := map[ToolID]bool{}
	var latest time.Time
	return each(c, tableLoan, func(l Loan) LoanID { return l.ID }, func(l Loan, what string) error {
		if c.first() {
			c.loan(l, what)
			if l.Open() && out[l.Tool] {
				c.fault("%s: its tool is out twice", what)
			}
			out[l.Tool] = out[l.Tool] || l.Open()
			if l.Out.Before(latest.Add(-disorder)) {
				c.fault("%s: went out long before one with a lower number", what)
			}
			if l.Out.After(latest) {
				latest = l.Out
			}
		}
		if l.Open() {
			if err := c.has(tableOpen, key(l.Tool), key(l.ID), what); err != nil {
				return err
			}
		}
		return c.hasAll(l.entries(), what)
	})
}

func (c *checker) loan(l Loan, what string) {
	for _, rule := range []struct {
		holds bool
		else_ string
	}{
		{l.Due.After(l.Out), "due before it was lent"},
		{l.Open() || !l.Back.Before(l.Out), "back before it was lent"},
		{l.Slip <= l.ID, "on a slip that is younger"},
		{l.Lost.IsZero() || l.Back.Equal(l.Lost), "lost and not closed"},
		{c.tools[l.Tool], "of a tool that is not there"},
		{l.Job != 0 || c.residents[l.Borrower], "of a resident who is not there"},
		{l.Job == 0 || l.Borrower == 0 && c.crew[l.Helper] && c.jobs[l.Job].there, "for a job or with a volunteer that is not there"},
		{l.Job == 0 || !l.Open() || !c.jobs[l.Job].without, "out for a job that was done"},
	} {
		if !rule.holds {
			c.fault("%s: %s", what, rule.else_)
		}
	}
}

// services: a tool is off the shelf exactly while a stay has not ended, and
// never while it is lent.
func (c *checker) services() error {
	return each(c, tableService, func(s Service) ServiceID { return s.ID }, func(s Service, what string) error {
		if c.first() && !c.tools[s.Tool] {
			c.fault("%s: of a tool that is not there", what)
		}
		if s.Until.IsZero() {
			lent, err := has(c.tx, tableOpen, key(s.Tool))
			if err != nil {
				return err
			}
			if c.first() && lent {
				c.fault("%s: its tool is lent", what)
			}
			if err := c.has(tableOff, key(s.Tool), key(s.ID), what); err != nil {
				return err
			}
		}
		return c.has(tableServiced, key(uint32(s.Tool), uint32(s.ID)), nil, what)
	})
}

func (c *checker) holds() error {
	type place struct {
		tool ToolID
		who  ResidentID
	}
	waits := map[place]bool{}
	return each(c, tableHold, func(h Hold) HoldID { return h.ID }, func(h Hold, what string) error {
		if p := (place{h.Tool, h.Resident}); c.first() && h.Active() {
			if waits[p] {
				c.fault("%s: the same resident waits twice", what)
			}
			waits[p] = true
		}
		if c.first() && (!c.tools[h.Tool] || !c.residents[h.Resident]) {
			c.fault("%s: of a tool or a resident that is not there", what)
		}
		return c.hasAll(h.entries(), what)
	})
}

func (c *checker) reservations() error {
	type promise struct {
		tool ToolID
		day  Day
	}
	taken := map[promise]bool{}
	return each(c, tableReserve, func(r Reservation) ReservationID { return r.ID }, func(r Reservation, what string) error {
		if r.To < r.From || int64(r.To)-int64(r.From) > 366 {
			if c.first() {
				c.fault("%s: ends before it begins, or never", what)
			}
			return c.hasAll(r.entries(), what)
		}
		for n := Day(0); c.first() && r.Active() && n <= r.To-r.From; n++ { // r.To may be the last day there is
			p := promise{r.Tool, r.From + n}
			if taken[p] {
				c.fault("%s: on a day that is promised to somebody else", what)
			}
			taken[p] = true
		}
		return c.hasAll(r.entries(), what)
	})
}

// consumables: the stock is the sum of its moves.
func (c *checker) consumables() error {
	stock := map[ConsumableID]int{}
	moves := map[ConsumableID]uint32{}
	err := c.pages(tableMove, func(_, v []byte) error {
		m, err := decode[Move](tableMove, v)
		if err != nil {
			return err
		}
		stock[m.Consumable] += m.Change
		moves[m.Consumable]++
		return c.hasAll(m.entries(), "a move")
	})
	if err != nil {
		return err
	}
	return each(c, tableConsume, func(s Consumable) ConsumableID { return s.ID }, func(s Consumable, what string) error {
		if c.first() && (s.Stock < 0 || s.Stock != stock[s.ID] || s.Moves != moves[s.ID]) {
			c.fault("%s: %d in stock, its %d moves say %d", what, s.Stock, moves[s.ID], stock[s.ID])
		}
		return nil
	})
}

// prints: a job waits exactly while it is not final, and asks for a decision
// until staff made one.
func (c *checker) prints() error {
	return each(c, tablePrint, func(p PrintJob) PrintID { return p.ID }, func(p PrintJob, what string) error {
		return c.hasAll(p.entries(), what)
	})
}

// audit: the chain has no gap and no changed entry, and time goes forward.
func (c *checker) audit() error {
	if !c.first() {
		return nil
	}
	var before Entry
	return c.pages(tableAudit, func(k, v []byte) error {
		e, err := decode[Entry](tableAudit, v)
		if err != nil {
			return err
		}
		faults, err := e.after(before, k)
		for _, fault := range faults {
			c.fault("%s", fault)
		}
		before = e
		return err
	})
}
