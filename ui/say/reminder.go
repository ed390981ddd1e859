package say

import (
	"redwrench/assets/words"
	"redwrench/inventory"
)

// Reminded is how often somebody was asked for a loan, and the day they promised
// to bring it; "" when they never were.
func Reminded(l words.Lang, loan inventory.Loan) string {
	n := len(loan.Reminders)
	if n == 0 {
		return ""
	}
	if on, promised := loan.Promised(); promised {
		return l.Say("list.remark.promised", "n", l.Number(n), "day", l.Short(on.In(loan.Due.Location())))
	}
	return l.Say("list.remark", "n", l.Number(n))
}
