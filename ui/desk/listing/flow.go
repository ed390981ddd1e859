// Package listing is a list of the desk: rows that are sorted by a tap on a
// column's head, looked through by typing, narrowed by chips, printed, and written
// to a stick. What the rows are is the place's that shows it. The flow knows no
// Fyne.
package listing

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"

	"redwrench/assets/words"
	"redwrench/inventory"
	tables "redwrench/inventory/exchange"
	"redwrench/ui/desk/exchange"
	"redwrench/ui/stage"
	"redwrench/ui/task"
	"redwrench/ui/typing"
)

// Mark is how a cell stands out. The zero Mark is plain text.
type Mark int

// The marks: pills.
const (
	Plain Mark = iota
	Good
	Warn
	Bad
)

// Column is a column of a list of rows of T.
type Column[T any] struct {
	Key   string  // of its head, in the words
	Share float32 // of the width, beside the other columns' shares
	Wide  bool    // left out where the window is narrow
	Text  func(words.Lang, T) string
	Mark  func(T) Mark     // nil: plain
	Order func(a, b T) int // nil: that of the texts
	Value func(T) any      // for other programs: a number or a time; nil: the text
}

// Chip narrows a list to the rows that it keeps.
type Chip[T any] struct {
	Key  string // of the words
	Keep func(T) bool
}

// Spec is what a list is of.
type Spec[T any] struct {
	Title   string // key of the words
	File    string // how a file of it is called
	Columns []Column[T]
	Chips   []Chip[T]
	Read    func(context.Context) ([]T, error)
	Open    func(T)                          // a row was tapped; nil: rows are only read
	Print   func(context.Context, []T) error // wishes for the rows on paper; nil: they are not printed
	Most    int                              // how many of the rows Print prints; 0: all
	Which   func()                           // asks first what is printed, then calls OnPaper; nil: nothing is asked
}

// Step is what is being asked. The zero Step is nothing: the list is shown.
type Step int

// The steps.
const (
	Shown Step = iota
	Finding
	WhichFormat
	WhichPlace
)

// Flow is the state of a list.
type Flow[T any] struct {
	ctx   context.Context
	stage stage.Stage
	desk  *inventory.Desk
	media exchange.Media
	Spec[T]

	Step   Step
	Loaded bool
	Sort   int  // 1 + the column it is sorted by; 0: as it was read
	Down   bool // the other way round
	Chip   int  // 1 + the chip that narrows it; 0: none
	Words  *typing.Text
	Page   int
	Busy   bool
	Notice Notice

	Format tables.Format // of a file
	Places []exchange.Place

	all   []row[T]
	rows  []row[T]   // of all those that are shown, in their order
	lang  words.Lang // of their cells
	asked int        // counts readings: a late answer is dropped
}

// row is a row with its cells as they are shown.
type row[T any] struct {
	of    T
	cells []string
}

// Notice is what happened to the last tap. The zero Notice is nothing.
type Notice struct {
	Key   string
	Rows  int
	Of    int // rows there are, when Rows are not all
	File  string
	Place exchange.Place
	Err   error
}

// longestSought is how many characters are looked for at most.
const longestSought = 30

// New makes a list; Load fills it.
func New[T any](ctx context.Context, st stage.Stage, desk *inventory.Desk, media exchange.Media, spec Spec[T]) *Flow[T] {
	rules := typing.NoteRules(longestSought)
	rules.Exact = desk.Settings().ExactPinyin
	return &Flow[T]{ctx: ctx, stage: st, desk: desk, media: media, Spec: spec, Words: typing.New(st.Lang, rules)}
}

// Load reads the list anew; how it is sorted and narrowed stays.
func (f *Flow[T]) Load() {
	f.asked++
	mine, lang := f.asked, f.stage.Lang()
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) ([]row[T], error) {
		list, err := f.Read(ctx)
		return f.written(lang, list), err
	}, func(rows []row[T], err error) {
		if mine != f.asked {
			return
		}
		f.all, f.lang, f.Loaded = rows, lang, true
		if err != nil {
			f.Notice = Notice{Err: err}
		}
		f.arrange()
		f.stage.Refresh()
	})
}

// written are rows with their cells in a language.
func (f *Flow[T]) written(l words.Lang, list []T) []row[T] {
	rows := make([]row[T], len(list))
	for i, v := range list {
		rows[i] = row[T]{of: v, cells: make([]string, len(f.Columns))}
		for n, c := range f.Columns {
			rows[i].cells[n] = c.Text(l, v)
		}
	}
	return rows
}

// speak writes the cells in another language, when one was chosen meanwhile.
func (f *Flow[T]) speak(l words.Lang) {
	if l == f.lang || !f.Loaded {
		return
	}
	list := make([]T, len(f.all))
	for i, r := range f.all {
		list[i] = r.of
	}
	f.all, f.lang = f.written(l, list), l
	f.arrange()
}

// arrange finds the rows that are shown, and sorts them.
func (f *Flow[T]) arrange() {
	sought := strings.ToLower(f.Words.Sought())
	sounds := sounding(sought)
	f.rows = f.rows[:0]
	for _, r := range f.all {
		if (f.Chip == 0 || f.Chips[f.Chip-1].Keep(r.of)) && (sought == "" || slices.ContainsFunc(r.cells, func(cell string) bool { return meant(cell, sought, sounds) })) {
			f.rows = append(f.rows, r)
		}
	}
	if f.Sort == 0 {
		return
	}
	order := f.order(f.Sort - 1)
	slices.SortStableFunc(f.rows, func(a, b row[T]) int {
		if f.Down {
			return order(b, a)
		}
		return order(a, b)
	})
}

// order is how a column sorts.
func (f *Flow[T]) order(column int) func(a, b row[T]) int {
	if by := f.Columns[column].Order; by != nil {
		return func(a, b row[T]) int { return by(a.of, b.of) }
	}
	return func(a, b row[T]) int { return cmp.Compare(a.cells[column], b.cells[column]) }
}

// sounding says whether a text sounds as the letters that are typed; nil where
// none are typed.
func sounding(sought string) func(text string) bool {
	if !strings.ContainsFunc(sought, func(r rune) bool { return r >= 'a' && r <= 'z' }) {
		return nil
	}
	return typing.Sounding(sought)
}

// meant says whether a cell is meant by what is typed: a part of it or, where
// letters are typed, how its Chinese sounds.
func meant(cell, sought string, sounds func(string) bool) bool {
	if strings.Contains(strings.ToLower(cell), sought) {
		return true
	}
	return sounds != nil && strings.ContainsFunc(cell, func(r rune) bool { return unicode.Is(unicode.Han, r) }) && sounds(cell)
}

// Rows are the rows that are shown, on all pages.
func (f *Flow[T]) Rows() []T {
	list := make([]T, len(f.rows))
	for i, r := range f.rows {
		list[i] = r.of
	}
	return list
}

// All is how many rows there are, also those that are not shown.
func (f *Flow[T]) All() int { return len(f.all) }

// By sorts by a column; once more, the other way round.
func (f *Flow[T]) By(column int) {
	f.Down = f.Sort == column+1 && !f.Down
	f.Sort, f.Page, f.Notice = column+1, 0, Notice{}
	f.arrange()
	f.stage.Refresh()
}

// Only narrows the list to what a chip keeps; once more, it shows all.
func (f *Flow[T]) Only(chip int) {
	if f.Chip == chip+1 {
		chip = -1
	}
	f.Chip, f.Page, f.Notice = chip+1, 0, Notice{}
	f.arrange()
	f.stage.Refresh()
}

// Turn shows another page.
func (f *Flow[T]) Turn(page int) {
	f.Page = page
	f.stage.Refresh()
}

// Find opens the keyboard to look for something.
func (f *Flow[T]) Find() { f.ask(Finding) }

func (f *Flow[T]) ask(s Step) {
	f.Step, f.Notice = s, Notice{}
	f.stage.Refresh()
}

// Asking says that a question is shown, not the list.
func (f *Flow[T]) Asking() bool { return f.Step != Shown }

// Typing says whether typed text is taken now.
func (f *Flow[T]) Typing() bool { return f.Step == Finding }

// Press takes an event of the keyboard and looks at once.
func (f *Flow[T]) Press(e typing.Event) {
	if f.Step != Finding {
		return
	}
	f.Notice, f.Page = Notice{Err: f.Words.Do(e)}, 0
	f.arrange()
	f.stage.Refresh()
}

// Enter is Enter on a keyboard: it ends composing, else looking.
func (f *Flow[T]) Enter() { f.found((*typing.Text).Raw) }

// Next ends composing, else looking: the list shows what was found.
func (f *Flow[T]) Next() { f.found((*typing.Text).Settle) }

func (f *Flow[T]) found(end func(*typing.Text) (bool, error)) {
	if f.Step != Finding {
		return
	}
	if was, err := end(f.Words); was {
		f.Notice = Notice{Err: err}
	} else {
		f.Step = Shown
	}
	f.arrange()
	f.stage.Refresh()
}

// Sought is what is looked for; "": nothing.
func (f *Flow[T]) Sought() string { return f.Words.Sought() }

// Everything shows all rows again.
func (f *Flow[T]) Everything() {
	f.Words.Set("")
	f.Chip, f.Page, f.Notice = 0, 0, Notice{}
	f.arrange()
	f.stage.Refresh()
}

// Up goes one question back; false at the list.
func (f *Flow[T]) Up() bool {
	switch f.Step {
	case Shown:
		return false
	case WhichPlace:
		f.ask(WhichFormat)
	case Finding:
		f.Words.Set("")
		f.arrange()
		f.ask(Shown)
	default:
		f.ask(Shown)
	}
	return true
}

// OnPaper wishes for the rows that are shown on paper.
func (f *Flow[T]) OnPaper() {
	if f.Busy || f.Print == nil || len(f.rows) == 0 {
		return
	}
	rows := f.Rows()
	f.Busy, f.Notice = true, Notice{}
	f.stage.Refresh()
	task.Do(f.stage.Runner(), f.ctx, func(ctx context.Context) error {
		return f.Print(ctx, rows)
	}, func(err error) {
		f.Busy = false
		switch f.Notice = (Notice{Key: "papers.printing"}); {
		case err != nil:
			f.Notice = Notice{Err: err}
		case f.Most > 0 && len(rows) > f.Most:
			f.Notice = Notice{Key: "list.cut", Rows: f.Most, Of: len(rows)}
		}
		f.stage.Printed()
		f.stage.Refresh()
	})
}
