package inventory

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"sort"

	"redwrench/inventory/store"
)

// DeedFilter says which lines of the audit are looked for. The zero DeedFilter is
// all of them.
type DeedFilter struct {
	Who     StaffID // 0: anybody
	Nobody  bool    // only deeds of residents at the screen and of the kiosk itself
	Deed    string  // as the records name it; "": any
	Subject string  // a record's code; "": any
	From    Day     // 0: from the beginning
	Until   Day     // the last day; 0: until now
}

// auditPage is how many lines of the audit one transaction reads.
const auditPage = 2000

// passes says whether an entry is looked for, its day in the shop's zone.
func (f DeedFilter) passes(e Entry, day Day) bool {
	return (f.Who == 0 || e.Who == f.Who) && (!f.Nobody || e.Who == 0) && (f.Deed == "" || e.Deed == f.Deed) &&
		(f.Subject == "" || slices.Contains(e.Subjects, f.Subject)) && day >= f.From && (f.Until == 0 || day <= f.Until)
}

// may says, before it is decoded, whether a stored entry may be looked for.
func (f DeedFilter) may(raw []byte) bool {
	return bytes.Contains(raw, []byte(f.Deed)) && bytes.Contains(raw, []byte(f.Subject))
}

// Audit are up to limit lines of the audit that pass, the newest first, from the
// one before number before on (0: from the newest). next is the before of those
// that follow; 0: there are none. Rare lines are looked for to the audit's
// beginning, a stretch a transaction: t counts, ctx stops it.
func (d *Desk) Audit(ctx context.Context, f DeedFilter, before uint64, limit int, t *Tally) (list []Entry, next uint64, err error) {
	first, end, err := d.auditRange(ctx, f)
	if err != nil {
		return nil, 0, err
	}
	if before > 0 {
		end = min(end, before)
	}
	t.Begin(int(end - min(first, end)))
	for at := end; at > first; {
		entries, err := d.auditBefore(ctx, first, at)
		if err != nil || len(entries) == 0 {
			return list, 0, orElse(ctx.Err(), err)
		}
		for _, stored := range entries {
			at--
			t.Step()
			if !f.may(stored.Value) {
				continue
			}
			e, err := decode[Entry](tableAudit, stored.Value)
			if err != nil {
				return nil, 0, err
			}
			if !f.passes(e, DayOf(d.Local(e.At))) {
				continue
			}
			if list = append(list, e); len(list) == limit {
				if e.Seq > first {
					next = e.Seq
				}
				return list, next, nil
			}
		}
	}
	return list, 0, nil
}

// auditBefore are the stored lines with numbers from first to below before, the
// newest first, not more than a page of them.
func (d *Desk) auditBefore(ctx context.Context, first, before uint64) (entries []store.Entry, err error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	err = d.store.View(ctx, func(tx store.Tx) (err error) {
		entries, err = tx.Scan(tableAudit, store.Range{From: sequence(first), To: sequence(before), Limit: auditPage, Reverse: true})
		return err
	})
	return entries, err
}

// auditRange are the numbers between which the lines of the filter's days lie:
// from first to below end. The clock may have stood back a little between lines,
// so it is somewhat wider.
func (d *Desk) auditRange(ctx context.Context, f DeedFilter) (first, end uint64, err error) {
	last, err := d.LastDeed(ctx)
	if err != nil {
		return 0, 0, err
	}
	first, end = 1, last.Seq+1
	// place is the number of the first line of which later holds.
	place := func(later func(Entry) bool) (n uint64) {
		i := sort.Search(int(last.Seq), func(i int) bool {
			var e Entry
			if err == nil {
				err = d.store.View(ctx, func(tx store.Tx) (err error) {
					e, err = get[Entry](tx, tableAudit, sequence(uint64(i)+1))
					return err
				})
			}
			return err != nil || later(e)
		})
		return uint64(i) + 1
	}
	if f.From > 0 {
		from := f.From.In(d.zone).Add(-clockTolerance)
		first = place(func(e Entry) bool { return !e.At.Before(from) })
	}
	if f.Until > 0 {
		until := (f.Until + 1).In(d.zone).Add(clockTolerance)
		end = place(func(e Entry) bool { return e.At.After(until) })
	}
	return first, end, err
}

// DeedKinds are the deeds there are in the audit and how often each was done.
func (d *Desk) DeedKinds(ctx context.Context, t *Tally) (map[string]int, error) {
	kinds := map[string]int{}
	err := d.throughAudit(ctx, t, func(_ []byte, e Entry) error {
		kinds[e.Deed]++
		return nil
	})
	return kinds, err
}

// Proof is what ProveAudit found.
type Proof struct {
	Entries uint64
	Faults  []string // the first ones, as Check names them; none: whole and unchanged
}

// ProveAudit goes through the audit from its first line: none is missing, none was
// changed, none is out of order. Deeds done meanwhile are not waited for.
func (d *Desk) ProveAudit(ctx context.Context, t *Tally) (Proof, error) {
	var p Proof
	var before Entry
	err := d.throughAudit(ctx, t, func(key []byte, e Entry) error {
		faults, err := e.after(before, key)
		for _, fault := range faults {
			if len(p.Faults) < faultsNamed {
				p.Faults = append(p.Faults, fault)
			}
		}
		p.Entries++
		before = e
		return err
	})
	return p, err
}

// throughAudit calls fn with each line there is now, the oldest first.
func (d *Desk) throughAudit(ctx context.Context, t *Tally, fn func(key []byte, e Entry) error) error {
	last, err := d.LastDeed(ctx)
	if err != nil {
		return err
	}
	t.Begin(int(last.Seq))
	for at, more := uint64(1), true; more; at += auditPage {
		if err := ctx.Err(); err != nil {
			return err
		}
		var entries []store.Entry
		err := d.store.View(ctx, func(tx store.Tx) (err error) {
			entries, err = tx.Scan(tableAudit, store.Range{From: sequence(at), To: sequence(min(at+auditPage, last.Seq+1))})
			return err
		})
		if err != nil {
			return err
		}
		for _, stored := range entries {
			e, err := decode[Entry](tableAudit, stored.Value)
			if err != nil {
				return err
			}
			if err := fn(stored.Key, e); err != nil {
				return err
			}
			t.Step()
		}
		more = at+auditPage <= last.Seq
	}
	return nil
}

// after are the faults of an entry that stands under key in the audit, behind
// another.
func (e Entry) after(before Entry, key []byte) (faults []string, err error) {
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	if e.Seq != before.Seq+1 || !bytes.Equal(key, sequence(e.Seq)) {
		fault("audit: entry %d follows %d", e.Seq, before.Seq)
	}
	hash, err := e.chain(before.Hash)
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(hash, e.Hash) {
		fault("audit: entry %d was changed", e.Seq)
	}
	if e.At.Before(before.At.Add(-clockTolerance)) {
		fault("audit: entry %d is older than the one before", e.Seq)
	}
	return faults, nil
}
