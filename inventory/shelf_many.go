package inventory

import (
	"slices"

	"redwrench/inventory/store"
)

// crowd is what says how many tools stand, read at once: which of them have a key
// in each table that matters, so that the other tables are asked only of these. A
// nil *crowd knows nothing, and all is asked of each tool.
type crowd struct {
	categories map[CategoryID]Category
	lent, off  map[ToolID]bool // an open loan; a stay off the shelf
	promised   map[ToolID]bool // a hold or a reservation
}

func crowdOf(tx store.Tx) (*crowd, error) {
	c := &crowd{map[CategoryID]Category{}, map[ToolID]bool{}, map[ToolID]bool{}, map[ToolID]bool{}}
	list, err := all[Category](tx, tableCategory, store.Range{})
	if err != nil {
		return nil, err
	}
	for _, k := range list {
		c.categories[k.ID] = k
	}
	for _, index := range []struct {
		table store.Table
		of    map[ToolID]bool
	}{{tableOpen, c.lent}, {tableOff, c.off}, {tableQueue, c.promised}, {tableReserved, c.promised}} {
		ids, err := numbersIn(tx, index.table, store.Range{}, 0)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			index.of[ToolID(id)] = true
		}
	}
	return c, nil
}

// category is the category of a tool.
func (c *crowd) category(tx store.Tx, id CategoryID) (Category, error) {
	if c != nil {
		if k, there := c.categories[id]; there {
			return k, nil
		}
	}
	return get[Category](tx, tableCategory, []byte(id))
}

// loan is the open loan of a tool, or store.ErrNotFound.
func (c *crowd) loan(tx store.Tx, id ToolID) (Loan, error) {
	if c != nil && !c.lent[id] {
		return Loan{}, store.ErrNotFound
	}
	return openLoan(tx, id)
}

// service is the stay a tool is off the shelf for, or store.ErrNotFound.
func (c *crowd) service(tx store.Tx, id ToolID) (Service, error) {
	if c != nil && !c.off[id] {
		return Service{}, store.ErrNotFound
	}
	return openService(tx, id)
}

// free says that nobody waits for a tool or has reserved it.
func (c *crowd) free(id ToolID) bool { return c != nil && !c.promised[id] }

// inOrder are lines that are large in their order: not they are moved about, but
// what points to them.
func inOrder[T any](list []T, compare func(a, b *T) int) []T {
	places := make([]*T, len(list))
	for i := range list {
		places[i] = &list[i]
	}
	slices.SortFunc(places, compare)
	sorted := make([]T, 0, len(list))
	for _, p := range places {
		sorted = append(sorted, *p)
	}
	return sorted
}
