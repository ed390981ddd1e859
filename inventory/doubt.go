package inventory

import (
	"context"
	"time"

	"redwrench/inventory/store"
)

// The date is believed when people did something on so many of the days before
// today. A weekly shop does.
const (
	doubtDays    = 14
	doubtWorking = 2
)

// DateInDoubt says that the machine's clock may have jumped far ahead: people did
// nothing at the shop on the 14 days before today, or on only one of them. What
// cannot be taken back then waits (see Anonymise) until the shop has been at work
// under this date on two days, on which slips and screens have shown it to
// everybody. A shop that just opens, or comes back from a long holiday, waits too.
func (d *Desk) DateInDoubt(ctx context.Context) (bool, error) {
	var doubt bool
	now := d.Now()
	err := d.store.View(ctx, func(tx store.Tx) (err error) {
		doubt, err = dateInDoubt(tx, now)
		return err
	})
	return doubt, err
}

func dateInDoubt(tx store.Tx, now time.Time) (bool, error) {
	today, worked, last := DayOf(now), 0, Day(0)
	r := store.Range{Reverse: true, Limit: 200}
	for {
		raw, err := tx.Scan(tableAudit, r)
		if err != nil {
			return false, err
		}
		for _, line := range raw {
			e, err := decode[Entry](tableAudit, line.Value)
			if err != nil {
				return false, err
			}
			day := DayOf(e.At.In(now.Location()))
			switch {
			case day < today-doubtDays:
				return true, nil
			case day >= today, day == last, ofItself(e):
				continue
			}
			last = day
			if worked++; worked == doubtWorking {
				return false, nil
			}
		}
		if len(raw) < r.Limit {
			return true, nil
		}
		r.To = raw[len(raw)-1].Key
	}
}

// ofItself says that the kiosk did this by the passing of time alone.
func ofItself(e Entry) bool { return e.Deed == "lapse" || e.Deed == "anonymise" }
