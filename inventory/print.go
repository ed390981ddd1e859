package inventory

import "time"

// Paper is what a print job puts on paper.
type Paper int

// The papers that come out by themselves after a deed, and the page that tries
// a printer.
const (
	LoanSlip     Paper = iota + 1 // PrintJob.Subject is a LoanID: the Slip of the hand-over
	ResidentCard                  // PrintJob.Subject is a ResidentID
	StaffCard                     // PrintJob.Subject is a StaffID
	TestPage                      // PrintJob.Subject is a PrinterRole
	RequestSlip                   // PrintJob.Subject is a JobID
	JobSheets                     // PrintJob.Subject and More are JobIDs: a sheet each
	Referral                      // PrintJob.Subject is a JobID that was passed on
)

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
	More      []uint32   `cbor:"13,keyasint,omitempty"` // further subjects on the same paper
}

// Role is the printer the job is for.
func (j PrintJob) Role() PrinterRole {
	switch j.Paper {
	case TestPage:
		return PrinterRole(j.Subject)
	case JobSheets, Referral:
		return SheetPrinter
	}
	return SlipPrinter
}

// asks says that staff have to decide: nobody else can tell whether the paper
// is there, or it is not.
func (j PrintJob) asks() bool {
	return (j.State == PrintFailed || j.State == PrintUnknown) && j.Decided.IsZero()
}
