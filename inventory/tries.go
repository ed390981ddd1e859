package inventory

import (
	"context"
	"errors"
	"time"

	"redwrench/inventory/store"
)

// tries counts wrong PINs and wrong last fours. It is stored, so that a restart
// forgives nothing.
type tries struct {
	Wrong int       `cbor:"1,keyasint"`
	Last  time.Time `cbor:"2,keyasint"`
	Until time.Time `cbor:"3,keyasint,omitzero"`
}

const (
	freeTries  = 5
	firstWait  = 30 * time.Second
	longestOne = 15 * time.Minute
	// kioskTries is how many wrong tries in a row the kiosk as a whole lets
	// pass, whoever they were for: more, since many honest people share it.
	kioskTries = 20
	// forgotten is after how long without a wrong try the count starts anew.
	forgotten = 24 * time.Hour
)

// again is t after one more wrong try.
func (t tries) again(now time.Time, free int) tries {
	if now.Sub(t.Last) > forgotten {
		t = tries{}
	}
	t.Wrong++
	t.Last = now
	if over := t.Wrong - free; over >= 0 {
		t.Until = now.Add(min(firstWait<<min(over, 10), longestOne))
	}
	return t
}

// subject is whom tries are counted for.
func subject(kind string, id []byte) []byte { return append([]byte(kind+"/"), id...) }

func freeFor(s []byte) int {
	if len(s) > 6 && string(s[:6]) == "kiosk/" {
		return kioskTries
	}
	return freeTries
}

// waiting returns *Wait while one of the subjects has to wait. A wait never
// lasts longer than the longest one, also when the clock was set back.
func waiting(tx store.Tx, now time.Time, subjects [][]byte) error {
	for _, s := range subjects {
		t, err := get[tries](tx, tableTries, s)
		if errors.Is(err, store.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		if now.Before(t.Until) {
			return &Wait{Until: now.Add(min(t.Until.Sub(now), longestOne))}
		}
	}
	return nil
}

// wrong counts a wrong try for every subject and returns refusal, or *Wait if
// the next one has to wait.
func (d *Desk) wrong(ctx context.Context, subjects [][]byte, refusal error) error {
	outcome := refusal
	err := d.deed(ctx, func(tx store.Tx, now time.Time, _ *numbers) error {
		for _, s := range subjects {
			t, err := get[tries](tx, tableTries, s)
			if err != nil && !errors.Is(err, store.ErrNotFound) {
				return err
			}
			if err := put(tx, tableTries, s, t.again(now, freeFor(s))); err != nil {
				return err
			}
		}
		outcome = refusal
		if err := waiting(tx, now, subjects); err != nil {
			outcome = err
		}
		return nil
	})
	if err != nil {
		return err
	}
	return outcome
}

// forgive forgets the wrong tries of the subjects; it writes only if there are any.
func (d *Desk) forgive(ctx context.Context, subjects [][]byte) error {
	var counted bool
	err := d.store.View(ctx, func(tx store.Tx) error {
		counted = false
		for _, s := range subjects {
			there, err := has(tx, tableTries, s)
			if err != nil {
				return err
			}
			counted = counted || there
		}
		return nil
	})
	if err != nil || !counted {
		return err
	}
	return d.deed(ctx, func(tx store.Tx, _ time.Time, _ *numbers) error {
		for _, s := range subjects {
			if err := tx.Delete(tableTries, s); err != nil {
				return err
			}
		}
		return nil
	})
}
