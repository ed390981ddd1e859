package jobcard

import (
	"context"
	"errors"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/inventory/jobs"
)

// Span is a stretch of time being chosen.
type Span = jobs.Span

// quarter is the step of the times of a visit that was made, half of one that is
// arranged.
const (
	quarter = 15 * time.Minute
	half    = 30 * time.Minute
)

// ArrangeVisit asks when the visit is: as it is arranged, or tomorrow at ten.
func (f *Flow) ArrangeVisit() {
	f.Visit = f.Sheet.Job.Visit
	if now := f.desk.Now(); f.Visit.IsZero() || f.Visit.To.Before(now) {
		y, m, d := now.AddDate(0, 0, 1).Date()
		from := time.Date(y, m, d, 10, 0, 0, 0, now.Location())
		f.Visit = Span{From: from, To: from.Add(time.Hour)}
	}
	f.Ask(Arrange)
}

// MoveDay moves the visit by days, MoveHour by half hours; Lengthen makes it
// longer by half hours.
func (f *Flow) MoveDay(by int) { f.move(f.Visit.From.AddDate(0, 0, by), f.Visit.To.AddDate(0, 0, by)) }

// MoveHour moves the visit by so many half hours.
func (f *Flow) MoveHour(by int) {
	d := time.Duration(by) * half
	f.move(f.Visit.From.Add(d), f.Visit.To.Add(d))
}

// Lengthen makes the visit longer by so many half hours.
func (f *Flow) Lengthen(by int) { f.move(f.Visit.From, f.Visit.To.Add(time.Duration(by)*half)) }

func (f *Flow) move(from, to time.Time) {
	if to.Sub(from) >= half && to.After(f.desk.Now()) {
		f.Visit = Span{From: from, To: to}
	}
	f.Refusal, f.anyway = nil, nil
	f.stage.Refresh()
}

// KeepVisit arranges it.
func (f *Flow) KeepVisit() {
	when := f.Visit
	f.deed("repair.card.arranged", func(ctx context.Context, id inventory.JobID, confirmed bool) error {
		_, err := f.desk.ArrangeVisit(ctx, id, when, confirmed, f.who.ID)
		return err
	})
}

// helper is who answers for tools that are taken along: who looks, or the first
// of the team.
func (f *Flow) helper() inventory.StaffID {
	if f.onTeam(f.who.ID) || len(f.Sheet.Team) == 0 {
		return f.who.ID
	}
	return f.Sheet.Team[0].ID
}

// Scan takes the tag of a tool or of a consumable to take along; false: it is
// for somebody else.
func (f *Flow) Scan(c code.Code) bool {
	if f.ID == 0 || !f.Loaded || f.Busy || f.Step != Tools && f.Step != Card || !f.May(jobs.Equip) {
		return false
	}
	f.scanned = c.Kind == code.Tool || c.Kind == code.Consumable
	switch c.Kind {
	case code.Tool:
		f.takeAlong(inventory.ToolID(c.Number))
	case code.Consumable:
		f.handOut(inventory.ConsumableID(c.Number))
	default:
		return false
	}
	return true
}

// takeAlong lends a tool for the job. One that is out for another job can be
// handed on.
func (f *Flow) takeAlong(tool inventory.ToolID) {
	helper := f.helper()
	f.then(Tools, "repair.card.equipped", func(ctx context.Context, id inventory.JobID, confirmed bool) error {
		if confirmed {
			_, err := f.desk.HandOnTool(ctx, tool, id, helper, f.who.ID)
			return err
		}
		_, err := f.desk.LendForJob(ctx, id, []inventory.ToolID{tool}, helper, f.who.ID)
		return err
	})
}

func (f *Flow) handOut(what inventory.ConsumableID) {
	f.then(Tools, "repair.card.equipped", func(ctx context.Context, id inventory.JobID, _ bool) error {
		_, _, err := f.desk.HandOutForJob(ctx, id, what, 1, f.who.ID)
		return err
	})
}

// then is deed for one that stays at a step.
func (f *Flow) then(at Step, done string, do func(ctx context.Context, id inventory.JobID, confirmed bool) error) {
	f.Step = at
	f.deed(done, do)
}

// lentElsewhere says that a tool is out, maybe for another job.
func lentElsewhere(err error) bool {
	var no *inventory.NotFree
	return errors.As(err, &no) && no.Status == inventory.Lent
}
