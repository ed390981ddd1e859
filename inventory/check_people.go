package inventory

import (
	"errors"

	"redwrench/inventory/people"
	"redwrench/inventory/store"
)

// people: each is found by telephone, document, guardian and day of last
// activity, and nobody else is; of an erased one nothing is left.
func (c *checker) people() error {
	c.residents = map[ResidentID]bool{}
	leads := map[ResidentID]ResidentID{}
	err := each(c, tableResident, func(r Resident) ResidentID { return r.ID }, func(r Resident, what string) error {
		c.residents[r.ID] = true
		if !r.Erased.IsZero() && c.first() && r != (Resident{ID: r.ID, Since: r.Since, Erased: r.Erased, Merged: r.Merged}) {
			c.fault("%s: erased, but something is left", what)
			return nil
		}
		if r.Merged != 0 {
			leads[r.ID] = r.Merged
		}
		if c.first() && r.Erased.IsZero() && (r.Person.Kind == people.NoDocument) != (r.Guardian != 0) {
			c.fault("%s: document of kind %d, guardian %d", what, r.Person.Kind, r.Guardian)
		}
		for _, e := range r.entries(c.desk.secrets) {
			if err := c.has(e.table, e.key, e.value, what); err != nil {
				return err
			}
		}
		if !r.Erased.IsZero() {
			return nil
		}
		return c.lastDay(r, what)
	})
	if err != nil || !c.first() {
		return err
	}
	for id, to := range leads {
		if _, further := leads[to]; further || !c.residents[to] {
			c.fault("resident %d: merged with one that is not there, or leads further", id)
		}
	}
	return nil
}

// lastDay: the day of last activity is known and stands in the index by day.
func (c *checker) lastDay(r Resident, what string) error {
	raw, err := c.tx.Get(tableLast, key(r.ID))
	if errors.Is(err, store.ErrNotFound) {
		if c.first() {
			c.fault("%s: no day of last activity", what)
		}
		return nil
	}
	if err != nil {
		return err
	}
	day := lastDay(raw)
	if c.first() && (day == leavingDay) != !r.Withdrawn.IsZero() {
		c.fault("%s: last day %d, withdrawn: %t", what, day, !r.Withdrawn.IsZero())
	}
	if err := c.has(tableLast, key(r.ID), raw, what); err != nil {
		return err
	}
	return c.has(tableIdle, idleKey(day, r.ID), nil, what)
}

// staff: a staff with anybody has a manager, each card opens for who has it, and
// nothing opens for who has left.
func (c *checker) staff() error {
	there, managers := 0, 0
	c.crew = map[StaffID]bool{}
	err := each(c, tableStaff, func(s Staff) StaffID { return s.ID }, func(s Staff, what string) error {
		c.crew[s.ID] = true
		switch {
		case s.Left.IsZero() && s.Role == Manager:
			there++
			managers++
		case s.Left.IsZero():
			there++
		case c.first() && (len(s.Hash) > 0 || s.Card != 0):
			c.fault("%s: has left, but a PIN or a card still opens", what)
		}
		if s.Card == 0 {
			return nil
		}
		return c.has(tableCard, cardKey(c.desk.secrets, s.Card), key(s.ID), what)
	})
	if err == nil && c.first() && there > 0 && managers == 0 {
		c.fault("a staff of %d without a manager", there)
	}
	return err
}
