package inventory_test

import (
	"bytes"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/store"
	"redwrench/inventory/store/memstore"
	"redwrench/inventory/store/seal"
)

// stored is a record and where it lies.
type stored struct {
	table      store.Table
	key, value []byte
}

// auditOf is every record of the audit.
func auditOf(t *testing.T, st store.Store) []stored {
	t.Helper()
	var all []stored
	err := st.View(t.Context(), func(tx store.Tx) error {
		entries, err := tx.Scan("audit", store.Range{})
		for _, e := range entries {
			all = append(all, stored{"audit", e.Key, e.Value})
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestTheEndOfTheChainIsTheLastDeed(t *testing.T) {
	raw := memstore.New()
	st := seal.Wrap(raw, nil)
	if end, err := inventory.ChainEnd(t.Context(), st); err != nil || end.Seq != 0 || end.Hash != nil {
		t.Errorf("without deeds: %+v, %v", end, err)
	}
	// A shop is founded once; here it only serves to make deeds.
	for range 5 {
		if err := inventory.Found(t.Context(), st, inventory.Defaults(), inventory.Stock{}, time.Date(2026, 11, 24, 10, 25, 0, 0, time.UTC)); err != nil {
			t.Fatal(err)
		}
	}
	end, err := inventory.ChainEnd(t.Context(), st)
	if err != nil || end.Seq != 5 || len(end.Hash) != 32 || end.At.IsZero() {
		t.Fatalf("after five deeds: %+v, %v", end, err)
	}
	all := auditOf(t, st)
	seq, hash, ok := inventory.ChainLink("audit", all[4].key, all[4].value)
	if !ok || seq != 5 || !bytes.Equal(hash, end.Hash) {
		t.Errorf("the last record is link %d, %x, %t; want 5, %x", seq, hash, ok, end.Hash)
	}
	if _, _, ok := inventory.ChainLink("tool", all[4].key, all[4].value); ok {
		t.Error("a record of another table is a link")
	}
	if _, _, ok := inventory.ChainLink("audit", all[4].key, []byte("rubbish")); ok {
		t.Error("rubbish is a link")
	}

	// One of them is damaged and two are gone.
	err = raw.Update(t.Context(), func(tx store.Tx) error {
		if err := tx.Put("audit", all[2].key, []byte("rubbish")); err != nil {
			return err
		}
		return tx.Delete("audit", all[4].key)
	})
	if err != nil {
		t.Fatal(err)
	}
	d := inventory.DeedsAfter(t.Context(), st, 1, 6, 100)
	if len(d.Read) != 2 || d.Read[0].Seq != 2 || d.Read[1].Seq != 4 || d.Unreadable != 3 || d.Total != 5 {
		t.Errorf("after the first: %+v, want 2 and 4 of five, the rest unreadable", d)
	}
	if d := inventory.DeedsAfter(t.Context(), st, 1, 6, 1); len(d.Read) != 1 || d.Total != 5 {
		t.Errorf("one of them: %+v, want 2 of five", d)
	}
	if d := inventory.DeedsAfter(t.Context(), st, 6, 0, 100); d.Total != 0 {
		t.Errorf("after the last: %+v, want none", d)
	}
}
