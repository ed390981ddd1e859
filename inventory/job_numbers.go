package inventory

import (
	"context"
	"slices"
	"time"

	"redwrench/inventory/jobs"
	"redwrench/inventory/store"
)

// JobNumbers are the figures of a stretch of days about jobs (PRODUCT.md,
// Numbers). What was done counts on the day it was closed, what was asked for on
// the day it was reported, hours on the day of the visit.
type JobNumbers struct {
	Reported   int // requests, and the same fault asked for again
	Done       int
	PassedOn   int
	Cancelled  int
	ByKind     map[KindID]int             // done
	BySquad    map[SquadID]int            // done; "" those of no squad
	Small, Big int                        // done
	Results    map[jobs.Result]int        // done; only jobs.Fixed counts as saved
	Homes      int                        // different ones, done
	Persons    int                        // different ones, done
	Discount   jobs.Fen                   // given on big ones that were done
	Materials  jobs.Fen                   // used up, on visits of those days
	Hours      map[StaffID]jobs.HalfHours // served, by volunteer
	Travel     map[StaffID]jobs.HalfHours // apart
	FirstVisit time.Duration              // the median time from request to first visit; 0 when none
	Visited    int                        // jobs whose first visit was made on those days
	Shifts     int                        // what one volunteer gave on one visit, so often
	Discounted int                        // big ones that were done with a discount
	Stars      [6]int                     // Stars[n]: how many of those done were rated n; Stars[0]: not rated
}

// Content is how content residents are on average, in hundredths of a star; 0
// when nobody said.
func (n JobNumbers) Content() int {
	sum, count := 0, 0
	for stars := 1; stars <= 5; stars++ {
		sum += stars * n.Stars[stars]
		count += n.Stars[stars]
	}
	if count == 0 {
		return 0
	}
	return (sum*100 + count/2) / count
}

// JobNumbers counts the jobs of the days from … to, both included. It reads the
// jobs that are open or were closed since. who is on duty. Refusal: ErrNotStaff.
func (d *Desk) JobNumbers(ctx context.Context, from, to Day, who StaffID) (JobNumbers, error) {
	count := newCount(Period{from, to}, d.zone)
	err := d.store.View(ctx, func(tx store.Tx) error {
		count.reset()
		if err := onDuty(tx, who); err != nil {
			return err
		}
		return jobsAbout(tx, count.from, count.job)
	})
	return count.numbers(), err
}

// jobCount adds up jobs.
type jobCount struct {
	from, to time.Time
	JobNumbers
	homes   map[HomeID]bool
	persons map[ResidentID]bool
	waits   []time.Duration
}

func newCount(p Period, zone *time.Location) *jobCount {
	c := &jobCount{from: p.From.In(zone), to: (p.Until + 1).In(zone)}
	c.reset()
	return c
}

func (c *jobCount) reset() {
	c.JobNumbers = JobNumbers{
		ByKind: map[KindID]int{}, BySquad: map[SquadID]int{}, Results: map[jobs.Result]int{},
		Hours: map[StaffID]jobs.HalfHours{}, Travel: map[StaffID]jobs.HalfHours{},
	}
	c.homes, c.persons, c.waits = map[HomeID]bool{}, map[ResidentID]bool{}, nil
}

func (c *jobCount) within(t time.Time) bool { return !t.Before(c.from) && t.Before(c.to) }

func (c *jobCount) job(j Job) {
	c.Reported += len(c.asked(j))
	for _, v := range j.Visits {
		if v.Undone == 0 && c.within(v.From) {
			c.visit(v)
		}
	}
	if v, ok := j.firstVisit(); ok && c.within(v.From) {
		c.waits = append(c.waits, v.From.Sub(j.Reported))
	}
	switch c.closed(j) {
	case jobs.PassedOn:
		c.PassedOn++
	case jobs.Cancelled:
		c.Cancelled++
	case jobs.Done:
		c.done(j)
	}
}

// asked is when a job was asked for, as far as that is counted.
func (c *jobCount) asked(j Job) []time.Time {
	return slices.DeleteFunc(append([]time.Time{j.Reported}, j.Again...), func(at time.Time) bool { return !c.within(at) })
}

// firstVisit is the first visit that was made to a job.
func (j Job) firstVisit() (Visit, bool) {
	for _, v := range j.Visits {
		if v.Undone == 0 {
			return v, true
		}
	}
	return Visit{}, false
}

// closed is the state a job was closed in, in the count's time; else New.
func (c *jobCount) closed(j Job) jobs.State {
	if j.State.Open() || !c.within(j.Closed) {
		return jobs.New
	}
	return j.State
}

func (c *jobCount) visit(v Visit) {
	c.Materials += v.Materials
	c.Shifts += len(v.Work)
	for _, w := range v.Work {
		c.Hours[w.Who] += w.Hours
		c.Travel[w.Who] += w.Travel
	}
}

func (c *jobCount) done(j Job) {
	c.Done++
	c.ByKind[j.Kind]++
	c.BySquad[j.Squad]++
	c.Results[j.Result]++
	c.Stars[min(max(j.Stars, 0), 5)]++
	c.homes[j.Home], c.persons[j.Resident] = true, true
	if j.Big {
		c.Big++
		if j.Off > 0 {
			c.Discounted++
		}
		c.Discount += j.Off
	} else {
		c.Small++
	}
}

func (c *jobCount) numbers() JobNumbers {
	c.Homes, c.Persons = len(c.homes), len(c.persons)
	c.Visited = len(c.waits)
	if n := c.Visited; n > 0 {
		slices.Sort(c.waits)
		c.FirstVisit = (c.waits[(n-1)/2] + c.waits[n/2]) / 2
	}
	return c.JobNumbers
}

// ServiceLine is one line of a volunteer's service record (志愿服务记录).
type ServiceLine struct {
	Job       JobID
	Kind      Name
	Visit     jobs.Span // in the shop's zone
	Hours     jobs.HalfHours
	Travel    jobs.HalfHours
	Street    string  // without a number; "" is the shop's own neighbourhood
	Confirmed StaffID // who filled the sheet in
}

// ServiceRecord is what somebody gave on visits that began on the days from … to,
// both included, in their order.
type ServiceRecord struct {
	Volunteer Staff  // without hash, card and document
	Document  string // the citizen's number; empty when none was given
	Lines     []ServiceLine
	Hours     jobs.HalfHours
	Travel    jobs.HalfHours
}

// ServiceRecord is the service record of somebody who is or was on the staff. It
// is for a manager, or for whom it is of, and that it was opened is on disk
// before anybody sees it. Refusals: ErrNotManager, ErrNotStaff, ErrClockBack.
func (d *Desk) ServiceRecord(ctx context.Context, of StaffID, from, to Day, who StaffID) (ServiceRecord, error) {
	var r ServiceRecord
	err := d.deed(ctx, func(tx store.Tx, now time.Time, _ *numbers) error {
		s, err := served(tx, of, who)
		if err != nil {
			return err
		}
		r = s.record()
		if err := d.serviceLines(tx, &r, from, to); err != nil {
			return err
		}
		return audit(tx, now, who, "open service record", s.subject())
	})
	if err != nil {
		return ServiceRecord{}, err
	}
	return r, nil
}

func (d *Desk) serviceLines(tx store.Tx, r *ServiceRecord, from, to Day) error {
	of := uint32(r.Volunteer.ID)
	entries, err := tx.Scan(tableVisit, store.Range{
		From: key(of, second(from.In(d.zone))), To: key(of, second((to + 1).In(d.zone))),
	})
	if err != nil {
		return err
	}
	for _, e := range entries {
		n := number[uint32](e.Key, 12)
		j, err := jobOf(tx, number[JobID](e.Key, 8))
		if err != nil {
			return err
		}
		if n == 0 || int(n) > len(j.Visits) {
			continue // arranged only
		}
		k, err := kindOf(tx, j.Kind)
		if err != nil {
			return err
		}
		notes, err := notesOf(tx, j.ID)
		if err != nil {
			return err
		}
		v := j.Visits[n-1]
		for _, w := range v.Work {
			if w.Who != r.Volunteer.ID {
				continue
			}
			r.Hours += w.Hours
			r.Travel += w.Travel
			r.Lines = append(r.Lines, ServiceLine{
				Job: j.ID, Kind: k.Name, Visit: d.localSpan(v.Span), Hours: w.Hours, Travel: w.Travel,
				Street: notes.Place.Street, Confirmed: v.By,
			})
		}
	}
	return nil
}

// JobsAfter are up to limit jobs, closed ones too, with numbers above after.
func (d *Desk) JobsAfter(ctx context.Context, after JobID, limit int) ([]Job, error) {
	return page[Job](ctx, d, tableJob, key(after), limit)
}

// JobNotesAfter are up to limit notes of jobs with numbers above after. What it
// hands out is personal data: see NoteExport.
func (d *Desk) JobNotesAfter(ctx context.Context, after JobID, limit int) ([]JobNotes, error) {
	return page[JobNotes](ctx, d, tableJobNotes, key(after), limit)
}
