package exchange

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/inventory/people"
)

// pageSize is how many records one transaction reads.
const pageSize = 1000

// Table is a kind of records as rows. The first column is always the code (for
// the audit its number), which the deeds' acknowledgements name too.
type Table struct {
	Columns []string
	rows    func(ctx context.Context, d *inventory.Desk, row func(...any) error) error
}

// tables are all there are, by name.
var tables = map[string]Table{
	"tools": table([]string{
		"code", "name_zh", "name_bo", "name_en", "category", "shelf", "status", "loan", "due", "waiting", "donated", "since", "price_fen", "donor",
		"worn", "lacking", "inspected", "retired", "retired_why", "thanks", "icon", "parts", "parts_bo", "parts_en", "loan_days", "min_age",
		"inspect_days", "safety_zh", "safety_bo", "safety_en", "gear", "old_tag", "serial", "notes", "added",
	}, (*inventory.Desk).ToolsAfter, toolRow),
	"loans": table([]string{
		"code", "slip", "tool", "resident", "out", "due", "back", "taken_by", "found", "missing", "renewals", "lost", "settled", "undone", "hold", "reservation",
	}, (*inventory.Desk).LoansAfter, loanRow),
	"residents": table([]string{"code", "name", "phone", "language", "since", "verified", "blocked"},
		(*inventory.Desk).ResidentsAfter, residentRow),
	"holds": table([]string{"code", "tool", "resident", "placed", "ready", "until", "ended", "end", "loan"},
		(*inventory.Desk).HoldsAfter, holdRow),
	"reservations": table([]string{"code", "tool", "resident", "made", "from", "to", "ended", "end", "loan"},
		(*inventory.Desk).ReservationsAfter, reservationRow),
	"consumables": table([]string{"code", "name_zh", "name_bo", "name_en", "unit", "stock", "low"},
		(*inventory.Desk).ConsumablesAfter, consumableRow),
	"moves": table([]string{"code", "number", "at", "kind", "change", "loan", "by"},
		(*inventory.Desk).MovesAfter, moveRow),
	"services": table([]string{"code", "tool", "reason", "since", "until", "result", "lacking", "loan", "by", "ended_by"},
		(*inventory.Desk).ServicesAfter, serviceRow),
	"jobs":       table(jobColumns, (*inventory.Desk).JobsAfter, jobRow),
	"visits":     visits,
	"stocktakes": table(stocktakeColumns, (*inventory.Desk).StocktakesAfter, stocktakeRow),
	"sightings":  table(sightingColumns, (*inventory.Desk).SightingsAfter, sightingRow),
	"donations":  table(donationColumns, (*inventory.Desk).DonationsAfter, donationRow(people.MaskName)),
	"activities": table(activityColumns, (*inventory.Desk).ActivitiesAfter, activityRow),
	"audit":      table(auditColumns, (*inventory.Desk).EntriesAfter, entryRow),
}

// inFull are the tables that show of people no more than a mask, by name, with
// everything the records hold of them.
var inFull = map[string]Table{
	"residents": table([]string{
		"code", "name", "phone", "document", "building", "unit", "room", "language", "since", "verified", "blocked", "consent", "consent_at",
		"document_kind", "born", "guardian", "blocked_until", "note", "withdrawn", "erased",
	}, (*inventory.Desk).ResidentsAfter, fullResidentRow),
	"donations": table(donationColumns, (*inventory.Desk).DonationsAfter, donationRow(func(name string) string { return name })),
}

var auditColumns = []string{"code", "at", "who", "deed", "subjects"}

// AuditOf are the lines of the audit that pass, the newest first.
func AuditOf(f inventory.DeedFilter) Table {
	return Table{auditColumns, func(ctx context.Context, d *inventory.Desk, row func(...any) error) error {
		for before := uint64(0); ; {
			list, next, err := d.Audit(ctx, f, before, pageSize, nil)
			if err != nil {
				return err
			}
			for _, e := range list {
				_, cells, err := entryRow(ctx, d, e)
				if err == nil {
					err = row(cells...)
				}
				if err != nil {
					return err
				}
			}
			if before = next; next == 0 {
				return nil
			}
		}
	}}
}

// Names are the tables' names, in order.
func Names() []string { return slices.Sorted(maps.Keys(tables)) }

// Find is the table of a name; there is none of another.
func Find(name string) (Table, bool) {
	t, there := tables[name]
	return t, there
}

// InFull is the table of a name with everything the records hold of people; there
// is none of a table that shows it all anyway, or nobody. Whoever writes it has a
// manager's PIN, and Desk.NoteExport on disk. Of donors the records hold no more
// than they agreed to be called.
func InFull(name string) (Table, bool) {
	t, there := inFull[name]
	return t, there
}

// Listed is a table of rows that are known already: of strings, ints, float64s,
// bools and times in the shop's zone, as many as there are columns.
func Listed(columns []string, rows [][]any) Table {
	return Table{columns, func(ctx context.Context, _ *inventory.Desk, row func(...any) error) error {
		for _, cells := range rows {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := row(cells...); err != nil {
				return err
			}
		}
		return nil
	}}
}

// table reads pages with after and makes a row of each record with of, which
// also gives back the record's number.
func table[T any, N ~uint32 | ~uint64](columns []string, after func(*inventory.Desk, context.Context, N, int) ([]T, error),
	of func(context.Context, *inventory.Desk, T) (N, []any, error),
) Table {
	return Table{columns, func(ctx context.Context, d *inventory.Desk, row func(...any) error) error {
		var last N
		for {
			page, err := after(d, ctx, last, pageSize)
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
			if len(page) < pageSize {
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
		t.ID.Code().String(), t.Name.Zh, t.Name.Bo, t.Name.En, string(t.Category), t.Shelf, statusWord(item), loan, due, item.Waiting,
		o.Donated, day(local(d, o.Date)), o.PriceFen, o.Donor, t.Worn, joinParts(t.Lacking), local(d, t.Inspected), local(d, t.Retired), retireWord(t.RetiredWhy),
		o.Thanks, t.Icon, joinParts(t.Parts), joinNames(t.Parts, tibetan), joinNames(t.Parts, english), t.LoanDays, t.MinAge,
		t.InspectDays, t.Safety.Zh, t.Safety.Bo, t.Safety.En, codes(t.Gear, "; "), t.OldTag, t.Serial, t.Notes, local(d, t.Added),
	}, nil
}

func tibetan(n inventory.Name) string { return n.Bo }

func english(n inventory.Name) string { return n.En }

func loanRow(_ context.Context, d *inventory.Desk, l inventory.Loan) (inventory.LoanID, []any, error) {
	found := ""
	if !l.Open() && l.Lost.IsZero() && l.Undone == 0 {
		found = conditionWord(l.Found)
	}
	return l.ID, []any{
		l.ID.Code().String(), l.Slip.Code().String(), l.Tool.Code().String(), coded(l.Borrower),
		local(d, l.Out), local(d, l.Due), local(d, l.Back), staffCode(l.TakenBy), found, joinParts(l.Missing), l.Renewed(),
		local(d, l.Lost), local(d, l.Settled), l.Undone != 0, coded(l.Hold), codes(l.Collects, " "),
	}, nil
}

func holdRow(_ context.Context, d *inventory.Desk, h inventory.Hold) (inventory.HoldID, []any, error) {
	return h.ID, []any{
		h.ID.Code().String(), h.Tool.Code().String(), coded(h.Resident), local(d, h.Placed), local(d, h.Ready), local(d, h.Until),
		local(d, h.Ended), endWord(h.End), coded(h.Loan),
	}, nil
}

func reservationRow(_ context.Context, d *inventory.Desk, r inventory.Reservation) (inventory.ReservationID, []any, error) {
	return r.ID, []any{
		r.ID.Code().String(), r.Tool.Code().String(), coded(r.Resident), local(d, r.Made), r.From.String(), r.To.String(),
		local(d, r.Ended), endWord(r.End), coded(r.Loan),
	}, nil
}

func consumableRow(_ context.Context, _ *inventory.Desk, c inventory.Consumable) (inventory.ConsumableID, []any, error) {
	return c.ID, []any{c.ID.Code().String(), c.Name.Zh, c.Name.Bo, c.Name.En, c.Unit.Zh, c.Stock, c.Low}, nil
}

func moveRow(_ context.Context, d *inventory.Desk, m inventory.Move) (uint64, []any, error) {
	return m.Place(), []any{m.Consumable.Code().String(), int(m.Seq), local(d, m.At), moveWord(m.Kind), m.Change, coded(m.Loan), staffCode(m.By)}, nil
}

func residentRow(_ context.Context, d *inventory.Desk, r inventory.Resident) (inventory.ResidentID, []any, error) {
	return r.ID, []any{
		r.ID.Code().String(), r.Person.MaskedName(), r.Person.MaskedPhone(), string(r.Lang), local(d, r.Since), local(d, r.Verified), r.Blocked != "",
	}, nil
}

func fullResidentRow(_ context.Context, d *inventory.Desk, r inventory.Resident) (inventory.ResidentID, []any, error) {
	p := r.Person
	return r.ID, []any{
		r.ID.Code().String(), p.Name, p.Phone, p.ID.Number, p.Home.Building, p.Home.Unit, p.Home.Room, string(r.Lang),
		local(d, r.Since), local(d, r.Verified), r.Blocked, p.Consent.Version, local(d, p.Consent.At),
		kindWord(r), day(p.Born), coded(r.Guardian), local(d, r.BlockedUntil), r.Note, local(d, r.Withdrawn), local(d, r.Erased),
	}, nil
}

func serviceRow(_ context.Context, d *inventory.Desk, s inventory.Service) (inventory.ServiceID, []any, error) {
	result := ""
	if !s.Until.IsZero() {
		result = resultWord(s.Result)
	}
	return s.ID, []any{
		int(s.ID), s.Tool.Code().String(), reasonWord(s.Reason), local(d, s.Since), local(d, s.Until), result, joinParts(s.Lacks), coded(s.Loan),
		staffCode(s.By), staffCode(s.Ended),
	}, nil
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

// codes are the codes of records.
func codes[N interface{ Code() code.Code }](ids []N, separator string) string {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = id.Code().String()
	}
	return strings.Join(words, separator)
}
