package wait

import (
	"context"
	"errors"
	"slices"
	"time"

	"redwrench/inventory"
	"redwrench/ui/task"
)

// Reserve shows the days.
func (f *Flow) Reserve() {
	if f.Busy || !f.MayReserve() {
		return
	}
	f.Step, f.wish, f.Notice = Days, nothing, Notice{}
	f.stage.Refresh()
}

// IsFree says that the tool can be promised for a day.
func (f *Flow) IsFree(d inventory.Day) bool { return slices.Contains(f.Free, d) }

// Chosen says that a day is among those chosen.
func (f *Flow) Chosen(d inventory.Day) bool { return f.From != 0 && f.From <= d && d <= f.To }

// Touch chooses a day: the first touch begins, a touch on a later day goes on to
// it where nothing stands between, a touch on the only day takes it back.
func (f *Flow) Touch(d inventory.Day) {
	f.Notice = Notice{}
	switch {
	case !f.IsFree(d):
	case f.From == d && f.To == d:
		f.From, f.To = 0, 0
	case f.From != 0 && d > f.From && f.oneStretch(f.From, d):
		f.To = d
	default:
		f.From, f.To = d, d
	}
	f.stage.Refresh()
}

// oneStretch says that all open days from … to are free, and that they are not
// more than the shop gives at a time.
func (f *Flow) oneStretch(from, to inventory.Day) bool {
	s := f.desk.Settings()
	if int(to-from) >= s.ReserveDays {
		return false
	}
	for d := from; d <= to; d++ {
		if s.Open(d) && !f.IsFree(d) {
			return false
		}
	}
	return true
}

// Span is the days the calendar shows: whole weeks from tomorrow's on, as far
// ahead as the shop promises.
func (f *Flow) Span() (first, last inventory.Day) {
	today := inventory.DayOf(f.desk.Now())
	first, last = today+1, today+inventory.Day(f.desk.Settings().ReserveAhead)
	for first.Weekday() != time.Monday {
		first--
	}
	for last.Weekday() != time.Sunday {
		last++
	}
	return first, last
}

// Next goes on from the days to who takes them.
func (f *Flow) Next() {
	if f.From != 0 {
		f.begin(toReserve)
	}
}

// Book reserves the days. "Reserved" shows when it is on disk.
func (f *Flow) Book() {
	if f.Busy || f.Step != Confirm {
		return
	}
	f.Busy, f.Notice = true, Notice{}
	f.stage.Refresh()
	who, id, from, to := f.Resident.ID, f.Item.Tool.ID, f.From, f.To
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.Reservation, error) {
		return f.desk.Reserve(ctx, who, id, from, to)
	}, func(_ inventory.Reservation, err error) {
		f.Busy = false
		var taken *inventory.DaysTaken
		switch {
		case errors.As(err, &taken): // somebody was quicker
			f.Free, f.From, f.To, f.Step = taken.Free, 0, 0, Days
			f.Notice = Notice{Err: err}
		case err != nil:
			f.Notice = Notice{Err: err}
		default:
			f.Step = Booked
		}
		f.stage.Refresh()
	})
}
