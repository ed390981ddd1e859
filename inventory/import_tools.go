package inventory

import (
	"context"
	"time"

	"redwrench/inventory/store"
)

// ToolRow is a row of a table of tools. Tool.ID is the number on a tag it has
// already, 0 for none; Tool.Gear are numbers as the table knows them, else as
// this shop does; Tool.Category is a category's id or its name in any language.
type ToolRow struct {
	Row  int
	Tool Tool
}

// LookAtTools says what ImportTools would find, and changes nothing. It returns
// ErrTooManyRows, or ctx's error.
func (d *Desk) LookAtTools(ctx context.Context, rows []ToolRow, t *Tally) (Findings, error) {
	return d.look(ctx, t, len(rows), func(i *importing, n *numbers) error {
		return i.tools(rows, n, none)
	})
}

// ImportTools keeps all tools of a table, in one deed, or none. A tool keeps the
// number it brings where that is free here, else it gets the next one. from is
// the kind of file, for the audit. When ctx ends before the deed is on disk
// nothing is kept, and its error comes back.
//
// Refusals: *NotImported, ErrNothing, ErrTooManyRows, ErrNotManager,
// ErrQuantity (no numbers left), ErrClockBack. Those of a row: as AddTool,
// ErrKnown (the same tool under this number, or one with its old tag),
// *Repeated, ErrNote, ErrFuture, ErrNoTool (its gear).
func (d *Desk) ImportTools(ctx context.Context, rows []ToolRow, from string, who StaffID, t *Tally) (Findings, error) {
	return d.importAll(ctx, t, "tools", from, len(rows), who, func(i *importing, n *numbers) error {
		keep := func(t Tool) error { return put(i.tx, tableTool, key(t.ID), t) }
		return steps(
			func() error { return i.tools(rows, n, keep) },
			func() error { return renewCatalogue(i.tx) },
		)
	})
}

// tools hands the records the rows will be to keep.
func (i *importing) tools(rows []ToolRow, n *numbers, keep func(Tool) error) error {
	before := n.tool
	ids, err := numbered(i, tableTool, &n.tool, func(k int) (int, ToolID) { return rows[k].Row, rows[k].Tool.ID }, len(rows))
	if err != nil {
		return err
	}
	named, err := i.categories()
	if err != nil {
		return err
	}
	tags, err := i.oldTags(rows)
	if err != nil {
		return err
	}
	here := map[ToolID]ToolID{} // as the table knows them -> as this shop will
	for k, r := range rows {
		if r.Tool.ID != 0 {
			here[r.Tool.ID] = ids[k]
		}
	}
	for k, r := range rows {
		t := r.Tool
		category, known := named[fold(string(t.Category))]
		if !known {
			i.problem(r.Row, "category", ErrNoCategory)
		}
		t.ID, t.Category = ids[k], category.ID
		if t.Icon == "" {
			t.Icon = category.Icon
		}
		if t.Added.IsZero() {
			t.Added = i.now
		}
		if t.Retired.IsZero() {
			t.RetiredWhy = 0
		}
		i.tool(r.Row, t, tags)
		if err := i.sameTool(r, before); err != nil {
			return err
		}
		if t.Gear, err = i.gear(r, here); err != nil {
			return err
		}
		if err := sound(i, t, keep); err != nil {
			return err
		}
		if err := i.step(); err != nil {
			return err
		}
	}
	return nil
}

// tool notes what is wrong with one tool by itself.
func (i *importing) tool(row int, t Tool, tags map[string]int) {
	for _, c := range toolChecks(t) {
		if err := c.check(); err != nil {
			i.problem(row, c.field, err)
		}
	}
	for _, at := range []struct {
		field string
		t     time.Time
	}{{"since", t.Origin.Date}, {"added", t.Added}, {"inspected", t.Inspected}, {"retired", t.Retired}} {
		i.past(row, at.field, at.t)
	}
	if t.OldTag == "" {
		return
	}
	switch earlier, there := tags[t.OldTag]; {
	case !there:
		tags[t.OldTag] = row
	case earlier == 0:
		i.problem(row, "old_tag", ErrKnown)
	default:
		i.problem(row, "old_tag", &Repeated{earlier})
	}
}

// sameTool notes that the tool under this number here is the very one of the row:
// an export that is taken in again.
func (i *importing) sameTool(r ToolRow, last ToolID) error {
	if r.Tool.ID == 0 || r.Tool.ID > last || r.Tool.Added.IsZero() {
		return nil
	}
	there, err := get[Tool](i.tx, tableTool, key(r.Tool.ID))
	if err != nil {
		return unknown(err, nil)
	}
	if there.Name.Zh == r.Tool.Name.Zh && there.Added.Equal(r.Tool.Added) {
		i.problem(r.Row, "code", ErrKnown)
	}
	return nil
}

// gear is what is offered with a tool, by the numbers of this shop.
func (i *importing) gear(r ToolRow, here map[ToolID]ToolID) ([]ToolID, error) {
	var gear []ToolID
	for _, id := range r.Tool.Gear {
		if own, there := here[id]; there {
			gear = append(gear, own)
			continue
		}
		there, err := has(i.tx, tableTool, key(id))
		if err != nil {
			return nil, err
		}
		if !there {
			i.problem(r.Row, "gear", ErrNoTool)
		}
		gear = append(gear, id)
	}
	return gear, nil
}

// categories are all of them by their ids and names, folded. An id goes before a
// name.
func (i *importing) categories() (map[string]Category, error) {
	list, err := all[Category](i.tx, tableCategory, store.Range{})
	if err != nil {
		return nil, err
	}
	named := map[string]Category{}
	for _, c := range list {
		for _, name := range []string{c.Name.Zh, c.Name.Bo, c.Name.En} {
			if name != "" {
				named[fold(name)] = c
			}
		}
	}
	for _, c := range list {
		named[fold(string(c.ID))] = c
	}
	return named, nil
}

// oldTags are the old tags of the shop's tools, each with row 0. They are read
// only when some row has one.
func (i *importing) oldTags(rows []ToolRow) (map[string]int, error) {
	tags := map[string]int{}
	for _, r := range rows {
		if r.Tool.OldTag == "" {
			continue
		}
		return tags, walk(i.tx, tableTool, false, func(t Tool) (bool, error) {
			if t.OldTag != "" {
				tags[t.OldTag] = 0
			}
			return true, nil
		})
	}
	return tags, nil
}
