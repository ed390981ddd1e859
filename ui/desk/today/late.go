package today

import (
	"context"

	"redwrench/inventory"
	"redwrench/ui/task"
)

// Reveal opens the record of who has the loan's tool: that is noted before it is
// seen.
func (f *Flow) Reveal() {
	id := f.Line.Loan.Borrower
	if f.Busy || id == 0 {
		return
	}
	f.Busy = true
	loan := f.Line.ID
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.Resident, error) {
		return f.desk.Reveal(ctx, id, f.Who.ID)
	}, func(r inventory.Resident, err error) {
		f.Busy = false
		if f.Line.ID == loan {
			f.Person = r.Person
		}
		if err != nil {
			f.Notice = Notice{Err: err}
		}
		f.stage.Refresh()
	})
	f.stage.Refresh()
}

// Called asks for the day they promised.
func (f *Flow) Called() {
	f.Step, f.Notice = Promise, Notice{}
	f.stage.Refresh()
}

// Days are the next days on which the shop is open, today among them until it
// closes.
func (f *Flow) Days() []inventory.Day {
	const offered = 8
	now, rules := f.desk.Now(), f.desk.Settings()
	day := inventory.DayOf(now)
	if !now.Before(day.In(now.Location()).Add(rules.Closes)) {
		day++
	}
	var days []inventory.Day
	for last := day + 60; len(days) < offered && day < last; day++ {
		if rules.Open(day) {
			days = append(days, day)
		}
	}
	return days
}

// Promised notes that they were called, and the day they promised; 0: none.
func (f *Flow) Promised(on inventory.Day) {
	id := inventory.LoanID(f.Line.ID)
	key := "today.called"
	if on == 0 {
		key = "today.called.none"
	}
	f.do(Late, func(ctx context.Context) (Notice, error) {
		_, err := f.desk.NoteCall(ctx, id, on, f.Who.ID)
		return Notice{Key: key}, err
	})
}

// Remind prints a slip for who has the loan's tool.
func (f *Flow) Remind() { f.remind(Late, []inventory.LoanID{inventory.LoanID(f.Line.ID)}) }

// AskPaper asks what is printed of those who are late.
func (f *Flow) AskPaper() {
	f.Step, f.Notice = Printing, Notice{}
	f.stage.Refresh()
}

// Plain prints the list as it is shown.
func (f *Flow) Plain() {
	f.Step = Listed
	f.List.OnPaper()
}

// AskAll asks whether slips are printed for all that is listed.
func (f *Flow) AskAll() {
	f.Step, f.Notice = RemindAll, Notice{}
	f.stage.Refresh()
}

// ForAll prints a slip for each of those who are listed.
func (f *Flow) ForAll() {
	var ids []inventory.LoanID
	for _, r := range f.List.Rows() {
		ids = append(ids, inventory.LoanID(r.ID))
	}
	f.remind(Listed, ids)
}

func (f *Flow) remind(back Step, ids []inventory.LoanID) {
	f.do(back, func(ctx context.Context) (Notice, error) {
		n, err := f.desk.Remind(ctx, ids, f.Who.ID)
		return Notice{Key: "today.reminded", N: n}, err
	})
}

// CallList prints the list with the telephone numbers of all who have something
// overdue.
func (f *Flow) CallList() {
	lang := inventory.Lang(f.stage.Lang())
	f.do(Listed, func(ctx context.Context) (Notice, error) {
		_, err := f.desk.Print(ctx, inventory.Wish{Paper: inventory.OverdueList, Lang: lang}, f.Who.ID)
		return Notice{Key: "papers.printing"}, err
	})
}

// Tool shows the loan's tool at the counter.
func (f *Flow) Tool() { f.stage.Rescan(f.Line.Tool.ID.Code().Payload()) }

// Borrower shows who has the loan's tool.
func (f *Flow) Borrower() { f.stage.Rescan(f.Line.Loan.Borrower.Code().Payload()) }

// do runs one deed, goes back to a step and shows how things are afterwards.
func (f *Flow) do(back Step, deed func(context.Context) (Notice, error)) {
	if f.Busy {
		return
	}
	f.Busy = true
	f.stage.Refresh()
	shown := f.Line.ID
	type done struct {
		notice Notice
		lines  []inventory.Line
	}
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (d done, err error) {
		if d.notice, err = deed(ctx); err != nil || shown == 0 {
			return d, err
		}
		d.lines, err = f.desk.ListedLines(ctx, inventory.ListOverdue, []uint32{shown})
		return d, err
	}, func(d done, err error) {
		f.Busy, f.Notice = false, d.notice
		if err != nil {
			f.Notice = Notice{Err: err}
		}
		if f.Step != Figures && f.Line.ID == shown {
			f.Step = back
			if len(d.lines) == 1 {
				f.Line = d.lines[0]
			}
			f.List.Load()
		}
		f.stage.Printed()
		f.stage.Refresh()
	})
}
