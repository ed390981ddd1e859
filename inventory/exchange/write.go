package exchange

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"
	"time"

	"redwrench/inventory"
)

// Write writes the whole table and says how many rows it has under the header.
// tally counts them. XLSX has room for about a million: else
// inventory.ErrTooManyRows.
func (t Table) Write(ctx context.Context, d *inventory.Desk, to io.Writer, f Format, tally *inventory.Tally) (int, error) {
	tally.Begin(0)
	counted := Table{t.Columns, func(ctx context.Context, d *inventory.Desk, row func(...any) error) error {
		return t.rows(ctx, d, func(cells ...any) error {
			tally.Step()
			return row(cells...)
		})
	}}
	switch f {
	case JSON:
		return counted.json(ctx, d, to)
	case XLSX:
		return counted.xlsx(ctx, d, to)
	}
	return counted.csv(ctx, d, to)
}

// byteOrderMark makes Excel read a CSV file as UTF-8: without it a Chinese
// Windows takes it for GBK. Other programs skip it.
const byteOrderMark = "\ufeff"

// csv writes the table for a spreadsheet: UTF-8 with a byte order mark, a header,
// times as the shop's wall clock shows them. Cells that a spreadsheet would take
// for a formula begin with an apostrophe.
func (t Table) csv(ctx context.Context, d *inventory.Desk, to io.Writer) (n int, err error) {
	if _, err := io.WriteString(to, byteOrderMark); err != nil {
		return 0, err
	}
	w := csv.NewWriter(to)
	w.UseCRLF = true // RFC 4180
	if err := w.Write(t.Columns); err != nil {
		return 0, err
	}
	fields := make([]string, len(t.Columns))
	err = t.rows(ctx, d, func(cells ...any) error {
		for i, c := range cells {
			fields[i] = cell(c)
		}
		n++
		return w.Write(fields)
	})
	w.Flush()
	if err == nil {
		err = w.Error()
	}
	return n, err
}

// writeLines writes lines for a spreadsheet as exports are written: UTF-8 with a
// byte order mark, no cell a formula.
func writeLines(to io.Writer, lines [][]string) error {
	if _, err := io.WriteString(to, byteOrderMark); err != nil {
		return err
	}
	w := csv.NewWriter(to)
	w.UseCRLF = true // RFC 4180
	for _, line := range lines {
		fields := make([]string, len(line))
		for i, c := range line {
			fields[i] = defused(c)
		}
		if err := w.Write(fields); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

// cell is a value as a spreadsheet shows it.
func cell(v any) string {
	switch v := v.(type) {
	case string:
		return defused(v)
	case int:
		return strconv.Itoa(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case bool:
		if v {
			return "yes"
		}
		return ""
	case time.Time:
		if !v.IsZero() {
			return v.Format(time.DateTime)
		}
	}
	return ""
}

// json writes the table as an array of objects, one a line, the code first.
// Times are RFC 3339; what is not known is null.
func (t Table) json(ctx context.Context, d *inventory.Desk, to io.Writer) (n int, err error) {
	names := make([][]byte, len(t.Columns))
	for i, c := range t.Columns {
		names[i], _ = json.Marshal(c) // a constant
	}
	var line []byte
	err = t.rows(ctx, d, func(cells ...any) error {
		line = append(line[:0], ",\n{"...)
		if n == 0 {
			line = append(line[:0], "[\n{"...)
		}
		for i, c := range cells {
			if i > 0 {
				line = append(line, ", "...)
			}
			line = append(append(line, names[i]...), ": "...)
			if line, err = appendJSON(line, c); err != nil {
				return err
			}
		}
		n++
		_, err := to.Write(append(line, '}'))
		return err
	})
	if err != nil {
		return n, err
	}
	closing := "\n]\n"
	if n == 0 {
		closing = "[]\n"
	}
	_, err = io.WriteString(to, closing)
	return n, err
}

func appendJSON(line []byte, v any) ([]byte, error) {
	if t, ok := v.(time.Time); ok {
		if t.IsZero() {
			return append(line, "null"...), nil
		}
		v = t.Format(time.RFC3339)
	}
	raw, err := json.Marshal(v)
	return append(line, raw...), err
}
