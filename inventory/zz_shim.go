package inventory

import (
	"bytes"
	"time"

	"redwrench/inventory/store"
)

func active(tx store.Tx, id ResidentID, now time.Time) error { return nil }
func (r Resident) Agreed(v string) bool                      { return r.Person.Consent.Version == v }
func (r Resident) mayCome(tx store.Tx, now time.Time) error {
	if r.Blocked != "" {
		return ErrBlocked
	}
	return nil
}
func manager(tx store.Tx, who StaffID) error { return onDuty(tx, who) }

type valued struct {
	table      store.Table
	key, value []byte
}

func (r Resident) entries(s Secrets) []valued {
	return []valued{
		{tablePhone, append(bytes.Clone(s.Index(byPhone, r.Person.Phone)), key(r.ID)...), nil},
		{tableDocument, documentKey(s, r.Person.ID), key(r.ID)},
	}
}
func indexActivity(tx store.Tx) error { return nil }
