// Package board is the staff's board of jobs: by state, filtered by trade, squad
// and age, each opened as a card. The flow knows no Fyne.
package board

import (
	"context"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/inventory/jobs"
	"redwrench/ui/jobcard"
	"redwrench/ui/stage"
	"redwrench/ui/task"
	"redwrench/ui/typing"
)

// Step is what is being asked. The zero Step is nothing: the board is shown.
type Step int

// The steps.
const (
	List Step = iota
	Trade
	Squad
	Age
	Rules // the manager's
	Discount
	Offered  // which kinds are
	Partners // whom jobs are passed on to
	PartnerName
	PartnerPhone
	KindOne     // a kind, as it is being changed
	KindPhrases // its ready phrases
	KindPhrase  // one of them
	KindWords   // a name of the kind or of a phrase is typed
	KindIcon
	KindSkill
	KindSquad
)

// Ages are the ages to choose from: reported at least so many days ago.
var Ages = []int{0, 3, 7, 14, 30}

// Flow is the state of the board.
type Flow struct {
	ctx   context.Context
	stage stage.Stage
	desk  *inventory.Desk
	who   inventory.Staff

	Step    Step
	Filter  inventory.Filter
	Kinds   []inventory.JobKind
	Counts  map[jobs.State]int // of open states
	Rows    []inventory.JobRow
	More    bool
	Page    int
	PerPage int // rows the view has room for
	Loaded  bool
	Refusal error

	Rules inventory.JobRules // being changed
	Words *typing.Text       // a partner's name, or one of a kind or a phrase
	Phone string             // a partner's
	Kind  inventory.JobKind  // being changed
	Busy  bool
	Done  string // key of the words

	Phrase inventory.Name // being changed
	phrase int            // its place among those of Kind
	named  Step           // what is being named: KindOne or KindPhrase
	lang   words.Lang     // in which language

	Card *jobcard.Flow
}

// New makes the place; Load fills it.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk, who inventory.Staff) *Flow {
	f := &Flow{ctx: ctx, stage: st, desk: desk, who: who, PerPage: 1}
	f.Words = f.blank(longestName)
	f.Card = jobcard.New(ctx, st, desk, who, f.read)
	return f
}

// Load shows the board anew.
func (f *Flow) Load() {
	if f.Card.Showing() {
		f.Card.Close()
	}
	f.Step, f.Page, f.Done = List, 0, ""
	task.Go(f.stage.Runner(), f.ctx, f.desk.JobKinds, func(list []inventory.JobKind, err error) {
		f.Kinds = list
		if err != nil {
			f.Refusal = err
		}
		f.read()
	})
}

type page struct {
	rows   []inventory.JobRow
	more   bool
	counts map[jobs.State]int
}

// window is how many jobs are read at a time: more than a page has room for.
const window = 24

func (f *Flow) read() {
	filter, skip := f.Filter, f.Page*f.PerPage
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (p page, err error) {
		if p.rows, p.more, err = f.desk.Board(ctx, filter, skip, window, f.who.ID); err == nil {
			p.counts, err = f.desk.JobCounts(ctx)
		}
		return p, err
	}, func(p page, err error) {
		if filter != f.Filter || skip != f.Page*f.PerPage {
			return // another page was asked for meanwhile
		}
		if len(p.rows) == 0 && f.Page > 0 {
			f.Turn(0)
			return
		}
		f.Rows, f.More, f.Counts, f.Refusal, f.Loaded = p.rows, p.more, p.counts, err, true
		f.stage.Refresh()
	})
	f.stage.Refresh()
}

// Turn shows another page.
func (f *Flow) Turn(page int) {
	f.Page = page
	f.read()
}

// Show shows the jobs of a state.
func (f *Flow) Show(s jobs.State) {
	f.Filter.State, f.Page, f.Card.Done, f.Card.Refusal = s, 0, "", nil
	f.read()
}

// Ask asks for a filter.
func (f *Flow) Ask(s Step) {
	f.Step = s
	f.stage.Refresh()
}

// Narrow changes the filter.
func (f *Flow) Narrow(change func(*inventory.Filter)) {
	change(&f.Filter)
	f.Step, f.Page = List, 0
	f.read()
}

// Squads are the shop's.
func (f *Flow) Squads() []inventory.Squad { return f.desk.Settings().Jobs.Squads }

// Report writes a request down for a resident.
func (f *Flow) Report() { f.stage.Show(stage.Repair{By: f.who}) }

// Open opens a job.
func (f *Flow) Open(id inventory.JobID) { f.Card.Open(id, false) }

// Scan takes the code of a job's sheet, to be filled in, or a tag to be taken
// along; false: it is for another place.
func (f *Flow) Scan(c code.Code) bool {
	if c.Kind == code.Job {
		f.Card.Open(inventory.JobID(c.Number), true)
		return true
	}
	return f.Card.Scan(c)
}

// Up goes one question back; false at the board.
func (f *Flow) Up() bool {
	if f.Card.Up() {
		return true
	}
	switch f.Step {
	case List:
		return false
	case Discount, Offered, Partners:
		f.AskRules(Rules)
	case PartnerName, PartnerPhone:
		f.AskRules(Partners)
	case KindOne, KindPhrases, KindPhrase, KindWords, KindIcon, KindSkill, KindSquad:
		f.leaveKind()
	default:
		f.Page = 0
		f.Ask(List)
		f.read()
	}
	return true
}
