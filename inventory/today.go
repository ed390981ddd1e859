package inventory

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"redwrench/inventory/jobs"
	"redwrench/inventory/people"
	"redwrench/inventory/store"
)

// List is one of the lists of the desk.
type List uint32

// The lists. What the ID of their lines is stands beside each.
const (
	ListOut     List = iota + 1 // a LoanID: lent today, also what is back already
	ListBack                    // a LoanID: brought back today
	ListLoans                   // a LoanID: all that is out, due first at the top
	ListDue                     // a LoanID: due today and not overdue yet
	ListOverdue                 // a LoanID: overdue, the longest at the top
	ListReady                   // a HoldID: waits on the shelf for somebody
	ListOff                     // a ToolID: off the shelf, also because its inspection is overdue
	ListSlips                   // a PrintID: waits to be printed, or for a decision
	ListGifts                   // a DonationID: all that count, the newest at the top
	lastList    = iota
)

// Lists is how many lists there are: 1 … Lists.
const Lists = int(lastList)

// MostListed is how many lines of a list are printed: 40 pages.
const MostListed = 1000

// ListWish wishes for the lines of a list with these numbers on paper; where they
// are more than MostListed, for the first ones and a word that there are more.
func ListWish(l List, lang Lang, ids []uint32) Wish {
	w := Wish{Paper: DeskList, Subject: uint32(l), Lang: lang, More: ids}
	if len(ids) > MostListed {
		w.More, w.Of = ids[:MostListed], len(ids)
	}
	return w
}

// mayPrint says whether the lines with these numbers can be printed: ErrNoPaper,
// ErrNothing, ErrTooManyRows.
func (l List) mayPrint(ids []uint32) error {
	switch {
	case l < 1 || int(l) > Lists:
		return ErrNoPaper
	case len(ids) == 0:
		return ErrNothing
	case len(ids) > MostListed:
		return ErrTooManyRows
	}
	return nil
}

// Line is a line of a list. What it has depends on the list; times are in the
// shop's zone, people masked.
type Line struct {
	ID    uint32
	Tool  Tool
	Loan  Loan
	Hold  Hold
	Item  Item // of ListOff
	Print PrintJob
	Given Given  // of ListGifts
	Who   string // who has the tool, or waits for it
	Late  int    // days overdue
}

// Today is what happened at the counter since midnight, and what is out now.
type Today struct {
	Out, Back, OnLoan, Overdue int
}

// Today counts the day's deeds. It reads the day, the one before and the open
// loans, never the past.
func (d *Desk) Today(ctx context.Context) (Today, error) {
	now := d.Now()
	var t Today
	err := d.store.View(ctx, func(tx store.Tx) (err error) {
		t, err = d.today(tx, now)
		return err
	})
	return t, err
}

func (d *Desk) today(tx store.Tx, now time.Time) (Today, error) {
	var t Today
	err := d.countLists(tx, now, map[List]*int{ListOut: &t.Out, ListBack: &t.Back, ListLoans: &t.OnLoan, ListOverdue: &t.Overdue})
	return t, err
}

// Overview is Today with everything else that waits for somebody.
type Overview struct {
	Today
	Due, Ready, Off, Slips int
	Jobs                   int // new ones
}

// Overview counts what each list has.
func (d *Desk) Overview(ctx context.Context) (Overview, error) {
	now := d.Now()
	var o Overview
	err := d.store.View(ctx, func(tx store.Tx) (err error) {
		if o.Today, err = d.today(tx, now); err != nil {
			return err
		}
		news, err := tx.Scan(tableBoard, store.Prefix(key(uint32(jobs.New))))
		if err != nil {
			return err
		}
		o.Jobs = len(news)
		return d.countLists(tx, now, map[List]*int{ListDue: &o.Due, ListReady: &o.Ready, ListOff: &o.Off, ListSlips: &o.Slips})
	})
	return o, err
}

func (d *Desk) countLists(tx store.Tx, now time.Time, counts map[List]*int) error {
	for list, n := range counts {
		ids, err := d.listed(tx, list, now)
		if err != nil {
			return err
		}
		*n = len(ids)
	}
	return nil
}

// ListLines are all lines of a list.
func (d *Desk) ListLines(ctx context.Context, l List) ([]Line, error) {
	now := d.Now()
	var lines []Line
	err := d.store.View(ctx, func(tx store.Tx) error {
		ids, err := d.listed(tx, l, now)
		if err != nil {
			return err
		}
		lines, err = d.listLines(tx, l, ids, now)
		return err
	})
	return lines, err
}

// ListedLines are the lines of a list with these numbers, as they are now, also
// of what is on the list no more; those there are not are left out.
func (d *Desk) ListedLines(ctx context.Context, l List, ids []uint32) ([]Line, error) {
	now := d.Now()
	var lines []Line
	err := d.store.View(ctx, func(tx store.Tx) (err error) {
		lines, err = d.listLines(tx, l, ids, now)
		return err
	})
	return lines, err
}

// listed are the numbers of a list's lines, in its order.
func (d *Desk) listed(tx store.Tx, l List, now time.Time) ([]uint32, error) {
	midnight := DayOf(now).In(d.zone)
	tomorrow := (DayOf(now) + 1).In(d.zone)
	late := second(now) // a loan is overdue from the second after it was due
	switch l {
	case ListOut:
		return lentSince(tx, midnight)
	case ListBack:
		return numbersIn(tx, tableBack, store.Range{From: key(second(midnight))}, 4)
	case ListLoans:
		return numbersIn(tx, tableDue, store.Range{}, 4)
	case ListDue:
		return numbersIn(tx, tableDue, store.Range{From: key(late), To: key(second(tomorrow))}, 4)
	case ListOverdue:
		return numbersIn(tx, tableDue, store.Range{To: key(late)}, 4)
	case ListReady:
		return numbersIn(tx, tableReady, store.Range{From: key(second(now))}, 4)
	case ListOff:
		return d.offShelf(tx, now)
	case ListSlips:
		waiting, err := numbersIn(tx, tablePrinting, store.Range{}, 0)
		if err != nil {
			return nil, err
		}
		ask, err := numbersIn(tx, tableAsk, store.Range{}, 0)
		return append(ask, waiting...), err
	case ListGifts:
		var ids []uint32
		err := walk(tx, tableDonation, true, func(g Donation) (bool, error) {
			if g.Struck.IsZero() {
				ids = append(ids, uint32(g.ID))
			}
			return true, nil
		})
		return ids, err
	}
	return nil, nil
}

// numbersIn are the numbers that the keys of an index carry at offset.
func numbersIn(tx store.Tx, index store.Table, r store.Range, offset int) ([]uint32, error) {
	entries, err := tx.Scan(index, r)
	if err != nil {
		return nil, err
	}
	ids := make([]uint32, 0, len(entries))
	for _, e := range entries {
		if len(e.Key) < offset+4 {
			return nil, fmt.Errorf("%w: a key of table %s", store.ErrDamaged, index)
		}
		ids = append(ids, number[uint32](e.Key, offset))
	}
	return ids, nil
}

// lentSince are the loans made since t, the oldest first. Their numbers grow with
// time, but for the disorder of a clock that was set back.
func lentSince(tx store.Tx, t time.Time) ([]uint32, error) {
	var ids []uint32
	err := walk(tx, tableLoan, true, func(l Loan) (bool, error) {
		if l.Undone == 0 && !l.Out.Before(t) {
			ids = append(ids, uint32(l.ID))
		}
		return !l.Out.Before(t.Add(-disorder)), nil
	})
	slices.Reverse(ids)
	return ids, err
}

// offShelf are the tools off the shelf: those with a stay that has not ended, and
// those that are in the shop and whose inspection is overdue.
func (d *Desk) offShelf(tx store.Tx, now time.Time) ([]uint32, error) {
	ids, err := numbersIn(tx, tableOff, store.Range{}, 0)
	if err != nil {
		return nil, err
	}
	tools, err := d.finder.list(tx, d)
	if err != nil {
		return nil, err
	}
	away := map[uint32]bool{}
	for _, id := range ids {
		away[id] = true
	}
	for _, t := range tools {
		if t.due == 0 || now.Unix() <= t.due || away[uint32(t.id)] {
			continue
		}
		item, err := d.itemByID(tx, t.id, now)
		if err != nil {
			return nil, err
		}
		if item.Status == OffShelf {
			ids = append(ids, uint32(t.id))
		}
	}
	slices.Sort(ids)
	return ids, nil
}

// listLines reads the lines with these numbers.
func (d *Desk) listLines(tx store.Tx, l List, ids []uint32, now time.Time) ([]Line, error) {
	r := lineReader{desk: d, tx: tx, now: now, tools: map[ToolID]Tool{}, names: map[ResidentID]string{}}
	lines := make([]Line, 0, len(ids))
	for _, id := range ids {
		line, err := r.line(l, id)
		switch {
		case err == nil:
			lines = append(lines, line)
		case !errors.Is(err, store.ErrNotFound) && !errors.Is(err, ErrNoTool) && !errors.Is(err, ErrNoDonation):
			return nil, err
		}
	}
	return lines, nil
}

// lineReader reads lines; what many of them have in common it reads once.
type lineReader struct {
	desk  *Desk
	tx    store.Tx
	now   time.Time
	tools map[ToolID]Tool
	names map[ResidentID]string
}

func (r lineReader) line(l List, id uint32) (Line, error) {
	line := Line{ID: id}
	var err error
	switch l {
	case ListReady:
		if line.Hold, err = get[Hold](r.tx, tableHold, key(id)); err != nil {
			return line, err
		}
		h := &line.Hold
		h.Placed, h.Ready, h.Until = r.desk.local(h.Placed), r.desk.local(h.Ready), r.desk.local(h.Until)
		if line.Who, err = r.name(h.Resident); err != nil {
			return line, err
		}
		line.Tool, err = r.tool(h.Tool)
	case ListOff:
		line.Item, err = r.desk.itemByID(r.tx, ToolID(id), r.now)
		line.Tool = line.Item.Tool
	case ListSlips:
		line.Print, err = get[PrintJob](r.tx, tablePrint, key(id))
		line.Print.Asked = r.desk.local(line.Print.Asked)
	case ListGifts:
		var g Donation
		if g, err = donationOf(r.tx, DonationID(id)); err == nil {
			line.Given, err = r.desk.given(r.tx, g)
		}
	default:
		return r.loan(id)
	}
	return line, err
}

func (r lineReader) loan(id uint32) (Line, error) {
	l, err := get[Loan](r.tx, tableLoan, key(id))
	if err != nil {
		return Line{}, err
	}
	line := Line{ID: id, Late: l.DaysOverdue(r.now)}
	l.Out, l.Due, l.Back = r.desk.local(l.Out), r.desk.local(l.Due), r.desk.local(l.Back)
	line.Loan = l
	if line.Tool, err = r.tool(l.Tool); err != nil {
		return line, err
	}
	if l.Job != 0 {
		var s Staff
		s, err = get[Staff](r.tx, tableStaff, key(l.Helper))
		line.Who = people.MaskName(s.Name)
		return line, err
	}
	line.Who, err = r.name(l.Borrower)
	return line, err
}

func (r lineReader) tool(id ToolID) (Tool, error) {
	t, known := r.tools[id]
	if known {
		return t, nil
	}
	t, err := get[Tool](r.tx, tableTool, key(id))
	r.tools[id] = t
	return t, err
}

// name is a resident's, masked.
func (r lineReader) name(id ResidentID) (string, error) {
	name, known := r.names[id]
	if known {
		return name, nil
	}
	who, err := get[Resident](r.tx, tableResident, key(id))
	name = who.Person.MaskedName()
	r.names[id] = name
	return name, err
}
