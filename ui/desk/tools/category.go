package tools

import (
	"context"

	"redwrench/assets/words"
	"redwrench/inventory"
)

// ShowRules shows the categories with their rules.
func (f *Flow) ShowRules() {
	f.Rule, f.RuleWas = inventory.Category{}, inventory.Category{}
	f.Step, f.Page, f.Refusal = Rules, 0, nil
	f.read()
}

// OpenRule opens a category to be changed.
func (f *Flow) OpenRule(c inventory.Category) {
	f.Rule, f.RuleWas, f.Step, f.Done, f.Refusal = c, c, Category, "", nil
	f.stage.Refresh()
}

// usualDays is how many days tools of a new category are lent at first.
const usualDays = 7

// AddRule begins a new category.
func (f *Flow) AddRule() {
	f.OpenRule(inventory.Category{Icon: "toolbox", LoanDays: usualDays})
}

// MayAddRule says that there is room for another one.
func (f *Flow) MayAddRule() bool { return len(f.Categories) < inventory.MostCategories }

// WriteRule asks for the name of the category in a language.
func (f *Flow) WriteRule(l words.Lang) {
	n := &f.Rule.Name
	to := map[words.Lang]*string{words.Chinese: &n.Zh, words.Tibetan: &n.Bo, words.English: &n.En}[l]
	x := map[words.Lang]Field{words.Chinese: NameZh, words.Tibetan: NameBo, words.English: NameEn}[l]
	f.write(question{key: x.key(), text: to, must: x == NameZh, back: Category}, l, longestName)
}

// RuleNumber asks for a number of the category: LoanDays, MinAge or InspectDays.
func (f *Flow) RuleNumber(x Field) {
	to := map[Field]*int{LoanDays: &f.Rule.LoanDays, MinAge: &f.Rule.MinAge, InspectDays: &f.Rule.InspectDays}[x]
	f.number(question{key: x.key(), number: to, most: mosts[x], back: Category})
}

// Clean says whether tools of the category are cleaned on their return.
func (f *Flow) Clean() {
	f.Rule.CleanOnReturn = !f.Rule.CleanOnReturn
	f.stage.Refresh()
}

// KeepRule keeps the category.
func (f *Flow) KeepRule() {
	if f.Step != Category {
		return
	}
	c := f.Rule
	deed(f, func(ctx context.Context) (inventory.Category, error) {
		if c.ID == "" {
			return f.desk.AddCategory(ctx, c, f.who.ID)
		}
		return c, f.desk.ChangeCategory(ctx, c, f.who.ID)
	}, func(inventory.Category) {
		f.ShowRules()
		f.Done = "tools.rule.kept"
	})
}
