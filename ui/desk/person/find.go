package person

import (
	"context"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/ui/task"
	"redwrench/ui/typing"
)

// Search is somebody being looked for by name, sound, telephone number or card.
type Search struct {
	Words    *typing.Text
	Keyboard bool // the keyboard is shown
	Lines    []inventory.PersonLine
	Total    int
	Page     int
	first    int // the place of Lines[0] among all that were found
	perPage  int // lines the view has room for
	asked    string
	answered string // what Lines are the answer to
}

// window is how many residents are read at a time: more than a page.
const window = 24

// searchRules are what may be looked for.
func searchRules(exact bool) typing.Rules {
	return typing.Rules{Exact: exact, Longest: longest, Name: true, Signs: typing.NameSigns,
		Boards: []typing.Board{typing.Pinyin, typing.Strokes, typing.Tibetan, typing.Latin, typing.Digits}}
}

// Looking says that what was typed has no answer yet; the first one may take a
// moment, since all residents are read for it.
func (s *Search) Looking() bool { return s.asked != s.answered }

// clear forgets what was looked for.
func (s *Search) clear() {
	s.Words.Set("")
	*s = Search{Words: s.Words, perPage: s.perPage}
}

// Finding says that residents are looked for now: nobody is shown, or somebody's
// other record is wanted.
func (f *Flow) Finding() bool {
	return f.Resident.ID == 0 && f.Step == Stands || f.Step == MergeWith
}

// Seek opens the keyboard.
func (f *Flow) Seek() {
	if f.Finding() {
		f.Search.Keyboard, f.Done, f.Refusal = true, "", nil
		f.stage.Refresh()
	}
}

// seek takes an event of the keyboard and looks at once.
func (f *Flow) seek(e typing.Event) {
	f.Search.Keyboard, f.Done = true, ""
	f.Refusal = f.Search.Words.Do(e)
	f.look()
	f.stage.Refresh()
}

// Listed ends composing, and then closes the keyboard; the list shows who was found.
func (f *Flow) Listed() { f.listed((*typing.Text).Settle) }

func (f *Flow) listed(end func(*typing.Text) (bool, error)) {
	was, err := end(f.Search.Words)
	if was {
		f.Refusal = err
		f.look()
	} else {
		f.Search.Keyboard = false
	}
	f.stage.Refresh()
}

// look looks for what was typed, from the first page on.
func (f *Flow) look() {
	if words := f.Search.Words.Sought(); words != f.Search.asked {
		f.Search.asked, f.Search.Page = words, 0
		f.ask()
	}
}

// answer is a page of who was found, and how many there are.
type answer struct {
	lines []inventory.PersonLine
	total int
}

// ask looks for the page. A late answer to an earlier question is dropped.
func (f *Flow) ask() {
	words, page := f.Search.asked, f.Search.Page
	first := page * f.Search.perPage
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (answer, error) {
		lines, total, err := f.desk.FindPeople(ctx, inventory.PersonQuery{Words: words, Sounding: typing.Sounding, Skip: first, Limit: window})
		return answer{lines, total}, err
	}, func(found answer, err error) {
		s := &f.Search
		if words != s.asked || page != s.Page {
			return
		}
		if s.Lines, s.Total, s.first, s.answered = found.lines, found.total, first, words; err != nil {
			f.Refusal = err
		}
		f.stage.Refresh()
	})
}

// TurnFound shows another page of who was found.
func (f *Flow) TurnFound(page int) {
	f.Search.Page = page
	f.ask()
}

// Pick shows somebody who was found, as if the card had been scanned; while
// another record is wanted it is this one.
func (f *Flow) Pick(id inventory.ResidentID) {
	switch {
	case f.Busy:
		return
	case f.Step == MergeWith:
		f.Compare(f.Resident.ID, id)
		return
	}
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.Resident, error) {
		return f.desk.ByCard(ctx, id)
	}, func(r inventory.Resident, err error) {
		if f.Refusal = err; err == nil {
			f.Search.Keyboard = false
			f.show(r)
		}
		f.stage.Refresh()
	})
}

// Scan takes a resident's card while another record is wanted; other codes are
// not for here.
func (f *Flow) Scan(c code.Code) bool {
	if c.Kind != code.Resident || f.Step != MergeWith {
		return false
	}
	f.Pick(inventory.ResidentID(c.Number))
	return true
}
