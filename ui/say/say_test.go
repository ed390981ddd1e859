package say

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/inventory/exchange"
	"redwrench/inventory/jobs"
)

var (
	lhasa = time.FixedZone("CST", 8*3600)
	now   = time.Date(2026, 11, 24, 10, 24, 0, 0, lhasa)
	day   = inventory.DayOf(now)
)

// withValues are the refusals with a value, each kind at least once.
var withValues = []error{
	&inventory.NotFree{Tool: 7, Status: inventory.Lent, Since: now, Due: now.AddDate(0, 0, 3)},
	&inventory.NotFree{Tool: 7, Status: inventory.Held, Until: now.AddDate(0, 0, 3)},
	&inventory.NotFree{Tool: 7, Status: inventory.Reserved},
	&inventory.NotFree{Tool: 7, Status: inventory.Reserved, From: day + 1},
	&inventory.NotFree{Tool: 7, Status: inventory.Retired},
	&inventory.NotFree{Tool: 7, Status: inventory.OffShelf, Reason: inventory.Repair},
	&inventory.NotFree{Tool: 7, Status: inventory.OffShelf, Reason: inventory.Incomplete},
	&inventory.NotFree{Tool: 7, Status: inventory.OffShelf, Reason: inventory.Cleaning},
	&inventory.NotFree{Tool: 7, Status: inventory.OffShelf, Reason: inventory.Inspection},
	&inventory.NotFree{Tool: 7, Status: inventory.OffShelf, Reason: inventory.Missing},
	&inventory.LimitReached{Have: 4, Want: 2, Max: 5},
	&inventory.LimitReached{Have: 1, Want: 1, Max: 1, Unverified: true},
	&inventory.OverdueElsewhere{Tool: 7, Days: 4},
	&inventory.TooYoung{Tool: 7, MinAge: 18},
	&inventory.Wait{Until: now.Add(30 * time.Second)},
	&inventory.StillHas{Loans: 2},
	&inventory.OutOfBounds{Name: "Limit", Least: 0, Most: 100},
	&inventory.ChangedMeanwhile{By: 2},
	&inventory.TooMany{Have: 5, Max: 5},
	&inventory.TooMany{Have: 2, Max: 2, Reservations: true},
	&inventory.DaysTaken{Tool: 7},
	&inventory.DaysTaken{Tool: 7, Free: []inventory.Day{day + 4, day + 5}},
	&inventory.DaysTaken{Tool: 7, Free: []inventory.Day{day + 4, day + 5, day + 6, day + 7}},
	&inventory.RenewedOut{},
	&inventory.RenewedOut{Times: 2},
	&inventory.NoLonger{From: day + 1},
	&inventory.NoLonger{From: day + 4, Reserved: true},
	&inventory.NotImported{Findings: inventory.Findings{Bad: 3}},
	&inventory.Repeated{Row: 7},
	&exchange.BadQuotes{Row: 7},
	&exchange.NoColumn{Name: "名称"},
	&exchange.TwoColumns{Name: "名称"},
	inventory.ErrTooManyRows,
	exchange.ErrColumns,
	&inventory.Overlap{Other: 12, Visit: jobs.Span{From: now, To: now.Add(time.Hour)}},
	&inventory.ToolsAlong{Tools: []inventory.ToolID{7}},
	&inventory.ToolsAlong{Tools: []inventory.ToolID{7, 8}},
}

func names(inventory.ToolID) inventory.Name { return inventory.Name{Zh: "老虎钳", En: "Pliers"} }

func TestEveryRefusalIsASentenceOfItsOwnInEveryLanguage(t *testing.T) {
	refusals := slices.Clone(withValues)
	keys := map[string]bool{} // two refusals may share their words on purpose
	for _, p := range slices.Concat(plain, ofJobs) {
		if !keys[p.key] {
			refusals = append(refusals, fmt.Errorf("at the desk: %w", p.err))
		}
		keys[p.key] = true
	}
	for _, p := range ofFiles {
		refusals = append(refusals, fmt.Errorf("at the desk: %w", p.err))
	}
	for _, l := range words.All {
		said := map[string]string{}
		for _, err := range refusals {
			s := Refusal(l, err, names, now)
			switch {
			case s == l.Say("refused.other"):
				t.Errorf("%s: %v: nobody found words for it", l, err)
			case strings.ContainsAny(s, "{}"), strings.Contains(s, "refused."), strings.Contains(s, "off."):
				t.Errorf("%s: %v: %q is not filled in", l, err, s)
			case said[s] != "":
				t.Errorf("%s: %v and %s are both said %q", l, err, said[s], s)
			}
			said[s] = err.Error()
		}
	}
}

// A new error of package inventory must not reach a resident as "that did not
// work": its source is read, and this package must name each.
func TestEveryExportedErrorOfInventoryHasASentence(t *testing.T) {
	tried := map[string]bool{}
	for _, err := range withValues {
		tried[strings.TrimPrefix(fmt.Sprintf("%T", err), "*inventory.")] = true
	}
	known := 0
	for pkg, dir := range map[string]string{"inventory": "../../inventory", "jobs": "../../inventory/jobs"} {
		named := namedHere(t, pkg)
		for name := range exportedErrors(t, dir) {
			known++
			if !named[name] {
				t.Errorf("%s.%s has no sentence: give it a key in this package and words in refused.txt", pkg, name)
			}
			if !strings.HasPrefix(name, "Err") && !tried[name] {
				t.Errorf("%s.%s carries a value and is not tried in this test", pkg, name)
			}
		}
	}
	if known < 70 {
		t.Errorf("found only %d errors: is the source where it was?", known)
	}
}

// exportedErrors are the exported sentinels (Err…) and the exported types with
// a method Error in a package's source.
func exportedErrors(t *testing.T, dir string) map[string]bool {
	found := map[string]bool{}
	for _, f := range sources(t, dir) {
		for _, decl := range f.Decls {
			switch d := decl.(type) {
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					if v, ok := spec.(*ast.ValueSpec); ok && d.Tok == token.VAR {
						for _, n := range v.Names {
							if strings.HasPrefix(n.Name, "Err") {
								found[n.Name] = true
							}
						}
					}
				}
			case *ast.FuncDecl:
				if d.Recv == nil || d.Name.Name != "Error" {
					continue
				}
				of := d.Recv.List[0].Type
				if star, ok := of.(*ast.StarExpr); ok {
					of = star.X
				}
				if id, ok := of.(*ast.Ident); ok && id.IsExported() {
					found[id.Name] = true
				}
			}
		}
	}
	return found
}

// namedHere are the names of a package that this package's source speaks of.
func namedHere(t *testing.T, pkg string) map[string]bool {
	named := map[string]bool{}
	for _, f := range sources(t, ".") {
		ast.Inspect(f, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				if id, ok := s.X.(*ast.Ident); ok && id.Name == pkg {
					named[s.Sel.Name] = true
				}
			}
			return true
		})
	}
	return named
}

func sources(t *testing.T, dir string) []*ast.File {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(paths) == 0 {
		t.Fatal(dir, err)
	}
	var files []*ast.File
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	return files
}

func TestWhatNobodyForesawIsSaidKindly(t *testing.T) {
	if got := Refusal(words.English, errors.New("a bug"), nil, now); !strings.Contains(got, "nothing was changed") {
		t.Errorf("%q", got)
	}
}

func TestARefusalNamesTheNextFreeDays(t *testing.T) {
	free := []inventory.Day{day + 1, day + 4, day + 5, day + 6}
	for _, c := range []struct {
		free []inventory.Day
		zh   string
	}{
		{free[:1], "还空着的日子:明天。"},
		{free[:2], "还空着的日子:明天、11月28日(周六)。"},
		{free, "还空着的日子:明天、11月28日(周六)、11月29日(周日)等。"},
		{nil, "近期的日子都约满了"},
	} {
		if got := Refusal(words.Chinese, &inventory.DaysTaken{Free: c.free}, nil, now); !strings.Contains(got, c.zh) {
			t.Errorf("%d free days: %q, want %q", len(c.free), got, c.zh)
		}
	}
}

func TestADueDateThatMovedSaysWhy(t *testing.T) {
	s := inventory.Defaults()
	s.Holidays = []inventory.Holiday{{Name: inventory.Name{Zh: "洛萨", En: "Losar"}, From: day + 3, To: day + 5}}
	was := now.AddDate(0, 0, 3)
	for _, c := range []struct {
		what string
		why  inventory.DueWhy
		was  time.Time
		from inventory.Day
		en   string
	}{
		{"a plain one says nothing", inventory.DuePlain, time.Time{}, 0, ""},
		{"a festival by its name", inventory.DueClosed, was, 0, "Fri 27 Nov is Losar"},
		{"a closed day", inventory.DueClosed, now.AddDate(0, 0, 8), 0, "the shop is closed on Wed 2 Dec"},
		{"a reservation from a day", inventory.DueReserved, was, day + 2, "reserved from Thu 26 Nov"},
		{"a reservation known only to be there", inventory.DueReserved, was, 0, "earlier than usual (Fri 27 Nov)"},
		{"the staff", inventory.DueExtended, was, 0, "the staff gave you more time"},
	} {
		got := Due(words.English, c.why, c.was, c.from, s, now)
		if !strings.Contains(got, c.en) || (c.en == "") != (got == "") {
			t.Errorf("%s: %q, want %q", c.what, got, c.en)
		}
	}
}

func TestWhyALoanIsNotRenewedFitsBesideIt(t *testing.T) {
	for _, c := range []struct {
		err error
		zh  string
	}{
		{inventory.ErrOverdue, "已超期,不能续"},
		{inventory.ErrSomebodyWaits, "有人在等,不能续"},
		{&inventory.RenewedOut{Times: 2}, "已续 2 次,不能再续"},
		{&inventory.RenewedOut{}, "不办续借"},
		{&inventory.NoLonger{From: day + 1}, "明天起可以续"},
		{&inventory.NoLonger{From: day + 4, Reserved: true}, "11月28日(周六)起有人约了,不能续"},
		{inventory.ErrBlocked, "要续借请找工作人员"},
	} {
		if got := NoRenewal(words.Chinese, c.err, now); got != c.zh {
			t.Errorf("%v: %q, want %q", c.err, got, c.zh)
		}
	}
}

func TestLateReturnsAreANumberWithItsShareBehindIt(t *testing.T) {
	for _, c := range []struct {
		n       inventory.Numbers
		zh, oth string
	}{
		{inventory.Numbers{}, "0", "0"},
		{inventory.Numbers{Returns: 40}, "0(0%)", "0 (0%)"},
		{inventory.Numbers{Returns: 40, Late: 3}, "3(7.5%)", "3 (7.5%)"},
	} {
		for l, want := range map[words.Lang]string{words.Chinese: c.zh, words.English: c.oth} {
			if got := FigureValue(l, inventory.FigureLate, c.n); got != want {
				t.Errorf("%s: %q, want %q", l, got, want)
			}
		}
	}
}

func TestAnAddressHasItsStreetAndOthersSeeTheStreetAlone(t *testing.T) {
	p := jobs.Place{Street: "示例街", Building: "3", Room: "12"}
	if got := Address(words.Chinese, p); got != "示例街 3栋 12室" {
		t.Errorf("on a sheet: %q", got)
	}
	if got := Street(words.Chinese, p.Street); got != "示例街" {
		t.Errorf("in a list: %q", got)
	}
	if got := Street(words.English, ""); got != "this neighbourhood" {
		t.Errorf("without a street: %q", got)
	}
}

func TestAReasonOfABlockIsSaidInEachLanguage(t *testing.T) {
	for n := range BlockReasons {
		key := BlockReasonKey(n)
		if !words.Known(key) {
			t.Fatalf("%s has no words", key)
		}
		kept := words.Chinese.Say(key)
		for _, l := range words.All {
			if got := BlockReason(l, kept); got != l.Say(key) {
				t.Errorf("%s: %q is said as %q", l, kept, got)
			}
		}
	}
	if got := BlockReason(words.English, "借给了别人"); got != "借给了别人" {
		t.Errorf("a reason of an older shop is said as %q", got)
	}
}

func TestAReportForASpreadsheetHasNumbersThatSayTheSameAsTheScreen(t *testing.T) {
	half := inventory.PeriodOf(inventory.DayOf(time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)), 6)
	is := inventory.Numbers{
		Loans: 412, Returns: 398, Late: 29, Borrowers: 187, Length: 83 * time.Hour, Tools: 86, Bought: 61, Donated: 25, Gifts: 3, Given: 135_050, Activities: 7, Came: 412,
		Jobs: inventory.JobNumbers{Done: 57, Hours: map[inventory.StaffID]jobs.HalfHours{1: 183}, Visited: 46, FirstVisit: 34 * time.Hour, Stars: [6]int{50, 0, 0, 0, 3, 4}, Discount: 123_450},
	}
	r := inventory.Report{Period: half, Before: half.Before(), Is: is}
	lines := map[string]ReportLine{}
	for _, x := range ReportLines(words.English, r) {
		lines[x.Name] = x
	}
	for _, f := range inventory.Figures() {
		x := lines[Figure(words.English, f)]
		_, whole := x.Value.(int)
		_, part := x.Value.(float64)
		if !whole && !part {
			t.Errorf("%s is no number: %v", x.Name, x.Value)
		}
		shown, _, _ := strings.Cut(FigureValue(words.English, f, is), " ")
		if got, err := strconv.ParseFloat(NumberText(x.Value), 64); err != nil || must(strconv.ParseFloat(shown, 64)) != got {
			t.Errorf("%s: %s in the table, %s on the screen", x.Name, NumberText(x.Value), shown)
		}
	}
	for name, want := range map[string]any{
		"loans": 412, "returned late %": 7.3, "days lent (median)": 3.5, "money given (yuan)": 1350.5, "volunteer hours": 91.5, "activities held · people who came": 412,
	} {
		if x := lines[name]; x.Value != want {
			t.Errorf("%s: %v, want %v", name, x.Value, want)
		}
	}
	if x := lines["days lent (median)"]; x.Before != "–" {
		t.Errorf("the median of nothing: %v", x.Before)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
