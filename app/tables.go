package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"
	"strings"
	"time"

	"redwrench/inventory"
)

// exportPage is how many records one transaction reads.
const exportPage = 1000

// exportTable is a kind of records as rows. The first column is always the code
// (for the audit its number), which the deeds' acknowledgements name too.
type exportTable struct {
	columns []string
	rows    func(ctx context.Context, d *inventory.Desk, row func(...any) error) error
}

// exportTables are what --what chooses from.
var exportTables = map[string]exportTable{
	"tools": table([]string{"code", "name_zh", "name_bo", "name_en", "category", "shelf", "status", "loan", "due", "donated", "since", "price_fen", "donor", "retired"},
		(*inventory.Desk).ToolsAfter, toolRow),
	"loans": table([]string{"code", "slip", "tool", "resident", "out", "due", "back", "taken_by", "found"},
		(*inventory.Desk).LoansAfter, loanRow),
	"residents": table([]string{"code", "name", "phone", "language", "since", "verified", "blocked"},
		(*inventory.Desk).ResidentsAfter, residentRow),
	"services": table([]string{"code", "tool", "reason", "since", "until", "loan"},
		(*inventory.Desk).ServicesAfter, serviceRow),
	"audit": table([]string{"code", "at", "who", "deed", "subjects"},
		(*inventory.Desk).EntriesAfter, entryRow),
}

// residentsInFull is with everything the records hold of a person.
var residentsInFull = table([]string{"code", "name", "phone", "document", "building", "unit", "room", "language", "since", "verified", "blocked", "consent", "consent_at"},
	(*inventory.Desk).ResidentsAfter, fullResidentRow)

// table reads pages with after and makes a row of each record with of, which
// also gives back the record's number.
func table[T any, N ~uint32 | ~uint64](columns []string, after func(*inventory.Desk, context.Context, N, int) ([]T, error),
	of func(context.Context, *inventory.Desk, T) (N, []any, error),
) exportTable {
	return exportTable{columns, func(ctx context.Context, d *inventory.Desk, row func(...any) error) error {
		var last N
		for {
			page, err := after(d, ctx, last, exportPage)
			if err != nil {
				return err
			}
			for _, v := range page {
				n, cells, err := of(ctx, d, v)
				if err != nil {
					return err
				}
				if err := row(cells...); err != nil {
					return err
				}
				last = n
			}
			if len(page) < exportPage {
				return nil
			}
		}
	}}
}

func toolRow(ctx context.Context, d *inventory.Desk, t inventory.Tool) (inventory.ToolID, []any, error) {
	item, err := d.Item(ctx, t.ID)
	if err != nil {
		return t.ID, nil, err
	}
	loan, due := "", time.Time{}
	if item.Status == inventory.Lent {
		loan, due = item.Loan.Code().String(), item.Due
	}
	o := t.Origin
	return t.ID, []any{
		t.ID.Code().String(), t.Name.Zh, t.Name.Bo, t.Name.En, string(t.Category), t.Shelf, statusWord(item), loan, due,
		o.Donated, day(d.Local(o.Date)), o.PriceFen, o.Donor, local(d, t.Retired),
	}, nil
}

func loanRow(_ context.Context, d *inventory.Desk, l inventory.Loan) (inventory.LoanID, []any, error) {
	found := ""
	if !l.Open() {
		found = conditionWord(l.Found)
	}
	return l.ID, []any{
		l.ID.Code().String(), l.Slip.Code().String(), l.Tool.Code().String(), l.Borrower.Code().String(),
		local(d, l.Out), local(d, l.Due), local(d, l.Back), staffCode(l.TakenBy), found,
	}, nil
}

func residentRow(_ context.Context, d *inventory.Desk, r inventory.Resident) (inventory.ResidentID, []any, error) {
	return r.ID, []any{
		r.ID.Code().String(), r.Person.MaskedName(), r.Person.MaskedPhone(), string(r.Lang), local(d, r.Since), local(d, r.Verified), r.Blocked != "",
	}, nil
}

func fullResidentRow(_ context.Context, d *inventory.Desk, r inventory.Resident) (inventory.ResidentID, []any, error) {
	p := r.Person
	return r.ID, []any{
		r.ID.Code().String(), p.Name, p.Phone, string(p.ID), p.Home.Building, p.Home.Unit, p.Home.Room, string(r.Lang),
		local(d, r.Since), local(d, r.Verified), r.Blocked, p.Consent.Version, local(d, p.Consent.At),
	}, nil
}

func serviceRow(_ context.Context, d *inventory.Desk, s inventory.Service) (inventory.ServiceID, []any, error) {
	loan := ""
	if s.Loan > 0 {
		loan = s.Loan.Code().String()
	}
	return s.ID, []any{int(s.ID), s.Tool.Code().String(), reasonWord(s.Reason), local(d, s.Since), local(d, s.Until), loan}, nil
}

func entryRow(_ context.Context, d *inventory.Desk, e inventory.Entry) (uint64, []any, error) {
	return e.Seq, []any{int(e.Seq), local(d, e.At), staffCode(e.Who), e.Deed, strings.Join(e.Subjects, " ")}, nil
}

// local is t in the shop's zone; the zero time stays.
func local(d *inventory.Desk, t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return d.Local(t)
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// byteOrderMark makes Excel read a CSV file as UTF-8: without it a Chinese
// Windows takes it for GBK. Other programs skip it.
const byteOrderMark = "\ufeff"

// csv writes the table for a spreadsheet: UTF-8 with a byte order mark, a header,
// times as the shop's wall clock shows them. Cells that a spreadsheet would take
// for a formula begin with an apostrophe.
func (t exportTable) csv(ctx context.Context, d *inventory.Desk, to io.Writer) (n int, err error) {
	if _, err := io.WriteString(to, byteOrderMark); err != nil {
		return 0, err
	}
	w := csv.NewWriter(to)
	w.UseCRLF = true // RFC 4180
	if err := w.Write(t.columns); err != nil {
		return 0, err
	}
	fields := make([]string, len(t.columns))
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

// cell is a value as a spreadsheet shows it.
func cell(v any) string {
	switch v := v.(type) {
	case string:
		return defused(v)
	case int:
		return strconv.Itoa(v)
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

// defused is s as a cell that no spreadsheet runs as a formula (CSV injection).
func defused(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r\n", rune(s[0])) {
		return "'" + s
	}
	return s
}

// json writes the table as an array of objects, one a line, the code first.
// Times are RFC 3339; what is not known is null.
func (t exportTable) json(ctx context.Context, d *inventory.Desk, to io.Writer) (n int, err error) {
	names := make([][]byte, len(t.columns))
	for i, c := range t.columns {
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
