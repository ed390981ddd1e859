package borrow

import (
	"slices"

	"redwrench/inventory"
)

// Name finds the name of a tool in the catalogue, for the sentences.
func (f *Flow) Name(id inventory.ToolID) inventory.Name {
	for _, i := range f.Items {
		if i.Tool.ID == id {
			return i.Tool.Name
		}
	}
	return inventory.Name{Zh: id.Code().Human()}
}

// Gear are tools on the shelf that go with what is in the basket and are not in it.
func (f *Flow) Gear() (inventory.Item, bool) {
	for _, chosen := range f.Basket {
		for _, id := range chosen.Tool.Gear {
			if f.anyOf(chosen.Tool.Gear) {
				break
			}
			i := slices.IndexFunc(f.Items, func(i inventory.Item) bool { return i.Tool.ID == id })
			if i >= 0 && f.Items[i].Status == inventory.OnShelf {
				return f.Items[i], true
			}
		}
	}
	return inventory.Item{}, false
}

// anyOf says that one of the tools is in the basket already.
func (f *Flow) anyOf(ids []inventory.ToolID) bool { return slices.ContainsFunc(ids, f.Chosen) }
