package exchange

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"time"

	"redwrench/inventory"
)

// Sheet is a table that was read, not yet taken in.
type Sheet struct {
	What      What
	Format    Format
	Shape     Shape
	Rows      int      // with something in them, under the header
	LeftOut   int      // rows that are no record: an example, what was sold or archived
	Unread    []string // columns that are not taken in, as the file names them
	Tools     []inventory.ToolRow
	Residents []inventory.ResidentRow

	said     map[string]string // column -> what the file calls it
	findings inventory.Findings
}

// Column is what the file calls a column.
func (s *Sheet) Column(field string) string {
	if said, there := s.said[field]; there {
		return said
	}
	return field
}

// Read reads a table of size bytes. Days and times without a zone are the
// shop's. t counts the rows. What is wrong with a cell is found by Look and
// Import; refusals are of the whole file: ErrEmpty, ErrBig, ErrNotTable,
// ErrOldExcel, ErrBroken, ErrEncoding, ErrColumns, ErrHeader, ErrNoStock,
// *NoColumn, *TwoColumns, *BadQuotes, inventory.ErrTooManyRows, or ctx's error.
func Read(ctx context.Context, r io.ReaderAt, size int64, what What, zone *time.Location, t *inventory.Tally) (*Sheet, error) {
	s := &Sheet{What: what}
	from, days, err := s.open(r, size, zone)
	if err != nil {
		return nil, err
	}
	t.Begin(0)
	h, err := s.header(from)
	if err != nil {
		return nil, err
	}
	rec := record{header: h, zone: zone, days: days, findings: &s.findings}
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		rec.cells, rec.row, err = from.next()
		switch {
		case errors.Is(err, io.EOF) && s.Rows == 0:
			return nil, ErrEmpty
		case errors.Is(err, io.EOF):
			return s, nil
		case err != nil:
			return nil, err
		case blank(rec.cells):
			continue
		}
		if s.Rows++; s.Rows > inventory.MaxImport {
			return nil, inventory.ErrTooManyRows
		}
		if len(rec.cells) > h.cells && !blank(rec.cells[h.cells:]) {
			rec.fail("", ErrBeyond)
		}
		s.take(&rec)
		if len(s.Tools) > inventory.MaxImport { // some rows stand for many
			return nil, inventory.ErrTooManyRows
		}
		t.Step()
	}
}

// open says what kind of file it is and begins to read it.
func (s *Sheet) open(r io.ReaderAt, size int64, zone *time.Location) (rows, func(float64) time.Time, error) {
	if size > maxFile {
		return nil, nil, ErrBig
	}
	var magic [8]byte
	n, err := r.ReadAt(magic[:min(size, 8)], 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, nil, err
	}
	switch begin := magic[:n]; {
	case len(begin) == 0:
		return nil, nil, ErrEmpty
	case bytes.HasPrefix(begin, []byte("PK\x03\x04")):
		s.Format = XLSX
		x, err := newXLSX(r, size)
		if err != nil {
			return nil, nil, err
		}
		return x, daysFrom(zone, x.epoch04), nil
	case bytes.HasPrefix(begin, []byte("\xd0\xcf\x11\xe0")):
		return nil, nil, ErrOldExcel
	}
	s.Format = CSV
	c, err := newCSV(r, size)
	if err != nil {
		return nil, nil, err
	}
	return c, nil, nil
}

// header reads the first row with something in it.
func (s *Sheet) header(from rows) (header, error) {
	for {
		cells, _, err := from.next()
		switch {
		case errors.Is(err, io.EOF):
			return header{}, ErrEmpty
		case err != nil:
			return header{}, err
		case blank(cells):
			continue
		}
		s.Shape = shapeOf(cells)
		columns := columnsOf(s.What)
		if s.Shape != Own {
			if s.What == Residents {
				return header{}, ErrNoStock
			}
			columns = foreign[s.Shape]
		}
		h, err := readHeader(cells, columns)
		s.Unread, s.said = h.unread, h.said
		return h, err
	}
}

// take makes a record of a row.
func (s *Sheet) take(r *record) {
	switch {
	case s.What == Residents:
		if r.text("name") == exampleResident {
			s.LeftOut++
			return
		}
		s.Residents = append(s.Residents, inventory.ResidentRow{Row: r.row, Resident: resident(r)})
	case s.Shape == SnipeIT:
		s.Tools = append(s.Tools, inventory.ToolRow{Row: r.row, Tool: snipeIT(r)})
	case s.Shape == Homebox:
		tools := homebox(r)
		if len(tools) == 0 {
			s.LeftOut++
		}
		for _, t := range tools {
			s.Tools = append(s.Tools, inventory.ToolRow{Row: r.row, Tool: t})
		}
	default:
		if r.text("name_zh") == exampleTool {
			s.LeftOut++
			return
		}
		s.Tools = append(s.Tools, inventory.ToolRow{Row: r.row, Tool: tool(r)})
	}
}

func blank(cells []string) bool {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// Look says what Import would find, and changes nothing.
func (s *Sheet) Look(ctx context.Context, d *inventory.Desk, t *inventory.Tally) (inventory.Findings, error) {
	var f inventory.Findings
	var err error
	if s.What == Residents {
		f, err = d.LookAtResidents(ctx, s.Residents, t)
	} else {
		f, err = d.LookAtTools(ctx, s.Tools, t)
	}
	return s.with(f), err
}

// Import takes the whole table in, in one deed, or nothing. Refusals: those of
// Desk.ImportTools and Desk.ImportResidents; a cell that cannot be read is a
// problem of its row too.
func (s *Sheet) Import(ctx context.Context, d *inventory.Desk, who inventory.StaffID, t *inventory.Tally) (inventory.Findings, error) {
	if s.findings.Bad > 0 {
		f, err := s.Look(ctx, d, t)
		if err == nil {
			err = &inventory.NotImported{Findings: f}
		}
		return f, err
	}
	if s.What == Residents {
		return d.ImportResidents(ctx, s.Residents, string(s.Format), who, t)
	}
	return d.ImportTools(ctx, s.Tools, string(s.Format), who, t)
}

// with adds what was wrong with cells. Of a cell that could not be read nothing
// else is said.
func (s *Sheet) with(f inventory.Findings) inventory.Findings {
	type place struct {
		row   int
		field string
	}
	unread := map[place]bool{}
	for _, p := range s.findings.Problems {
		unread[place{p.Row, p.Field}] = true
	}
	all := inventory.Findings{Rows: f.Rows, Renumbered: f.Renumbered, Bad: s.findings.Bad, Problems: s.findings.Problems[:len(s.findings.Problems):len(s.findings.Problems)]}
	for _, p := range f.Problems {
		if !unread[place{p.Row, p.Field}] {
			all.Note(p)
		}
	}
	all.Bad += f.Bad - len(f.Problems)
	all.Sort()
	return all
}
