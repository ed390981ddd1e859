package exchange

import (
	"context"
	"errors"
	"io"

	"redwrench/inventory"
	"redwrench/inventory/exchange"
)

// Export begins to write a table: which one?
func (f *Flow) Export() {
	f.Sheet, f.Volunteer, f.Deeds = nil, 0, nil
	f.ask(WhichTable)
}

// Template begins to write a table to fill in: of what?
func (f *Flow) Template() {
	f.Sheet, f.Table, f.Volunteer, f.Deeds = nil, "", 0, nil
	f.ask(WhichTemplate)
}

// Of takes the table to write, and asks for the kind of file.
func (f *Flow) Of(table string) {
	f.Table = table
	f.ask(WhichFormat)
}

// TemplateOf takes what the template is for, and asks where to. It is a workbook:
// that keeps digits as they are typed.
func (f *Flow) TemplateOf(what exchange.What) {
	f.What, f.Format = what, exchange.XLSX
	f.ask(WhichPlace)
	f.Seek()
}

// As takes the kind of file, and asks where to.
func (f *Flow) As(format exchange.Format) {
	f.Format = format
	f.ask(WhichPlace)
	f.Seek()
}

// To writes there; people in full need the manager's PIN first.
func (f *Flow) To(p Place) {
	if f.Step != WhichPlace || f.Working() {
		return
	}
	f.Place = p
	if _, full := inFull[f.Table]; full {
		f.ask(PIN)
		return
	}
	f.write(0)
}

// write writes the table, or the template. who is the manager who opened a
// table of people in full.
func (f *Flow) write(who inventory.StaffID) {
	place, name, table, format, what, rows := f.Place, f.fileName(), f.Table, f.Format, f.What, f.table()
	work(f, Writing, false, func(ctx context.Context, t *inventory.Tally) (n int, err error) {
		if full, there := inFull[table]; there {
			if err := f.desk.NoteExport(ctx, who, full); err != nil {
				return 0, err
			}
		}
		var failed error // of the records, not of the medium
		err = f.media.Write(place, name, func(w io.Writer) error {
			if table == "" {
				failed = exchange.WriteTemplate(w, what, format)
				return failed
			}
			n, failed = rows.Write(ctx, f.desk, w, format, t)
			return failed
		})
		if errors.Is(failed, context.Canceled) || errors.Is(failed, inventory.ErrTooManyRows) {
			return n, failed
		}
		return n, err
	}, func(n int, err error) {
		if err != nil {
			f.failed(WhichPlace, err)
			return
		}
		f.ask(Ways)
		f.Done = Done{Key: Written(place), Rows: n, File: name, Place: place}
	})
}

// Written is the key of the words that say that a file was written there, with
// the holes n, its rows, file and place.
func Written(p Place) string {
	if p.Name == "" {
		return "exchange.written.here"
	}
	return "exchange.written"
}

// table is the table that was chosen.
func (f *Flow) table() exchange.Table {
	switch {
	case inFull[f.Table] != "":
		t, _ := exchange.InFull(inFull[f.Table])
		return t
	case f.Volunteer != 0:
		return exchange.VisitsOf(f.Volunteer)
	case f.Deeds != nil:
		return exchange.AuditOf(*f.Deeds)
	}
	t, _ := exchange.Find(f.Table)
	return t
}
