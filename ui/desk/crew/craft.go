package crew

import (
	"context"
	"slices"

	"redwrench/inventory"
	"redwrench/ui/stage"
	"redwrench/ui/task"
)

// Part is a part of what somebody can do.
type Part int

// The parts.
const (
	Skills Part = iota
	Squad
	Langs
)

// Parts is how many parts there are.
const Parts = 3

// AskCraft asks what who was chosen can do for jobs.
func (f *Flow) AskCraft() {
	f.Able, f.Part, f.Page = f.Chosen.Craft, Skills, 0
	f.Able.Skills, f.Able.Langs = slices.Clone(f.Able.Skills), slices.Clone(f.Able.Langs)
	f.Ask(Craft)
	task.Go(f.stage.Runner(), f.ctx, f.desk.JobKinds, func(list []inventory.JobKind, err error) {
		f.Kinds = slices.DeleteFunc(list, func(k inventory.JobKind) bool { return k.Gone || k.Skill != k.ID })
		f.Refusal = err
		f.stage.Refresh()
	})
}

// ShowPart shows a part of it.
func (f *Flow) ShowPart(p Part) {
	f.Part, f.Page = p, 0
	f.stage.Refresh()
}

// ToggleSkill says that they know the work of a kind, or do not.
func (f *Flow) ToggleSkill(k inventory.KindID) {
	f.Able.Skills = toggled(f.Able.Skills, k)
	f.stage.Refresh()
}

// ToggleLang says that they speak a language, or do not.
func (f *Flow) ToggleLang(l inventory.Lang) {
	f.Able.Langs = toggled(f.Able.Langs, l)
	f.stage.Refresh()
}

// InSquad says which squad they are of; "": none.
func (f *Flow) InSquad(s inventory.SquadID) {
	f.Able.Squad = s
	f.stage.Refresh()
}

func toggled[T comparable](list []T, v T) []T {
	if i := slices.Index(list, v); i >= 0 {
		return slices.Delete(list, i, i+1)
	}
	return append(list, v)
}

// Squads are the shop's.
func (f *Flow) Squads() []inventory.Squad { return f.desk.Settings().Jobs.Squads }

// KeepCraft keeps it.
func (f *Flow) KeepCraft() {
	id, c := f.Chosen.ID, f.Able
	f.do("desk.crew.craft.done", func(ctx context.Context) (inventory.Staff, error) {
		s, err := f.desk.SetCraft(ctx, id, c, f.by)
		s.Card = 0 // none is printed
		return s, err
	})
}

// Enlist keeps somebody new without a PIN: others give them jobs and fill in
// their sheets.
func (f *Flow) Enlist() {
	if f.Chosen.ID != 0 || f.Role != inventory.Volunteer || f.Step != PIN {
		return
	}
	name := f.Name.String()
	f.do("desk.crew.enlisted", func(ctx context.Context) (inventory.Staff, error) {
		return f.desk.Enlist(ctx, name, inventory.Craft{}, f.by)
	})
}

// Certify wishes for the certificate of service of who was chosen, of the days
// from the first of the month so many months ago.
func (f *Flow) Certify(months int) {
	who := f.Chosen
	from, to := inventory.LastMonths(f.desk.Now(), months)
	lang := inventory.Lang(f.stage.Lang())
	f.do("desk.crew.certified", func(ctx context.Context) (inventory.Staff, error) {
		_, err := f.desk.PrintService(ctx, who.ID, from, to, lang, f.by)
		if err == nil {
			f.stage.Runner().OnUI(f.stage.Printed)
		}
		return who, err
	})
}

// Table writes the service record of who was chosen as a table.
func (f *Flow) Table() {
	for _, s := range f.Staff {
		if s.ID == f.by {
			f.stage.Show(stage.Tables{Who: s, Of: f.Chosen.ID})
		}
	}
}
