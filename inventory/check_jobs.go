package inventory

import (
	"redwrench/inventory/jobs"
	"redwrench/inventory/store"
)

// jobChecked is what the check of loans must know of a job.
type jobChecked struct {
	there   bool
	without bool // it was done or passed on: no tool may be out for it
}

// work: jobs are of a kind, a resident and volunteers that exist, their state and
// their times agree, the indexes say of them what they say of themselves, and
// each home with notes is found again by its place.
func (c *checker) work() error {
	kinds := map[KindID]bool{}
	list, err := all[JobKind](c.tx, tableJobKind, store.Range{})
	if err != nil {
		return err
	}
	for _, k := range list {
		kinds[k.ID] = true
	}
	c.jobs = map[JobID]jobChecked{}
	homes := map[JobID]HomeID{}
	err = each(c, tableJob, func(j Job) JobID { return j.ID }, func(j Job, what string) error {
		c.jobs[j.ID] = jobChecked{there: true, without: j.State == jobs.Done || j.State == jobs.PassedOn}
		homes[j.ID] = j.Home
		if c.first() {
			c.job(j, kinds[j.Kind], what)
		}
		return c.hasAll(j.entries(), what)
	})
	if err != nil {
		return err
	}
	return c.notes(homes)
}

func (c *checker) job(j Job, kind bool, what string) {
	crew := true
	for _, v := range j.Volunteers {
		crew = crew && c.crew[v]
	}
	visits := true
	for _, v := range j.Visits {
		visits = visits && v.Check() == nil && len(v.Work) > 0
		for _, w := range v.Work {
			crew = crew && c.crew[w.Who]
		}
	}
	for _, rule := range []struct {
		holds bool
		else_ string
	}{
		{j.State.Known(), "in a state that is none"},
		{kind, "of a kind that is not there"},
		{c.residents[j.Resident], "of a resident who is not there"},
		{crew, "with a volunteer who is not there"},
		{visits, "with a visit that cannot have been"},
		{j.State.Open() == j.Closed.IsZero(), "closed in a state that is open, or the other way round"},
		{j.Closed.IsZero() || !j.Closed.Before(j.Reported), "closed before it was reported"},
		{!j.State.Open() || (j.State == jobs.New) == (len(j.Volunteers) == 0), "new with a team, or somebody's without one"},
		{j.Big || j.Quote == jobs.Quote{} && j.Off == 0 && j.Agreed.IsZero(), "small, but with a quote"},
		{j.State != jobs.Done || !j.Big || !j.Agreed.IsZero(), "done, but its quote was not agreed to"},
		{j.Stars >= 0 && j.Stars <= 5 && (j.Stars == 0) == j.Rated.IsZero(), "rated with stars there are not"},
		{(j.State == jobs.PassedOn) == (j.Partner != ""), "passed on to nobody, or not passed on to somebody"},
		{j.Visit.IsZero() || j.State == jobs.Visiting && j.Visit.Check() == nil, "with a visit arranged that cannot be"},
	} {
		if !rule.holds {
			c.fault("%s: %s", what, rule.else_)
		}
	}
}

// notes: they are of a job that is there, and each place leads to its home.
func (c *checker) notes(homes map[JobID]HomeID) error {
	found := map[HomeID]bool{}
	return each(c, tableJobNotes, func(n JobNotes) JobID { return n.ID }, func(n JobNotes, what string) error {
		home, there := homes[n.ID]
		if c.first() && !there {
			c.fault("%s: of a job that is not there", what)
		}
		if found[home] {
			return nil
		}
		found[home] = true
		return c.has(tableHome, c.desk.homeKey(n.Place), key(home), what)
	})
}
