package main

import (
	"fmt"

	"redwrench/inventory"
	"redwrench/inventory/code"
)

// The words of exported tables are for programs: English, short and never
// translated.

func statusWord(i inventory.Item) string {
	switch i.Status {
	case inventory.OnShelf:
		return "on shelf"
	case inventory.Lent:
		return "lent"
	case inventory.OffShelf:
		return reasonWord(i.Reason)
	case inventory.Retired:
		return "retired"
	}
	return fmt.Sprint("status ", int(i.Status))
}

func reasonWord(r inventory.Reason) string {
	switch r {
	case inventory.Repair:
		return "repair"
	case inventory.Incomplete:
		return "incomplete"
	case inventory.Cleaning:
		return "cleaning"
	}
	return fmt.Sprint("reason ", int(r))
}

func conditionWord(c inventory.Condition) string {
	switch c {
	case inventory.Good:
		return "good"
	case inventory.PartMissing:
		return "part missing"
	case inventory.Damaged:
		return "damaged"
	case inventory.NeedsCleaning:
		return "needs cleaning"
	}
	return fmt.Sprint("condition ", int(c))
}

// staffCode is the code of somebody on the staff; empty for nobody.
func staffCode(id inventory.StaffID) string {
	if id == 0 {
		return ""
	}
	return code.Code{Kind: code.Staff, Number: uint32(id)}.String()
}
