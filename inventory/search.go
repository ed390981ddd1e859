package inventory

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/unicode/norm"

	"redwrench/inventory/store"
)

// finder holds the names of all tools, prepared for searching, as they were at
// one version of the catalogue.
type finder struct {
	mu      sync.Mutex
	version int
	entries []found
}

// found is a tool that can be found.
type found struct {
	id       ToolID
	category CategoryID
	name     string // in Chinese
	text     string // names, code, old tag and serial number, folded
	sieve    sieve  // of text
	due      int64  // second its inspection is due; 0: needs none
	retired  bool
}

// sieve is a set of the letters of a text and of the pairs they stand in, as 512
// bits: where a bit of a word is missing the word cannot be in the text, and most
// texts need not be looked through.
type sieve [8]uint64

func sieveOf(text string) sieve {
	var s sieve
	var before uint32
	for _, letter := range text {
		now := uint32(letter) * 0x9E3779B1
		s[now>>29] |= 1 << (now >> 23 & 63)
		s[now>>20&7] |= 1 << (now >> 14 & 63)
		if pair := (before ^ now>>7) * 0x85EBCA6B; before != 0 {
			s[pair>>29] |= 1 << (pair >> 23 & 63)
		}
		before = now
	}
	return s
}

// holds says whether everything in o is in s.
func (s *sieve) holds(o *sieve) bool {
	for i, bits := range o {
		if s[i]&bits != bits {
			return false
		}
	}
	return true
}

// Query is what is looked for in the catalogue. The zero Query finds all tools
// that are not retired.
type Query struct {
	Words    string                 // each must be in one of the names, the code, the old tag or the serial number
	Means    func(name string) bool // nil, or says that a Chinese name is meant by the words, too
	Category CategoryID
	Where    Where
	Skip     int
	Limit    int // 0: all
}

// Where is which tools are looked through. The zero Where is all that are not
// retired.
type Where int

// The places to look in.
const (
	InStock  Where = iota
	AtHand         // on the shelf, for anybody or for somebody
	LentOut        // somebody has them
	Withheld       // off the shelf
	WasHere        // retired
	Ever           // all
)

// Page is a part of what was found.
type Page struct {
	Items []Item
	Total int
}

// Search finds tools by any part of a name in any language, of the code, the old
// tag or the serial number, in the order of their numbers. It looks through names
// kept in memory and reads only the records of the page.
func (d *Desk) Search(ctx context.Context, q Query) (Page, error) {
	now := d.Now()
	var p Page
	err := d.store.View(ctx, func(tx store.Tx) error {
		p = Page{}
		return d.find(tx, q, now, false, func(e *found) (bool, error) {
			p.Total++
			if p.Total <= q.Skip || q.Limit > 0 && len(p.Items) == q.Limit {
				return true, nil
			}
			item, err := d.itemByID(tx, e.id, now)
			p.Items = append(p.Items, item)
			return true, err
		})
	})
	return p, err
}

// Earlier are tools of different names that a query finds, the newest of each
// name, at most q.Limit: who adds a tool begins with what is known of such.
func (d *Desk) Earlier(ctx context.Context, q Query) ([]Tool, error) {
	var list []Tool
	err := d.store.View(ctx, func(tx store.Tx) error {
		list = nil
		named := map[string]bool{}
		return d.find(tx, q, d.Now(), true, func(e *found) (bool, error) {
			if named[e.name] {
				return true, nil
			}
			named[e.name] = true
			t, err := get[Tool](tx, tableTool, key(e.id))
			list = append(list, t)
			return len(list) < q.Limit, err
		})
	})
	return list, err
}

// find calls fn for what a query finds, by number, the last first when reverse,
// until it returns false.
func (d *Desk) find(tx store.Tx, q Query, now time.Time, reverse bool, fn func(*found) (more bool, err error)) error {
	words := strings.Fields(fold(q.Words))
	var want sieve
	for _, w := range words {
		for i, bits := range sieveOf(w) {
			want[i] |= bits
		}
	}
	list, err := d.finder.list(tx, d)
	if err != nil {
		return err
	}
	within, err := d.within(tx, q.Where, now)
	if err != nil {
		return err
	}
	for i := range list {
		e := &list[i]
		if reverse {
			e = &list[len(list)-1-i]
		}
		if q.Category != "" && e.category != q.Category || e.retired != (q.Where == WasHere) && q.Where != Ever {
			continue
		}
		if !(e.sieve.holds(&want) && e.has(words)) && (q.Means == nil || !q.Means(e.name)) {
			continue
		}
		there, err := within(e)
		if err != nil {
			return err
		}
		if !there {
			continue
		}
		if more, err := fn(e); err != nil || !more {
			return err
		}
	}
	return nil
}

// within says of a tool that is not retired whether it is at a place.
func (d *Desk) within(tx store.Tx, w Where, now time.Time) (func(*found) (bool, error), error) {
	if w != AtHand && w != LentOut && w != Withheld {
		return func(*found) (bool, error) { return true, nil }, nil
	}
	var named [2]map[ToolID]bool
	for i, table := range []store.Table{tableOpen, tableOff} {
		entries, err := tx.Scan(table, store.Range{})
		if err != nil {
			return nil, err
		}
		named[i] = make(map[ToolID]bool, len(entries))
		for _, e := range entries {
			named[i][number[ToolID](e.Key, 0)] = true
		}
	}
	return func(e *found) (bool, error) {
		lent, off := named[0][e.id], named[1][e.id]
		if !lent && !off && e.due != 0 && e.due < now.Unix() { // not inspected in time, or since the catalogue was read
			item, err := d.itemByID(tx, e.id, now)
			if err != nil {
				return false, err
			}
			off = item.Status == OffShelf
		}
		return lent == (w == LentOut) && off == (w == Withheld), nil
	}, nil
}

// InspectionsDue are the tools whose inspection is due by then, soonest first.
func (d *Desk) InspectionsDue(ctx context.Context, by time.Time) ([]Item, error) {
	now := d.Now()
	var items []Item
	err := d.store.View(ctx, func(tx store.Tx) error {
		items = nil
		list, err := d.finder.list(tx, d)
		if err != nil {
			return err
		}
		var due []found
		for _, e := range list {
			if e.due != 0 && e.due <= by.Unix() {
				due = append(due, e)
			}
		}
		slices.SortStableFunc(due, func(a, b found) int { return int(a.due - b.due) })
		for _, e := range due {
			item, err := d.itemByID(tx, e.id, now)
			if err != nil {
				return err
			}
			if d.inspectionDue(item.Category, item.Tool).After(by) {
				continue // inspected since the catalogue was read
			}
			items = append(items, item)
		}
		return nil
	})
	return items, err
}

func (e *found) has(words []string) bool {
	for _, w := range words {
		if !strings.Contains(e.text, w) {
			return false
		}
	}
	return true
}

// fold makes two spellings of the same letters equal.
func fold(s string) string { return strings.ToLower(norm.NFKC.String(s)) }

// list is the prepared catalogue at the version of the transaction; it is read
// anew when the version has changed. What it returns is never written to again.
func (f *finder) list(tx store.Tx, d *Desk) ([]found, error) {
	version, err := catalogueVersion(tx)
	if err != nil {
		return nil, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.entries != nil && f.version == version {
		return f.entries, nil
	}
	categories := map[CategoryID]Category{}
	cs, err := all[Category](tx, tableCategory, store.Range{})
	if err != nil {
		return nil, err
	}
	for _, c := range cs {
		categories[c.ID] = c
	}
	entries := []found{}
	err = walk(tx, tableTool, false, func(t Tool) (bool, error) {
		e := found{id: t.ID, category: t.Category, name: t.Name.Zh, retired: !t.Retired.IsZero()}
		e.text = fold(strings.Join([]string{t.Name.Zh, t.Name.Bo, t.Name.En, t.ID.Code().String(), t.ID.Code().Human(), t.OldTag, t.Serial}, "\n"))
		e.sieve = sieveOf(e.text)
		if due := d.inspectionDue(categories[t.Category], t); !due.IsZero() && !e.retired {
			e.due = due.Unix()
		}
		entries = append(entries, e)
		return true, nil
	})
	if err != nil {
		return nil, err
	}
	f.version, f.entries = version, entries
	return entries, nil
}

// catalogueVersion counts the changes to what finder keeps.
func catalogueVersion(tx store.Tx) (int, error) {
	version, err := get[int](tx, tableShop, []byte("catalogue"))
	if errors.Is(err, store.ErrNotFound) {
		return 0, nil
	}
	return version, err
}
