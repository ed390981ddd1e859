// Package stock reads the list a new shop starts with: tools and categories as
// two CSV files with a header line. It knows no store.
package stock

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/code"
)

// Read reads both lists. An error names the file, the line and the column: also
// where a number or an id is missing or given twice, a name is missing, or a
// tool's category is not in the other list. Columns it does not know are ignored.
func Read(tools, categories io.Reader) (inventory.Stock, error) {
	var s inventory.Stock
	used := map[inventory.ToolID]bool{}
	err := rows("categories", categories, func(r *row) {
		if r.text("id") == "" || slices.ContainsFunc(s.Categories, func(c inventory.Category) bool { return string(c.ID) == r.text("id") }) {
			r.fail("id")
		}
		if r.text("zh") == "" {
			r.fail("zh")
		}
		s.Categories = append(s.Categories, inventory.Category{
			ID:            inventory.CategoryID(r.text("id")),
			Name:          r.name(""),
			LoanDays:      r.number("loan_days"),
			MinAge:        r.number("min_age"),
			CleanOnReturn: r.yes("clean_on_return"),
			InspectDays:   r.number("inspect_days"),
			Icon:          r.text("icon"),
			Order:         len(s.Categories),
		})
	})
	if err != nil {
		return s, err
	}
	err = rows("tools", tools, func(r *row) {
		t := tool(r)
		known := slices.ContainsFunc(s.Categories, func(c inventory.Category) bool { return c.ID == t.Category })
		switch {
		case t.ID == 0 || t.ID > code.MaxNumber || used[t.ID]:
			r.fail("number") // none, too large for a tag, or given twice
		case t.Name.Zh == "":
			r.fail("zh")
		case !known:
			r.fail("category")
		}
		used[t.ID] = true
		s.Tools = append(s.Tools, t)
	})
	return s, err
}

func tool(r *row) inventory.Tool {
	t := inventory.Tool{
		ID:       inventory.ToolID(r.number("number")),
		Name:     r.name(""),
		Category: inventory.CategoryID(r.text("category")),
		Icon:     r.text("icon"),
		Parts:    r.parts(),
		Shelf:    r.text("shelf"),
		LoanDays: r.number("loan_days"),
		MinAge:   r.number("min_age"),
		Safety:   r.name("safety_"),
		Origin: inventory.Origin{
			Donated:  r.text("source") == "donated",
			Date:     r.day("source_date"),
			PriceFen: r.number("price_fen"),
			Donor:    r.text("donor"),
			Thanks:   r.yes("donor_thanks"),
		},
	}
	for _, n := range strings.FieldsFunc(r.text("gear"), func(c rune) bool { return c == ';' }) {
		id, err := strconv.ParseUint(strings.TrimSpace(n), 10, 32)
		if err != nil {
			r.fail("gear")
		}
		t.Gear = append(t.Gear, inventory.ToolID(id))
	}
	return t
}

// row is one line under its header. The first column that cannot be read is
// kept as err.
type row struct {
	columns map[string]int
	fields  []string
	err     error
}

func (r *row) fail(column string) {
	if r.err == nil {
		r.err = fmt.Errorf("column %s: %q", column, r.text(column))
	}
}

func (r *row) text(column string) string {
	i, ok := r.columns[column]
	if !ok {
		if r.err == nil {
			r.err = fmt.Errorf("column %s is missing", column)
		}
		return ""
	}
	return strings.TrimSpace(r.fields[i])
}

func (r *row) number(column string) int {
	s := r.text(column)
	if s == "" {
		return 0
	}
	n, err := strconv.ParseUint(s, 10, 31)
	if err != nil {
		r.fail(column)
	}
	return int(n)
}

func (r *row) yes(column string) bool { return r.text(column) == "yes" }

func (r *row) day(column string) time.Time {
	s := r.text(column)
	if s == "" {
		return time.Time{}
	}
	day, err := time.Parse(time.DateOnly, s)
	if err != nil {
		r.fail(column)
	}
	return day
}

func (r *row) name(prefix string) inventory.Name {
	return inventory.Name{Zh: r.text(prefix + "zh"), Bo: r.text(prefix + "bo"), En: r.text(prefix + "en")}
}

// parts reads "battery*1;bit*5" in the three languages side by side.
func (r *row) parts() []inventory.Part {
	if r.text("parts_zh") == "" {
		return nil
	}
	zh := strings.Split(r.text("parts_zh"), ";")
	bo := strings.Split(r.text("parts_bo"), ";")
	en := strings.Split(r.text("parts_en"), ";")
	if len(bo) != len(zh) || len(en) != len(zh) {
		r.fail("parts_zh")
		return nil
	}
	parts := make([]inventory.Part, len(zh))
	for i := range zh {
		name, count, _ := strings.Cut(zh[i], "*")
		n, err := strconv.Atoi(strings.TrimSpace(count))
		if err != nil || n < 1 {
			r.fail("parts_zh")
		}
		parts[i] = inventory.Part{Count: n, Name: inventory.Name{Zh: strings.TrimSpace(name), Bo: before(bo[i]), En: before(en[i])}}
	}
	return parts
}

func before(part string) string {
	name, _, _ := strings.Cut(part, "*")
	return strings.TrimSpace(name)
}

// rows reads a CSV file with a header and calls each for every line.
func rows(name string, from io.Reader, each func(*row)) error {
	lines, err := csv.NewReader(from).ReadAll()
	if err != nil {
		return fmt.Errorf("stock: %s: %w", name, err)
	}
	if len(lines) == 0 {
		return fmt.Errorf("stock: %s: no header", name)
	}
	columns := map[string]int{}
	for i, c := range lines[0] {
		columns[strings.TrimSpace(c)] = i
	}
	for i, fields := range lines[1:] {
		r := &row{columns: columns, fields: fields}
		each(r)
		if r.err != nil {
			return fmt.Errorf("stock: %s: line %d: %w", name, i+2, r.err)
		}
	}
	return nil
}
