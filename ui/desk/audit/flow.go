// Package audit is the manager's place where the deeds are read: who did what to
// which record, when. The flow knows no Fyne.
package audit

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/ui/stage"
	"redwrench/ui/task"
)

// Step is what is being asked. The zero Step is nothing: the deeds are shown.
type Step int

// The steps.
const (
	List   Step = iota
	One         // a deed
	Who         // did it?
	Kinds       // of deeds
	Kind        // of record
	Number      // of the record
	Which       // day?
)

// stretch is how many deeds are read at a time: some pages.
const stretch = 64

// Flow is the state of the place.
type Flow struct {
	ctx   context.Context
	stage stage.Stage
	desk  *inventory.Desk
	who   inventory.Staff

	Step    Step
	Filter  inventory.DeedFilter
	Deeds   []inventory.Entry // read so far, the newest first
	next    uint64            // where those begin that follow; 0: there are none
	Page    int
	perPage int // deeds the view has room for
	Deed    inventory.Entry
	Staff   []inventory.Staff
	Counts  []Count
	Record  code.Kind
	Digits  string
	Month   time.Time // the first of the month that is shown
	Proof   *inventory.Proof
	Refusal error

	Tally *inventory.Tally // of the work that goes on
	Slow  bool             // it has gone on for so long that it is shown
	stop  context.CancelFunc
}

// Count is a kind of deed and how often it was done.
type Count struct {
	Deed string
	N    int
}

// New makes the place; Load fills it.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk, who inventory.Staff) *Flow {
	return &Flow{ctx: ctx, stage: st, desk: desk, who: who}
}

// Load shows all deeds, the newest first.
func (f *Flow) Load() {
	task.Go(f.stage.Runner(), f.ctx, f.desk.StaffEver, func(list []inventory.Staff, err error) {
		f.Staff = list
		f.stage.Refresh()
	})
	f.Show(inventory.DeedFilter{})
}

// Show shows the deeds that pass.
func (f *Flow) Show(filter inventory.DeedFilter) {
	f.Cancel()
	f.Step, f.Filter, f.Page, f.Deeds, f.next, f.Proof, f.Refusal = List, filter, 0, nil, 0, nil, nil
	f.read()
}

// Working says that work goes on which Cancel stops.
func (f *Flow) Working() bool { return f.stop != nil }

// Cancel stops the work that goes on.
func (f *Flow) Cancel() {
	if f.stop != nil {
		f.stop()
		f.stop = nil
		f.stage.Refresh()
	}
}

// work does something that may take seconds and shows how far it is.
func work[T any](f *Flow, do func(context.Context, *inventory.Tally) (T, error), done func(T)) {
	if f.Working() {
		return
	}
	ctx, stop := context.WithCancel(f.ctx)
	tally := &inventory.Tally{}
	f.stop, f.Tally, f.Slow, f.Refusal = stop, tally, false, nil
	task.Go(f.stage.Runner(), ctx, func(ctx context.Context) (T, error) { return do(ctx, tally) }, func(v T, err error) {
		if f.Tally != tally || f.stop == nil {
			return // stopped meanwhile
		}
		stop()
		f.stop = nil
		if err != nil && !errors.Is(err, context.Canceled) {
			f.Refusal = err
		} else if err == nil {
			done(v)
		}
		f.stage.Refresh()
	})
	f.stage.Refresh()
	f.watch(tally)
}

// watch shows how far the work is, some times a second.
func (f *Flow) watch(t *inventory.Tally) {
	f.stage.After(f.ctx, 250*time.Millisecond, func() {
		if f.Tally == t && f.Working() {
			f.Slow = true
			f.stage.Refresh()
			f.watch(t)
		}
	})
}

type found struct {
	list []inventory.Entry
	next uint64
}

// read reads on where the last stretch ended.
func (f *Flow) read() {
	filter, before := f.Filter, f.next
	work(f, func(ctx context.Context, t *inventory.Tally) (found, error) {
		list, next, err := f.desk.Audit(ctx, filter, before, stretch, t)
		return found{list, next}, err
	}, func(r found) {
		f.Deeds, f.next = append(f.Deeds, r.list...), r.next
	})
}

// More says that there may be more deeds than were read.
func (f *Flow) More() bool { return f.next > 0 }

// Turn shows another page.
func (f *Flow) Turn(page int) {
	if f.Page = page; (page+1)*max(f.perPage, 1) > len(f.Deeds) && f.More() {
		f.read()
	}
	f.stage.Refresh()
}

// Open shows one deed.
func (f *Flow) Open(e inventory.Entry) {
	f.Step, f.Deed = One, e
	f.stage.Refresh()
}

// Ask asks for a part of the filter.
func (f *Flow) Ask(s Step) {
	f.Step, f.Digits, f.Refusal, f.Proof = s, "", nil, nil
	if s == Which && f.Month.IsZero() {
		f.Leaf(0)
	}
	if s == Kinds && f.Counts == nil {
		work(f, func(ctx context.Context, t *inventory.Tally) (map[string]int, error) { return f.desk.DeedKinds(ctx, t) }, func(kinds map[string]int) {
			for _, deed := range slices.Sorted(maps.Keys(kinds)) {
				f.Counts = append(f.Counts, Count{deed, kinds[deed]})
			}
			slices.SortStableFunc(f.Counts, func(a, b Count) int { return cmp.Compare(b.N, a.N) })
		})
	}
	f.Page = 0
	f.stage.Refresh()
}

// Up goes one question back; false at the list.
func (f *Flow) Up() bool {
	switch f.Step {
	case List:
		if f.Working() {
			f.Cancel()
			return true
		}
		return false
	case Number:
		f.Step = Kind
	default:
		f.Cancel()
		f.Step, f.Page = List, 0
	}
	f.stage.Refresh()
	return true
}

// Of asks for the number of a record of a kind.
func (f *Flow) Of(k code.Kind) {
	f.Record, f.Step, f.Digits = k, Number, ""
	f.stage.Refresh()
}

// About shows what was done to a record, in place of other days and people.
func (f *Flow) About(subject string) { f.Show(inventory.DeedFilter{Subject: subject}) }

// Scan shows what was done to the record whose code was scanned.
func (f *Flow) Scan(c code.Code) bool {
	f.stage.Flash(true)
	f.About(c.String())
	return true
}

// Typing says whether typed text is taken now.
func (f *Flow) Typing() bool { return f.Step == Number }

// Typed types a digit of the record's number.
func (f *Flow) Typed(r rune) {
	if f.Step == Number && r >= '0' && r <= '9' && len(f.Digits) < 8 {
		f.Digits += string(r)
		f.stage.Refresh()
	}
}

// Erase takes the last digit back.
func (f *Flow) Erase() {
	f.Digits = f.Digits[:max(len(f.Digits)-1, 0)]
	f.stage.Refresh()
}

// Enter shows what was done to the record of the number.
func (f *Flow) Enter() {
	n := uint32(0)
	for _, r := range f.Digits {
		n = n*10 + uint32(r-'0')
	}
	if f.Step == Number && n > 0 {
		f.About(code.Code{Kind: f.Record, Number: n}.String())
	}
}

// Leaf shows another month.
func (f *Flow) Leaf(months int) {
	if f.Month.IsZero() {
		now := f.desk.Now()
		f.Month = time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, now.Location())
	}
	f.Month = f.Month.AddDate(0, months, 0)
	f.stage.Refresh()
}

// On shows the deeds of a day, or of all days; the rest of the filter stays.
func (f *Flow) On(d inventory.Day) {
	filter := f.Filter
	filter.From, filter.Until = d, d
	f.Show(filter)
}

// By shows the deeds of somebody; 0 is of nobody on the staff.
func (f *Flow) By(who inventory.StaffID) {
	filter := f.Filter
	filter.Who, filter.Nobody = who, who == 0
	f.Show(filter)
}

// Anybody shows the deeds of all.
func (f *Flow) Anybody() {
	filter := f.Filter
	filter.Who, filter.Nobody = 0, false
	f.Show(filter)
}

// Like shows the deeds of a kind; "": of all kinds.
func (f *Flow) Like(deed string) {
	filter := f.Filter
	filter.Deed = deed
	f.Show(filter)
}

// Prove goes through the whole audit: nothing is missing, nothing was changed.
func (f *Flow) Prove() {
	f.Proof = nil
	work(f, f.desk.ProveAudit, func(p inventory.Proof) { f.Proof = &p })
}

// Export writes the deeds that pass to a stick or on this machine.
func (f *Flow) Export() {
	filter := f.Filter
	f.stage.Show(stage.Tables{Who: f.who, Deeds: &filter})
}
