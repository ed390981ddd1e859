package inventory

import (
	"context"
	"encoding/binary"
	"errors"
	"time"

	"redwrench/inventory/store"
)

// ChainTable holds the audit; its keys are the numbers of the deeds.
const ChainTable = tableAudit

// Chain is where the audit ends: the number of the last deed, its hash, and when
// it was done. Whoever keeps it elsewhere can tell later whether the records
// still hold every deed up to it.
type Chain struct {
	Seq  uint64
	Hash []byte // 32 bytes
	At   time.Time
}

// ChainEnd is the end of the audit in st; a zero Chain when there are no deeds.
// It needs no open Desk, so it also reads records of an older schema.
func ChainEnd(ctx context.Context, st store.Store) (Chain, error) {
	var last Entry
	err := st.View(ctx, func(tx store.Tx) (err error) {
		last, err = lastEntry(tx)
		if errors.Is(err, store.ErrNotFound) {
			last, err = Entry{}, nil
		}
		return err
	})
	return Chain{last.Seq, last.Hash, last.At}, err
}

// ChainLink says whether a record that is put under key of table t is a deed of
// the audit, and which: for who watches a store without knowing its records.
func ChainLink(t store.Table, key, value []byte) (seq uint64, hash []byte, ok bool) {
	if t != tableAudit {
		return 0, nil, false
	}
	e, err := decode[Entry](t, value)
	if err != nil {
		return 0, nil, false
	}
	return e.Seq, e.Hash, true
}

// Deeds is a stretch of the audit as far as it can be read.
type Deeds struct {
	Read       []Entry `json:"read,omitempty"`       // in order, at most as many as were asked for
	Total      uint64  `json:"total"`                // how many there are or were
	Unreadable uint64  `json:"unreadable,omitempty"` // of those that were tried
	Open       bool    `json:"open,omitempty"`       // nobody knows whether there were more

	// Forgotten are the residents who were forgotten in these deeds, told ones or
	// not: who restores an older copy has to forget them again.
	Forgotten []ResidentID `json:"forgotten,omitempty"`
	// Nameless are the donations whose donor's name was removed in them, likewise.
	Nameless []DonationID `json:"nameless,omitempty"`
}

// DeedsAfter reads the deeds from seq+1 on one by one, so that it still tells
// what can be read of damaged records, and keeps the first limit of them. upTo is
// the number of the last deed as far as it is known from elsewhere (a witness),
// or 0.
// Errors of the store are no errors here: what cannot be read counts as that.
func DeedsAfter(ctx context.Context, st store.Store, seq, upTo uint64, limit int) Deeds {
	end := max(seq, upTo)
	last, err := ChainEnd(ctx, st)
	if err == nil {
		end = max(end, last.Seq)
	}
	d := Deeds{Total: end - seq, Open: err != nil && upTo == 0}
	for n := seq + 1; n <= end; n++ {
		var e Entry
		err := st.View(ctx, func(tx store.Tx) (err error) {
			e, err = get[Entry](tx, tableAudit, binary.BigEndian.AppendUint64(nil, n))
			return err
		})
		switch {
		case errors.Is(err, store.ErrClosed), ctx.Err() != nil:
			d.Unreadable += end - n + 1
			return d
		case err != nil || e.Seq != n:
			d.Unreadable++
		default:
			d.Forgotten = append(d.Forgotten, e.forgot()...)
			d.Nameless = append(d.Nameless, e.unnamed()...)
			if len(d.Read) < limit {
				d.Read = append(d.Read, e)
			}
		}
	}
	return d
}
