package inventory

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"redwrench/inventory/code"
	"redwrench/inventory/store"
)

// roll is every resident by name and telephone number, prepared for searching
// and kept in memory only: the records are sealed. It is brought up to date from
// the audit, in which every deed that changes a resident names the resident.
type roll struct {
	mu    sync.Mutex
	seq   uint64 // the deed up to which it is true; 0: it was never read
	lines []rollLine
}

// rollLine is a resident who can be found.
type rollLine struct {
	id    ResidentID
	name  string // plain
	phone string
}

// rollBehind is how many deeds the roll may be behind; then it is read anew.
const rollBehind = 20_000

// rollAtOnce is how many records are read in one transaction.
const rollAtOnce = 1000

// PersonQuery is what is looked for among the residents. The zero PersonQuery
// finds nobody.
type PersonQuery struct {
	// Words parted by blanks, each of which must be meant: a part of the name, at
	// least three digits of the telephone number, or the code or number of the card.
	Words string
	// Sounding makes a test whether a name is meant by letters, by its sound; nil:
	// only what is written counts. The test is asked from one goroutine.
	Sounding func(letters string) func(name string) bool
	Skip     int
	Limit    int
}

// PersonLine is a resident as a list shows one: masked.
type PersonLine struct {
	ID       ResidentID
	Name     string // masked
	Phone    string // masked
	Verified bool
	Blocked  bool
	Child    bool // stands under a guardian
	Out      int  // how many tools they have
}

// FindPeople finds residents by any part of the name, by its sound, by digits of
// the telephone number or by the card, in the order of their numbers, and says
// how many there are. The first time it reads all residents; afterwards it looks
// through what it keeps in memory and reads only the page.
func (d *Desk) FindPeople(ctx context.Context, q PersonQuery) (lines []PersonLine, total int, err error) {
	words := personWords(q)
	if len(words) == 0 {
		return nil, 0, nil
	}
	page, total, err := d.roll.find(ctx, d, words, q.Skip, q.Limit)
	if err != nil || len(page) == 0 {
		return nil, total, err
	}
	now := d.Now()
	err = d.store.View(ctx, func(tx store.Tx) error {
		lines = nil
		for _, id := range page {
			r, err := present(tx, id)
			if err != nil {
				if except(err, ErrNoResident) == nil {
					continue // forgotten just now
				}
				return err
			}
			l, err := personLine(tx, r, now)
			if err != nil {
				return err
			}
			lines = append(lines, l)
		}
		return nil
	})
	return lines, total, err
}

// Family are the children under somebody's guard, or the guardian of a child.
// Refusal: ErrNoResident.
func (d *Desk) Family(ctx context.Context, id ResidentID) ([]PersonLine, error) {
	now := d.Now()
	var lines []PersonLine
	err := d.store.View(ctx, func(tx store.Tx) error {
		lines = nil
		r, err := present(tx, id)
		if err != nil {
			return err
		}
		family, err := wards(tx, id)
		if err != nil {
			return err
		}
		if r.Guardian != 0 {
			g, err := present(tx, r.Guardian)
			if err != nil {
				return except(err, ErrNoResident)
			}
			family = append(family, g)
		}
		for _, one := range family {
			l, err := personLine(tx, one, now)
			if err != nil {
				return err
			}
			lines = append(lines, l)
		}
		return nil
	})
	return lines, err
}

func personLine(tx store.Tx, r Resident, now time.Time) (PersonLine, error) {
	out, err := tx.Scan(tableOut, store.Prefix(key(r.ID)))
	return PersonLine{
		ID: r.ID, Name: r.Person.MaskedName(), Phone: r.Person.MaskedPhone(),
		Verified: !r.Verified.IsZero(), Blocked: r.BlockedAt(now), Child: r.Guardian != 0, Out: len(out),
	}, err
}

// find are the residents of the page whom all words mean.
func (r *roll) find(ctx context.Context, d *Desk, words []personWord, skip, limit int) (page []ResidentID, total int, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.read(ctx, d); err != nil {
		return nil, 0, err
	}
	for i := range r.lines {
		if !r.lines[i].meant(words) {
			continue
		}
		if total++; total > skip && len(page) < limit {
			page = append(page, r.lines[i].id)
		}
	}
	return page, total, nil
}

// read brings the roll up to date. The records are read some at a time: what
// changes meanwhile stands in the audit.
func (r *roll) read(ctx context.Context, d *Desk) error {
	end, err := ChainEnd(ctx, d.store)
	if err != nil {
		return err
	}
	if r.seq == 0 || end.Seq < r.seq || end.Seq-r.seq > rollBehind {
		r.lines, r.seq = nil, end.Seq
	}
	for more := true; more; {
		seq, lines := r.seq, r.lines
		err := d.store.View(ctx, func(tx store.Tx) (err error) {
			r.seq, r.lines = seq, lines
			more, err = r.readSome(tx)
			return err
		})
		if err != nil {
			r.lines, r.seq = nil, 0
			return err
		}
	}
	return nil
}

// readSome takes in new residents, and those named by the deeds since, up to
// rollAtOnce of each; more: there may be others.
func (r *roll) readSome(tx store.Tx) (more bool, err error) {
	var after ResidentID
	if len(r.lines) > 0 {
		after = r.lines[len(r.lines)-1].id
	}
	fresh, err := all[Resident](tx, tableResident, store.Range{From: append(key(after), 0), Limit: rollAtOnce})
	if err != nil {
		return false, err
	}
	for _, one := range fresh {
		r.lines = append(r.lines, rolled(one))
	}
	deeds, err := all[Entry](tx, tableAudit, store.Range{From: append(sequence(r.seq), 0), Limit: rollAtOnce})
	if err != nil {
		return false, err
	}
	imported := false
	for _, e := range deeds {
		imported = imported || e.Deed == deedImport
		for _, id := range subjects[ResidentID](e, code.Resident) {
			if err := r.again(tx, id); err != nil {
				return false, err
			}
		}
		r.seq = e.Seq
	}
	if imported {
		r.lines = nil // who came may have got any free number
	}
	return imported || len(fresh) == rollAtOnce || len(deeds) == rollAtOnce, nil
}

// again reads a resident of the roll once more.
func (r *roll) again(tx store.Tx, id ResidentID) error {
	i, there := slices.BinarySearchFunc(r.lines, id, func(l rollLine, id ResidentID) int { return int(int64(l.id) - int64(id)) })
	if !there {
		return nil // not yet
	}
	one, err := get[Resident](tx, tableResident, key(id))
	if err != nil {
		return err
	}
	r.lines[i] = rolled(one)
	return nil
}

// rolled is the line of a resident; of one who was forgotten it finds nobody.
func rolled(r Resident) rollLine {
	return rollLine{id: r.ID, name: plainName(r.Person.Name), phone: r.Person.Phone}
}

// plainName is a name, or a part of one, as it is compared: people leave the dot out.
func plainName(s string) string {
	return strings.NewReplacer("·", "", " ", "", "-", "", "'", "").Replace(fold(s))
}

// personWord is one word of a query.
type personWord struct {
	text   string
	digits bool // it may be a part of a telephone number
	card   ResidentID
	sounds func(name string) bool // nil: it has no letters
}

// leastDigits is how many digits of a telephone number find it.
const leastDigits = 3

func personWords(q PersonQuery) []personWord {
	var words []personWord
	for _, text := range strings.Fields(fold(q.Words)) {
		w := personWord{text: plainName(text)}
		number := !strings.ContainsFunc(text, func(r rune) bool { return r < '0' || r > '9' })
		w.digits = number && len(text) >= leastDigits
		if c, err := code.Parse(text); err == nil && c.Kind == code.Resident {
			w.card = ResidentID(c.Number)
		} else if number && len(text) <= 6 {
			for _, digit := range text {
				w.card = w.card*10 + ResidentID(digit-'0')
			}
		}
		if q.Sounding != nil && strings.ContainsFunc(text, func(r rune) bool { return r >= 'a' && r <= 'z' }) {
			w.sounds = q.Sounding(text)
		}
		words = append(words, w)
	}
	return words
}

// meant says whether all words mean the resident.
func (l *rollLine) meant(words []personWord) bool {
	if l.name == "" {
		return false
	}
	for i := range words {
		if !words[i].means(l) {
			return false
		}
	}
	return true
}

func (w *personWord) means(l *rollLine) bool {
	switch {
	case w.card != 0 && w.card == l.id, strings.Contains(l.name, w.text):
		return true
	case w.digits:
		return strings.Contains(l.phone, w.text)
	}
	return w.sounds != nil && w.sounds(l.name)
}
