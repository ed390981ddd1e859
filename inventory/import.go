package inventory

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"sync/atomic"
	"time"

	"redwrench/inventory/code"
	"redwrench/inventory/store"
)

// MaxImport is how many rows one import takes: they are one deed.
const MaxImport = 100_000

// MaxProblems is how many problems Findings names; Bad counts them all.
const MaxProblems = 1000

// lastKept is the highest number of a file that is kept, so that a row with a
// huge one does not use up the numbers of all tools to come.
const lastKept = 9_999_999

// Refusals of a row.
var (
	// ErrKnown: the record is in the shop already.
	ErrKnown = errors.New("inventory: known already")
	// ErrFuture: a day that has not come.
	ErrFuture = errors.New("inventory: a day to come")
)

// Repeated is the refusal of a row that stands for the same as an earlier one.
type Repeated struct{ Row int }

func (e *Repeated) Error() string { return fmt.Sprintf("inventory: the same as row %d", e.Row) }

// Problem is why a row cannot be taken in.
type Problem struct {
	Row   int    // as a spreadsheet counts: the header is row 1
	Field string // the column's name in exports; "": the whole row
	Err   error  // a refusal, as of a deed: never what stands in the cell
}

// Findings are what a look at a table found.
type Findings struct {
	Rows       int
	Renumbered int       // rows that get another number than they bring
	Bad        int       // problems
	Problems   []Problem // the first MaxProblems, by row
}

// Note adds a problem.
func (f *Findings) Note(p Problem) {
	f.Bad++
	if len(f.Problems) < MaxProblems {
		f.Problems = append(f.Problems, p)
	}
}

// Sort puts the problems into the order of the rows.
func (f *Findings) Sort() {
	slices.SortStableFunc(f.Problems, func(a, b Problem) int { return cmp.Compare(a.Row, b.Row) })
}

// NotImported is the refusal of a table with problems: nothing of it was kept.
type NotImported struct{ Findings Findings }

func (e *NotImported) Error() string {
	return fmt.Sprintf("inventory: %d problems in %d rows", e.Findings.Bad, e.Findings.Rows)
}

// Tally counts work while it is done; it may be read from another goroutine. A
// nil Tally counts nothing.
type Tally struct{ done, all atomic.Int64 }

// Begin starts counting at none of all.
func (t *Tally) Begin(all int) {
	if t != nil {
		t.done.Store(0)
		t.all.Store(int64(all))
	}
}

// Step counts one more.
func (t *Tally) Step() {
	if t != nil {
		t.done.Add(1)
	}
}

// Set says how much is done.
func (t *Tally) Set(done int) {
	if t != nil {
		t.done.Store(int64(done))
	}
}

// Read is how much is done of how much; all is 0 where nobody knows.
func (t *Tally) Read() (done, all int) {
	if t == nil {
		return 0, 0
	}
	return int(t.done.Load()), int(t.all.Load())
}

// importing is what one look at a table, or its deed, shares.
type importing struct {
	ctx      context.Context
	tx       store.Tx
	now      time.Time // in the shop's zone
	tally    *Tally
	findings Findings
}

// step counts a row; it returns the context's error when that is done, which
// undoes the whole deed.
func (i *importing) step() error {
	i.tally.Step()
	return i.ctx.Err()
}

func (i *importing) problem(row int, field string, err error) {
	i.findings.Note(Problem{row, field, err})
}

// past notes a problem when t has not come yet.
func (i *importing) past(row int, field string, t time.Time) {
	if t.After(i.now) && DayOf(t.In(i.now.Location())) > DayOf(i.now) {
		i.problem(row, field, ErrFuture)
	}
}

// text notes a problem when s is too long or holds what no text has.
func (i *importing) text(row int, field, s string) {
	if err := plain(s); err != nil {
		i.problem(row, field, err)
	}
}

// numbered gives each row a number: the wanted one where it is free, else, and
// for 0, the next that nobody had. It notes two rows that want the same.
func numbered[N ~uint32](i *importing, t store.Table, last *N, rows func(k int) (row int, want N), count int) ([]N, error) {
	ids := make([]N, count)
	first := map[N]int{}
	top := *last
	for k := range ids {
		row, want := rows(k)
		if want == 0 {
			continue
		}
		if earlier, twice := first[want]; twice {
			i.problem(row, "code", &Repeated{earlier})
			continue
		}
		first[want] = row
		taken := want > lastKept
		if !taken && want <= *last {
			var err error
			if taken, err = has(i.tx, t, key(want)); err != nil {
				return nil, err
			}
		}
		if taken {
			i.findings.Renumbered++
			continue
		}
		ids[k], top = want, max(top, want)
	}
	if int64(top)+int64(count) > code.MaxNumber {
		return nil, ErrQuantity
	}
	for k := range ids {
		if ids[k] == 0 {
			ids[k] = draw(&top)
		}
	}
	*last = top
	return ids, nil
}

// look is a dry run: check looks at the rows on one state of the records.
func (d *Desk) look(ctx context.Context, t *Tally, rows int, check func(*importing, *numbers) error) (Findings, error) {
	if rows > MaxImport {
		return Findings{}, ErrTooManyRows
	}
	i := &importing{ctx: ctx, now: d.Now(), tally: t}
	t.Begin(rows)
	err := d.store.View(ctx, func(tx store.Tx) error {
		i.tx, i.findings = tx, Findings{Rows: rows}
		var n numbers
		if err := n.read(tx); err != nil {
			return err
		}
		return check(i, &n)
	})
	i.findings.Sort()
	return i.findings, err
}

// ErrTooManyRows: more than MaxImport rows.
var ErrTooManyRows = errors.New("inventory: too many rows")

// importAll is the deed: take looks at each row and keeps it, or nothing is kept.
// what and from go to the audit with the number of rows.
func (d *Desk) importAll(ctx context.Context, t *Tally, what, from string, rows int, who StaffID, take func(*importing, *numbers) error) (Findings, error) {
	switch {
	case rows == 0:
		return Findings{}, ErrNothing
	case rows > MaxImport:
		return Findings{}, ErrTooManyRows
	}
	i := &importing{ctx: ctx, tally: t}
	err := d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		t.Begin(rows)
		i.tx, i.now, i.findings = tx, now, Findings{Rows: rows}
		if err := manager(tx, who); err != nil {
			return err
		}
		if err := take(i, n); err != nil {
			return err
		}
		if i.findings.Bad > 0 {
			i.findings.Sort()
			return &NotImported{i.findings}
		}
		return audit(tx, now, who, deedImport, what, from, strconv.Itoa(rows))
	})
	return i.findings, err
}

// deedImport is the audit's word for a table taken in. It names no records.
const deedImport = "import"

// none keeps nothing: a dry run.
func none[T any](T) error { return nil }

// sound hands v to keep unless some row has a problem: then nothing will be kept.
func sound[T any](i *importing, v T, keep func(T) error) error {
	if i.findings.Bad > 0 {
		return nil
	}
	return keep(v)
}
