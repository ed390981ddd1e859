// Package tools is the desk's place for the stock: every tool there is or was, new
// ones, corrections, labels, and the shop's categories. What happens with one tool
// (returns, repairs, its history, retiring) is at the counter's card. The flow
// knows no Fyne.
package tools

import (
	"context"
	"slices"
	"strings"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/ui/desk/exchange"
	"redwrench/ui/stage"
	"redwrench/ui/task"
	"redwrench/ui/typing"
)

// Step is what is shown or asked. The zero Step is the list.
type Step int

// The steps.
const (
	List     Step = iota
	Finding       // words over the keyboard
	Filter        // which category is listed
	One           // a tool
	Naming        // a new tool
	Kind          // the category of the draft
	Form          // all of the draft
	Words         // a text of what is being changed
	Number        // a number of it
	Icon          // its picture
	Parts         // what comes back with it
	Part          // the name of another part
	Gear          // what is offered with it
	Origin        // where it came from
	Leaving       // really forget what was changed?
	Differs       // what somebody else changed meanwhile
	Added         // what was added, and its labels
	Rules         // the categories
	Category      // one being changed
	Photos        // pictures to choose from
	Photo         // the one that was made
)

// window is how many tools are read at a time: more than a page.
const window = 40

// Flow is the state of the place.
type Flow struct {
	ctx   context.Context
	stage stage.Stage
	desk  *inventory.Desk
	who   inventory.Staff
	card  func(inventory.ToolID) // shows a tool at the counter

	pictures Pictures

	Step    Step
	Busy    bool
	Refusal error
	Done    string // a key of the words: what was done last

	Text  *typing.Text // the words being typed
	Sheet question     // what Words or Number asks

	Sought     string // what is looked for
	Where      inventory.Where
	Of         inventory.CategoryID // which are listed; "": all
	Categories []inventory.Category
	Items      []inventory.Item // a window of what was found
	Total      int
	Page       int
	first      int // the place of Items[0] in what was found
	perPage    int // lines the view has room for
	asked      int // counts searches: a late answer is dropped

	Item    inventory.Item // that is looked at
	Editors map[inventory.StaffID]inventory.Staff

	Draft  inventory.Tool
	Read   inventory.Tool // the draft as it was read, or began
	Count  int            // how many equal tools are added
	Hits   []inventory.Tool
	Known  []inventory.Part // parts of earlier tools that suit what is typed
	Along  []inventory.Item // what is offered with the draft
	Theirs inventory.Tool   // what the record is by now

	New  []inventory.Tool // those just added
	Roll bool             // labels are printed on a roll of single ones
	Row  int              // the first free row of the sheet of labels

	Rule    inventory.Category // being changed; no ID: a new one
	RuleWas inventory.Category

	Files []exchange.File // pictures, the newest first
	Shot  Shot
	Deed  uint64 // that added New, while it can be undone with one tap; 0: no more

	leave func() // what to do once the draft is forgotten; nil: go back
	from  Step   // where Leaving was asked
}

// New makes the place; Load fills it. card shows a tool at the counter.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk, pictures Pictures, who inventory.Staff, card func(inventory.ToolID)) *Flow {
	return &Flow{ctx: ctx, stage: st, desk: desk, pictures: pictures, who: who, card: card, Text: typing.New(st.Lang, findRules(desk))}
}

// longestSearch is how many characters are looked for at most.
const longestSearch = 30

func findRules(desk *inventory.Desk) typing.Rules {
	return typing.Rules{Exact: desk.Settings().ExactPinyin, Longest: longestSearch, Signs: "-",
		Boards: []typing.Board{typing.Pinyin, typing.Strokes, typing.Tibetan, typing.Latin}}
}

// MayRule says that the categories may be changed.
func (f *Flow) MayRule() bool { return f.who.Role == inventory.Manager }

// Load shows the list anew.
func (f *Flow) Load() {
	f.forget()
	f.Step, f.Done, f.Refusal, f.Sought, f.Where, f.Of, f.Page = List, "", nil, "", inventory.InStock, "", 0
	f.read()
}

func (f *Flow) forget() {
	f.Shot = Shot{}
	f.Draft, f.Read, f.Item, f.Theirs, f.New, f.Deed, f.leave = inventory.Tool{}, inventory.Tool{}, inventory.Item{}, inventory.Tool{}, nil, 0, nil
	f.Rule, f.RuleWas = inventory.Category{}, inventory.Category{}
	f.Count, f.Row = 1, 0
}

// seen is what read reads.
type seen struct {
	page       inventory.Page
	categories []inventory.Category
	staff      []inventory.Staff
}

// read reads a window of what is listed.
func (f *Flow) read() {
	first := f.Page * f.perPage
	q := f.query(f.Sought)
	q.Where, q.Category, q.Skip, q.Limit = f.Where, f.Of, first, window
	f.asked++
	mine := f.asked
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (s seen, err error) {
		if s.page, err = f.desk.Search(ctx, q); err != nil {
			return s, err
		}
		if s.categories, err = f.desk.Categories(ctx); err != nil {
			return s, err
		}
		s.staff, err = f.desk.Staff(ctx)
		return s, err
	}, func(s seen, err error) {
		switch {
		case mine != f.asked:
			return
		case err != nil:
			f.Refusal = err
		case len(s.page.Items) == 0 && f.Page > 0: // there are fewer by now
			f.Turn(0)
			return
		default:
			f.Items, f.Total, f.first, f.Categories = s.page.Items, s.page.Total, first, s.categories
			f.Editors = map[inventory.StaffID]inventory.Staff{}
			for _, who := range s.staff {
				f.Editors[who.ID] = who
			}
		}
		f.stage.Refresh()
	})
}

// query looks for words, also by the sound of a name.
func (f *Flow) query(words string) inventory.Query {
	q := inventory.Query{Words: words}
	if letters := strings.TrimSpace(words); strings.ContainsFunc(letters, func(r rune) bool { return r >= 'a' && r <= 'z' }) {
		q.Means = typing.Sounding(letters)
	}
	return q
}

// Turn shows another page of what is listed.
func (f *Flow) Turn(page int) {
	f.Page = page
	if f.Step == List || f.Step == Gear {
		f.read()
		return
	}
	f.stage.Refresh()
}

// Look lists the tools at a place.
func (f *Flow) Look(w inventory.Where) {
	f.Where, f.Page, f.Done, f.Refusal = w, 0, "", nil
	f.read()
}

// Only lists the tools of a category; "": of all.
func (f *Flow) Only(id inventory.CategoryID) {
	f.Of, f.Page, f.Step = id, 0, List
	f.read()
}

// Find opens the keyboard to look for a tool.
func (f *Flow) Find() {
	f.Text = typing.New(f.stage.Lang, findRules(f.desk))
	f.Text.Set(f.Sought)
	f.Step, f.Page, f.Done, f.Refusal = Finding, 0, "", nil
	f.stage.Refresh()
}

// found is what the words that are typed find, at once.
func (f *Flow) look() {
	if words := f.Text.Sought(); words != f.Sought {
		f.Sought, f.Page = words, 0
		f.read()
	}
}

// Open shows a tool as it stands now.
func (f *Flow) Open(id inventory.ToolID) {
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.Item, error) { return f.desk.Item(ctx, id) },
		func(i inventory.Item, err error) {
			if f.Refusal = err; err == nil {
				f.forget()
				f.Item, f.Step = i, One
			}
			f.stage.Refresh()
		})
}

// Scan opens the tool whose tag was scanned, or takes it for the gear; false: the
// code is for another place.
func (f *Flow) Scan(c code.Code) bool {
	switch id := inventory.ToolID(c.Number); {
	case c.Kind != code.Tool:
		return false
	case f.Step == Gear:
		f.stage.Flash(true)
		f.TakeGear(id)
	default:
		f.stage.Flash(true)
		f.quitTo(func() { f.Done = ""; f.Open(id) })
	}
	return true
}

// Counter shows the tool at the counter: its history, returns, repairs, retiring.
func (f *Flow) Counter() { f.card(f.Item.Tool.ID) }

// Up goes one step back; false at the list.
func (f *Flow) Up() bool {
	if f.Busy {
		return true
	}
	f.Refusal, f.Page = nil, 0
	switch f.Step {
	case List:
		return false
	case Words, Number, Part:
		if f.half() {
			f.ask(nil)
			return true
		}
		f.Step = f.Sheet.back
	case Naming:
		f.quitTo(f.quit)
		return true
	case Icon:
		f.Step = f.before()
	case Parts, Gear, Origin:
		f.Step = Form
	case Kind:
		f.Step = Form
		if f.Draft.Category == "" {
			f.name()
		}
	case Form:
		f.quitTo(f.quit)
		return true
	case Category:
		f.quitTo(f.ShowRules)
		return true
	case Leaving:
		f.Stay()
		return true
	case Differs:
		f.Step = Form
	case Photos:
		f.afterPhoto()
		return true
	case Photo:
		f.Step, f.Shot = Photos, Shot{}
	default:
		f.quit()
		return true
	}
	f.stage.Refresh()
	return true
}

// quit goes back to the tool, when there is one, or to the list.
func (f *Flow) quit() {
	if id := f.Draft.ID; id != 0 {
		f.Open(id)
		return
	}
	f.forget()
	f.Step, f.Page, f.Done = List, 0, ""
	f.read()
}

// Dirty says that something was changed, or half typed, and not kept.
func (f *Flow) Dirty() bool {
	if f.Rule != f.RuleWas || f.half() {
		return true
	}
	return f.Draft.ID != 0 && len(differing(f.Draft, f.Read)) > 0 || f.Draft.ID == 0 && f.Draft.Name.Zh != ""
}

// half says that an answer was begun that is not taken yet.
func (f *Flow) half() bool {
	step := f.Step
	if step == Leaving {
		step = f.from
	}
	switch step {
	case Number:
		return f.Sheet.Typed != ""
	case Words:
		return f.Text.Composing() != "" || f.Text.String() != *f.Sheet.text
	case Part, Naming:
		return f.Text.Composing() != "" || f.Text.String() != ""
	}
	return false
}

// Unsaved says that something was changed and not kept. It is asked then whether
// that may be forgotten; then is called when it may.
func (f *Flow) Unsaved(then func()) bool {
	if !f.Dirty() {
		return false
	}
	f.ask(then)
	return true
}

// ask asks whether what was changed may be forgotten: only what is half typed, where
// then is nil.
func (f *Flow) ask(then func()) {
	if f.Step != Leaving {
		f.from = f.Step
	}
	f.leave, f.Step, f.Refusal = then, Leaving, nil
	f.stage.Refresh()
}

// quitTo goes on with then, once nothing is lost by it that shall not be.
func (f *Flow) quitTo(then func()) {
	if !f.Unsaved(then) {
		then()
	}
}

// Forget forgets what was changed and goes on.
func (f *Flow) Forget() {
	then := f.leave
	if then == nil {
		f.Step = f.Sheet.back
		f.stage.Refresh()
		return
	}
	f.from = List
	f.Read, f.RuleWas, f.leave = f.Draft, f.Rule, nil
	if f.Draft.ID == 0 {
		f.Draft = inventory.Tool{}
	}
	then()
}

// Stay goes back to what was changed.
func (f *Flow) Stay() {
	f.leave, f.Step = nil, f.from
	f.stage.Refresh()
}

// before is the form of what is being changed.
func (f *Flow) before() Step {
	if f.Rule != f.RuleWas || f.Rule.ID != "" || f.Rule.Icon != "" {
		return Category
	}
	return Form
}

// deed runs one deed; done is called when it was kept.
func deed[T any](f *Flow, do func(ctx context.Context) (T, error), done func(T)) {
	if f.Busy {
		return
	}
	f.Busy, f.Refusal = true, nil
	f.stage.Refresh()
	task.Deed(f.stage.Runner(), f.ctx, do, func(v T, err error) {
		if f.Busy, f.Refusal = false, err; err == nil {
			done(v)
		}
		f.stage.Refresh()
	})
}

func has[T comparable](list []T, v T) bool { return slices.Contains(list, v) }
