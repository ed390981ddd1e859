package inventory

import "time"

// Loan is one tool's way out of the shop and back. Borrower is a number; what
// is known of the person is sealed elsewhere.
type Loan struct {
	ID       LoanID     `cbor:"1,keyasint"`
	Tool     ToolID     `cbor:"2,keyasint"`
	Borrower ResidentID `cbor:"3,keyasint"`
	Out      time.Time  `cbor:"4,keyasint"`
	Due      time.Time  `cbor:"5,keyasint"` // the moment the shop closes on the due day
	Slip     LoanID     `cbor:"6,keyasint"` // the first loan of the same hand-over: the number on the slip
	Back     time.Time  `cbor:"7,keyasint,omitzero"`
	TakenBy  StaffID    `cbor:"8,keyasint,omitempty"`
	Found    Condition  `cbor:"9,keyasint,omitempty"` // how it came back
}

// Open says that the tool is still out.
func (l Loan) Open() bool { return l.Back.IsZero() }

// Overdue says that the tool is out and its day is over: from the moment the
// shop has closed on the due day (PRODUCT.md, Rules).
func (l Loan) Overdue(now time.Time) bool { return l.Open() && now.After(l.Due) }

// DaysOverdue is the number of begun days since Due; 0 when not overdue.
func (l Loan) DaysOverdue(now time.Time) int {
	if !l.Overdue(now) {
		return 0
	}
	return int(now.Sub(l.Due).Hours()/24) + 1
}

// Condition is how a tool came back. The zero Condition is complete and good.
type Condition int

// The conditions staff can note with one tap.
const (
	Good Condition = iota
	PartMissing
	Damaged
	NeedsCleaning
)

// puts returns the reason a tool in this condition leaves the shelf for.
func (c Condition) puts() (Reason, bool) {
	switch c {
	case PartMissing:
		return Incomplete, true
	case Damaged:
		return Repair, true
	case NeedsCleaning:
		return Cleaning, true
	}
	return 0, false
}
