package inventory

import "time"

// Loan is one tool's way out of the shop and back: with a resident, or with a
// volunteer for a job. Borrower is a number; what is known of the person is
// sealed elsewhere. A loan is never deleted.
type Loan struct {
	ID       LoanID          `cbor:"1,keyasint"`
	Tool     ToolID          `cbor:"2,keyasint"`
	Borrower ResidentID      `cbor:"3,keyasint"`
	Out      time.Time       `cbor:"4,keyasint"`
	Due      time.Time       `cbor:"5,keyasint"` // the moment the shop closes on the due day
	Slip     LoanID          `cbor:"6,keyasint"` // the first loan of the same hand-over: the number on the slip
	Back     time.Time       `cbor:"7,keyasint,omitzero"`
	TakenBy  StaffID         `cbor:"8,keyasint,omitempty"`
	Found    Condition       `cbor:"9,keyasint,omitempty"` // how it came back
	Renewals []Renewal       `cbor:"10,keyasint,omitempty"`
	Missing  []Part          `cbor:"11,keyasint,omitempty"` // parts that did not come back with it
	Lost     time.Time       `cbor:"12,keyasint,omitzero"`  // declared lost; Back is the same moment
	Settled  time.Time       `cbor:"13,keyasint,omitzero"`  // the lost tool was found again, or written off
	Undone   UndoReason      `cbor:"14,keyasint,omitempty"` // the loan was a mistake, taken back by a counter-entry
	Hold     HoldID          `cbor:"15,keyasint,omitempty"` // the hold it ended
	Collects []ReservationID `cbor:"16,keyasint,omitempty"` // the borrower's reservations it fulfils
	DueWhy   DueWhy          `cbor:"17,keyasint,omitempty"`
	DueWas   time.Time       `cbor:"18,keyasint,omitzero"`  // the plain due date, when Due is another
	Job      JobID           `cbor:"19,keyasint,omitempty"` // taken along for a job: Borrower is nobody
	Helper   StaffID         `cbor:"20,keyasint,omitempty"` // then: who answers for it

	Reminders []Reminder `cbor:"21,keyasint,omitempty"` // how often it was asked for
}

// Renewal is one time a loan got a later due date.
type Renewal struct {
	At  time.Time `cbor:"1,keyasint"`
	Was time.Time `cbor:"2,keyasint"`           // the due date before
	Why DueWhy    `cbor:"3,keyasint,omitempty"` // of the due date before
	By  StaffID   `cbor:"4,keyasint,omitempty"` // 0: the borrower; else an extension, which does not count

	Plain    time.Time       `cbor:"5,keyasint,omitzero"`  // DueWas before
	Collects []ReservationID `cbor:"6,keyasint,omitempty"` // the borrower's own, which the longer loan fulfils
}

// Open says that the tool is still out.
func (l Loan) Open() bool { return l.Back.IsZero() }

// Owed says that the borrower has it: out, or lost and not settled.
func (l Loan) Owed() bool { return l.Open() || !l.Lost.IsZero() && l.Settled.IsZero() }

// Overdue says that the tool is out and its day is over: from the moment the
// shop has closed on the due day (PRODUCT.md, Rules).
func (l Loan) Overdue(now time.Time) bool { return l.Open() && now.After(l.Due) }

// DaysOverdue is the number of begun days since Due; 0 when not overdue.
func (l Loan) DaysOverdue(now time.Time) int {
	if !l.Overdue(now) {
		return 0
	}
	return int((now.Sub(l.Due)-time.Nanosecond)/(24*time.Hour)) + 1
}

// Late says that the tool came back after its day.
func (l Loan) Late() bool { return !l.Open() && l.Lost.IsZero() && l.Back.After(l.Due) }

// Renewed is how often the borrower has renewed it.
func (l Loan) Renewed() int {
	n := 0
	for _, r := range l.Renewals {
		if r.By == 0 {
			n++
		}
	}
	return n
}

// Condition is how a tool came back. The zero Condition is complete and good.
type Condition int

// The conditions staff can note with one tap.
const (
	Good Condition = iota
	PartMissing
	Damaged
	NeedsCleaning
	Worn // still lent
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
