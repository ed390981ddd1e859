package exchange

import (
	"context"
	"errors"
	"io"
	"os"
	"time"

	"github.com/xuri/excelize/v2"

	"redwrench/inventory"
)

// book is a new workbook of one sheet that is written row by row.
type book struct {
	file   *excelize.File
	stream *excelize.StreamWriter
	folder string // of what does not fit into memory; gone after close
	row    int
	bold   int // styles
	time   int
	text   int
	number int
}

const sheetName = "Sheet1" // as a new workbook has it

// newBook makes one with so many columns of text.
func newBook(columns int) (b *book, err error) {
	folder, err := os.MkdirTemp("", "redwrench-*")
	if err != nil {
		return nil, err
	}
	b = &book{folder: folder, file: excelize.NewFile(excelize.Options{TmpDir: folder})}
	defer func() {
		if err != nil {
			_ = b.close() // the first error says more
		}
	}()
	format, general := "yyyy-mm-dd hh:mm:ss", "General" // not the columns' format, which is text
	for _, s := range []struct {
		to    *int
		style excelize.Style
	}{
		{&b.bold, excelize.Style{Font: &excelize.Font{Bold: true}, NumFmt: 49}},
		{&b.time, excelize.Style{CustomNumFmt: &format}},
		{&b.text, excelize.Style{NumFmt: 49}}, // "@": digits stay as they are typed
		{&b.number, excelize.Style{CustomNumFmt: &general}},
	} {
		if *s.to, err = b.file.NewStyle(&s.style); err != nil {
			return nil, err
		}
	}
	if b.stream, err = b.file.NewStreamWriter(sheetName); err != nil {
		return nil, err
	}
	const width = 18
	if err = errors.Join(b.stream.SetColWidth(1, columns, width), b.stream.SetColStyle(1, columns, b.text)); err != nil {
		return nil, err
	}
	return b, b.stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}

// add writes a row. Strings are cells of text, never formulas; numbers are
// numbers.
func (b *book) add(style int, cells ...any) error {
	if b.row++; b.row > excelize.TotalRows {
		return inventory.ErrTooManyRows
	}
	values := make([]any, len(cells))
	for i, c := range cells {
		switch v := c.(type) {
		case time.Time:
			if !v.IsZero() {
				values[i] = excelize.Cell{StyleID: b.time, Value: serial(v)}
			}
		case string:
			if v != "" {
				values[i] = excelize.Cell{StyleID: style, Value: defused(v)}
			}
		case bool:
			if v {
				values[i] = "yes"
			}
		default:
			values[i] = excelize.Cell{StyleID: b.number, Value: v}
		}
	}
	at, err := excelize.CoordinatesToCellName(1, b.row)
	if err != nil {
		return err
	}
	return b.stream.SetRow(at, values)
}

// writeTo ends the workbook.
func (b *book) writeTo(to io.Writer) error {
	if err := b.stream.Flush(); err != nil {
		return err
	}
	return b.file.Write(to)
}

func (b *book) close() error { return errors.Join(b.file.Close(), os.RemoveAll(b.folder)) }

// xlsx writes the table as a workbook: a frozen header, times as a spreadsheet's
// own.
func (t Table) xlsx(ctx context.Context, d *inventory.Desk, to io.Writer) (n int, err error) {
	b, err := newBook(len(t.Columns))
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, b.close()) }()
	if err := b.add(b.bold, cellsOf(t.Columns)...); err != nil {
		return 0, err
	}
	err = t.rows(ctx, d, func(cells ...any) error {
		n++
		return b.add(b.text, cells...)
	})
	if err != nil {
		return n, err
	}
	return n, b.writeTo(to)
}

func cellsOf(list []string) []any {
	cells := make([]any, len(list))
	for i, s := range list {
		cells[i] = s
	}
	return cells
}
