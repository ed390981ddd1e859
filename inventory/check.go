package inventory

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"

	"redwrench/inventory/store"
)

// Check verifies every rule that must always hold and returns a line for each
// that does not, without personal data. It reads everything.
func (d *Desk) Check(ctx context.Context) ([]string, error) {
	var c checker
	err := d.store.View(ctx, func(tx store.Tx) error {
		c = checker{tx: tx, secrets: d.secrets}
		for _, part := range []func() error{c.loans, c.openLoans, c.services, c.residents, c.prints, c.audit} {
			if err := part(); err != nil {
				return err
			}
		}
		return nil
	})
	return c.faults, err
}

type checker struct {
	tx      store.Tx
	secrets Secrets
	faults  []string
}

func (c *checker) fault(format string, args ...any) {
	c.faults = append(c.faults, fmt.Sprintf(format, args...))
}

// want notes a fault unless the key exists exactly when it should.
func (c *checker) want(t store.Table, k []byte, should bool, what string) error {
	there, err := has(c.tx, t, k)
	if err == nil && there != should {
		c.fault("%s: table %s has the key: %t, should: %t", what, t, there, should)
	}
	return err
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

// loans: each loan is of a tool and a person that exist, its times are in
// order, and the indexes say of it what it says of itself.
func (c *checker) loans() error {
	return c.pages(tableLoan, func(k, v []byte) error {
		l, err := decode[Loan](tableLoan, v)
		if err != nil {
			return err
		}
		what := "loan " + l.ID.Code().Human()
		if !bytes.Equal(k, key(l.ID)) {
			c.fault("%s: stored under another number", what)
		}
		if !l.Due.After(l.Out) {
			c.fault("%s: due before it was lent", what)
		}
		if !l.Open() && l.Back.Before(l.Out) {
			c.fault("%s: back before it was lent", what)
		}
		if l.Slip > l.ID {
			c.fault("%s: on a slip that is younger", what)
		}
		return steps(
			func() error { return c.want(tableTool, key(l.Tool), true, what) },
			func() error { return c.want(tableResident, key(l.Borrower), true, what) },
			func() error { return c.want(tableLent, key(uint32(l.Tool), uint32(l.ID)), true, what) },
			func() error { return c.want(tableOut, key(uint32(l.Borrower), uint32(l.ID)), l.Open(), what) },
			func() error { return c.want(tableDue, key(second(l.Due), uint32(l.ID)), l.Open(), what) },
			func() error { return c.want(tableBack, key(second(l.Back), uint32(l.ID)), !l.Open(), what) },
			func() error { return c.openAs(l, what) },
		)
	})
}

// openAs: an open loan is the one its tool is out on; no closed one is.
func (c *checker) openAs(l Loan, what string) error {
	raw, err := c.tx.Get(tableOpen, key(l.Tool))
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	if is := bytes.Equal(raw, key(l.ID)); is != l.Open() {
		c.fault("%s: open: %t, but its tool is out on it: %t", what, l.Open(), is)
	}
	return nil
}

// openLoans: no index entry speaks of a loan that is not there.
func (c *checker) openLoans() error {
	for _, index := range []struct {
		table  store.Table
		offset int
	}{{tableOut, 4}, {tableDue, 4}, {tableBack, 4}, {tableLent, 4}} {
		err := c.pages(index.table, func(k, _ []byte) error {
			id := number[LoanID](k, index.offset)
			return c.want(tableLoan, key(id), true, fmt.Sprintf("an entry of table %s", index.table))
		})
		if err != nil {
			return err
		}
	}
	return c.pages(tableOpen, func(k, v []byte) error {
		l, err := get[Loan](c.tx, tableLoan, v)
		tool := number[ToolID](k, 0).Code().Human()
		if errors.Is(err, store.ErrNotFound) {
			c.fault("tool %s: out on a loan that is not there", tool)
			return nil
		}
		if err == nil && (!l.Open() || !bytes.Equal(k, key(l.Tool))) {
			c.fault("tool %s: out on a loan that is closed or another tool's", tool)
		}
		return err
	})
}

// services: a tool is off the shelf exactly while a stay has not ended, and
// never while it is lent.
func (c *checker) services() error {
	err := c.pages(tableService, func(_, v []byte) error {
		s, err := decode[Service](tableService, v)
		if err != nil {
			return err
		}
		raw, err := c.tx.Get(tableOff, key(s.Tool))
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return err
		}
		if is := bytes.Equal(raw, key(s.ID)); is != s.Until.IsZero() {
			c.fault("service %d: not ended: %t, but its tool is off the shelf for it: %t", s.ID, s.Until.IsZero(), is)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return c.pages(tableOff, func(k, v []byte) error {
		what := "tool " + number[ToolID](k, 0).Code().Human() + " off the shelf"
		return errors.Join(c.want(tableService, v, true, what), c.want(tableOpen, k, false, what))
	})
}

// residents: each is found by telephone and document, and nobody else is.
func (c *checker) residents() error {
	count := 0
	err := c.pages(tableResident, func(k, v []byte) error {
		r, err := decode[Resident](tableResident, v)
		if err != nil {
			return err
		}
		count++
		what := "resident " + r.ID.Code().Human()
		if !bytes.Equal(k, key(r.ID)) {
			c.fault("%s: stored under another number", what)
		}
		phone := append(bytes.Clone(c.secrets.Index(byPhone, r.Person.Phone)), key(r.ID)...)
		return errors.Join(
			c.want(tablePhone, phone, true, what),
			c.want(tableDocument, c.secrets.Index(byDocument, string(r.Person.ID)), true, what))
	})
	if err != nil {
		return err
	}
	for _, t := range []store.Table{tablePhone, tableDocument} {
		entries := 0
		if err := c.pages(t, func(_, _ []byte) error { entries++; return nil }); err != nil {
			return err
		}
		if entries != count {
			c.fault("table %s: %d entries for %d residents", t, entries, count)
		}
	}
	return nil
}

// prints: a job waits exactly while it is not final.
func (c *checker) prints() error {
	err := c.pages(tablePrint, func(k, v []byte) error {
		job, err := decode[PrintJob](tablePrint, v)
		if err != nil {
			return err
		}
		return c.want(tablePrinting, k, !job.State.Final(), fmt.Sprintf("print job %d", job.ID))
	})
	if err != nil {
		return err
	}
	return c.pages(tablePrinting, func(k, _ []byte) error {
		return c.want(tablePrint, k, true, "a waiting print job")
	})
}

// audit: the chain has no gap and no changed entry, and time goes forward.
func (c *checker) audit() error {
	var before Entry
	return c.pages(tableAudit, func(k, v []byte) error {
		e, err := decode[Entry](tableAudit, v)
		if err != nil {
			return err
		}
		if e.Seq != before.Seq+1 || !bytes.Equal(k, binary.BigEndian.AppendUint64(nil, e.Seq)) {
			c.fault("audit: entry %d follows %d", e.Seq, before.Seq)
		}
		hash, err := e.chain(before.Hash)
		if err != nil {
			return err
		}
		if !bytes.Equal(hash, e.Hash) {
			c.fault("audit: entry %d was changed", e.Seq)
		}
		if e.At.Before(before.At.Add(-clockTolerance)) {
			c.fault("audit: entry %d is older than the one before", e.Seq)
		}
		before = e
		return nil
	})
}
