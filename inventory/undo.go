package inventory

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"redwrench/inventory/code"
	"redwrench/inventory/store"
)

// UndoReason is why a deed was a mistake. The zero UndoReason is none: undoing
// demands one.
type UndoReason int

// The reasons staff can choose with one tap.
const (
	MisTap UndoReason = iota + 1
	WrongTool
	WrongPerson
	OtherMistake
)

// Refusals of Undo.
var (
	// ErrNoReason: no reason was given.
	ErrNoReason = errors.New("inventory: no reason given")
	// ErrTooLate: the deed lies longer back than the settings let it be undone.
	ErrTooLate = errors.New("inventory: too late to undo")
	// ErrCannotUndo: the deed is of a kind that is not undone, or was undone.
	ErrCannotUndo = errors.New("inventory: not to be undone")
	// ErrMovedOn: something else was done with it since.
	ErrMovedOn = errors.New("inventory: something else was done since")
)

// RecentDeed is a deed that can still be undone.
type RecentDeed struct {
	Seq      uint64 // its entry in the audit
	At       time.Time
	Who      StaffID
	Deed     string
	Subjects []string
}

// undoable are the deeds with a counter-entry, by their names in the audit.
var undoable = map[string]func(*Desk, store.Tx, undoing) error{
	"lend":           (*Desk).undoLend,
	"take back":      (*Desk).undoTakeBack,
	"renew":          (*Desk).undoRenewal,
	"extend":         (*Desk).undoRenewal,
	"place hold":     (*Desk).undoHold,
	"cancel hold":    (*Desk).undoCancelHold,
	"reserve":        (*Desk).undoReserve,
	"declare lost":   (*Desk).undoLost,
	"retire":         (*Desk).undoRetire,
	"take off shelf": (*Desk).undoOffShelf,
	"hand out":       (*Desk).undoHandOut,
	"lend for job":   (*Desk).undoLend,
	"add tool":       (*Desk).undoAddTool,

	"report job":        (*Desk).undoJob,
	"take job":          (*Desk).undoJob,
	"assign job":        (*Desk).undoJob,
	"give up job":       (*Desk).undoJob,
	"fill in job sheet": (*Desk).undoJob,
	"pass on job":       (*Desk).undoJob,
	"cancel job":        (*Desk).undoJob,
}

// undoing is one deed being undone.
type undoing struct {
	entry  Entry
	now    time.Time
	who    StaffID
	reason UndoReason
	n      *numbers
}

// RecentDeeds are the deeds of the last minutes that can still be undone, the
// newest first.
func (d *Desk) RecentDeeds(ctx context.Context) ([]RecentDeed, error) {
	since := d.Now().Add(-d.rules().UndoWithin)
	var deeds []RecentDeed
	err := d.store.View(ctx, func(tx store.Tx) error {
		deeds = nil
		var next Entry
		return walk(tx, tableAudit, true, func(e Entry) (bool, error) {
			gift := e.givenWith(next)
			next = e
			if e.At.Before(since) {
				return false, nil
			}
			if _, ok := undoable[e.Deed]; !ok || gift {
				return true, nil
			}
			done, err := has(tx, tableUndone, sequence(e.Seq))
			if err == nil && !done {
				deeds = append(deeds, RecentDeed{Seq: e.Seq, At: d.Local(e.At), Who: e.Who, Deed: e.Deed, Subjects: e.Subjects})
			}
			return true, err
		})
	})
	return deeds, err
}

// LastUndoable is the entry in the audit of the newest deed with a subject (a code)
// that who did since a moment, if it can be undone; 0: there is none.
func (d *Desk) LastUndoable(ctx context.Context, subject string, who StaffID, since time.Time) (uint64, error) {
	deeds, err := d.RecentDeeds(ctx)
	for _, r := range deeds {
		if r.Who == who && !r.At.Before(since.Truncate(time.Second)) && slices.Contains(r.Subjects, subject) {
			return r.Seq, err
		}
	}
	return 0, err
}

// Undo takes a deed of the last minutes back by a counter-entry (PRODUCT.md,
// Rules): nothing is deleted, a loan that was a mistake stays in the records as
// such. seq is the deed's entry in the audit.
//
// Refusals: ErrNotStaff, ErrNoReason, ErrCannotUndo, ErrTooLate, ErrMovedOn,
// ErrClockBack.
func (d *Desk) Undo(ctx context.Context, seq uint64, reason UndoReason, who StaffID) error {
	if reason < MisTap || reason > OtherMistake {
		return ErrNoReason
	}
	return d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		if err := onDuty(tx, who); err != nil {
			return err
		}
		e, err := get[Entry](tx, tableAudit, sequence(seq))
		if err != nil {
			return unknown(err, ErrCannotUndo)
		}
		undo, ok := undoable[e.Deed]
		if !ok {
			return ErrCannotUndo
		}
		if now.Sub(e.At) > d.rules().UndoWithin {
			return ErrTooLate
		}
		if there, err := has(tx, tableUndone, sequence(seq)); err != nil || there {
			return orElse(err, ErrCannotUndo)
		}
		if err := undo(d, tx, undoing{e, now, who, reason, n}); err != nil {
			return err
		}
		counter, err := lastEntry(tx)
		if err != nil {
			return err
		}
		return steps(
			func() error { return tx.Put(tableUndone, sequence(seq), sequence(counter.Seq+1)) },
			func() error { return audit(tx, now, who, "undo "+e.Deed, e.Subjects...) },
		)
	})
}

func sequence(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

// subjects are the numbers of a kind that the entry names.
func subjects[N ~uint32](e Entry, kind code.Kind) []N {
	var list []N
	for _, s := range e.Subjects {
		if c, err := code.Parse(s); err == nil && c.Kind == kind {
			list = append(list, N(c.Number))
		}
	}
	return list
}

// nth names which of several like things a deed was about, beside the codes.
func nth[N ~uint32 | ~int](n N) string { return fmt.Sprintf("#%d", n) }

// nth is the number the entry names with nth; 0: none.
func (u undoing) nth() int {
	for _, s := range u.entry.Subjects {
		if n, err := strconv.Atoi(strings.TrimPrefix(s, "#")); err == nil && strings.HasPrefix(s, "#") {
			return n
		}
	}
	return 0
}

// loan is the first loan the entry names.
func (u undoing) loan(tx store.Tx) (Loan, error) {
	ids := subjects[LoanID](u.entry, code.Loan)
	if len(ids) == 0 {
		return Loan{}, ErrCannotUndo
	}
	return get[Loan](tx, tableLoan, key(ids[0]))
}
