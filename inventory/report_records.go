package inventory

import (
	"cmp"
	"context"
	"slices"
	"time"

	"redwrench/inventory/jobs"
	"redwrench/inventory/people"
	"redwrench/inventory/store"
)

// Record is one of the records behind a figure: a number of one kind, and what
// was counted of it.
type Record struct {
	Loan     LoanID
	Tool     ToolID
	Resident ResidentID
	Home     HomeID
	Job      JobID
	Asked    time.Time // with Job, of FigureReported: when it was asked for
	Visit    int       // with Job, of FigureHours: 1 + the place in Job.Visits
	Shift    int       // with Visit: the place in Visit.Work
	Activity ActivityID
	Donation DonationID
	N        int // of a resident or a home: how many loans or jobs; of an activity: how many persons
}

// Behind are the records behind a figure, or behind the part of one that a bar
// shows: as many as it counts (Numbers.Count, Bar.N; of Report.Service their
// half-hours add up to N). Loans are in the order in which they went out, those
// that went out before the period last; all others in the order of their
// numbers. Refusal: ErrPeriod, also for what is no figure.
func (d *Desk) Behind(ctx context.Context, a Ask) ([]Record, error) {
	if err := a.Period.Check(); err != nil {
		return nil, err
	}
	var list []Record
	err := d.store.View(ctx, func(tx store.Tx) (err error) {
		list, err = d.behind(tx, a)
		return err
	})
	return list, err
}

func (d *Desk) behind(tx store.Tx, a Ask) ([]Record, error) {
	switch s := a.Period.seconds(d.zone); {
	case a.Figure >= FigureLoans && a.Figure <= FigureAlong:
		return d.loansBehind(tx, a, s)
	case a.Figure >= FigureTools && a.Figure <= FigureDonated:
		return toolsBehind(tx, a, s)
	case a.Figure == FigureMoney:
		return moneyBehind(tx, s)
	case a.Figure >= FigureReported && a.Figure <= FigureDiscount:
		return d.jobsBehind(tx, a)
	case a.Figure == FigureActivities:
		return activitiesBehind(tx, a)
	}
	return nil, ErrPeriod
}

func (d *Desk) loansBehind(tx store.Tx, a Ask, s span) ([]Record, error) {
	of, err := toolsOf(tx, a.Category)
	if err != nil {
		return nil, err
	}
	var list []Record
	who := map[ResidentID]int{}
	err = loansAbout(tx, s, func(l *countedLoan) {
		in := false
		switch a.Figure {
		case FigureLoans, FigureBorrowers:
			in = l.lent(s)
		case FigureReturns, FigureLength:
			in = l.returned(s)
		case FigureLate:
			in = l.late(s)
		case FigureAlong:
			in = l.along(s)
		}
		in = in && (a.Tool == 0 || l.Tool == a.Tool) && (a.Category == "" || of[l.Tool]) &&
			(a.Hour == 0 || time.Unix(l.Out, 0).In(d.zone).Hour() == a.Hour-1)
		switch {
		case in && a.Figure == FigureBorrowers:
			who[l.Borrower]++
		case in:
			list = append(list, Record{Loan: l.ID})
		}
	})
	if a.Figure == FigureBorrowers {
		list = counted(who, func(id ResidentID, n int) Record { return Record{Resident: id, N: n} })
	}
	return list, err
}

// toolsOf says which tools are of a category.
func toolsOf(tx store.Tx, c CategoryID) (map[ToolID]bool, error) {
	if c == "" {
		return nil, nil
	}
	of := map[ToolID]bool{}
	return of, walk(tx, tableTool, false, func(t Tool) (bool, error) {
		of[t.ID] = t.Category == c
		return true, nil
	})
}

// counted is a record for each number, in their order.
func counted[N ~uint32](parts map[N]int, record func(N, int) Record) []Record {
	var list []Record
	for id, n := range parts {
		list = append(list, record(id, n))
	}
	slices.SortFunc(list, func(a, b Record) int {
		return cmp.Or(cmp.Compare(a.Resident, b.Resident), cmp.Compare(a.Home, b.Home))
	})
	return list
}

func toolsBehind(tx store.Tx, a Ask, s span) ([]Record, error) {
	var list []Record
	err := walk(tx, tableTool, false, func(t Tool) (bool, error) {
		if inStock(t, s.to) && (a.Figure == FigureTools || t.Origin.Donated == (a.Figure == FigureDonated)) {
			list = append(list, Record{Tool: t.ID})
		}
		return true, nil
	})
	return list, err
}

func (d *Desk) jobsBehind(tx store.Tx, a Ask) ([]Record, error) {
	count := newCount(a.Period, d.zone)
	var list []Record
	homes, persons := map[HomeID]int{}, map[ResidentID]int{}
	err := jobsAbout(tx, count.from, func(j Job) {
		switch a.Figure {
		case FigureReported:
			for _, at := range count.asked(j) {
				list = append(list, Record{Job: j.ID, Asked: at})
			}
		case FigureHours:
			list = append(list, count.shifts(j)...)
		case FigureFirstVisit:
			if v, ok := j.firstVisit(); ok && count.within(v.From) {
				list = append(list, Record{Job: j.ID})
			}
		case FigureHomes, FigurePersons:
			if count.closed(j) == jobs.Done {
				homes[j.Home]++
				persons[j.Resident]++
			}
		default:
			if count.holds(j, a) {
				list = append(list, Record{Job: j.ID})
			}
		}
	})
	switch a.Figure {
	case FigureHomes:
		list = counted(homes, func(id HomeID, n int) Record { return Record{Home: id, N: n} })
	case FigurePersons:
		list = counted(persons, func(id ResidentID, n int) Record { return Record{Resident: id, N: n} })
	}
	slices.SortStableFunc(list, func(x, y Record) int { return cmp.Compare(x.Job, y.Job) })
	return list, err
}

// shifts are what volunteers gave on the visits of a job that are counted.
func (c *jobCount) shifts(j Job) []Record {
	var list []Record
	for n, v := range j.Visits {
		if v.Undone != 0 || !c.within(v.From) {
			continue
		}
		for i := range v.Work {
			list = append(list, Record{Job: j.ID, Visit: n + 1, Shift: i})
		}
	}
	return list
}

// holds says whether a figure of closed jobs counts this one.
func (c *jobCount) holds(j Job, a Ask) bool {
	state := c.closed(j)
	done := state == jobs.Done
	switch a.Figure {
	case FigureDone:
		return done && (a.Kind == "" || j.Kind == a.Kind) && (a.Squad == "" || j.Squad == a.Squad) && (!a.NoSquad || j.Squad == "")
	case FigureSmall:
		return done && !j.Big
	case FigureBig:
		return done && j.Big
	case FigurePassedOn:
		return state == jobs.PassedOn
	case FigureCancelled:
		return state == jobs.Cancelled
	case FigureContent:
		return done && j.Stars > 0
	case FigureDiscount:
		return done && j.Big && j.Off > 0
	}
	return false
}

// RecordLine is a record behind a figure, as the desk may show it to anybody on
// duty: people masked, nothing of a home but its number. Times are in the
// shop's zone.
type RecordLine struct {
	Record
	LoanLine LoanLine  // of a loan
	Item     Tool      // of a tool
	Of       Job       // of a job
	Held     Activity  // of an activity
	Given    Given     // of a donation
	Kind     Name      // of a job
	When     time.Time // of a visit: when it began; of a request: when it was made
	Hours    jobs.HalfHours
	Who      string // masked: who borrowed, asked, or gave the hours; a donor as they agreed to be named; "" when nobody knows any more
}

// Lines are records as they can be shown, in their order. Ask for a page at a
// time: each is read.
func (d *Desk) Lines(ctx context.Context, records []Record) ([]RecordLine, error) {
	var lines []RecordLine
	err := d.store.View(ctx, func(tx store.Tx) error {
		lines = make([]RecordLine, len(records))
		for i, r := range records {
			lines[i].Record = r
			if err := d.fill(tx, &lines[i]); err != nil {
				return err
			}
		}
		return nil
	})
	return lines, err
}

func (d *Desk) fill(tx store.Tx, l *RecordLine) (err error) {
	switch {
	case l.Loan != 0:
		loan, err := get[Loan](tx, tableLoan, key(l.Loan))
		if err != nil {
			return err
		}
		if l.LoanLine, err = d.line(tx, loan); err != nil {
			return err
		}
		l.Who, err = whoHas(tx, loan)
		return err
	case l.Tool != 0:
		l.Item, err = get[Tool](tx, tableTool, key(l.Tool))
	case l.Resident != 0:
		l.Who, err = maskedName(tx, l.Resident)
	case l.Activity != 0:
		l.Held, err = get[Activity](tx, tableActivity, key(l.Activity))
	case l.Donation != 0:
		err = d.fillDonation(tx, l)
	case l.Job != 0:
		err = d.fillJob(tx, l)
	}
	return err
}

func maskedName(tx store.Tx, id ResidentID) (string, error) {
	r, err := get[Resident](tx, tableResident, key(id))
	return r.Person.MaskedName(), err
}

func (d *Desk) fillDonation(tx store.Tx, l *RecordLine) error {
	g, err := get[Donation](tx, tableDonation, key(l.Donation))
	if err != nil {
		return err
	}
	l.Given, err = d.given(tx, g)
	l.Who = l.Given.Donor
	return err
}

func (d *Desk) fillJob(tx store.Tx, l *RecordLine) error {
	j, err := jobOf(tx, l.Job)
	if err != nil {
		return err
	}
	k, err := kindOf(tx, j.Kind)
	if err != nil {
		return err
	}
	l.Of, l.Kind = d.localJob(j), k.Name
	if l.Visit == 0 {
		l.When = d.local(l.Asked)
		l.Who, err = maskedName(tx, j.Resident)
		return err
	}
	if l.Visit > len(j.Visits) || l.Shift >= len(j.Visits[l.Visit-1].Work) {
		return ErrNoJob
	}
	v := l.Of.Visits[l.Visit-1]
	work := v.Work[l.Shift]
	l.When, l.Hours = v.From, work.Hours
	s, err := get[Staff](tx, tableStaff, key(work.Who))
	l.Who = people.MaskName(s.Name)
	return err
}
