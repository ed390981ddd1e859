package jobcard

import (
	"context"

	"redwrench/inventory"
	"redwrench/inventory/jobs"
	"redwrench/ui/task"
)

// Suggest asks to whom the job is given: one more, or in the place of somebody.
func (f *Flow) Suggest(replaces inventory.StaffID) {
	f.Suggested, f.Replaces = nil, replaces
	f.Ask(Assign)
	id := f.ID
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) ([]inventory.Suggestion, error) {
		return f.desk.Suggest(ctx, id, f.who.ID)
	}, func(list []inventory.Suggestion, err error) {
		f.Suggested = list
		f.refuse(err)
	})
}

// NoSkill says that nobody who was suggested has the skill.
func (f *Flow) NoSkill() bool {
	for _, s := range f.Suggested {
		if s.Fit.Skill {
			return false
		}
	}
	return true
}

// Give gives the job to somebody.
func (f *Flow) Give(to inventory.StaffID) {
	from := f.Replaces
	f.deed("repair.card.given", func(ctx context.Context, id inventory.JobID, confirmed bool) error {
		var err error
		if from != 0 {
			_, err = f.desk.HandOverJob(ctx, id, from, to, confirmed, f.who.ID)
		} else {
			_, err = f.desk.AssignJob(ctx, id, to, confirmed, f.who.ID)
		}
		return err
	})
}

// Small notes that the job is small, and free.
func (f *Flow) Small() { f.price(inventory.Pricing{}) }

// Big begins the quote of a big job.
func (f *Flow) Big() {
	f.Priced = inventory.Pricing{Big: true, Quote: f.Sheet.Job.Quote, What: f.Sheet.Notes.Quote}
	f.Ask(Quote)
}

// Labour asks for the labour of the quote.
func (f *Flow) Labour() {
	f.sum("repair.quote.labour", f.Priced.Quote.Labour, Quote, func(s jobs.Fen) { f.Priced.Quote.Labour = s })
}

// Material asks for the materials of the quote.
func (f *Flow) Material() {
	f.sum("repair.quote.materials", f.Priced.Quote.Materials, Quote, func(s jobs.Fen) { f.Priced.Quote.Materials = s })
}

// Discount is the shop's rule for big jobs.
func (f *Flow) Discount() jobs.Discount { return f.desk.Settings().Jobs.Discount }

// KeepQuote keeps the quote.
func (f *Flow) KeepQuote() { f.price(f.Priced) }

func (f *Flow) price(p inventory.Pricing) {
	f.deed("repair.card.priced", func(ctx context.Context, id inventory.JobID, _ bool) error {
		_, err := f.desk.PriceJob(ctx, id, p, f.who.ID)
		return err
	})
}

// Agree notes that the resident agrees to the quote.
func (f *Flow) Agree() {
	f.deed("repair.card.agreed", func(ctx context.Context, id inventory.JobID, _ bool) error {
		_, err := f.desk.AgreeToQuote(ctx, id, f.who.ID)
		return err
	})
}

// Cancel asks why the job is cancelled.
func (f *Flow) Cancel() {
	f.Done = ""
	f.choose(Choice{Title: "repair.end.why", Stem: "repair.end.", N: endReasons, One: true, from: Card, then: func(why string) {
		f.deed("repair.card.cancelled", func(ctx context.Context, id inventory.JobID, _ bool) error {
			_, err := f.desk.CancelJob(ctx, id, 0, f.who.ID, why)
			return err
		})
	}})
}

// PassOn asks for a partner and why, and passes the job on.
func (f *Flow) PassOn() {
	f.Done = ""
	f.Choice.from = Card
	f.Draft.Partner = ""
	f.ask(Partners)
}

// Partners are those jobs are passed on to.
func (f *Flow) Partners() []inventory.Partner { return f.desk.Settings().Jobs.Partners }

// ChoosePartner takes a partner: of the sheet that is filled in, or of the card,
// which asks why.
func (f *Flow) ChoosePartner(p inventory.PartnerID) {
	f.Draft.Partner = p
	if f.Choice.from == Fill {
		f.ask(Fill)
		return
	}
	f.choose(Choice{Title: "repair.pass.why", Stem: "repair.pass.", N: passReasons, from: Card, then: func(why string) {
		f.deed("repair.card.passed", func(ctx context.Context, id inventory.JobID, _ bool) error {
			_, err := f.desk.PassOnJob(ctx, id, p, why, f.who.ID)
			if err == nil {
				f.stage.Runner().OnUI(f.stage.Printed)
			}
			return err
		})
	}})
}
