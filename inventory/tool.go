package inventory

import "time"

// Lang is a language a resident reads: "zh", "bo" or "en".
type Lang string

// Name is a name in the shop's languages. Chinese is required.
type Name struct {
	Zh string `cbor:"1,keyasint"`
	Bo string `cbor:"2,keyasint,omitempty"`
	En string `cbor:"3,keyasint,omitempty"`
}

// In is the name in language l, or the Chinese one where it has none.
func (n Name) In(l Lang) string {
	switch {
	case l == "bo" && n.Bo != "":
		return n.Bo
	case l == "en" && n.En != "":
		return n.En
	}
	return n.Zh
}

// CategoryID names a category: "hand", "power", …
type CategoryID string

// Category is a kind of tools with the rules they share (PRODUCT.md, Records).
type Category struct {
	ID            CategoryID `cbor:"1,keyasint"`
	Name          Name       `cbor:"2,keyasint"`
	LoanDays      int        `cbor:"3,keyasint"`
	MinAge        int        `cbor:"4,keyasint,omitempty"` // years; 0: everybody
	CleanOnReturn bool       `cbor:"5,keyasint,omitempty"`
	Icon          string     `cbor:"6,keyasint"`
	Order         int        `cbor:"7,keyasint"`           // place in the row of chips
	InspectDays   int        `cbor:"8,keyasint,omitempty"` // between inspections; 0: none
	Edit          Edit       `cbor:"9,keyasint,omitzero"`
}

// Part is something that must come back with a tool: one charger, five bits.
type Part struct {
	Name  Name `cbor:"1,keyasint"`
	Count int  `cbor:"2,keyasint"`
}

// Origin is where a tool came from: bought, or given by Donor.
type Origin struct {
	Donated  bool      `cbor:"1,keyasint,omitempty"`
	Date     time.Time `cbor:"2,keyasint"`
	PriceFen int       `cbor:"3,keyasint,omitempty"`
	Donor    string    `cbor:"4,keyasint,omitempty"`
	Thanks   bool      `cbor:"5,keyasint,omitempty"` // the donor agreed to be named on the tag
}

// Tool is one physical thing with its own tag. Whether it is lent or off the
// shelf is derived from other records and stored nowhere in it.
type Tool struct {
	ID       ToolID     `cbor:"1,keyasint"`
	Name     Name       `cbor:"2,keyasint"`
	Category CategoryID `cbor:"3,keyasint"`
	Icon     string     `cbor:"4,keyasint"`
	Parts    []Part     `cbor:"5,keyasint,omitempty"`
	Origin   Origin     `cbor:"6,keyasint"`
	Shelf    string     `cbor:"7,keyasint,omitempty"`
	LoanDays int        `cbor:"8,keyasint,omitempty"` // 0: as the category says
	MinAge   int        `cbor:"9,keyasint,omitempty"` // 0: as the category says
	Safety   Name       `cbor:"10,keyasint,omitempty"`
	Gear     []ToolID   `cbor:"11,keyasint,omitempty"` // to offer with it: a ladder's helmets
	Retired  time.Time  `cbor:"12,keyasint,omitzero"`
	// What staff note of it over the years.
	Worn        bool         `cbor:"13,keyasint,omitempty"` // used, still lent
	Lacking     []Part       `cbor:"14,keyasint,omitempty"` // parts gone for good: lent without them
	InspectDays int          `cbor:"15,keyasint,omitempty"` // 0: as the category says
	Inspected   time.Time    `cbor:"16,keyasint,omitzero"`  // passed its last inspection
	Added       time.Time    `cbor:"17,keyasint,omitzero"`
	RetiredWhy  RetireReason `cbor:"18,keyasint,omitempty"`
	// What it brought along from the list it stood in before.
	OldTag string  `cbor:"19,keyasint,omitempty"`
	Serial string  `cbor:"20,keyasint,omitempty"`
	Notes  string  `cbor:"21,keyasint,omitempty"` // the staff's
	Edit   Edit    `cbor:"22,keyasint,omitzero"`
	Photo  PhotoID `cbor:"23,keyasint,omitempty"`
	// When a new one is to take its place; 0: not planned.
	ReplaceBy Day `cbor:"30,keyasint,omitempty"`
}

// RetireReason is why a tool is lent no more. The zero RetireReason is none:
// retiring demands one.
type RetireReason int

// The reasons a tool is retired for.
const (
	RetiredWorn RetireReason = iota + 1
	RetiredBroken
	RetiredLost
	RetiredGiven // back to its donor, or to another shop
	RetiredUnsafe
	RetiredMistake // it was added by mistake: by Undo only
)

// Status is where a tool is now. The zero Status is "on the shelf".
type Status int

// The places a tool can be.
const (
	OnShelf Status = iota
	Lent
	OffShelf // in repair, incomplete, to be cleaned, missing: see Service.Reason
	Retired
	Held     // on the shelf for the one whose turn it is
	Reserved // on the shelf for the one who reserved it for today
)

// Reason is why a tool is off the shelf though nobody has it.
type Reason int

// The reasons; the zero Reason is repair.
const (
	Repair Reason = iota
	Incomplete
	Cleaning
	Inspection // due, or being done
	Missing    // nobody knows where it is
)

// Service is a stay of a tool off the shelf, from Since until Until (zero: it
// is still off).
type Service struct {
	ID     ServiceID `cbor:"1,keyasint"`
	Tool   ToolID    `cbor:"2,keyasint"`
	Reason Reason    `cbor:"3,keyasint,omitempty"`
	Since  time.Time `cbor:"4,keyasint"`
	Until  time.Time `cbor:"5,keyasint,omitzero"`
	Loan   LoanID    `cbor:"6,keyasint,omitempty"` // the return it began with
	Lacks  []Part    `cbor:"7,keyasint,omitempty"` // when Incomplete now or then: what is still to come
	Result Result    `cbor:"8,keyasint,omitempty"`
	By     StaffID   `cbor:"9,keyasint,omitempty"`  // who began it; 0 in the oldest records
	Ended  StaffID   `cbor:"10,keyasint,omitempty"` // who ended it
	Then   []Reason  `cbor:"11,keyasint,omitempty"` // what the tool still needs after it
}

// Result is how a stay off the shelf ended. The zero Result is "in order".
type Result int

// The results.
const (
	InOrder Result = iota
	AsItIs         // staff accepted the tool without its missing parts
	Failed         // an inspection that was not passed
	GivenUp        // the tool was retired, or lost
	Undone         // the return it began with was taken back
)
