package say

import (
	"strconv"

	"redwrench/assets/words"
)

// BlockReasons is how many reasons of a block have words.
const BlockReasons = 5

// BlockReasonKey is the key of the words of a reason, from 0.
func BlockReasonKey(n int) string { return "desk.person.why." + strconv.Itoa(n) }

// BlockReason is why somebody is blocked. The records keep it in Chinese; a reason
// that has no words stays as it is.
func BlockReason(l words.Lang, kept string) string {
	for n := range BlockReasons {
		if key := BlockReasonKey(n); words.Chinese.Say(key) == kept {
			return l.Say(key)
		}
	}
	return kept
}
