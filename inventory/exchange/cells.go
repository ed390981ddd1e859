package exchange

import (
	"cmp"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"redwrench/inventory"
	"redwrench/inventory/code"
)

// record is a row under its header. What cannot be read of it becomes a problem.
type record struct {
	header   header
	cells    []string
	row      int
	zone     *time.Location
	days     func(serial float64) time.Time // nil: the file knows no dates, only text
	findings *inventory.Findings
}

func (r *record) fail(column string, err error) {
	r.findings.Note(inventory.Problem{Row: r.row, Field: column, Err: err})
}

// text is a cell, trimmed, as it was before it was kept from being a formula.
func (r *record) text(column string) string {
	at, there := r.header.place[column]
	if !there || at >= len(r.cells) {
		return ""
	}
	return fused(strings.TrimSpace(r.cells[at]))
}

// word is a cell to be compared: one width, one case.
func (r *record) word(column string) string {
	return strings.ToLower(strings.TrimSpace(norm.NFKC.String(r.text(column))))
}

// digits is a cell of digits, as text or as the number a spreadsheet made of it.
func (r *record) digits(column string) string {
	s := r.text(column)
	whole, rounded := wholeNumber(s)
	if rounded {
		r.fail(column, ErrRounded)
		return ""
	}
	return whole
}

// scientific is how spreadsheets write long numbers: always with a sign and two
// digits behind it. 1E1 may be a serial number.
var scientific = regexp.MustCompile(`^[0-9](\.[0-9]+)?[eE]\+[0-9]{2}$`)

// wholeNumber is s written out when a spreadsheet has it as 1.3812345678E+10;
// rounded says that digits are lost.
func wholeNumber(s string) (whole string, rounded bool) {
	if !scientific.MatchString(s) {
		return s, false
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f >= 1e15 || f != math.Trunc(f) {
		return "", true
	}
	return strconv.FormatFloat(f, 'f', 0, 64), false
}

// number is a count from 0 to most.
func (r *record) number(column string, most int) int {
	s := strings.TrimSuffix(r.word(column), ".0")
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > most {
		r.fail(column, ErrNumber)
		return 0
	}
	return n
}

// one is which of the words of a column a cell is; the first for none.
func one[T any](r *record, column string, none T, words map[string]T) T {
	w := r.word(column)
	if w == "" {
		return none
	}
	v, known := words[w]
	if !known {
		r.fail(column, ErrWord)
	}
	return v
}

var yesNo = map[string]bool{
	"yes": true, "y": true, "true": true, "1": true, "是": true, "有": true, "√": true,
	"no": false, "n": false, "false": false, "0": false, "否": false, "无": false,
}

// fen is an amount in yuan as fen, exactly.
func (r *record) fen(column string) int {
	s := r.word(column)
	if s == "" {
		return 0
	}
	fen, ok := money(s)
	if !ok {
		r.fail(column, ErrMoney)
	}
	return fen
}

var amount = regexp.MustCompile(`^(?:[¥￥$€]|rmb|cny|usd|eur)? ?([0-9]{1,12}|[0-9]{1,3}(?:,[0-9]{3}){1,3})(\.[0-9]+)? ?(?:元|yuan|rmb|cny|usd|eur)?$`)

// money reads "1,234.50" or "¥12". More than two decimals are none but zeros, or
// what a spreadsheet's arithmetic leaves behind.
func money(s string) (fen int, ok bool) {
	m := amount.FindStringSubmatch(s)
	if m == nil {
		return 0, false
	}
	yuan, err := strconv.Atoi(strings.ReplaceAll(m[1], ",", ""))
	if err != nil {
		return 0, false
	}
	decimals := strings.TrimRight(strings.TrimPrefix(m[2], "."), "0")
	if len(decimals) > 10 { // 12.300000000000001
		f, err := strconv.ParseFloat("0."+decimals, 64)
		hundredths := math.Round(f * 100)
		if err != nil || math.Abs(f*100-hundredths) > 1e-6 {
			return 0, false
		}
		return yuan*100 + int(hundredths), true
	}
	if len(decimals) > 2 {
		return 0, false
	}
	cents, err := strconv.Atoi((decimals + "00")[:2])
	return yuan*100 + cents, err == nil
}

// layouts are the ways a day, or a time of a day, is written.
var layouts = []string{
	time.DateOnly, "2006-1-2", "2006/1/2", "2006.1.2", "2006年1月2日", "20060102",
	time.DateTime, "2006-1-2 15:04", "2006/1/2 15:04", "2006/1/2 15:04:05", time.RFC3339, "2006-01-02T15:04:05",
}

// moment is a time in the shop's zone; the zero time for an empty cell.
func (r *record) moment(column string) time.Time {
	s := r.word(column)
	if s == "" || strings.HasPrefix(s, "0001-01-01") {
		return time.Time{}
	}
	s = strings.ToUpper(s)
	if f, err := strconv.ParseFloat(s, 64); err == nil && r.days != nil && f >= 1 && f < 100_000 {
		return r.days(f)
	}
	for _, l := range layouts {
		if t, err := time.ParseInLocation(l, s, r.zone); err == nil && t.Year() >= 1900 && t.Year() < 2200 {
			return t
		}
	}
	r.fail(column, ErrDate)
	return time.Time{}
}

// day is midnight UTC of a day; the zero time for an empty cell.
func (r *record) day(column string) time.Time {
	t := r.moment(column)
	if t.IsZero() {
		return t
	}
	y, m, d := t.In(r.zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// daysFrom are the days of a spreadsheet as the shop's wall clock shows them.
func daysFrom(zone *time.Location, from1904 bool) func(float64) time.Time {
	return func(serial float64) time.Time {
		epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
		if from1904 {
			epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
		}
		t := epoch.Add(time.Duration(math.Round(serial*24*3600)) * time.Second)
		return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, zone)
	}
}

// serial is t's wall clock as a spreadsheet counts days.
func serial(t time.Time) float64 {
	wall := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
	return wall.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24
}

// numberOf is the number of a code of the kind; 0 for an empty cell.
func numberOf[N ~uint32](r *record, column string, kind code.Kind) N {
	s := r.text(column)
	if s == "" {
		return 0
	}
	n, err := parseCode[N](s, kind)
	if err != nil {
		r.fail(column, err)
	}
	return n
}

// parseCode reads a code of the kind, or code.ErrForeign or code.ErrCheck.
func parseCode[N ~uint32](s string, kind code.Kind) (N, error) {
	c, err := code.Parse(s)
	switch {
	case err != nil:
		return 0, err
	case c.Kind != kind || c.Number == 0:
		return 0, code.ErrForeign
	}
	return N(c.Number), nil
}

// maxParts is how many kinds of parts one tool can have.
const maxParts = 100

// parts reads "battery*2; charger" with the same parts in other columns, in the
// same order.
func (r *record) parts(column, bo, en string) []inventory.Part {
	list := splitParts(r.text(column))
	names := [2][]string{splitParts(r.text(bo)), splitParts(r.text(en))}
	for k, column := range []string{bo, en} {
		if len(names[k]) > 0 && len(names[k]) != len(list) {
			r.fail(column, ErrParts)
			names[k] = nil
		}
	}
	if len(list) > maxParts {
		r.fail(column, ErrParts)
		return nil
	}
	var parts []inventory.Part
	for k, text := range list {
		name, count, ok := onePart(text)
		if !ok {
			r.fail(column, ErrParts)
			return nil
		}
		p := inventory.Part{Name: inventory.Name{Zh: name}, Count: count}
		if names[0] != nil {
			p.Name.Bo, _, _ = onePart(names[0][k])
		}
		if names[1] != nil {
			p.Name.En, _, _ = onePart(names[1][k])
		}
		parts = append(parts, p)
	}
	return parts
}

var counted = regexp.MustCompile(`(?s)^(.*?)(?:\s*[*×]|\s+[xX])\s*([0-9]{1,6})$`)

// onePart is the name and the count of "battery*2", "2 battery" or "battery".
func onePart(text string) (name string, count int, ok bool) {
	name, count = text, 1
	if m := counted.FindStringSubmatch(text); m != nil {
		name = m[1]
		count, _ = strconv.Atoi(m[2]) // six digits at most
	} else if before, after, found := strings.Cut(text, " "); found {
		if n, err := strconv.Atoi(before); err == nil && n > 0 && n < 1_000_000 {
			name, count = strings.TrimSpace(after), n
		}
	}
	name = strings.TrimSpace(name)
	return unescaped(name), count, name != "" && count > 0
}

// splitParts are the parts of a list; nil for an empty one. A backslash takes
// its meaning from what follows it.
func splitParts(list string) []string {
	if list == "" {
		return nil
	}
	var parts []string
	var part strings.Builder
	flush := func() {
		parts = append(parts, strings.TrimSpace(part.String()))
		part.Reset()
	}
	escaped := false
	for _, c := range list {
		switch {
		case escaped:
			escaped = false
		case c == '\\':
			escaped = true
		case c == ';', c == '；', c == '\n':
			flush()
			continue
		}
		_, _ = part.WriteRune(c)
	}
	flush()
	if parts[len(parts)-1] == "" && len(parts) > 1 {
		parts = parts[:len(parts)-1] // "battery;"
	}
	return parts
}

var unescaper = regexp.MustCompile(`(?s)\\(.)`)

func unescaped(s string) string { return unescaper.ReplaceAllString(s, "$1") }

// escaped is a name that splitParts and onePart give back as it is.
func escaped(name string) string {
	return escaper.Replace(name)
}

var escaper = strings.NewReplacer(`\`, `\\`, ";", `\;`, "；", `\；`, "\n", `\`+"\n")

// joinParts is a list of parts as parts reads it.
func joinParts(list []inventory.Part) string {
	all := make([]string, len(list))
	for k, p := range list {
		all[k] = escaped(p.Name.Zh) + "*" + strconv.Itoa(p.Count)
	}
	return strings.Join(all, "; ")
}

// joinNames are the names of parts in another language; empty when none has one.
func joinNames(list []inventory.Part, in func(inventory.Name) string) string {
	all := make([]string, len(list))
	any := ""
	for k, p := range list {
		all[k] = escaped(in(p.Name)) + "*" + strconv.Itoa(p.Count)
		any = cmp.Or(any, in(p.Name))
	}
	if any == "" {
		return ""
	}
	return strings.Join(all, "; ")
}

// formulas are what a spreadsheet takes for the beginning of a formula.
const formulas = "=+-@\t\r\n"

// defused is s as a cell that no spreadsheet runs as a formula (CSV injection);
// fused takes that back.
func defused(s string) string {
	if bare := strings.TrimLeft(s, "'"); bare != "" && strings.ContainsRune(formulas, rune(bare[0])) {
		return "'" + s
	}
	return s
}

func fused(s string) string {
	bare := strings.TrimLeft(s, "'")
	if bare != s && bare != "" && strings.ContainsRune(formulas, rune(bare[0])) {
		return s[1:]
	}
	return s
}
