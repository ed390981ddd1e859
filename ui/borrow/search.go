package borrow

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"redwrench/inventory"
	"redwrench/ui/task"
	"redwrench/ui/typing"
)

// longestSearch is how many characters are looked for at most.
const longestSearch = 30

// searchRules are what may be looked for: a part of a name in any language, or of
// a code. exact is that of typing.Rules.
func searchRules(exact bool) typing.Rules {
	return typing.Rules{Exact: exact, Longest: longestSearch, Signs: "-", Boards: []typing.Board{typing.Pinyin, typing.Strokes, typing.Tibetan, typing.Latin}}
}

// Search opens the keyboard to look for a tool, with what was typed before.
func (f *Flow) Search() {
	f.Searching, f.Category, f.Page = true, "", 0
	f.stage.Refresh()
}

// Press takes an event of the keyboard and looks at once.
func (f *Flow) Press(e typing.Event) {
	if !f.Searching {
		return
	}
	f.Notice = Notice{Err: f.Words.Do(e)}
	f.look()
	f.stage.Refresh()
}

// look looks for what was typed. A late answer to an earlier question is dropped.
func (f *Flow) look() {
	words := f.Words.Sought()
	if words == f.asked {
		return
	}
	if f.asked = words; words == "" {
		f.Found, f.Near = nil, ""
		return
	}
	catalogue := f.Items
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (found, error) {
		return f.find(ctx, words, catalogue)
	}, func(answer found, err error) {
		if words != f.asked {
			return
		}
		if f.Found, f.Near = answer.items, answer.near; err != nil {
			f.Notice = Notice{Err: err}
		}
		f.answered = words
		f.stage.Refresh()
	})
}

// found is the answer to a search; near is the one character of it that was
// found, when all together were not.
type found struct {
	items []inventory.Item
	near  string
}

// find looks for all the words, for names that sound so (cz: 锤子), or else for the
// first character that some name has: people say 梯子, the label says 人字梯.
func (f *Flow) find(ctx context.Context, words string, catalogue []inventory.Item) (found, error) {
	p, err := f.desk.Search(ctx, inventory.Query{Words: words})
	if err != nil {
		return found{}, err
	}
	if items := sounding(words, catalogue, p.Items); len(items) > 0 {
		return found{items: items}, nil
	}
	for _, r := range words {
		if !unicode.Is(unicode.Han, r) {
			continue
		}
		if p, err = f.desk.Search(ctx, inventory.Query{Words: string(r)}); err != nil || p.Total > 0 {
			return found{p.Items, string(r)}, err
		}
	}
	return found{}, nil
}

// sounding puts the tools whose Chinese name is meant by the letters in front of
// those that were found.
func sounding(words string, catalogue, items []inventory.Item) []inventory.Item {
	if !strings.ContainsFunc(words, func(r rune) bool { return r >= 'a' && r <= 'z' }) {
		return items
	}
	var all []inventory.Item
	means := typing.Sounding(words)
	for _, i := range catalogue {
		if i.Status != inventory.Retired && means(i.Tool.Name.Zh) {
			all = append(all, i)
		}
	}
	for _, i := range items {
		if !slices.ContainsFunc(all, func(o inventory.Item) bool { return o.Tool.ID == i.Tool.ID }) {
			all = append(all, i)
		}
	}
	return all
}

// None says that what was typed finds nothing.
func (f *Flow) None() bool {
	return f.asked != "" && f.answered == f.asked && len(f.Found) == 0 && f.Words.Composing() == ""
}

// EndSearch ends composing, and then closes the keyboard; the catalogue shows what
// was found.
func (f *Flow) EndSearch() { f.endSearch((*typing.Text).Settle) }

func (f *Flow) endSearch(end func(*typing.Text) (bool, error)) {
	was, err := end(f.Words)
	if was {
		f.Notice = Notice{Err: err}
		f.look()
	} else {
		f.Searching = false
	}
	f.stage.Refresh()
}

// clearSearch forgets what was looked for.
func (f *Flow) clearSearch() {
	f.Searching, f.Found, f.Near, f.asked = false, nil, "", ""
	f.Words.Set("")
}
