package board

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"redwrench/inventory"
	"redwrench/inventory/jobs"
	"redwrench/ui/task"
	"redwrench/ui/typing"
)

// longest are the most characters of a name, of a ready phrase, and of a telephone
// number.
const (
	longestName   = 30
	longestPhrase = 60
	longestPhone  = 13
)

// blank is an empty text of so many characters at most.
func (f *Flow) blank(longest int) *typing.Text {
	return typing.New(f.stage.Lang, typing.NoteRules(longest))
}

// MayRule says that who is here may change the shop's rules for jobs.
func (f *Flow) MayRule() bool { return f.who.Role == inventory.Manager }

// AskRules shows the rules.
func (f *Flow) AskRules(s Step) {
	f.Rules = f.desk.Settings().Jobs
	f.Done, f.Refusal, f.Page = "", nil, 0
	f.Ask(s)
}

// TakeOff changes how many percent are taken off a big job's labour and materials.
func (f *Flow) TakeOff(labour, materials int) {
	d := jobs.Discount{Labour: f.Rules.Discount.Labour + labour, Materials: f.Rules.Discount.Materials + materials}
	if d.Possible() {
		f.Rules.Discount = d
	}
	f.stage.Refresh()
}

// KeepRules keeps the rules as they are shown.
func (f *Flow) KeepRules() {
	rules := f.Rules
	f.rule(func(ctx context.Context) error {
		s := f.desk.Settings()
		s.Jobs = rules
		return f.desk.ChangeSettings(ctx, s, f.who.ID)
	})
}

// rule changes the rules and shows them as they are afterwards.
func (f *Flow) rule(change func(context.Context) error) {
	if f.Busy {
		return
	}
	f.Busy, f.Refusal, f.Done = true, nil, ""
	f.stage.Refresh()
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) ([]inventory.JobKind, error) {
		if err := change(ctx); err != nil {
			return nil, err
		}
		return f.desk.JobKinds(ctx)
	}, func(kinds []inventory.JobKind, err error) {
		f.Busy, f.Refusal = false, err
		if err == nil {
			f.Kinds, f.Rules, f.Done = kinds, f.desk.Settings().Jobs, "repair.rules.kept"
		}
		switch {
		case f.Step == PartnerPhone && err == nil:
			f.Step = Partners
		case f.Step == KindOne && err == nil:
			f.Step = Offered
		}
		f.stage.Refresh()
	})
}

// RemovePartner takes a partner out of the list; jobs that were passed on to it
// keep its mark.
func (f *Flow) RemovePartner(id inventory.PartnerID) {
	f.Rules.Partners = slices.DeleteFunc(slices.Clone(f.Rules.Partners), func(p inventory.Partner) bool { return p.ID == id })
	f.KeepRules()
}

// AddPartner asks for the name of a new one.
func (f *Flow) AddPartner() {
	f.Words, f.Phone = f.blank(longestName), ""
	f.AskRules(PartnerName)
}

// Press does something on the keyboard.
func (f *Flow) Press(e typing.Event) {
	if f.words() {
		f.Refusal = f.Words.Do(e)
		f.stage.Refresh()
	}
}

// words says that the keyboard is shown.
func (f *Flow) words() bool { return f.Step == PartnerName || f.Step == KindWords }

// Named takes the name and asks for the telephone number.
func (f *Flow) Named() {
	composed, err := f.Words.Settle()
	if f.Refusal = err; !composed && err == nil && strings.TrimSpace(f.Words.String()) != "" {
		f.Step = PartnerPhone
	}
	f.stage.Refresh()
}

// KeepPartner adds the partner.
func (f *Flow) KeepPartner() {
	id := inventory.PartnerID("")
	for n := 1; id == ""; n++ {
		try := inventory.PartnerID("partner-" + strconv.Itoa(n))
		if _, taken := f.Rules.Partner(try); !taken {
			id = try
		}
	}
	f.Rules.Partners = append(slices.Clone(f.Rules.Partners), inventory.Partner{ID: id, Name: inventory.Name{Zh: strings.TrimSpace(f.Words.String())}, Phone: f.Phone})
	f.KeepRules()
}

// Typing says whether typed text is taken now.
func (f *Flow) Typing() bool {
	return f.Card.Typing() || !f.Card.Showing() && (f.words() || f.Step == PartnerPhone)
}

// Wording says that the keyboard needs the whole width of a narrow window.
func (f *Flow) Wording() bool { return f.Card.Writing() || f.words() }

// Typed types a character.
func (f *Flow) Typed(r rune) {
	switch {
	case f.Card.Showing():
		f.Card.Rune(r)
	case f.words():
		f.Press(typing.Press(r))
	case f.Step == PartnerPhone && r >= '0' && r <= '9' && len(f.Phone) < longestPhone:
		f.Phone += string(r)
		f.stage.Refresh()
	}
}

// Erase takes the last character back.
func (f *Flow) Erase() {
	switch {
	case f.Card.Showing():
		f.Card.Erase()
	case f.words():
		f.Press(typing.Event{Act: typing.Erase})
	case f.Step == PartnerPhone:
		f.Phone = f.Phone[:max(len(f.Phone)-1, 0)]
		f.stage.Refresh()
	}
}

// Enter goes on with what was typed.
func (f *Flow) Enter() {
	switch {
	case f.Card.Showing():
		f.Card.Enter()
	case f.Step == PartnerName:
		f.Named()
	case f.Step == KindWords:
		f.KeepWords()
	case f.Step == PartnerPhone && !f.Busy:
		f.KeepPartner()
	}
}
