package inventory

import "time"

// Paper is what a print job puts on paper. A new kind needs a case in
// PrintJob.Role, in paperSubject, where its code is found, in Desk.moot, when
// nobody needs it any more, a name in the words (printers.paper.N), and a form
// in app's press.
type Paper int

// The papers. What the Subject of their jobs is stands beside each.
const (
	LoanSlip        Paper = iota + 1 // a LoanID: the Slip of the hand-over
	ResidentCard                     // a ResidentID
	StaffCard                        // a StaffID
	TestPage                         // a PrinterRole
	ReturnReceipt                    // a LoanID: with all that came back of its slip on the same day
	RenewalSlip                      // a LoanID
	HoldSlip                         // a HoldID: stays with the tool that waits
	ReservationSlip                  // a ReservationID
	ToolLabels                       // none; PrintJob.Labels
	OverdueList                      // none
	StocktakeList                    // none
	RecoverySheet                    // none; the key is in no record
	RequestSlip                      // a JobID
	JobSheets                        // a JobID, PrintJob.More further ones: a sheet each
	Referral                         // a JobID that was passed on
	ServicePaper                     // a StaffID, PrintJob.More the first and the last Day
	PeriodReport                     // a period: Period.Number
	StocktakeReport                  // a StocktakeID that is closed
	UpkeepList                       // none: what is due until the end of the month
	ReminderSlip                     // a LoanID: with all that its borrower has overdue
	DeskList                         // a List, PrintJob.More its lines
	ThanksSlip                       // a DonationID
	ReservationWeek                  // its first Day
	lastPaper       = iota
)

// Papers is how many kinds of paper there are: 1 … Papers.
const Papers = int(lastPaper)

// PrintState is how far a print job has come. Each state is on disk before the
// step it names is tried, so that after a crash nothing prints twice.
type PrintState int

// The states. Only the first four are still waiting for something to do.
const (
	PrintPending  PrintState = iota // nothing was sent
	PrintCreating                   // a job was asked for at the printer; did it hear?
	PrintSending                    // the printer knows the job (Remote); is the paper's content there?
	PrintAccepted                   // the printer has it all: never sent again by itself
	PrintDone                       // it is on paper, or in the folder
	PrintFailed                     // the printer gave it up; staff decide
	PrintUnknown                    // nobody can tell; staff decide
	PrintDropped                    // before it was printed, what it says was no longer so (ErrMoot)
)

// Final says that the worker has nothing more to do for the job.
func (s PrintState) Final() bool { return s >= PrintDone }

// PrintJob is a wish for paper, stored with the deed that made it.
type PrintJob struct {
	ID        PrintID    `cbor:"1,keyasint"`
	Paper     Paper      `cbor:"2,keyasint"`
	Subject   uint32     `cbor:"3,keyasint"`
	Lang      Lang       `cbor:"4,keyasint"`
	Copy      bool       `cbor:"5,keyasint,omitempty"` // a reprint: marked as such
	Asked     time.Time  `cbor:"6,keyasint"`
	State     PrintState `cbor:"7,keyasint,omitempty"`
	Remote    int        `cbor:"8,keyasint,omitempty"` // the printer's own job number
	Tries     int        `cbor:"9,keyasint,omitempty"`
	NotBefore time.Time  `cbor:"10,keyasint,omitzero"`  // the next try
	At        string     `cbor:"11,keyasint,omitempty"` // the address of the printer that has begun it
	Decided   time.Time  `cbor:"12,keyasint,omitzero"`  // staff have seen that it failed, or may have
	Labels    Labels     `cbor:"13,keyasint,omitzero"`  // of ToolLabels
	More      []uint32   `cbor:"14,keyasint,omitempty"` // further subjects on the same paper
	Of        int        `cbor:"15,keyasint,omitempty"` // of how many lines More are the first; 0: they are all
}

// Labels says which labels a job prints, and where on the sheet.
type Labels struct {
	Tools []ToolID   `cbor:"1,keyasint,omitempty"`
	Sheet LabelSheet `cbor:"2,keyasint,omitempty"`
	Start int        `cbor:"3,keyasint,omitempty"` // labels already taken from the first sheet
	Tags  bool       `cbor:"4,keyasint,omitempty"` // also a small second tag of each
}

// IsZero says that no labels are meant.
func (l Labels) IsZero() bool { return len(l.Tools) == 0 && l.Sheet == 0 && l.Start == 0 && !l.Tags }

// LabelSheet is what labels are printed on. The zero LabelSheet is the A4 sheet
// of 48.
type LabelSheet int

// The sheets on sale.
const (
	Sheet48  LabelSheet = iota
	Sheet44             // A4, 44 labels
	Single50            // a roll of single labels of 50 × 30 mm
)

// PerSheet is the number of labels on a sheet.
func (s LabelSheet) PerSheet() int {
	switch s {
	case Sheet44:
		return 44
	case Single50:
		return 1
	}
	return 48
}

// Role is the printer the job is for.
func (j PrintJob) Role() PrinterRole {
	switch j.Paper {
	case TestPage:
		return PrinterRole(j.Subject)
	case OverdueList, StocktakeList, RecoverySheet, JobSheets, Referral, ServicePaper, PeriodReport, StocktakeReport, UpkeepList, DeskList, ReservationWeek:
		return SheetPrinter
	case ToolLabels:
		return LabelPrinter
	}
	return SlipPrinter
}

// FullNames says that the paper names people in full, with their telephone
// numbers.
func (p Paper) FullNames() bool {
	return p == OverdueList || p == JobSheets || p == Referral || p == ServicePaper
}

// Anew says that the paper is no copy of an earlier one when it is printed
// again: it says how things are now, or it is one of many alike.
func (p Paper) Anew() bool {
	return p == TestPage || p >= ToolLabels && p <= RecoverySheet || p >= PeriodReport && p <= DeskList || p == ReservationWeek
}

// asks says that staff have to decide: nobody else can tell whether the paper
// is there, or it is not.
func (j PrintJob) asks() bool {
	return (j.State == PrintFailed || j.State == PrintUnknown) && j.Decided.IsZero()
}
