package inventory_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/people"
)

// toolRow is a row of a sound tool, as the second of its table.
func toolRow(row int, change func(*inventory.Tool)) inventory.ToolRow {
	t := inventory.Tool{Name: inventory.Name{Zh: "示例工具"}, Category: "手动工具"}
	if change != nil {
		change(&t)
	}
	return inventory.ToolRow{Row: row, Tool: t}
}

func (s *shop) importTools(rows ...inventory.ToolRow) (inventory.Findings, error) {
	return s.ImportTools(context.Background(), rows, "csv", s.boss, nil)
}

func (s *shop) residentRow(row, n int, change func(*inventory.Resident)) inventory.ResidentRow {
	r := inventory.Resident{Person: s.person(n), Lang: "bo"}
	r.Person.Consent = people.Consent{Version: "纸质-2026", At: s.now.AddDate(0, 0, -3)}
	if change != nil {
		change(&r)
	}
	return inventory.ResidentRow{Row: row, Resident: r}
}

func (s *shop) importResidents(rows ...inventory.ResidentRow) (inventory.Findings, error) {
	return s.ImportResidents(context.Background(), rows, "xlsx", s.boss, nil)
}

// finds is the refusal with exactly these problems.
func finds(want ...inventory.Problem) func(error) bool {
	return func(err error) bool {
		var not *inventory.NotImported
		if !errors.As(err, &not) || not.Findings.Bad != len(want) {
			return false
		}
		for i, p := range not.Findings.Problems {
			if p.Row != want[i].Row || p.Field != want[i].Field || fmt.Sprint(p.Err) != fmt.Sprint(want[i].Err) {
				return false
			}
		}
		return true
	}
}

func TestAToolKeepsItsNumberWhereThatIsFree(t *testing.T) {
	s := newShop(t)
	f, err := s.importTools(
		toolRow(2, func(t *inventory.Tool) { t.ID = 40; t.Gear = []inventory.ToolID{3, saw} }),
		toolRow(3, func(t *inventory.Tool) { t.ID = 3; t.OldTag, t.Serial = "A-77", "SN 9" }), // the drill has it
		toolRow(4, nil),
		toolRow(5, func(t *inventory.Tool) { t.ID = 99_000_000 }), // would use up the numbers
	)
	if err != nil || f.Rows != 4 || f.Renumbered != 2 || f.Bad != 0 {
		t.Fatalf("%+v, %v", f, err)
	}
	for id, want := range map[inventory.ToolID]string{40: "", 41: "A-77", 42: "", 43: ""} {
		if item := s.item(id); item.Tool.OldTag != want || item.Status != inventory.OnShelf || item.Category.ID != "hand" || !item.Tool.Added.Equal(s.now) {
			t.Errorf("tool %d: %+v", id, item)
		}
	}
	if gear := s.item(40).Tool.Gear; len(gear) != 2 || gear[0] != 41 || gear[1] != saw {
		t.Errorf("gear %v: the table's own tools go before the shop's", gear)
	}
	s.wantAudit("import", s.boss, "tools", "csv", "4")
	if next := must(s.AddTool(context.Background(), inventory.Tool{Name: inventory.Name{Zh: "新"}, Category: "hand"}, s.boss)); next.ID != 44 {
		t.Errorf("the next tool is %d", next.ID)
	}
	page := must(s.Search(context.Background(), inventory.Query{Words: "a-77"}))
	if page.Total != 1 || page.Items[0].Tool.ID != 41 {
		t.Errorf("the old tag finds %+v", page)
	}
}

func TestATableOfToolsIsTakenInWholeOrNotAtAll(t *testing.T) {
	s := newShop(t)
	if _, err := s.importTools(toolRow(2, func(t *inventory.Tool) { t.OldTag = "A-1" })); err != nil {
		t.Fatal(err)
	}
	same := s.item(8).Tool
	for name, c := range map[string]struct {
		change func(*inventory.Tool)
		field  string
		err    error
	}{
		"no name":                      {func(t *inventory.Tool) { t.Name.Zh = "" }, "name_zh", inventory.ErrNoName},
		"no such category":             {func(t *inventory.Tool) { t.Category = "厨具" }, "category", inventory.ErrNoCategory},
		"a part without a name":        {func(t *inventory.Tool) { t.Parts = []inventory.Part{{Count: 1}} }, "parts", inventory.ErrNoPart},
		"lent for two years":           {func(t *inventory.Tool) { t.LoanDays = 730 }, "loan_days", inventory.ErrQuantity},
		"an old tag that is here":      {func(t *inventory.Tool) { t.OldTag = "A-1" }, "old_tag", inventory.ErrKnown},
		"the number of the row before": {func(t *inventory.Tool) { t.ID = 50 }, "code", &inventory.Repeated{Row: 2}},
		"bought tomorrow":              {func(t *inventory.Tool) { t.Origin.Date = s.now.AddDate(0, 0, 1) }, "since", inventory.ErrFuture},
		"a bell in the name":           {func(t *inventory.Tool) { t.Name.En = "a\ab" }, "name_en", inventory.ErrNote},
		"gear that is nowhere":         {func(t *inventory.Tool) { t.Gear = []inventory.ToolID{777} }, "gear", inventory.ErrNoTool},
		"the very tool of this shop":   {func(t *inventory.Tool) { *t = same; t.OldTag = "" }, "code", inventory.ErrKnown},
	} {
		rows := []inventory.ToolRow{toolRow(2, func(t *inventory.Tool) { t.ID = 50 }), toolRow(3, c.change), toolRow(4, nil)}
		want := finds(inventory.Problem{Row: 3, Field: c.field, Err: c.err})
		s.refuses(name, want, func() error { _, err := s.importTools(rows...); return err })
		look, err := s.LookAtTools(context.Background(), rows, nil)
		if err != nil || !want(&inventory.NotImported{Findings: look}) {
			t.Errorf("%s: the dry run says %+v, %v", name, look, err)
		}
	}
	s.refuses("nothing", is(inventory.ErrNothing), func() error { _, err := s.importTools(); return err })
	s.refuses("too much", is(inventory.ErrTooManyRows), func() error {
		_, err := s.importTools(make([]inventory.ToolRow, inventory.MaxImport+1)...)
		return err
	})
	s.refuses("by nobody", is(inventory.ErrNotManager), func() error {
		_, err := s.ImportTools(context.Background(), []inventory.ToolRow{toolRow(2, nil)}, "csv", 0, nil)
		return err
	})
}

// late is a context that ends while the deed goes on.
type late struct {
	context.Context
	left int
}

func (l *late) Err() error {
	if l.left--; l.left < 0 {
		return context.Canceled
	}
	return nil
}

func TestAnImportThatIsCancelledKeepsNothing(t *testing.T) {
	s := newShop(t)
	for _, left := range []int{0, 1, 5, 7} { // of 8 rows
		s.refuses(fmt.Sprint("cancelled after ", left), is(context.Canceled), func() error {
			var rows []inventory.ToolRow
			for n := range 8 {
				rows = append(rows, toolRow(n+2, nil))
			}
			_, err := s.ImportTools(&late{context.Background(), left}, rows, "csv", s.boss, nil)
			return err
		})
	}
	if next := must(s.AddTool(context.Background(), inventory.Tool{Name: inventory.Name{Zh: "新"}, Category: "hand"}, s.boss)); next.ID != saw+1 {
		t.Errorf("the next tool is %d: numbers were used up", next.ID)
	}
}

func TestAnImportCountsItsRows(t *testing.T) {
	s := newShop(t)
	var tally inventory.Tally
	rows := []inventory.ToolRow{toolRow(2, nil), toolRow(3, nil)}
	must(s.LookAtTools(context.Background(), rows, &tally))
	if done, all := tally.Read(); done != 2 || all != 2 {
		t.Errorf("looked at %d of %d", done, all)
	}
	must(s.ImportTools(context.Background(), rows, "csv", s.boss, &tally))
	if done, all := tally.Read(); done != 2 || all != 2 {
		t.Errorf("kept %d of %d", done, all)
	}
}

func TestResidentsComeWithTheConsentOfTheirPaper(t *testing.T) {
	s := newShop(t)
	signed := s.now.AddDate(0, 0, -3)
	f, err := s.importResidents(
		s.residentRow(2, 1, func(r *inventory.Resident) { r.ID, r.Verified, r.Note = 12, signed, "住院中" }),
		s.residentRow(3, 2, func(r *inventory.Resident) { r.Blocked, r.Lang = "晚还", "" }),
		inventory.ResidentRow{Row: 4, Resident: inventory.Resident{Guardian: 12, Since: signed, Person: people.Person{
			Name: "样本娃", Born: time.Date(2018, 3, 4, 0, 0, 0, 0, time.UTC), Consent: people.Consent{Version: "纸质-2026", At: signed},
		}}},
		inventory.ResidentRow{Row: 5, Resident: inventory.Resident{ID: 3, Since: signed, Erased: signed}},
	)
	if err != nil || f.Renumbered != 0 {
		t.Fatalf("%+v, %v", f, err)
	}
	ctx := context.Background()
	r := must(s.Reveal(ctx, 12, s.boss))
	if r.VerifiedBy != s.boss || r.Note != "住院中" || r.Person.Consent.Version != "纸质-2026" || !r.Person.Consent.At.Equal(signed) {
		t.Error("the record is not what the paper says")
	}
	if found := must(s.ByPhone(ctx, s.person(1).Phone, s.person(1).ID.LastFour())); found.ID != 12 {
		t.Errorf("the telephone finds %v", found)
	}
	if child := must(s.Reveal(ctx, 14, s.boss)); child.Guardian != 12 || child.Verified.IsZero() {
		t.Errorf("child of %d, verified %v", child.Guardian, child.Verified)
	}
	if _, err := s.ByCard(ctx, 3); !errors.Is(err, inventory.ErrNoResident) {
		t.Errorf("the erased one is found: %v", err)
	}
	if err := s.mayBorrow(12); !errors.Is(err, inventory.ErrNoConsent) {
		t.Errorf("borrows without the text in force: %v", err)
	}
	must(s.Agree(ctx, 12))
	if err := s.mayBorrow(12); err != nil {
		t.Errorf("after agreeing: %v", err)
	}
	if jobs := s.table("print"); len(jobs) != 0 {
		t.Errorf("%d papers are printed", len(jobs))
	}
}

func TestATableOfResidentsIsTakenInWholeOrNotAtAll(t *testing.T) {
	s := newShop(t)
	known := s.person(5)
	s.resident(5)
	guardian := s.resident(6)
	for name, c := range map[string]struct {
		change func(*inventory.Resident)
		field  string
		err    error
	}{
		"no name":               {func(r *inventory.Resident) { r.Person.Name = "12" }, "name", people.ErrName},
		"a landline":            {func(r *inventory.Resident) { r.Person.Phone = "08916321234" }, "phone", people.ErrPhone},
		"no room":               {func(r *inventory.Resident) { r.Person.Home.Room = "" }, "room", people.ErrHome},
		"a digit is wrong":      {func(r *inventory.Resident) { r.Person.Number = "549900195702020020" }, "document", &people.BadID{Fault: people.IDCheck, Place: 18}},
		"a child by itself":     {func(r *inventory.Resident) { r.Person.ID = people.Invented(s.now.AddDate(-9, 0, 0), 1) }, "born", inventory.ErrGuardian},
		"known here":            {func(r *inventory.Resident) { r.Person.ID = known.ID }, "document", inventory.ErrKnown},
		"twice in the table":    {func(r *inventory.Resident) { r.Person.ID = s.person(1).ID }, "document", &inventory.Repeated{Row: 2}},
		"no consent":            {func(r *inventory.Resident) { r.Person.Consent.Version = "" }, "consent", inventory.ErrNoConsent},
		"consent without a day": {func(r *inventory.Resident) { r.Person.Consent.At = time.Time{} }, "consent_at", inventory.ErrNoConsent},
		"consent of tomorrow":   {func(r *inventory.Resident) { r.Person.Consent.At = s.now.AddDate(0, 0, 1) }, "consent_at", inventory.ErrFuture},
		"consent taken back":    {func(r *inventory.Resident) { r.Withdrawn = s.now }, "withdrawn", inventory.ErrWithdrawn},
		"erased, with a name": {func(r *inventory.Resident) {
			*r = inventory.Resident{ID: 70, Erased: s.now, Person: people.Person{Name: "样本"}}
		}, "erased", inventory.ErrWithdrawn},
		"a guardian who is none": {func(r *inventory.Resident) { *r = s.wardRow(99) }, "guardian", inventory.ErrNoGuardian},
		"a guardian unverified":  {func(r *inventory.Resident) { *r = s.wardRow(60) }, "guardian", inventory.ErrNoGuardian},
		"a ward of fourteen": {func(r *inventory.Resident) {
			*r = s.wardRow(guardian)
			r.Person.Born = s.now.AddDate(-14, 0, 0)
		}, "born", inventory.ErrNoChild},
	} {
		rows := []inventory.ResidentRow{
			s.residentRow(2, 1, func(r *inventory.Resident) { r.ID = 60 }),
			s.residentRow(3, 2, c.change), s.residentRow(4, 3, nil),
		}
		s.refuses(name, finds(inventory.Problem{Row: 3, Field: c.field, Err: c.err}), func() error { _, err := s.importResidents(rows...); return err })
	}
	two := []inventory.ResidentRow{{Row: 2, Resident: s.wardRow(guardian)}, {Row: 3, Resident: s.wardRow(guardian)}}
	s.refuses("the same child twice", finds(inventory.Problem{Row: 3, Field: "name", Err: &inventory.Repeated{Row: 2}}),
		func() error { _, err := s.importResidents(two...); return err })
	if _, err := s.importResidents(two[0]); err != nil {
		t.Fatal(err)
	}
	s.refuses("a child that is here", finds(inventory.Problem{Row: 2, Field: "name", Err: inventory.ErrKnown}),
		func() error { _, err := s.importResidents(two[0]); return err })
	bad := s.residentRow(2, 4, func(r *inventory.Resident) { r.Person.Name, r.Person.Phone = "", "1" })
	s.refuses("two faults in a row", finds(inventory.Problem{Row: 2, Field: "name", Err: people.ErrName}, inventory.Problem{Row: 2, Field: "phone", Err: people.ErrPhone}),
		func() error { _, err := s.importResidents(bad); return err })
}

// wardRow is a child under a guardian.
func (s *shop) wardRow(guardian inventory.ResidentID) inventory.Resident {
	return inventory.Resident{Guardian: guardian, Person: people.Person{
		Name: "样本娃", Born: time.Date(2018, 3, 4, 0, 0, 0, 0, time.UTC), Consent: people.Consent{Version: "纸质-2026", At: s.now.AddDate(0, 0, -1)},
	}}
}
