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
	Order         int        `cbor:"7,keyasint"` // place in the row of chips
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
}

// Status is where a tool is now. The zero Status is "on the shelf".
type Status int

// The places a tool can be.
const (
	OnShelf Status = iota
	Lent
	OffShelf // in repair, incomplete, to be cleaned: see Service.Reason
	Retired
)

// Reason is why a tool is off the shelf though nobody has it.
type Reason int

// The reasons; the zero Reason is repair.
const (
	Repair Reason = iota
	Incomplete
	Cleaning
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
}
