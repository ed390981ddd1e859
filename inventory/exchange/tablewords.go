package exchange

import (
	"fmt"

	"redwrench/inventory"
	"redwrench/inventory/code"
)

// The words of exported tables are for programs: English, short and never
// translated.

// word is the n-th of words, or the number itself where a later version knows
// more.
func word[N ~int](n N, words ...string) string {
	if n < 0 || int(n) >= len(words) {
		return fmt.Sprint(int(n))
	}
	return words[n]
}

func statusWord(i inventory.Item) string {
	if i.Status == inventory.OffShelf {
		return reasonWord(i.Reason)
	}
	return word(i.Status, "on shelf", "lent", "off shelf", "retired", "held", "reserved")
}

func reasonWord(r inventory.Reason) string {
	return word(r, "repair", "incomplete", "cleaning", "inspection", "missing")
}

func conditionWord(c inventory.Condition) string {
	return word(c, "good", "part missing", "damaged", "needs cleaning", "worn")
}

func resultWord(r inventory.Result) string {
	return word(r, "in order", "as it is", "failed", "given up", "undone")
}

func endWord(e inventory.HoldEnd) string {
	return word(e, "", "fetched", "cancelled", "lapsed", "withdrawn")
}

func moveWord(k inventory.MoveKind) string {
	return word(k, "restocked", "handed out", "given back", "counted")
}

func retireWord(r inventory.RetireReason) string {
	return word(r, "", "worn", "broken", "lost", "given", "unsafe", "mistake")
}

func findingWord(f inventory.Finding) string {
	return word(f, "present", "not seen", "away", "missing", "here though lent", "here though missing", "here though off shelf", "of another shelf", "here though retired")
}

func purposeWord(p inventory.Purpose) string { return word(p, "any", "tools", "supplies") }

func namingWord(n inventory.Naming) string { return word(n, "nameless", "masked", "whole") }

// kindWord is the kind of a resident's document; empty when nobody knows any more.
func kindWord(r inventory.Resident) string {
	if !r.Erased.IsZero() {
		return ""
	}
	return word(r.Person.Kind, "id card", "residence permit", "foreigner card", "passport", "none")
}

// coded is the code of a record; empty for none.
func coded[N interface {
	~uint32
	Code() code.Code
}](id N) string {
	if id == 0 {
		return ""
	}
	return id.Code().String()
}

// staffCode is the code of somebody on the staff; empty for nobody.
func staffCode(id inventory.StaffID) string {
	if id == 0 {
		return ""
	}
	return code.Code{Kind: code.Staff, Number: uint32(id)}.String()
}
