package say

import "redwrench/assets/words"

// List says names one after the other: "甲、乙", "A, B".
func List(l words.Lang, names []string) string {
	text := ""
	for i, n := range names {
		if i == 0 {
			text = n
			continue
		}
		text = l.Say("desk.and", "first", text, "then", n)
	}
	return text
}
