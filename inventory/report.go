package inventory

import (
	"errors"
	"time"

	"redwrench/inventory/jobs"
)

// ErrPeriod: a report is about at least one day and at most ten years.
var ErrPeriod = errors.New("inventory: no possible period of a report")

// Period is the days of a report, both included, in the shop's calendar.
type Period struct{ From, Until Day }

// mostDays is the length of the longest report.
const mostDays = 3653

// Check returns ErrPeriod.
func (p Period) Check() error {
	if p.From < 1 || p.Until < p.From || p.Until-p.From >= mostDays || p.Until > farthestDay {
		return ErrPeriod
	}
	return nil
}

// farthestDay is the last day an index by time can hold; see second.
const farthestDay Day = 49_000

// PeriodOf is the month (1), half-year (6) or year (12) that a day lies in.
func PeriodOf(d Day, months int) Period {
	y, m, _ := d.In(time.UTC).Date()
	first := time.Month((int(m)-1)/months*months + 1)
	from := time.Date(y, first, 1, 0, 0, 0, 0, time.UTC)
	return Period{DayOf(from), DayOf(from.AddDate(0, months, 0)) - 1}
}

// Number is the period as the Subject of its paper: the first day, and how many
// follow.
func (p Period) Number() uint32 { return uint32(p.From)<<16 | uint32(p.Until-p.From)&0xFFFF }

// PeriodNumbered is the period with a number.
func PeriodNumbered(n uint32) Period {
	from := Day(n >> 16)
	return Period{from, from + Day(n&0xFFFF)}
}

// months is how many whole months of the calendar the period is; 0: it is none.
func (p Period) months() int {
	from, to := p.From.In(time.UTC), (p.Until + 1).In(time.UTC)
	if from.Day() != 1 || to.Day() != 1 {
		return 0
	}
	return (to.Year()-from.Year())*12 + int(to.Month()) - int(from.Month())
}

// Before is the period to compare with: as many whole months just before, or,
// of a period that is not whole months, as many days.
func (p Period) Before() Period {
	if n := p.months(); n > 0 {
		return Period{DayOf(p.From.In(time.UTC).AddDate(0, -n, 0)), p.From - 1}
	}
	return Period{p.From - (p.Until - p.From + 1), p.From - 1}
}

// mostWeeks is how long a period is divided into weeks: a year and what is left
// of its first and last week.
const mostWeeks = 54 * 7

// Steps is the period in weeks, from Monday on, the first and the last cut
// where the period begins and ends; a period of more than a year in months.
func (p Period) Steps() []Period {
	var steps []Period
	for from := p.From; from <= p.Until; {
		until := from + Day((7-int(from.Weekday()))%7)
		if p.Until-p.From >= mostWeeks {
			until = PeriodOf(from, 1).Until
		}
		until = min(until, p.Until)
		steps = append(steps, Period{from, until})
		from = until + 1
	}
	return steps
}

// seconds is the period as moments: from its first midnight in zone until, not
// included, the midnight after its last day.
func (p Period) seconds(zone *time.Location) span {
	return span{p.From.In(zone).Unix(), (p.Until + 1).In(zone).Unix()}
}

// span is seconds since 1970, to not included.
type span struct{ from, to int64 }

func (s span) holds(t int64) bool { return t >= s.from && t < s.to }

// Figure is one number of a report, with records that stand behind it.
//
// A moment counts on the day of the shop's calendar on which it lies. A deed
// that was taken back (Undo) counts nowhere: neither the loan nor its return.
// Residents who were forgotten count as before: their loans and jobs keep their
// numbers. A tool that a volunteer takes along for a job is counted by
// FigureAlong alone: it is neither a loan nor a return, and has no borrower.
type Figure int

// The figures.
const (
	FigureLoans     Figure = iota + 1 // loans to residents, on the day they went out; a renewal is none
	FigureReturns                     // loans to residents that somebody brought back, on that day; one declared lost is no return
	FigureLate                        // of the returns, those after their due date, as it was then
	FigureBorrowers                   // different residents among FigureLoans
	FigureLength                      // the median of Back − Out over FigureReturns
	FigureAlong                       // tools that went out for a job, on that day
	FigureTools                       // tools in the shop when the period ended: kept by then, and not retired
	FigureBought                      // of these, bought
	FigureDonated                     // of these, donated
	FigureMoney                       // the sum of the donations of money, on the day they were taken; one struck out since is none

	FigureReported   // requests, on the day they were made, and each time the same fault was reported again
	FigureDone       // jobs that are done, on the day of the last visit's sheet; one reopened since is not done
	FigureSmall      // of these, small
	FigureBig        // of these, big
	FigurePassedOn   // jobs passed on to a partner, on that day
	FigureCancelled  // jobs cancelled, on that day; also one whose report was taken back
	FigureHomes      // different homes among FigureDone
	FigurePersons    // different residents among FigureDone
	FigureHours      // what each volunteer gave on each visit that began in the period, without travel
	FigureFirstVisit // the median of first visit − request, of jobs whose first visit began in the period
	FigureContent    // the mean of the stars of FigureDone that were rated, whenever that was
	FigureDiscount   // the discount on quotes of FigureBig, where there was one

	FigureActivities // activities held on a day of the period
	lastFigure       = iota
)

// Figures is every figure in the order of a report.
func Figures() []Figure {
	all := make([]Figure, lastFigure)
	for i := range all {
		all[i] = Figure(i + 1)
	}
	return all
}

// Numbers are the figures of one period.
type Numbers struct {
	Loans, Returns, Late, Borrowers int
	Length                          time.Duration // 0 when nothing came back
	Along                           int
	Tools, Bought, Donated          int
	Gifts, Given                    int // donations of money, and how many fen they are together
	Jobs                            JobNumbers
	Activities, Came                int // activities, and how many persons came to them
}

// LateShare is the share of late returns, of a thousand, rounded; 0 when there
// were no returns.
func (n Numbers) LateShare() int {
	if n.Returns == 0 {
		return 0
	}
	return (n.Late*1000 + n.Returns/2) / n.Returns
}

// HalfHours is what all volunteers gave together, without travel.
func (n Numbers) HalfHours() jobs.HalfHours {
	var sum jobs.HalfHours
	for _, h := range n.Jobs.Hours {
		sum += h
	}
	return sum
}

// Count is how many records stand behind a figure; most figures are just that.
func (n Numbers) Count(f Figure) int {
	switch f {
	case FigureLoans:
		return n.Loans
	case FigureReturns, FigureLength:
		return n.Returns
	case FigureLate:
		return n.Late
	case FigureBorrowers:
		return n.Borrowers
	case FigureAlong:
		return n.Along
	case FigureTools:
		return n.Tools
	case FigureBought:
		return n.Bought
	case FigureDonated:
		return n.Donated
	case FigureMoney:
		return n.Gifts
	case FigureActivities:
		return n.Activities
	}
	return n.Jobs.count(f)
}

func (n JobNumbers) count(f Figure) int {
	switch f {
	case FigureReported:
		return n.Reported
	case FigureDone:
		return n.Done
	case FigureSmall:
		return n.Small
	case FigureBig:
		return n.Big
	case FigurePassedOn:
		return n.PassedOn
	case FigureCancelled:
		return n.Cancelled
	case FigureHomes:
		return n.Homes
	case FigurePersons:
		return n.Persons
	case FigureHours:
		return n.Shifts
	case FigureFirstVisit:
		return n.Visited
	case FigureContent:
		return n.Done - n.Stars[0]
	case FigureDiscount:
		return n.Discounted
	}
	return 0
}

// Ask names a figure, or the part of one that a bar of a chart shows: the rest
// is zero then but for one.
type Ask struct {
	Figure   Figure
	Period   Period
	Tool     ToolID     // of FigureLoans
	Category CategoryID // of FigureLoans: the tool's category now
	Hour     int        // of FigureLoans: 1 + the hour of the day they went out
	Kind     KindID     // of FigureDone
	Squad    SquadID    // of FigureDone
	NoSquad  bool       // of FigureDone: those of no squad
}

// Bar is a part of a figure.
type Bar struct {
	Ask  Ask
	Name Name // of the tool, the category, the kind, the squad
	N    int
}

// Report is what the shop did in a period, and in the one before.
type Report struct {
	Period, Before Period
	Made           time.Time // in the shop's zone
	Running        bool      // the period was not over then
	Is, Was        Numbers

	Weeks      []Bar // loans, by Period.Steps
	Busiest    []Bar // loans by tool: the mostBusy busiest, of equal ones the lower number first
	Categories []Bar // loans by category, all that had any, the most first
	Hours      []Bar // loans by the hour of the day, from the first to the last that had any
	Kinds      []Bar // jobs done by kind, the most first
	Squads     []Bar // jobs done by squad, the most first
	Service    []Bar // half-hours of volunteers, by Period.Steps
}

// mostBusy is how many of the busiest tools a report names.
const mostBusy = 10
