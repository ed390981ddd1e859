package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"redwrench/assets/words"
)

// Every key the code speaks has words, and no words are left that nobody speaks.
func TestEveryKeyHasWordsAndAllWordsAreSpoken(t *testing.T) {
	quoted := regexp.MustCompile(`"([a-z]+\.(?:[a-z0-9]+\.)*[a-z0-9]*)(?:%d)?"`)
	spoken := map[string]bool{}
	var stems []string // of keys that end in a number or a language
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		raw, err := os.ReadFile(path)
		for _, m := range quoted.FindAllStringSubmatch(string(raw), -1) {
			if strings.HasSuffix(m[1], ".") {
				stems = append(stems, m[1])
			} else {
				spoken[m[1]] = true
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range words.Keys() {
		known := spoken[key] || spoken[strings.TrimSuffix(key, ".sub")] // what a hub says of a place
		for _, stem := range stems {
			rest, ok := strings.CutPrefix(key, stem)
			known = known || ok && (!strings.Contains(rest, ".") || rest[0] >= 'A' && rest[0] <= 'Z') // the name of a field
		}
		if !known {
			t.Errorf("nobody says %s", key)
		}
	}
	for _, p := range []string{"refused.", "borrow.", "desk.", "home.", "who.", "register.", "loans.", "status.", "printer.", "paper.", "setup.", "unlock.", "slip.", "fault.", "idle.", "header.", "time.", "due.", "wait.", "reserve.", "consent."} {
		for key := range spoken {
			if strings.HasPrefix(key, p) && !words.Known(key) {
				t.Errorf("no words for %s", key)
			}
		}
	}
}
