package boltstore_test

import (
	"encoding/binary"
	"path/filepath"
	"testing"

	bolt "go.etcd.io/bbolt"

	"redwrench/inventory/store"
	"redwrench/inventory/store/boltstore"
	"redwrench/inventory/store/seal"
	"redwrench/inventory/store/storetest"
)

// The seal over the real file keeps the contract too.
func TestSealedContract(t *testing.T) {
	storetest.Run(t, func(t testing.TB) store.Store {
		return seal.Wrap(open(t, newShop(t)), seal.NewKeys([32]byte{1}), "loans")
	})
}

// BenchmarkDeed is what a loan costs: seven small puts in six tables and a
// commit; plain with bbolt alone, redwrench through this package and the seal.
func BenchmarkDeed(b *testing.B) {
	puts := []struct {
		table store.Table
		size  int
	}{{"loans", 90}, {"open", 4}, {"due", 4}, {"borrower", 4}, {"audit", 120}, {"audit", 40}, {"print", 30}}
	key := func(n, i int) []byte {
		return binary.BigEndian.AppendUint32(nil, uint32(n*len(puts)+i))
	}
	value := make([]byte, 200)

	b.Run("plain", func(b *testing.B) {
		db, err := bolt.Open(filepath.Join(b.TempDir(), "plain.db"), 0o600, &bolt.Options{FreelistType: bolt.FreelistMapType, NoStatistics: true})
		if err != nil {
			b.Fatal(err)
		}
		defer func() { _ = db.Close() }()
		n := 0
		for b.Loop() {
			n++
			err := db.Update(func(tx *bolt.Tx) error {
				for i, p := range puts {
					bucket, err := tx.CreateBucketIfNotExists([]byte(p.table))
					if err != nil {
						return err
					}
					if err := bucket.Put(key(n, i), value[:p.size]); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("redwrench", func(b *testing.B) {
		bare, err := boltstore.Open(newShop(b))
		if err != nil {
			b.Fatal(err)
		}
		s := seal.Wrap(bare, seal.NewKeys([32]byte{1}), "audit") // two of seven sealed
		defer func() { _ = s.Close() }()
		n := 0
		for b.Loop() {
			n++
			err := s.Update(b.Context(), func(tx store.Tx) error {
				for i, p := range puts {
					if err := tx.Put(p.table, key(n, i), value[:p.size]); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				b.Fatal(err)
			}
		}
	})
}
