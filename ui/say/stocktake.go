package say

import (
	"strconv"

	"redwrench/assets/words"
	"redwrench/inventory"
)

// Shelf is the name of a shelf, of none, or of all of them.
func Shelf(l words.Lang, name string, all bool) string {
	switch {
	case all:
		return l.Say("stock.all")
	case name == "":
		return l.Say("stock.noshelf")
	}
	return l.Say("stock.shelf", "shelf", name)
}

// Finding is the key of what a stocktake says of a tool.
func Finding(f inventory.Finding) string { return "stock.finding." + strconv.Itoa(int(f)) }
