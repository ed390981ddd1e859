package store_test

import (
	"bytes"
	"testing"

	"redwrench/inventory/store"
)

func TestPrefix(t *testing.T) {
	for _, c := range []struct {
		name         string
		prefix, want []byte // want: where the range ends, nil for never
	}{
		{"ends at the next prefix", []byte("loan/"), []byte("loan0")},
		{"carries over a last byte that cannot grow", []byte{1, 0xFF, 0xFF}, []byte{2}},
		{"has no end when no byte can grow", []byte{0xFF, 0xFF}, nil},
		{"of nothing is everything", nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			given := bytes.Clone(c.prefix)
			r := store.Prefix(c.prefix)
			if !bytes.Equal(r.From, c.prefix) || !bytes.Equal(r.To, c.want) || (r.To == nil) != (c.want == nil) {
				t.Errorf("Prefix(%x): from %x to %x, want from %x to %x", given, r.From, r.To, given, c.want)
			}
			if !bytes.Equal(c.prefix, given) {
				t.Errorf("Prefix changed what it was given: %x, was %x", c.prefix, given)
			}
		})
	}
}
