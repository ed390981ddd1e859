package say

import (
	"strconv"

	"redwrench/assets/words"
	"redwrench/inventory"
)

// PurposeKey is the key of what money was given for.
func PurposeKey(p inventory.Purpose) string { return "gift.purpose." + strconv.Itoa(int(p)) }

// Gift is what was given: a tool, or money.
func Gift(l words.Lang, g inventory.Given) string {
	if g.Donation.Tool != 0 {
		return Name(l, g.Tool.Name)
	}
	return Money(l, g.Donation.Fen) + " · " + l.Say(PurposeKey(g.Donation.Purpose))
}

// Money is an amount of fen that was given.
func Money(l words.Lang, fen int) string { return l.Say("gift.money", "n", yuan(l, fen)) }

// Donor is what a donor is called, as they agreed; "": nameless.
func Donor(l words.Lang, name string) string {
	if name == "" {
		return l.Say("paper.gift.nameless")
	}
	return name
}
