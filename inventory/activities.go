package inventory

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"redwrench/inventory/store"
)

// tableActivity has the activities by number.
const tableActivity store.Table = "activity"

// Activity is something the shop held for the neighbourhood: a repair day on the
// square, a lesson in changing a lamp (PRODUCT.md, Numbers: activities held).
type Activity struct {
	ID      ActivityID `cbor:"1,keyasint"`
	Name    Name       `cbor:"2,keyasint"`
	Day     Day        `cbor:"3,keyasint"`
	Persons int        `cbor:"4,keyasint"` // who came, as it was counted
	Squad   SquadID    `cbor:"5,keyasint,omitempty"`
	By      StaffID    `cbor:"6,keyasint"`
	Noted   time.Time  `cbor:"7,keyasint"`
	Struck  time.Time  `cbor:"8,keyasint,omitzero"` // it was noted by mistake, and counts nowhere
}

// Refusals of activities.
var (
	// ErrNoActivity: there is no such activity, or it was struck out.
	ErrNoActivity = errors.New("inventory: no such activity")
	// ErrActivityDay: an activity is noted on its day or later, within a year.
	ErrActivityDay = errors.New("inventory: not a day an activity can have been on")
)

const (
	mostPersons  = 99_999
	latestNoting = 366 // days
)

// AddActivity keeps that an activity was held. Refusals: ErrNotStaff, ErrNoName,
// ErrQuantity (of persons), ErrActivityDay, ErrSettings (of the
// squad), ErrClockBack.
func (d *Desk) AddActivity(ctx context.Context, a Activity, who StaffID) (Activity, error) {
	a.Name.Zh = strings.TrimSpace(a.Name.Zh)
	switch today := DayOf(d.Now()); {
	case a.Name.Zh == "":
		return a, ErrNoName
	case a.Persons < 0 || a.Persons > mostPersons:
		return a, ErrQuantity
	case a.Day > today || a.Day < today-latestNoting:
		return a, ErrActivityDay
	case a.Squad != "" && !slices.ContainsFunc(d.rules().Jobs.Squads, func(s Squad) bool { return s.ID == a.Squad }):
		return a, fmt.Errorf("%w: Squad", ErrSettings)
	}
	err := d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		a.ID, a.By, a.Noted, a.Struck = draw(&n.activity), who, now, time.Time{}
		return steps(
			func() error { return onDuty(tx, who) },
			func() error { return put(tx, tableActivity, key(a.ID), a) },
			func() error { return audit(tx, now, who, "add activity", nth(a.ID)) },
		)
	})
	return a, err
}

// StrikeActivity takes an activity out of the figures; the record stays.
// Refusals: ErrNotStaff, ErrNoActivity, ErrClockBack.
func (d *Desk) StrikeActivity(ctx context.Context, id ActivityID, who StaffID) error {
	return d.deed(ctx, func(tx store.Tx, now time.Time, _ *numbers) error {
		if err := onDuty(tx, who); err != nil {
			return err
		}
		a, err := get[Activity](tx, tableActivity, key(id))
		if err != nil {
			return unknown(err, ErrNoActivity)
		}
		if !a.Struck.IsZero() {
			return ErrNoActivity
		}
		a.Struck = now
		return steps(
			func() error { return put(tx, tableActivity, key(id), a) },
			func() error { return audit(tx, now, who, "strike activity", nth(id)) },
		)
	})
}

// Activities are the activities that count, the last ones noted first, at most
// limit.
func (d *Desk) Activities(ctx context.Context, limit int) ([]Activity, error) {
	var list []Activity
	err := d.store.View(ctx, func(tx store.Tx) error {
		list = nil
		return walk(tx, tableActivity, true, func(a Activity) (bool, error) {
			if a.Struck.IsZero() {
				list = append(list, a)
			}
			return len(list) < limit, nil
		})
	})
	return list, err
}

// held says whether an activity counts in a period.
func (a Activity) held(p Period) bool {
	return a.Struck.IsZero() && a.Day >= p.From && a.Day <= p.Until
}

// reportActivities fills in the figures of activities.
func reportActivities(tx store.Tx, r *Report) error {
	return walk(tx, tableActivity, false, func(a Activity) (bool, error) {
		for _, n := range []struct {
			of *Numbers
			in Period
		}{{&r.Is, r.Period}, {&r.Was, r.Before}} {
			if a.held(n.in) {
				n.of.Activities++
				n.of.Came += a.Persons
			}
		}
		return true, nil
	})
}

func activitiesBehind(tx store.Tx, a Ask) ([]Record, error) {
	var list []Record
	err := walk(tx, tableActivity, false, func(x Activity) (bool, error) {
		if x.held(a.Period) {
			list = append(list, Record{Activity: x.ID, N: x.Persons})
		}
		return true, nil
	})
	return list, err
}

// activities: each was noted by somebody there is, and has a name.
func (c *checker) activities() error {
	return each(c, tableActivity, func(a Activity) ActivityID { return a.ID }, func(a Activity, what string) error {
		if c.first() && (!c.crew[a.By] || a.Name.Zh == "" || a.Persons < 0) {
			c.fault("%s: without a name, or noted by nobody", what)
		}
		return nil
	})
}
