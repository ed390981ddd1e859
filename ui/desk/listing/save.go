package listing

import (
	"context"
	"fmt"
	"io"

	"redwrench/inventory"
	tables "redwrench/inventory/exchange"
	"redwrench/ui/desk/exchange"
	"redwrench/ui/task"
)

// Save begins to write the rows that are shown to a file: of which kind?
func (f *Flow[T]) Save() { f.ask(WhichFormat) }

// As takes the kind of file, and asks where to.
func (f *Flow[T]) As(format tables.Format) {
	f.Format, f.Places = format, nil
	f.ask(WhichPlace)
	f.Seek()
}

// Seek looks for sticks anew.
func (f *Flow[T]) Seek() {
	if f.Busy {
		return
	}
	f.Busy = true
	task.Go(f.stage.Runner(), f.ctx, f.media.Places, func(list []exchange.Place, err error) {
		f.Busy, f.Places = false, list
		if err != nil {
			f.Notice = Notice{Err: err}
		}
		f.stage.Refresh()
	})
	f.stage.Refresh()
}

// To writes the file there.
func (f *Flow[T]) To(p exchange.Place) {
	if f.Busy || f.Step != WhichPlace {
		return
	}
	f.Busy, f.Notice = true, Notice{}
	f.stage.Refresh()
	table, format := f.table(), f.Format
	name := fmt.Sprintf("redwrench-%s-%s.%s", f.File, f.desk.Now().Format("20060102-150405"), format)
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (n int, err error) {
		err = f.media.Write(p, name, func(w io.Writer) error {
			n, err = table.Write(ctx, f.desk, w, format, &inventory.Tally{})
			return err
		})
		return n, err
	}, func(n int, err error) {
		f.Busy = false
		if err != nil {
			f.Notice = Notice{Err: err}
			f.stage.Refresh()
			return
		}
		f.ask(Shown)
		f.Notice = Notice{Key: exchange.Written(p), Rows: n, File: name, Place: p}
		f.stage.Refresh()
	})
}

// table is the rows that are shown, under the heads of their columns.
func (f *Flow[T]) table() tables.Table {
	heads := make([]string, len(f.Columns))
	for i, c := range f.Columns {
		heads[i] = f.stage.Lang().Say(c.Key)
	}
	rows := make([][]any, len(f.rows))
	for i, r := range f.rows {
		rows[i] = make([]any, len(f.Columns))
		for n, c := range f.Columns {
			if rows[i][n] = r.cells[n]; c.Value != nil {
				rows[i][n] = c.Value(r.of)
			}
		}
	}
	return tables.Listed(heads, rows)
}
