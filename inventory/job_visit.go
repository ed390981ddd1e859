package inventory

import (
	"context"
	"slices"
	"strings"
	"time"

	"redwrench/inventory/jobs"
	"redwrench/inventory/store"
)

// ArrangeVisit notes when the job's volunteers will be there, or are: from then
// on it counts as being visited. Arranged again, it is another time. With a
// visit that overlaps another of theirs it is an *Overlap, unless confirmed.
// Refusals: ErrNoJob, jobs.ErrNotYours, jobs.ErrNotNow, jobs.ErrClosed,
// jobs.ErrFilledIn, jobs.ErrSpan (also one that is over, or a year ahead),
// *Overlap, ErrNotStaff, ErrNoPIN, ErrClockBack.
func (d *Desk) ArrangeVisit(ctx context.Context, id JobID, when jobs.Span, confirmed bool, who StaffID) (Job, error) {
	when = jobs.Span{From: when.From.Truncate(time.Second), To: when.To.Truncate(time.Second)}
	if err := when.Check(); err != nil {
		return Job{}, err
	}
	return d.onJob(ctx, id, who, jobs.Visit, "arrange visit", func(h *handling) error {
		if !when.To.After(h.now) || when.From.After(h.now.AddDate(1, 0, 0)) {
			return jobs.ErrSpan
		}
		for _, v := range h.job.Volunteers {
			if confirmed {
				break
			}
			if clash, err := d.overlap(h.tx, v, id, when); err != nil || clash != nil {
				return orNil(err, clash)
			}
		}
		h.job.Visit = when
		_, err := d.redue(h, func(l Loan) time.Time {
			if l.DueWhy == DueReserved {
				return l.Due
			}
			return d.alongUntil(h.job, l.Due, h.now)
		})
		return err
	})
}

// VisitReport is what a sheet says after the visit.
type VisitReport struct {
	Outcome   jobs.Outcome
	Visit     jobs.Span // arrived, left
	Work      []Work    // of each volunteer who was there
	Did       string
	Why       string      // another visit, a part, a partner is needed; required then
	Materials []Material  // used up
	Result    jobs.Result // when Finished
	Partner   PartnerID   // when Elsewhere
	Confirmed bool        // the visit may overlap another that was made
}

// FillIn notes what a sheet says after a visit, and moves the job on: done, a
// second visit, waiting for a part, or passed on with a referral to print.
//
// Refusals: ErrNoJob, jobs.ErrNotYours (a sheet of another's job), jobs.ErrNotNow
// (nobody has it), jobs.ErrFilledIn (it was scanned before), jobs.ErrClosed,
// jobs.ErrSpan, jobs.ErrHours (none, or more than a day), ErrNotTeam, ErrNoReason
// (Why), ErrNote, jobs.ErrMoney, ErrNotAgreed, *ToolsAlong, ErrNoPartner,
// *Overlap, ErrNotStaff, ErrNoPIN, ErrClockBack.
func (d *Desk) FillIn(ctx context.Context, id JobID, r VisitReport, who StaffID) (Job, error) {
	action, ok := r.Outcome.Action()
	if !ok || !r.Result.Known() {
		return Job{}, jobs.ErrNotNow
	}
	r.Visit = jobs.Span{From: r.Visit.From.Truncate(time.Second), To: r.Visit.To.Truncate(time.Second)}
	notes, cost, err := r.check()
	if err != nil {
		return Job{}, err
	}
	return d.onJob(ctx, id, who, action, "fill in job sheet", func(h *handling) error {
		if h.was.State == jobs.New {
			return jobs.ErrNotNow
		}
		if err := d.mayFillIn(h, r); err != nil {
			return err
		}
		h.job.Visits = append(slices.Clone(h.job.Visits), Visit{
			Span: r.Visit, Work: r.Work, Outcome: r.Outcome, Materials: cost, At: h.now, By: who, Was: h.was.State,
		})
		h.job.Visit = jobs.Span{}
		old, err := notesOf(h.tx, id)
		if err != nil {
			return err
		}
		old.Visits = append(old.Visits, notes)
		if r.Outcome == jobs.Elsewhere {
			old.End = notes.Why
		}
		if err := keepNotes(h.tx, old); err != nil {
			return err
		}
		switch r.Outcome {
		case jobs.Finished:
			h.job.Result = r.Result
			err = d.finish(h)
		case jobs.Elsewhere:
			err = d.refer(h, r.Partner)
		}
		return err
	})
}

// check is what is wrong with a report by itself; else its notes and the cost of
// the materials.
func (r VisitReport) check() (VisitNotes, jobs.Fen, error) {
	if err := r.Visit.Check(); err != nil {
		return VisitNotes{}, 0, err
	}
	if len(r.Work) == 0 || len(r.Work) > 50 {
		return VisitNotes{}, 0, jobs.ErrHours
	}
	seen := map[StaffID]bool{}
	for _, w := range r.Work {
		sum := w.Hours + w.Travel
		if w.Hours < 1 || w.Travel < 0 || w.Hours > 48 || w.Travel > 48 || sum.Check() != nil {
			return VisitNotes{}, 0, jobs.ErrHours
		}
		if seen[w.Who] {
			return VisitNotes{}, 0, ErrOnTeam
		}
		seen[w.Who] = true
	}
	did, err := note(r.Did)
	if err != nil {
		return VisitNotes{}, 0, err
	}
	why, err := note(r.Why)
	if err != nil {
		return VisitNotes{}, 0, err
	}
	if why == "" && r.Outcome != jobs.Finished {
		return VisitNotes{}, 0, ErrNoReason
	}
	notes := VisitNotes{Did: did, Why: why}
	var cost jobs.Fen
	for _, m := range r.Materials {
		what, err := note(m.What)
		if err != nil || what == "" || strings.Contains(what, "\n") || len(r.Materials) > 50 {
			return notes, 0, orElse(err, ErrNote)
		}
		if m.Cost < 0 || m.Cost > jobs.MostFen {
			return notes, 0, jobs.ErrMoney
		}
		cost += m.Cost
		notes.Materials = append(notes.Materials, Material{What: what, Cost: m.Cost})
	}
	return notes, cost, nil
}

// mayFillIn is what is wrong with a report for this job.
func (d *Desk) mayFillIn(h *handling, r VisitReport) error {
	if r.Visit.To.After(h.now) || r.Visit.From.Before(h.job.Reported) {
		return jobs.ErrSpan
	}
	for _, w := range r.Work {
		if !slices.Contains(h.job.Volunteers, w.Who) {
			return ErrNotTeam
		}
		if r.Confirmed {
			continue
		}
		if clash, err := d.overlapMade(h.tx, w.Who, h.job.ID, r.Visit); err != nil || clash != nil {
			return orNil(err, clash)
		}
	}
	return nil
}

// finish closes a job that is done.
func (d *Desk) finish(h *handling) error {
	if h.job.Big && h.job.Agreed.IsZero() {
		return ErrNotAgreed
	}
	if err := h.noTools(); err != nil {
		return err
	}
	h.close()
	return active(h.tx, h.job.Resident, h.now)
}

// refer closes a job for a partner and wishes for the referral.
func (d *Desk) refer(h *handling, to PartnerID) error {
	if _, ok := d.rules().Jobs.Partner(to); !ok {
		return ErrNoPartner
	}
	if err := h.noTools(); err != nil {
		return err
	}
	h.job.Partner = to
	h.close()
	return steps(
		func() error { return active(h.tx, h.job.Resident, h.now) },
		func() error {
			return wish(h.tx, PrintJob{ID: draw(&h.n.print), Paper: Referral, Subject: uint32(h.job.ID), Lang: h.job.Lang, Asked: h.now})
		},
	)
}

// PassOnJob gives a job to a partner, with the reason, and wishes for the
// referral. Refusals: ErrNoJob, jobs.ErrNotYours, jobs.ErrClosed,
// jobs.ErrFilledIn, ErrNoPartner, ErrNoReason, ErrNote, *ToolsAlong, ErrNotStaff,
// ErrNoPIN, ErrClockBack.
func (d *Desk) PassOnJob(ctx context.Context, id JobID, to PartnerID, why string, who StaffID) (Job, error) {
	why, err := note(why)
	if err == nil && why == "" {
		err = ErrNoReason
	}
	if err != nil {
		return Job{}, err
	}
	return d.onJob(ctx, id, who, jobs.PassOn, "pass on job", func(h *handling) error {
		notes, err := notesOf(h.tx, id)
		if err != nil {
			return err
		}
		notes.End = why
		return steps(
			func() error { return keepNotes(h.tx, notes) },
			func() error { return d.refer(h, to) },
		)
	})
}

// Pricing is whether a job is small (free) or big, and what a big one costs.
type Pricing struct {
	Big   bool
	Quote jobs.Quote
	What  string // what the quote is for
}

// PriceJob says whether a job is small or big. A big one carries a quote, with
// the discount of the shop's rule in force; another quote needs the resident's
// agreement anew. Refusals: ErrNoJob, jobs.ErrMoney, ErrNote, jobs.ErrNotYours,
// jobs.ErrClosed, jobs.ErrFilledIn, ErrNotStaff, ErrNoPIN, ErrClockBack.
func (d *Desk) PriceJob(ctx context.Context, id JobID, p Pricing, who StaffID) (Job, error) {
	what, err := note(p.What)
	if err == nil && p.Big {
		err = p.Quote.Check()
	}
	if err != nil {
		return Job{}, err
	}
	return d.onJob(ctx, id, who, jobs.Price, "price job", func(h *handling) error {
		h.job.Big, h.job.Quote, h.job.Off, h.job.Agreed = p.Big, jobs.Quote{}, 0, time.Time{}
		if p.Big {
			h.job.Quote, h.job.Off = p.Quote, d.rules().Jobs.Discount.Off(p.Quote)
		}
		notes, err := notesOf(h.tx, id)
		if err != nil {
			return err
		}
		notes.Quote = what
		return keepNotes(h.tx, notes)
	})
}

// Price is what the resident pays.
func (j Job) Price() jobs.Fen { return j.Quote.Sum() - j.Off }

// AgreeToQuote notes that the resident agrees to the quote, before the work.
// Refusals: ErrNoJob, ErrNoQuote, jobs.ErrNotYours, jobs.ErrClosed,
// jobs.ErrFilledIn, ErrNotStaff, ErrNoPIN, ErrClockBack.
func (d *Desk) AgreeToQuote(ctx context.Context, id JobID, who StaffID) (Job, error) {
	return d.onJob(ctx, id, who, jobs.Agree, "agree to quote", func(h *handling) error {
		if !h.job.Big {
			return ErrNoQuote
		}
		if h.job.Agreed.IsZero() {
			h.job.Agreed = h.now
		}
		return nil
	})
}

// RankJob corrects what a job comes before.
// Refusals: ErrNoJob, jobs.ErrNotYours, jobs.ErrClosed, jobs.ErrFilledIn,
// ErrNotStaff, ErrClockBack.
func (d *Desk) RankJob(ctx context.Context, id JobID, urgent bool, who StaffID) (Job, error) {
	return d.onJob(ctx, id, who, jobs.Assign, "rank job", func(h *handling) error {
		h.job.Rank = jobs.RankOf(urgent, h.job.Rank.First())
		return nil
	})
}

// SetDisabled notes that a resident is disabled, or not: their jobs come first,
// the open ones at once. Refusals: ErrNotStaff, ErrNoResident, ErrClockBack.
func (d *Desk) SetDisabled(ctx context.Context, id ResidentID, disabled bool, who StaffID) (Resident, error) {
	return d.care(ctx, id, who, "note disability", func(tx store.Tx, r *Resident, now time.Time) error {
		r.Disabled = disabled
		asked, err := openJobsOf(tx, id)
		if err != nil {
			return err
		}
		for _, j := range asked {
			ranked := j
			ranked.Rank = jobs.RankOf(j.Rank.Urgent(), d.comesFirst(*r, now))
			if _, err := keepJob(tx, j, ranked); err != nil {
				return err
			}
		}
		return nil
	})
}

// openJobsOf are the open jobs of a resident.
func openJobsOf(tx store.Tx, id ResidentID) ([]Job, error) {
	list, err := byIndex[Job](tx, tableAsked, key(id), 4, tableJob)
	return slices.DeleteFunc(list, func(j Job) bool { return !j.State.Open() }), err
}
