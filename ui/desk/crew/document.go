package crew

import (
	"context"
	"strings"

	"redwrench/inventory"
	"redwrench/inventory/people"
)

// longestNumber is how long a citizen's number is.
const longestNumber = 18

// AskDocument asks for the citizen's number of who was chosen, for the service
// record. One that is kept already is not shown.
func (f *Flow) AskDocument() {
	f.Number = ""
	f.Ask(Document)
}

// typeNumber adds a character to the number; what can be no part of one is said
// and not kept.
func (f *Flow) typeNumber(r rune) {
	next := strings.ToUpper(f.Number + string(r))
	f.Refusal = people.CheckTyped(people.CitizenCard, next, f.desk.Now())
	if len(next) <= longestNumber && strings.Trim(next, "0123456789X") == "" {
		f.Number = next
	}
	f.stage.Refresh()
}

func (f *Flow) eraseNumber() {
	f.Number = f.Number[:max(len(f.Number)-1, 0)]
	f.Refusal = people.CheckTyped(people.CitizenCard, f.Number, f.desk.Now())
	f.stage.Refresh()
}

// Complete says that the number has all its characters, none of them wrong.
func (f *Flow) Complete() bool { return f.Refusal == nil && len(f.Number) == longestNumber }

// KeepDocument keeps the number. From then on only its last four are shown.
func (f *Flow) KeepDocument() {
	if f.Step != Document || !f.Complete() {
		return
	}
	id, c := f.Chosen.ID, f.Chosen.Craft
	c.Document = f.Number
	f.four = people.ID{Kind: people.CitizenCard, Number: f.Number}.LastFour()
	f.do("desk.crew.document.done", func(ctx context.Context) (inventory.Staff, error) {
		s, err := f.desk.SetCraft(ctx, id, c, f.by)
		s.Card = 0 // none is printed
		return s, err
	})
}
