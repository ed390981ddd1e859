package jobcard

import (
	"context"
	"slices"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/jobs"
)

// Draft is the sheet as far as it is filled in.
type Draft struct {
	inventory.VisitReport
	set bool // the hours were set by hand
}

// FillIn begins with the sheet, or says why it cannot be filled in now. The
// times are those that were arranged if they have come, else the last hour.
func (f *Flow) FillIn() {
	f.Done = ""
	if _, err := f.Sheet.Job.State.Next(jobs.Finish, f.actor()); err != nil {
		f.refuse(err)
		return
	}
	now := f.desk.Now().Truncate(time.Second)
	v := Span{From: now.Add(-time.Hour), To: now}
	if a := f.Sheet.Job.Visit; !a.IsZero() && a.From.Before(now) {
		v.From = a.From
		if a.To.Before(now) {
			v.To = a.To
		}
	}
	if first := f.Sheet.Job.Reported; v.From.Before(first) {
		v.From = first
	}
	f.Draft = Draft{VisitReport: inventory.VisitReport{Visit: v}}
	f.count()
	f.ask(Fill)
}

// count gives each of the team the hours of the visit, until they are set by
// hand.
func (f *Flow) count() {
	if f.Draft.set {
		return
	}
	f.Draft.Work = nil
	for _, s := range f.Sheet.Team {
		f.Draft.Work = append(f.Draft.Work, inventory.Work{Who: s.ID, Hours: max(jobs.Hours(f.Draft.Visit.To.Sub(f.Draft.Visit.From)), 1)})
	}
}

// Ended takes how the visit ended.
func (f *Flow) Ended(o jobs.Outcome) {
	f.Draft.Outcome = o
	if o == jobs.Finished {
		f.Draft.Why = ""
	}
	f.ask(Outcome)
}

// Became takes what became of the thing, and goes back to the sheet.
func (f *Flow) Became(r jobs.Result) {
	f.Draft.Result = r
	f.ask(Fill)
}

// Shift moves the day of the visit, or when they arrived or left, by so many
// steps, no later than now and not before the request.
func (f *Flow) Shift(day, arrived, left int) {
	v := f.Draft.Visit
	v.From = v.From.AddDate(0, 0, day).Add(time.Duration(arrived) * quarter)
	v.To = v.To.AddDate(0, 0, day).Add(time.Duration(left) * quarter)
	if now := f.desk.Now(); v.To.After(now) {
		v.To = now.Truncate(time.Second)
	}
	if first := f.Sheet.Job.Reported; v.From.Before(first) {
		v.From = first
	}
	if v.Check() == nil {
		f.Draft.Visit = v
		f.count()
	}
	f.stage.Refresh()
}

// Worked sets the hours of somebody, or the hours of the way there.
func (f *Flow) Worked(who inventory.StaffID, hours, travel jobs.HalfHours) {
	i := slices.IndexFunc(f.Draft.Work, func(w inventory.Work) bool { return w.Who == who })
	switch {
	case i < 0:
		f.Draft.Work = append(f.Draft.Work, inventory.Work{Who: who, Hours: hours, Travel: travel})
	default:
		f.Draft.Work[i].Hours, f.Draft.Work[i].Travel = hours, travel
	}
	f.Draft.set = true
	f.stage.Refresh()
}

// Did asks what was done.
func (f *Flow) Did() {
	f.choose(Choice{Title: "repair.did.what", Stem: "repair.did.", N: didPhrases, from: Fill, then: func(text string) {
		f.Draft.Did = text
		f.ask(Fill)
	}})
}

// WhyNot asks why it is not done yet.
func (f *Flow) WhyNot() {
	f.choose(Choice{Title: "repair.why.what", Stem: "repair.why.", N: whyPhrases, from: Fill, then: func(text string) {
		f.Draft.Why = text
		f.ask(Fill)
	}})
}

// ToPartner asks whom it is passed on to.
func (f *Flow) ToPartner() {
	f.Choice.from = Fill
	f.ask(Partners)
}

// AddMaterial asks what was used up and what it cost.
func (f *Flow) AddMaterial() {
	f.choose(Choice{Title: "repair.material.what", Stem: "repair.material.", N: materials, One: true, from: Materials, then: func(what string) {
		f.sum("repair.material.cost", 0, Materials, func(cost jobs.Fen) {
			f.Draft.Materials = append(f.Draft.Materials, inventory.Material{What: what, Cost: cost})
		})
	}})
}

// RemoveMaterial takes a line back.
func (f *Flow) RemoveMaterial(i int) {
	f.Draft.Materials = slices.Delete(f.Draft.Materials, i, i+1)
	f.stage.Refresh()
}

// Cost is what the materials cost.
func (d Draft) Cost() jobs.Fen {
	var sum jobs.Fen
	for _, m := range d.Materials {
		sum += m.Cost
	}
	return sum
}

// Lacks is the step that must be answered before the sheet is kept; Fill:
// nothing is missing.
func (d Draft) Lacks() Step {
	switch {
	case d.Outcome != jobs.Finished && d.Why == "":
		return Phrases
	case d.Outcome == jobs.Elsewhere && d.Partner == "":
		return Partners
	}
	return Fill
}

// Submit keeps the sheet: the job moves on.
func (f *Flow) Submit() {
	if f.Draft.Lacks() != Fill {
		return
	}
	r := f.Draft.VisitReport
	r.Work, r.Materials = slices.Clone(r.Work), slices.Clone(r.Materials)
	f.deed("repair.card.filled", func(ctx context.Context, id inventory.JobID, confirmed bool) error {
		r.Confirmed = confirmed
		_, err := f.desk.FillIn(ctx, id, r, f.who.ID)
		if err == nil && r.Outcome == jobs.Elsewhere {
			f.stage.Runner().OnUI(f.stage.Printed)
		}
		return err
	})
}
