// Package volunteer is the screen of volunteers: their jobs, the free ones that
// fit, the sheets of the day's round. The flow knows no Fyne.
package volunteer

import (
	"cmp"
	"context"
	"slices"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/inventory/jobs"
	"redwrench/ui/jobcard"
	"redwrench/ui/stage"
	"redwrench/ui/task"
)

// Flow is the state of the screen.
type Flow struct {
	ctx   context.Context
	stage stage.Stage
	desk  *inventory.Desk

	Who     inventory.Staff
	Free    bool // the free jobs are shown, not one's own
	Mine    []inventory.JobRow
	Fits    []inventory.JobRow
	Offered inventory.JobRow // a free one, looked at: without address
	Asks    bool             // of which time the certificate of service is
	Page    int
	Loaded  bool
	Busy    bool
	Refusal error
	Done    string // key of the words

	Card *jobcard.Flow
}

// most is how many free jobs are offered.
const most = 100

// New opens the screen for somebody who was let in.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk, who inventory.Staff) *Flow {
	f := &Flow{ctx: ctx, stage: st, desk: desk, Who: who}
	f.Card = jobcard.New(ctx, st, desk, who, f.load)
	f.load()
	return f
}

type lists struct{ mine, fits []inventory.JobRow }

func (f *Flow) load() {
	who := f.Who.ID
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (l lists, err error) {
		if l.mine, err = f.desk.MyJobs(ctx, who); err == nil {
			l.fits, err = f.desk.FreeJobs(ctx, who, most)
		}
		return l, err
	}, func(l lists, err error) {
		f.Mine, f.Fits, f.Loaded = l.mine, l.fits, err == nil
		if err != nil {
			f.Refusal = err
		}
		f.stage.Refresh()
	})
	f.stage.Refresh()
}

func (f *Flow) quiet() {
	f.Refusal, f.Done, f.Card.Done, f.Card.Refusal = nil, "", "", nil
}

// Show shows one's own jobs, or the free ones.
func (f *Flow) Show(free bool) {
	f.quiet()
	f.Free, f.Page, f.Offered = free, 0, inventory.JobRow{}
	f.stage.Refresh()
}

// Turn shows another page.
func (f *Flow) Turn(page int) {
	f.Page = page
	f.stage.Refresh()
}

// Open opens one of one's own jobs; of a free one what may be known before it is
// taken: the street and the trade.
func (f *Flow) Open(r inventory.JobRow) {
	f.quiet()
	if r.Mine {
		f.Card.Open(r.Job.ID, false)
		return
	}
	f.Offered = r
	f.stage.Refresh()
}

// Take takes the free job that is looked at, and opens it.
func (f *Flow) Take() {
	id := f.Offered.Job.ID
	if f.Busy || id == 0 {
		return
	}
	f.Busy = true
	f.stage.Refresh()
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.Job, error) {
		return f.desk.TakeJob(ctx, id, f.Who.ID)
	}, func(_ inventory.Job, err error) {
		f.Busy, f.Offered, f.Refusal = false, inventory.JobRow{}, err
		if err == nil {
			f.Free, f.Done = false, ""
			f.Card.Open(id, false)
		}
		f.load()
	})
}

// Leave looks at no free job any more.
func (f *Flow) Leave() {
	f.Offered = inventory.JobRow{}
	f.stage.Refresh()
}

// Round wishes for the sheets of the jobs of today as one paper: those whose
// visit is today, or all of one's own when none is arranged.
func (f *Flow) Round() {
	ids := f.round()
	if f.Busy || len(ids) == 0 {
		return
	}
	f.Busy = true
	f.stage.Refresh()
	lang := inventory.Lang(f.stage.Lang())
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.PrintID, error) {
		ids, err := f.inOrder(ctx, ids)
		if err != nil {
			return 0, err
		}
		return f.desk.PrintSheets(ctx, ids, lang, f.Who.ID)
	}, f.printed("repair.round.printed"))
}

// AskService asks of which time one's own certificate of service is.
func (f *Flow) AskService() {
	f.quiet()
	f.Asks = true
	f.stage.Refresh()
}

// LeaveService asks no more.
func (f *Flow) LeaveService() {
	f.Asks = false
	f.stage.Refresh()
}

// Certify wishes for one's own certificate of service, of the days from the first
// of the month so many months ago.
func (f *Flow) Certify(months int) {
	if f.Busy || !f.Asks {
		return
	}
	f.Busy = true
	f.stage.Refresh()
	who, lang := f.Who.ID, inventory.Lang(f.stage.Lang())
	from, to := inventory.LastMonths(f.desk.Now(), months)
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.PrintID, error) {
		return f.desk.PrintService(ctx, who, from, to, lang, who)
	}, f.printed("repair.service.printed"))
}

// printed says that what was wished for is being printed, or what was refused.
func (f *Flow) printed(key string) func(inventory.PrintID, error) {
	return func(_ inventory.PrintID, err error) {
		f.Busy, f.Refusal, f.Done = false, err, ""
		if err == nil {
			f.Asks, f.Done = false, key
			f.stage.Printed()
		}
		f.stage.Refresh()
	}
}

// round is the jobs of the day's round.
func (f *Flow) round() []inventory.JobID {
	today := inventory.DayOf(f.desk.Now())
	var day, all []inventory.JobID
	for _, r := range f.Mine {
		all = append(all, r.Job.ID)
		if v := r.Job.Visit; !v.IsZero() && inventory.DayOf(v.From) == today {
			day = append(day, r.Job.ID)
		}
	}
	if len(day) > 0 {
		return day
	}
	return all
}

// inOrder sorts a round by street, building, unit and room. Whoever prints the
// sheets sees the addresses anyway; that they were opened is noted.
func (f *Flow) inOrder(ctx context.Context, ids []inventory.JobID) ([]inventory.JobID, error) {
	places := map[inventory.JobID]jobs.Place{}
	for _, id := range ids {
		s, err := f.desk.OpenJob(ctx, id, f.Who.ID)
		if err != nil {
			return nil, err
		}
		places[id] = s.Notes.Place
	}
	slices.SortStableFunc(ids, func(a, b inventory.JobID) int {
		p, q := places[a], places[b]
		return cmp.Or(cmp.Compare(p.Street, q.Street), natural(p.Building, q.Building), natural(p.Unit, q.Unit), natural(p.Room, q.Room))
	})
	return ids, nil
}

// natural compares numbers of houses: 9 before 10.
func natural(a, b string) int {
	return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
}

// Scan opens the sheet that was scanned, to be filled in, or takes a tag along.
func (f *Flow) Scan(text string) {
	c, err := code.Parse(text)
	switch {
	case f.Busy:
	case err != nil:
		f.refuse(err)
	case c.Kind == code.Job:
		f.quiet()
		f.Offered, f.Asks = inventory.JobRow{}, false
		f.Card.Open(inventory.JobID(c.Number), true)
	case f.Card.Scan(c):
	default:
		f.refuse(code.ErrForeign)
	}
}

func (f *Flow) refuse(err error) {
	f.stage.Flash(false)
	if f.Card.Showing() {
		f.Card.Refusal = err
	} else {
		f.Refusal = err
	}
	f.stage.Refresh()
}

// Back closes what is asked, then the card, then goes home.
func (f *Flow) Back() {
	switch {
	case f.Card.Up():
	case f.Offered.Job.ID != 0:
		f.Leave()
	case f.Asks:
		f.LeaveService()
	default:
		f.Lock()
	}
}

// Lock leaves the screen.
func (f *Flow) Lock() { f.stage.Show(stage.Home{}) }

// Typing says whether typed text is taken now.
func (f *Flow) Typing() bool { return f.Card.Typing() }

// Typed takes a typed character.
func (f *Flow) Typed(r rune) { f.Card.Rune(r) }

// Erase takes the last character back.
func (f *Flow) Erase() { f.Card.Erase() }

// Enter goes on with what was typed.
func (f *Flow) Enter() { f.Card.Enter() }
