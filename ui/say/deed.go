package say

import (
	"strings"

	"redwrench/assets/words"
)

// Deed is what a deed of the audit is called; one without words of its own is
// called as in the records.
func Deed(l words.Lang, deed string) string {
	if undone, ok := strings.CutPrefix(deed, "undo "); ok {
		return l.Say("deed.undo", "deed", Deed(l, undone))
	}
	key := DeedKey(deed)
	if !words.Known(key) {
		return deed
	}
	return l.Say(key)
}

// DeedKey is where the words of a deed stand.
func DeedKey(deed string) string { return "deed." + strings.ReplaceAll(deed, " ", "") }
