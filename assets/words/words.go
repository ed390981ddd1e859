// Package words is what the kiosk says, on screen and on paper, in Chinese,
// Tibetan and English: flat keys, one sentence a language, named holes. It
// knows no screen and no form.
//
// The sentences live in the .txt files beside this one, an area each:
//
//	home.borrow
//	  zh  借工具
//	  bo? ལག་ཆ་གཡར་བ།
//	  en  Borrow a tool
//
// `bo?` marks a Tibetan sentence that no native speaker has reviewed yet.
package words

import (
	"bufio"
	"embed"
	"fmt"
	"io/fs"
	"strings"
	"sync"
)

// Lang is a language the kiosk speaks.
type Lang string

// The three languages, in the order they are offered.
const (
	Chinese Lang = "zh"
	Tibetan Lang = "bo"
	English Lang = "en"
)

// All is every language, in the order they are offered.
var All = []Lang{Chinese, Tibetan, English}

// Second is the language shown small under l where a sign has two: Tibetan
// under Chinese, Chinese under Tibetan, none under English (design/DESIGN.md).
func (l Lang) Second() (Lang, bool) {
	switch l {
	case Chinese:
		return Tibetan, true
	case Tibetan:
		return Chinese, true
	}
	return "", false
}

// Say is the sentence under key in language l, its holes filled: Say("due",
// "day", "tomorrow") fills {day}. A key nobody wrote comes back as itself, so
// that a screen still shows something; a test finds it.
func (l Lang) Say(key string, holes ...string) string {
	s, ok := catalogue()[key]
	if !ok {
		return key
	}
	text := s.text[l]
	if text == "" {
		text = s.text[Chinese]
	}
	if len(holes) == 0 {
		return text
	}
	pairs := make([]string, len(holes))
	for i, h := range holes {
		if i%2 == 0 {
			h = "{" + h + "}"
		}
		pairs[i] = h
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// Known says whether somebody wrote a sentence under key.
func Known(key string) bool {
	_, ok := catalogue()[key]
	return ok
}

// Keys is every key, in no order.
func Keys() []string {
	keys := make([]string, 0, len(catalogue()))
	for k := range catalogue() {
		keys = append(keys, k)
	}
	return keys
}

type sentence struct {
	text     map[Lang]string
	reviewed bool
}

//go:embed *.txt
var files embed.FS

var catalogue = sync.OnceValue(func() map[string]sentence {
	all := map[string]sentence{}
	names, err := fs.Glob(files, "*.txt")
	if err != nil {
		panic(err) // the pattern is a constant
	}
	for _, name := range names {
		raw, err := files.ReadFile(name)
		if err == nil {
			err = read(string(raw), all)
		}
		if err != nil {
			panic(fmt.Errorf("words: %s: %w", name, err)) // embedded: a test reads it first
		}
	}
	return all
})

// read adds the sentences of one file to all.
func read(text string, all map[string]sentence) error {
	key := ""
	lines := bufio.NewScanner(strings.NewReader(text))
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		trimmed := strings.TrimSpace(line)
		switch {
		case trimmed == "" || strings.HasPrefix(line, "#"):
			continue
		case line[0] != ' ':
			key = trimmed
			if _, twice := all[key]; twice {
				return fmt.Errorf("line %d: key %q a second time", n, key)
			}
			all[key] = sentence{text: map[Lang]string{}, reviewed: true}
			continue
		}
		mark, words, _ := strings.Cut(trimmed, " ")
		lang, review := strings.CutSuffix(mark, "?")
		if key == "" || (lang != "zh" && lang != "bo" && lang != "en") {
			return fmt.Errorf("line %d: %q is no language", n, mark)
		}
		s := all[key]
		s.text[Lang(lang)] = strings.TrimSpace(words)
		s.reviewed = s.reviewed && !review
		all[key] = s
	}
	return lines.Err()
}
