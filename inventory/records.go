package inventory

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/fxamacker/cbor/v2"

	"redwrench/inventory/store"
)

// The tables of the shop. Keys are numbers as four bytes (see key); an index
// whose key says everything has an empty value.
const (
	tableShop     store.Table = "shop"     // "settings", "schema", askMarked
	tableCategory store.Table = "category" // category id
	tableTool     store.Table = "tool"     // tool
	tableLoan     store.Table = "loan"     // loan
	tableOpen     store.Table = "open"     // tool -> loan: the tool is lent
	tableOut      store.Table = "out"      // resident, loan: what somebody has
	tableDue      store.Table = "due"      // due second, loan: open loans by due date
	tableBack     store.Table = "back"     // second, loan: returns by time
	tableLent     store.Table = "lent"     // tool, loan: a tool's history
	tableService  store.Table = "service"  // stays off the shelf
	tableOff      store.Table = "off"      // tool -> service: the tool is off the shelf
	tableResident store.Table = "resident" // sealed
	tablePhone    store.Table = "phone"    // keyed hash of the number, resident
	tableDocument store.Table = "document" // keyed hash of the number -> resident
	tableStaff    store.Table = "staff"    // sealed
	tableHad      store.Table = "had"      // resident, loan: what somebody ever had
	tableServiced store.Table = "serviced" // tool, service: a tool's history
	tableHold     store.Table = "hold"     // holds
	tableQueue    store.Table = "queue"    // tool, place, hold: active holds in their order
	tableHolder   store.Table = "holder"   // resident, hold: active holds of somebody
	tableReady    store.Table = "ready"    // until second, hold: holds whose tool waits on the shelf
	tableReserve  store.Table = "reserve"  // reservations
	tableReserved store.Table = "reserved" // tool, first day, reservation: active ones
	tableReserver store.Table = "reserver" // resident, reservation: active ones
	tableCollect  store.Table = "collect"  // first day, reservation: active ones by day
	tableConsume  store.Table = "consume"  // consumables
	tableMove     store.Table = "move"     // consumable, sequence: what came and went
	tableTook     store.Table = "took"     // loan, consumable, sequence: moves that went with a slip
	tableUndone   store.Table = "undone"   // sequence of an audit entry -> of its counter-entry
	tableTries    store.Table = "tries"    // subject -> wrong tries
	tableAudit    store.Table = "audit"    // sequence
	tablePrint    store.Table = "print"    // print jobs
	tablePrinting store.Table = "printing" // print job: not final
)

// SecretTables are those that hold personal data: the data folder seals them.
func SecretTables() []store.Table {
	return []store.Table{tableResident, tableStaff, tableJobNotes, tableDonor}
}

// schema is the number of the records' layout.
const schema = 2

var (
	encoding = must(cbor.EncOptions{Sort: cbor.SortCoreDeterministic, Time: cbor.TimeUnix}.EncMode())
	decoding = must(cbor.DecOptions{MaxArrayElements: 1 << 16, MaxMapPairs: 1 << 10, MaxNestedLevels: 8}.DecMode())
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err) // constant options
	}
	return v
}

// get reads the record under k into a T, or returns store.ErrNotFound.
func get[T any](tx store.Tx, t store.Table, k []byte) (T, error) {
	raw, err := tx.Get(t, k)
	if err != nil {
		var none T
		return none, err
	}
	return decode[T](t, raw)
}

func decode[T any](t store.Table, raw []byte) (T, error) {
	var v T
	if err := decodeInto(t, raw, &v); err != nil {
		var none T
		return none, err
	}
	return v, nil
}

// decodeInto fills what into points to, which must be zero.
func decodeInto(t store.Table, raw []byte, into any) error {
	if err := decoding.Unmarshal(raw, into); err != nil {
		return fmt.Errorf("%w: a record of table %s", store.ErrDamaged, t)
	}
	return nil
}

// put stores v under k.
func put(tx store.Tx, t store.Table, k []byte, v any) error {
	raw, err := encoding.Marshal(v)
	if err != nil {
		return fmt.Errorf("inventory: encode for %s: %w", t, err)
	}
	return tx.Put(t, k, raw)
}

// mark stores an index entry that says everything with its key.
func mark(tx store.Tx, t store.Table, k []byte) error { return tx.Put(t, k, nil) }

// entry is a key of an index.
type entry struct {
	table store.Table
	key   []byte
}

func (e entry) same(other entry) bool { return e.table == other.table && bytes.Equal(e.key, other.key) }

// reindex removes the entries that are no longer true of a record and marks
// those that are new.
func reindex(tx store.Tx, was, is []entry) error {
	for _, e := range was {
		if !slices.ContainsFunc(is, e.same) {
			if err := tx.Delete(e.table, e.key); err != nil {
				return err
			}
		}
	}
	for _, e := range is {
		if !slices.ContainsFunc(was, e.same) {
			if err := mark(tx, e.table, e.key); err != nil {
				return err
			}
		}
	}
	return nil
}

// all reads every record of the range, in key order.
func all[T any](tx store.Tx, t store.Table, r store.Range) ([]T, error) {
	entries, err := tx.Scan(t, r)
	if err != nil {
		return nil, err
	}
	list := make([]T, 0, len(entries))
	for _, e := range entries {
		v, err := decode[T](t, e.Value)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, nil
}

// walk calls fn for the records of a table, some at a time, the last first when
// reverse, until it returns false.
func walk[T any](tx store.Tx, t store.Table, reverse bool, fn func(T) (more bool, err error)) error {
	r := store.Range{Limit: 64, Reverse: reverse}
	for {
		entries, err := tx.Scan(t, r)
		if err != nil {
			return err
		}
		for _, e := range entries {
			v, err := decode[T](t, e.Value)
			if err != nil {
				return err
			}
			if more, err := fn(v); err != nil || !more {
				return err
			}
		}
		if len(entries) < r.Limit {
			return nil
		}
		if last := entries[len(entries)-1].Key; reverse {
			r.To = last
		} else {
			r.From = append(last, 0)
		}
		r.Limit = 1000
	}
}

// byIndex reads the records of table t that an index names: its keys begin with
// prefix and carry the record's number at offset.
func byIndex[T any](tx store.Tx, index store.Table, prefix []byte, offset int, t store.Table) ([]T, error) {
	entries, err := tx.Scan(index, store.Prefix(prefix))
	if err != nil || len(entries) == 0 {
		return nil, err
	}
	list := make([]T, 0, len(entries))
	for _, e := range entries {
		if len(e.Key) <= offset {
			return nil, fmt.Errorf("%w: a key of table %s", store.ErrDamaged, index)
		}
		v, err := get[T](tx, t, e.Key[offset:])
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, nil
}

// has says whether a key exists.
func has(tx store.Tx, t store.Table, k []byte) (bool, error) {
	_, err := tx.Get(t, k)
	if errors.Is(err, store.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// last is the highest number used as a key of t, 0 when there is none.
func last[N ~uint32](tx store.Tx, t store.Table) (N, error) {
	entries, err := tx.Scan(t, store.Range{Reverse: true, Limit: 1})
	if err != nil || len(entries) == 0 {
		return 0, err
	}
	return number[N](entries[0].Key, 0), nil
}

// second is t as the four bytes of an index by time. It holds until 2106.
func second(t time.Time) uint32 { return uint32(max(t.Unix(), 0)) }

// steps runs writes one after the other until one fails.
func steps(writes ...func() error) error {
	for _, w := range writes {
		if err := w(); err != nil {
			return err
		}
	}
	return nil
}
