package inventory_test

import (
	"context"
	"testing"

	"redwrench/inventory"
	"redwrench/inventory/people"
	"redwrench/inventory/store"
)

// Each planted fault must be named by Check.
func TestCheckNamesFaultsOfPeople(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	s.resident(1)
	must(s.RegisterChild(ctx, s.child(), 1, "zh", 0))
	gone := s.stranger(2)
	if err := s.Erase(ctx, gone, s.boss); err != nil {
		t.Fatal(err)
	}
	twin := s.stranger(5)
	if err := s.merge(1, twin); err != nil {
		t.Fatal(err)
	}
	card := must(s.NewCard(ctx, s.boss, s.boss)).Card
	tables := []store.Table{"resident", "phone", "document", "ward", "merged", "last", "idle", "staff", "card"}
	for _, c := range []struct {
		what  string
		plant func(tx store.Tx) error
	}{
		{"an erased resident with a last day", func(tx store.Tx) error { return tx.Put("last", four(uint32(gone)), four(20000)) }},
		{"an erased resident with a telephone", func(tx store.Tx) error { return tx.Put("phone", append(secrets.Index("phone", "1"), four(3)...), nil) }},
		{"an erased resident who left a name", func(tx store.Tx) error {
			return tx.Put("resident", four(3), inventory.EncodeForTest(inventory.Resident{ID: 3, Erased: s.now, Person: people.Person{Name: "测试"}}))
		}},
		{"a resident without a last day", func(tx store.Tx) error { return tx.Delete("last", four(1)) }},
		{"a last day that is not in the index", func(tx store.Tx) error { return tx.Put("last", four(1), four(20000)) }},
		{"a day in the index of nobody", func(tx store.Tx) error { return tx.Put("idle", four(20000, 77), nil) }},
		{"a document that leads to somebody else", func(tx store.Tx) error {
			return tx.Put("document", secrets.Index("document", s.person(1).Number), four(2))
		}},
		{"a child its guardian does not know", func(tx store.Tx) error { return tx.Delete("ward", four(1, 2)) }},
		{"a child of nobody", func(tx store.Tx) error { return tx.Put("ward", four(77, 2), nil) }},
		{"a number that leads to somebody and is in no index", func(tx store.Tx) error { return tx.Delete("merged", four(1, uint32(twin))) }},
		{"an index that says more", func(tx store.Tx) error { return tx.Put("merged", four(1, 77), nil) }},
		{"a number that leads to one that leads further", func(tx store.Tx) error {
			stone := inventory.Resident{ID: gone, Erased: s.now, Merged: twin}
			if err := tx.Put("merged", four(uint32(twin), uint32(gone)), nil); err != nil {
				return err
			}
			return tx.Put("resident", four(uint32(gone)), inventory.EncodeForTest(stone))
		}},
		{"a merged resident of whom something is left", func(tx store.Tx) error {
			return tx.Put("resident", four(uint32(twin)), inventory.EncodeForTest(inventory.Resident{ID: twin, Erased: s.now, Merged: 1, Note: "测试"}))
		}},
		{"a staff without a manager", func(tx store.Tx) error {
			return tx.Put("staff", four(1), inventory.EncodeForTest(inventory.Staff{ID: 1, Card: card}))
		}},
		{"a card that is not in the look-up", func(tx store.Tx) error {
			return tx.Put("staff", four(1), inventory.EncodeForTest(inventory.Staff{ID: 1, Role: inventory.Manager, Card: card + 1}))
		}},
		{"a card of nobody", func(tx store.Tx) error { return tx.Put("card", secrets.Index("staff card", "1"), four(1)) }},
	} {
		t.Run(c.what, func(t *testing.T) {
			undo := snapshotOf(t, s.store, tables)
			if err := s.store.Update(ctx, c.plant); err != nil {
				t.Fatal(err)
			}
			if faults, err := s.Check(ctx); err != nil || len(faults) == 0 {
				t.Errorf("faults %v, %v; want at least one", faults, err)
			}
			undo()
			if faults, err := s.Check(ctx); err != nil || len(faults) > 0 {
				t.Fatalf("after the repair: %v, %v", faults, err)
			}
		})
	}
}
