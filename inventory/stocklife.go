package inventory

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"time"

	"redwrench/inventory/store"
)

// Refusals of changes to the stock.
var (
	// ErrNoName: a tool or a consumable needs a Chinese name.
	ErrNoName = errors.New("inventory: no name")
	// ErrNoCategory: there is no such category.
	ErrNoCategory = errors.New("inventory: no such category")
)

// MostAlike is how many equal tools are added in one deed.
const MostAlike = 20

// AddTool keeps a new tool under the next number; a number is never used again,
// also not that of a retired tool. Without an icon it gets its category's.
// Refusals: ErrNotStaff, ErrNoName, ErrNoCategory, ErrNoPart (one without a name
// or a count), ErrQuantity, ErrNote, ErrFuture, ErrNoTool (its gear), ErrClockBack.
func (d *Desk) AddTool(ctx context.Context, t Tool, who StaffID) (Tool, error) {
	list, err := d.AddTools(ctx, t, 1, who)
	if err != nil {
		return t, err
	}
	return list[0], nil
}

// AddTools keeps so many equal tools, each under a number of its own, all or
// none. Refusals: as AddTool; ErrQuantity also for none or more than MostAlike.
func (d *Desk) AddTools(ctx context.Context, t Tool, count int, who StaffID) ([]Tool, error) {
	if count < 1 || count > MostAlike {
		return nil, ErrQuantity
	}
	var list []Tool
	err := d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) (err error) {
		list, err = addTools(tx, t, count, who, now, n)
		return err
	})
	return list, err
}

// addTools is AddTools inside a deed.
func addTools(tx store.Tx, t Tool, count int, who StaffID, now time.Time, n *numbers) ([]Tool, error) {
	t.Added, t.Retired, t.RetiredWhy, t.Edit = now, time.Time{}, 0, Edit{}
	t, err := corrected(tx, t, who, now)
	if err != nil {
		return nil, err
	}
	if err := sharesPhoto(tx, t); err != nil {
		return nil, err
	}
	var list []Tool
	var names []string
	for range count {
		t.ID = draw(&n.tool)
		list, names = append(list, t), append(names, t.ID.Code().String())
		if err := errors.Join(put(tx, tableTool, key(t.ID), t), reindex(tx, nil, t.pictured())); err != nil {
			return nil, err
		}
	}
	return list, steps(
		func() error { return renewCatalogue(tx) },
		func() error { return audit(tx, now, who, "add tool", names...) },
	)
}

// ChangeTool keeps what staff correct of a tool: names, parts, shelf, days, age,
// safety notes, gear, origin. Its number, its past and what was noted on its
// returns stay. t.Edit is that of the tool which was read. Refusals: as AddTool,
// ErrNoTool, *ChangedMeanwhile.
func (d *Desk) ChangeTool(ctx context.Context, t Tool, who StaffID) (Tool, error) {
	err := d.deed(ctx, func(tx store.Tx, now time.Time, _ *numbers) error {
		changed, err := corrected(tx, t, who, now)
		if err != nil {
			return err
		}
		before, err := get[Tool](tx, tableTool, key(t.ID))
		if err != nil {
			return unknown(err, ErrNoTool)
		}
		if changed.Edit, err = before.Edit.next(t.Edit, who, now); err != nil {
			return err
		}
		changed.Added, changed.Retired, changed.RetiredWhy = before.Added, before.Retired, before.RetiredWhy
		changed.Worn, changed.Lacking, changed.Inspected, changed.ReplaceBy = before.Worn, before.Lacking, before.Inspected, before.ReplaceBy
		changed.Photo = before.Photo
		t = changed
		return steps(
			func() error { return keepTool(tx, t) },
			func() error { return audit(tx, now, who, "change tool", t.ID.Code().String()) },
		)
	})
	return t, err
}

// corrected is a tool as it may be kept, or why it may not.
func corrected(tx store.Tx, t Tool, who StaffID, now time.Time) (Tool, error) {
	if err := onDuty(tx, who); err != nil {
		return t, err
	}
	for _, text := range t.texts() {
		*text.of = strings.TrimSpace(*text.of)
	}
	t.Parts = slices.Clone(t.Parts)
	for i := range t.Parts {
		t.Parts[i].Name.Zh = strings.TrimSpace(t.Parts[i].Name.Zh)
	}
	if err := firstFault(toolChecks(t)); err != nil {
		return t, err
	}
	category, err := get[Category](tx, tableCategory, []byte(t.Category))
	if err != nil {
		return t, unknown(err, ErrNoCategory)
	}
	if t.Icon == "" {
		t.Icon = category.Icon
	}
	if DayOf(t.Origin.Date.In(now.Location())) > DayOf(now) {
		return t, ErrFuture
	}
	for _, id := range t.Gear {
		if there, err := has(tx, tableTool, key(id)); err != nil || !there {
			return t, orElse(err, ErrNoTool)
		}
	}
	return t, nil
}

// toolText is a text of a tool, with the name of its column in tables.
type toolText struct {
	field string
	of    *string
}

// texts are all texts of a tool but those of its parts.
func (t *Tool) texts() []toolText {
	return []toolText{
		{"name_zh", &t.Name.Zh}, {"name_bo", &t.Name.Bo}, {"name_en", &t.Name.En}, {"icon", &t.Icon}, {"shelf", &t.Shelf}, {"donor", &t.Origin.Donor},
		{"safety_zh", &t.Safety.Zh}, {"safety_bo", &t.Safety.Bo}, {"safety_en", &t.Safety.En},
		{"old_tag", &t.OldTag}, {"serial", &t.Serial}, {"notes", &t.Notes},
	}
}

// toolChecks are the checks of a tool by itself, in their order.
func toolChecks(t Tool) []fieldCheck {
	within := func(n, most int) func() error {
		return func() error {
			if n < 0 || n > most {
				return ErrQuantity
			}
			return nil
		}
	}
	checks := []fieldCheck{
		{"name_zh", func() error {
			if strings.TrimSpace(t.Name.Zh) == "" {
				return ErrNoName
			}
			return nil
		}},
		{"loan_days", within(t.LoanDays, 365)},
		{"min_age", within(t.MinAge, math.MaxInt32)},
		{"inspect_days", within(t.InspectDays, math.MaxInt32)},
		{"price", within(t.Origin.PriceFen, math.MaxInt)},
		{"parts", func() error {
			for _, p := range t.Parts {
				if p.Count < 1 || p.Name.Zh == "" {
					return ErrNoPart
				}
			}
			return nil
		}},
	}
	for _, text := range t.texts() {
		checks = append(checks, fieldCheck{text.field, func() error { return plain(*text.of) }})
	}
	for _, p := range append(slices.Clone(t.Parts), t.Lacking...) {
		for _, name := range []string{p.Name.Zh, p.Name.Bo, p.Name.En} {
			checks = append(checks, fieldCheck{"parts", func() error { return plain(name) }})
		}
	}
	return checks
}

// plain refuses a text that is too long, holds what no text has, or blanks around
// it: ErrNote.
func plain(text string) error {
	if t, err := note(text); err != nil || t != text {
		return ErrNote
	}
	return nil
}

// keepTool stores a tool whose names or place in the catalogue may have changed.
func keepTool(tx store.Tx, t Tool) error {
	return steps(
		func() error { return put(tx, tableTool, key(t.ID), t) },
		func() error { return renewCatalogue(tx) },
	)
}

// renewCatalogue makes the search read the tools anew.
func renewCatalogue(tx store.Tx) error {
	version, err := catalogueVersion(tx)
	if err != nil {
		return err
	}
	return put(tx, tableShop, []byte("catalogue"), version+1)
}

// Retire ends a tool's life in the shop, with the reason. Who waits for it waits
// no longer; what somebody owed for it as lost is settled. Its tag is still
// known and its number never used again.
//
// Refusals: ErrNotStaff, ErrNoTool, ErrNoReason, *NotFree when it is lent or
// retired already, ErrClockBack.
func (d *Desk) Retire(ctx context.Context, id ToolID, why RetireReason, who StaffID) error {
	if why < RetiredWorn || why > RetiredUnsafe {
		return ErrNoReason
	}
	return d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		item, err := d.itemFor(tx, id, who, now)
		if err != nil {
			return err
		}
		if item.Status == Lent || item.Status == Retired {
			return item.notFree()
		}
		if s, err := openService(tx, id); err == nil && s.Reason == Missing {
			if err := d.settleLost(tx, s, now); err != nil {
				return err
			}
		}
		t := item.Tool
		t.Retired, t.RetiredWhy = now, why
		subjects := []string{id.Code().String()}
		if s, err := openService(tx, id); err == nil {
			subjects = append(subjects, nth(s.ID))
		}
		withdrawn, err := d.withdraw(tx, id, now, n)
		if err != nil {
			return err
		}
		return steps(
			func() error { return d.endOpen(tx, id, GivenUp, who, now) },
			func() error { return keepTool(tx, t) },
			func() error { return audit(tx, now, who, "retire", append(subjects, withdrawn...)...) },
		)
	})
}

// withdraw ends all holds and reservations of a tool and names them.
func (d *Desk) withdraw(tx store.Tx, id ToolID, now time.Time, n *numbers) ([]string, error) {
	if err := d.settle(tx, id, now, n); err != nil { // what has lapsed is filed as such
		return nil, err
	}
	var names []string
	queue, err := queueOf(tx, id)
	if err != nil {
		return nil, err
	}
	for _, h := range queue {
		if err := endHold(tx, h, Withdrawn, 0, now); err != nil {
			return nil, err
		}
		names = append(names, h.ID.Code().String())
	}
	list, err := reservationsFor(tx, id)
	if err != nil {
		return nil, err
	}
	for _, r := range list {
		if err := endReservation(tx, r, Withdrawn, 0, now); err != nil {
			return nil, err
		}
		names = append(names, r.ID.Code().String())
	}
	return names, nil
}

// cancelFor ends all holds and reservations of a resident who leaves.
func (d *Desk) cancelFor(tx store.Tx, id ResidentID, now time.Time, n *numbers) error {
	holds, err := holdsOf(tx, id)
	if err != nil {
		return err
	}
	for _, h := range holds {
		err := steps(
			func() error { return endHold(tx, h, Withdrawn, 0, now) },
			func() error { return d.settle(tx, h.Tool, now, n) },
		)
		if err != nil {
			return err
		}
	}
	list, err := reservationsBy(tx, id)
	if err != nil {
		return err
	}
	for _, r := range list {
		if err := endReservation(tx, r, Withdrawn, 0, now); err != nil {
			return err
		}
	}
	return nil
}

// Event is one line of a tool's history. One of Loan and Service is set, or
// neither: then the tool came to the shop, or left it.
type Event struct {
	At      time.Time // in the shop's zone
	Loan    Loan
	Service Service
}

// History is a part of a tool's life in the shop, the newest event first: when
// it was retired, each loan, each stay off the shelf, when it came. It is up to
// limit events after the first skip. It returns ErrNoTool.
func (d *Desk) History(ctx context.Context, id ToolID, skip, limit int) (Tool, []Event, error) {
	var t Tool
	var events []Event
	err := d.store.View(ctx, func(tx store.Tx) (err error) {
		if t, err = get[Tool](tx, tableTool, key(id)); err != nil {
			return unknown(err, ErrNoTool)
		}
		events, err = d.life(tx, t, skip+limit)
		return err
	})
	return t, events[min(skip, len(events)):], err
}

// life is up to limit events of a tool, the newest first.
func (d *Desk) life(tx store.Tx, t Tool, limit int) ([]Event, error) {
	var events []Event
	if !t.Retired.IsZero() {
		events = append(events, Event{At: d.Local(t.Retired)})
	}
	r := store.Range{From: key(t.ID), To: key(t.ID + 1), Reverse: true, Limit: limit}
	loans, err := newest[Loan](tx, tableLent, r, tableLoan)
	if err != nil {
		return nil, err
	}
	for _, l := range loans {
		events = append(events, Event{At: d.Local(l.Out), Loan: l})
	}
	services, err := newest[Service](tx, tableServiced, r, tableService)
	if err != nil {
		return nil, err
	}
	for _, s := range services {
		events = append(events, Event{At: d.Local(s.Since), Service: s})
	}
	came := t.Added
	if !t.Origin.Date.IsZero() {
		came = t.Origin.Date
	}
	if !came.IsZero() {
		events = append(events, Event{At: d.Local(came)})
	}
	slices.SortStableFunc(events, func(a, b Event) int { return cmp.Compare(b.At.Unix(), a.At.Unix()) })
	return events[:min(limit, len(events))], nil
}

// newest reads the records of table t that a range of an index names after the
// four bytes of a tool.
func newest[T any](tx store.Tx, index store.Table, r store.Range, t store.Table) ([]T, error) {
	entries, err := tx.Scan(index, r)
	if err != nil {
		return nil, err
	}
	list := make([]T, 0, len(entries))
	for _, e := range entries {
		v, err := get[T](tx, t, e.Key[4:])
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, nil
}
