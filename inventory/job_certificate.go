package inventory

import (
	"context"
	"time"

	"redwrench/inventory/store"
)

// LastMonths are the days up to now's from the first of the month so many months
// before. now is in the shop's zone.
func LastMonths(now time.Time, months int) (from, to Day) {
	return DayOf(time.Date(now.Year(), now.Month()-time.Month(months), 1, 0, 0, 0, 0, now.Location())), DayOf(now)
}

// PrintService wishes for somebody's certificate of service of the days from … to,
// both included. It is for a manager, or for whom it is of; that it names them in
// full is noted. Refusals: ErrNotManager, ErrNotStaff, ErrNoPIN, ErrPast (the days
// are in the wrong order), ErrClockBack.
func (d *Desk) PrintService(ctx context.Context, of StaffID, from, to Day, lang Lang, who StaffID) (PrintID, error) {
	if to < from || from < 0 {
		return 0, ErrPast
	}
	var id PrintID
	err := d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		s, err := served(tx, of, who)
		if err != nil {
			return err
		}
		id = draw(&n.print)
		return steps(
			func() error {
				return wish(tx, PrintJob{ID: id, Paper: ServicePaper, Subject: uint32(of), More: []uint32{uint32(from), uint32(to)}, Lang: lang, Asked: now})
			},
			func() error { return audit(tx, now, who, "open service record", s.subject()) },
		)
	})
	return id, err
}

// served is whose record may be opened by who: a manager opens everybody's,
// others their own.
func served(tx store.Tx, of, who StaffID) (Staff, error) {
	var err error
	if of != who {
		err = manager(tx, who)
	} else {
		_, err = acting(tx, who)
	}
	if err != nil {
		return Staff{}, err
	}
	s, err := get[Staff](tx, tableStaff, key(of))
	return s, unknown(err, ErrNotStaff)
}

// ServiceToPrint is the record of a certificate with its days, for whoever puts
// it on paper: that it may be seen was noted with the deed that wished for it. It
// returns ErrNoPrint for any other print job.
func (d *Desk) ServiceToPrint(ctx context.Context, id PrintID) (r ServiceRecord, from, to Day, err error) {
	err = d.store.View(ctx, func(tx store.Tx) error {
		job, err := get[PrintJob](tx, tablePrint, key(id))
		if err != nil {
			return unknown(err, ErrNoPrint)
		}
		if job.Paper != ServicePaper || len(job.More) != 2 {
			return ErrNoPrint
		}
		s, err := get[Staff](tx, tableStaff, key(job.Subject))
		if err != nil {
			return unknown(err, ErrNotStaff)
		}
		r, from, to = s.record(), Day(job.More[0]), Day(job.More[1])
		return d.serviceLines(tx, &r, from, to)
	})
	return r, from, to, err
}

// record is a service record without lines yet.
func (s Staff) record() ServiceRecord {
	r := ServiceRecord{Document: s.Document, Volunteer: s.shown()}
	r.Volunteer.Card = 0
	return r
}
