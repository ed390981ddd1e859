package inventory

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"redwrench/inventory/code"
	"redwrench/inventory/jobs"
	"redwrench/inventory/store"
)

// Refusals of papers.
var (
	// ErrMoot: what the paper would say is no longer so; nobody needs it.
	ErrMoot = errors.New("inventory: the paper is not needed any more")
	// ErrNoPaper: there is no such paper, or not of this.
	ErrNoPaper = errors.New("inventory: no such paper")
	// ErrOnlyFolder: the shop's key must not lie in a file beside its records, and
	// its A4 papers go into a folder.
	ErrOnlyFolder = errors.New("inventory: the sheet printer is a folder")
)

// Wish is a paper somebody asks for: the fields of a PrintJob that say which.
type Wish struct {
	Paper   Paper
	Subject uint32
	Lang    Lang     // of a receipt "": the borrower's
	Labels  Labels   // of ToolLabels
	More    []uint32 // of DeskList
	Of      int      // how many lines the list has when More are the first ones; 0: More are all
}

// Job is the wish as a job that is not stored: for a look at the paper.
func (w Wish) Job(now time.Time) PrintJob {
	return PrintJob{Paper: w.Paper, Subject: w.Subject, Lang: w.Lang, Labels: w.Labels, More: w.More, Of: w.Of, Asked: now}
}

// Print wishes for a paper that no other deed makes: a return receipt, labels,
// the overdue list, the stocktake list, a list of the desk, a report, one of a
// stocktake, what is due for inspection, thanks for a donation once more; a manager
// also the recovery sheet. That the overdue list shows people in full is noted for
// each of them.
//
// Refusals: ErrNotStaff, ErrNotManager, ErrNoPaper (another paper), ErrNoLoan,
// ErrNoTool, ErrNothing (no labels, no lines), ErrTooManyRows, ErrPeriod,
// ErrNoStocktake (one that goes on), ErrNoDonation, ErrOnlyFolder (no recovery
// sheet), ErrMoot (nothing came back, or it went out again),
// ErrClockBack.
func (d *Desk) Print(ctx context.Context, w Wish, who StaffID) (PrintID, error) {
	var id PrintID
	err := d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		if err := onDuty(tx, who); err != nil {
			return err
		}
		w, err := w.asked(tx, who)
		if err != nil {
			return err
		}
		job := w.Job(now)
		id = draw(&n.print)
		job.ID = id
		if err := d.moot(tx, job, now); err != nil {
			return err
		}
		return steps(
			func() error { return wish(tx, job) },
			func() error { return d.noteNames(tx, job, who, now, n) },
			func() error { return audit(tx, now, who, "print", job.subjects()...) },
		)
	})
	return id, err
}

// asked says whether staff may ask for the paper by itself. A receipt without a
// language is in the borrower's.
func (w Wish) asked(tx store.Tx, who StaffID) (Wish, error) {
	switch w.Paper {
	case ReturnReceipt:
		l, err := get[Loan](tx, tableLoan, key(w.Subject))
		if err != nil || l.Job != 0 {
			return w, orElse(unknown(err, ErrNoLoan), ErrNoLoan)
		}
		if w.Lang == "" {
			w.Lang, err = reads(tx, l.Borrower)
		}
		return w, err
	case ToolLabels:
		if len(w.Labels.Tools) == 0 {
			return w, ErrNothing
		}
		for _, id := range w.Labels.Tools {
			if there, err := has(tx, tableTool, key(id)); err != nil || !there {
				return w, orElse(err, ErrNoTool)
			}
		}
		return w, nil
	case ThanksSlip:
		_, err := donationOf(tx, DonationID(w.Subject))
		return w, err
	case OverdueList, StocktakeList, UpkeepList, ReservationWeek:
		return w, nil
	case DeskList:
		return w, List(w.Subject).mayPrint(w.More)
	case PeriodReport:
		return w, PeriodNumbered(w.Subject).Check()
	case StocktakeReport:
		s, err := get[Stocktake](tx, tableStocktake, key(w.Subject))
		if err == nil && s.Open() {
			err = ErrNoStocktake
		}
		return w, unknown(err, ErrNoStocktake)
	case RecoverySheet:
		return w, mayPrintKey(tx, who)
	}
	return w, ErrNoPaper
}

// mayPrintKey: a manager may, on a printer that makes paper.
func mayPrintKey(tx store.Tx, who StaffID) error {
	if err := manager(tx, who); err != nil {
		return err
	}
	p, err := get[Printer](tx, tablePrinter, key(uint32(SheetPrinter)))
	if err := unknown(err, nil); err != nil {
		return err
	}
	if p.Folder() {
		return ErrOnlyFolder
	}
	return nil
}

// PrintCopy wishes once more for a paper, whatever became of the first: marked as
// a copy, but for a paper that is made Anew.
// Refusals: ErrNotStaff, ErrNoPrint, ErrNoPaper (the recovery sheet is asked for
// by Print alone), ErrMoot, ErrClockBack.
func (d *Desk) PrintCopy(ctx context.Context, id PrintID, who StaffID) (PrintID, error) {
	var again PrintID
	err := d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		if err := onDuty(tx, who); err != nil {
			return err
		}
		job, err := get[PrintJob](tx, tablePrint, key(id))
		if err != nil {
			return unknown(err, ErrNoPrint)
		}
		if job.Paper == RecoverySheet {
			return ErrNoPaper
		}
		again = draw(&n.print)
		job = job.anew(again, now, !job.Paper.Anew())
		if err := d.moot(tx, job, now); err != nil {
			return err
		}
		return steps(
			func() error { return wish(tx, job) },
			func() error { return d.noteNames(tx, job, who, now, n) },
			func() error { return audit(tx, now, who, "print copy", job.subjects()...) },
		)
	})
	return again, err
}

// Reprint wishes for a copy of a resident's own paper in a language, marked as
// such: of a loan its slip, with the due dates as they are now, of a reservation
// its slip. Refusals: ErrNoLoan, ErrNoReservation (also when it is somebody
// else's), ErrNoPaper (of anything else), ErrMoot, ErrClockBack.
func (d *Desk) Reprint(ctx context.Context, of code.Code, who ResidentID, lang Lang) (PrintID, error) {
	var id PrintID
	err := d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		id = draw(&n.print)
		job := PrintJob{ID: id, Lang: lang, Copy: true, Asked: now}
		switch of.Kind {
		case code.Loan:
			l, err := get[Loan](tx, tableLoan, key(of.Number))
			if err != nil || l.Borrower != who || l.Job != 0 {
				return orElse(unknown(err, ErrNoLoan), ErrNoLoan)
			}
			job.Paper, job.Subject = LoanSlip, uint32(l.Slip)
		case code.Reservation:
			r, err := get[Reservation](tx, tableReserve, key(of.Number))
			if err != nil || r.Resident != who {
				return orElse(unknown(err, ErrNoReservation), ErrNoReservation)
			}
			job.Paper, job.Subject = ReservationSlip, of.Number
		default:
			return ErrNoPaper
		}
		if err := d.moot(tx, job, now); err != nil {
			return err
		}
		return steps(
			func() error { return wish(tx, job) },
			func() error { return audit(tx, now, 0, "reprint", job.subjects()...) },
		)
	})
	return id, err
}

// Look notes that staff look at a paper on the screen, when it shows people in
// full; it is on disk before anybody sees it. Refusals: ErrNotStaff, ErrClockBack.
func (d *Desk) Look(ctx context.Context, job PrintJob, who StaffID) error {
	if !job.Paper.FullNames() {
		return nil
	}
	return d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		return steps(
			func() error { return onDuty(tx, who) },
			func() error { return d.noteNames(tx, job, who, now, n) },
		)
	})
}

// noteNames notes whose data a paper shows in full, to somebody who may see them.
func (d *Desk) noteNames(tx store.Tx, job PrintJob, who StaffID, now time.Time, n *numbers) error {
	switch job.Paper {
	case OverdueList:
		return noteOverdue(tx, who, now)
	case JobSheets, Referral:
		var names []string
		for _, id := range job.jobs() {
			if err := d.mayOpen(tx, now, n, id, who); err != nil {
				return err
			}
			names = append(names, id.Code().String())
		}
		return audit(tx, now, who, "open job", names...)
	case ServicePaper:
		s, err := served(tx, StaffID(job.Subject), who)
		if err != nil {
			return err
		}
		return audit(tx, now, who, "open service record", s.subject())
	}
	return nil
}

// jobs are the jobs a paper is about.
func (j PrintJob) jobs() []JobID {
	ids := []JobID{JobID(j.Subject)}
	for _, m := range j.More {
		ids = append(ids, JobID(m))
	}
	return ids
}

func noteOverdue(tx store.Tx, who StaffID, now time.Time) error {
	loans, err := overdue(tx, now)
	if err != nil {
		return err
	}
	var names []string
	for _, l := range loans {
		if c := l.Borrower.Code().String(); l.Job == 0 && !slices.Contains(names, c) {
			names = append(names, c)
		}
	}
	return audit(tx, now, who, "open personal data", names...)
}

// anew is the job as another wish for the same paper.
func (j PrintJob) anew(id PrintID, now time.Time, again bool) PrintJob {
	return PrintJob{ID: id, Paper: j.Paper, Subject: j.Subject, Lang: j.Lang, Labels: j.Labels, More: j.More, Asked: now, Copy: again}
}

// Code is the code on the paper; zero: it has none, or nobody knows it (a staff
// card's).
func (j PrintJob) Code() code.Code {
	switch j.Paper {
	case LoanSlip, ReturnReceipt, RenewalSlip, ReminderSlip:
		return LoanID(j.Subject).Code()
	case ResidentCard:
		return ResidentID(j.Subject).Code()
	case HoldSlip:
		return HoldID(j.Subject).Code()
	case ReservationSlip:
		return ReservationID(j.Subject).Code()
	case ThanksSlip:
		return DonationID(j.Subject).Code()
	case RequestSlip, JobSheets, Referral:
		return JobID(j.Subject).Code()
	}
	return code.Code{}
}

// subjects names the paper in the audit.
func (j PrintJob) subjects() []string {
	list := []string{fmt.Sprintf("paper %d", j.Paper), nth(j.ID)}
	if c := j.Code(); c.Kind != 0 {
		return append([]string{c.String()}, list...)
	}
	return list
}

// Needed is nil while somebody needs the paper of a job, else ErrMoot: what it
// would say is no longer so. It is asked before a paper is printed.
func (d *Desk) Needed(ctx context.Context, job PrintJob) error {
	now := d.Now()
	return d.store.View(ctx, func(tx store.Tx) error { return d.moot(tx, job, now) })
}

// moot is ErrMoot when what the paper would say is no longer so.
func (d *Desk) moot(tx store.Tx, j PrintJob, now time.Time) error {
	needed, err := true, error(nil)
	switch j.Paper {
	case LoanSlip:
		needed, err = slipNeeded(tx, j)
	case ResidentCard:
		_, err = present(tx, ResidentID(j.Subject))
	case StaffCard:
		var s Staff
		s, err = employed(tx, StaffID(j.Subject))
		needed = s.Card != 0
	case ReturnReceipt:
		var l Loan
		l, err = get[Loan](tx, tableLoan, key(j.Subject))
		needed = l.returned()
	case RenewalSlip:
		var l Loan
		l, err = get[Loan](tx, tableLoan, key(j.Subject))
		needed = l.Open() && len(l.Renewals) > 0
	case ReminderSlip:
		var lines []LoanLine
		_, lines, err = d.reminded(tx, LoanID(j.Subject), now)
		needed = len(lines) > 0
	case HoldSlip:
		var h Hold
		h, err = get[Hold](tx, tableHold, key(j.Subject))
		needed = h.Active() && !h.Ready.IsZero() && !h.lapsed(now)
	case ReservationSlip:
		var r Reservation
		r, err = get[Reservation](tx, tableReserve, key(j.Subject))
		needed = r.Active() && !d.lapsed(r, now)
	case ThanksSlip:
		_, err = donationOf(tx, DonationID(j.Subject))
	case RequestSlip:
		var job Job
		job, err = get[Job](tx, tableJob, key(j.Subject))
		needed = job.State != jobs.Cancelled
	}
	gone := errors.Is(err, ErrNoResident) || errors.Is(err, ErrNotStaff) || errors.Is(err, ErrNoDonation) || errors.Is(err, store.ErrNotFound)
	if gone || err == nil && !needed {
		return ErrMoot
	}
	return err
}

// returned says that somebody brought the tool back.
func (l Loan) returned() bool { return !l.Open() && l.Undone == 0 && l.Lost.IsZero() }

// slipNeeded: a slip is needed while a tool on it is out; a copy also afterwards,
// but for a hand-over that was a mistake.
func slipNeeded(tx store.Tx, j PrintJob) (bool, error) {
	loans, err := onSlip(tx, LoanID(j.Subject))
	if err != nil {
		return false, err
	}
	return slices.ContainsFunc(loans, func(l Loan) bool { return l.Undone == 0 && (j.Copy || l.Owed()) }), nil
}

// onSlip are the loans of a hand-over: they have numbers in a row.
func onSlip(tx store.Tx, slip LoanID) ([]Loan, error) {
	var loans []Loan
	for n := slip; ; n++ {
		l, err := get[Loan](tx, tableLoan, key(n))
		if errors.Is(err, store.ErrNotFound) || err == nil && l.Slip != slip {
			return loans, nil
		}
		if err != nil {
			return nil, err
		}
		loans = append(loans, l)
	}
}
