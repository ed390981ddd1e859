package exchange

import (
	"context"

	"redwrench/inventory"
	"redwrench/inventory/exchange"
	"redwrench/ui/task"
)

// Import begins to take a table of these in: which file?
func (f *Flow) Import(what exchange.What) {
	f.What, f.Table, f.Sheet = what, "", nil
	f.ask(WhichFile)
	f.Seek()
}

// Seek looks for files, or for places to write to, anew.
func (f *Flow) Seek() {
	if f.Busy {
		return
	}
	f.Busy, f.Refusal = true, nil
	type seen struct {
		files  []File
		places []Place
	}
	into := f.Step == WhichPlace
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (s seen, err error) {
		if into {
			s.places, err = f.media.Places(ctx)
		} else {
			s.files, err = f.media.Files(ctx)
		}
		return s, err
	}, func(s seen, err error) {
		f.Busy, f.Refusal = false, err
		if into {
			f.Places = s.places
		} else {
			f.Files = s.files
		}
		f.stage.Refresh()
	})
	f.stage.Refresh()
}

// looked is what a look at a file found.
type looked struct {
	sheet    *exchange.Sheet
	findings inventory.Findings
}

// Choose reads a file and looks at each row; nothing is changed.
func (f *Flow) Choose(file File) {
	if f.Step != WhichFile || f.Working() {
		return
	}
	f.File = file
	what, zone := f.What, f.desk.Now().Location()
	work(f, Reading, false, func(ctx context.Context, t *inventory.Tally) (l looked, err error) {
		from, err := f.media.Open(file)
		if err != nil {
			return l, err
		}
		defer func() { _ = from.Close() }() // only read
		if l.sheet, err = exchange.Read(ctx, from, file.Size, what, zone, t); err != nil {
			return l, err
		}
		l.findings, err = l.sheet.Look(ctx, f.desk, t)
		return l, err
	}, func(l looked, err error) {
		if err != nil {
			f.failed(WhichFile, err)
			return
		}
		f.Sheet, f.Findings = l.sheet, l.findings
		f.ask(Found)
	})
}

// Sound says that the file that was looked at can be taken in.
func (f *Flow) Sound() bool { return f.Sheet != nil && f.Findings.Bad == 0 && f.Findings.Rows > 0 }

// Take asks for the manager's PIN before the table is taken in.
func (f *Flow) Take() {
	if f.Step == Found && f.Sound() {
		f.ask(PIN)
	}
}

// keep takes the table in.
func (f *Flow) keep(who inventory.StaffID) {
	sheet := f.Sheet
	work(f, Keeping, true, func(ctx context.Context, t *inventory.Tally) (inventory.Findings, error) {
		return sheet.Import(ctx, f.desk, who, t)
	}, func(found inventory.Findings, err error) {
		if err != nil {
			f.failed(Found, err)
			return
		}
		f.Sheet = nil
		f.ask(Ways)
		f.Done = Done{Key: "exchange.imported", Rows: found.Rows}
	})
}
