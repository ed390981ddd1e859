package say

import (
	"strconv"
	"strings"

	"redwrench/assets/words"
	"redwrench/inventory"
)

// Printer is how a printer is: a sentence of the words with the holes printer
// and n, the number of papers that wait; where none does, nothing is said of them.
func Printer(l words.Lang, key string, role inventory.PrinterRole, name string, waiting int) string {
	if none := "printer.none." + strings.TrimPrefix(key, "printer."); waiting == 0 && words.Known(none) {
		key = none
	}
	return l.Say(key, "n", l.Number(waiting), "printer", PrinterName(l, role, name))
}

// PrinterName is what the staff call a printer, or what it is for.
func PrinterName(l words.Lang, role inventory.PrinterRole, name string) string {
	if name != "" {
		return name
	}
	return l.Say("printers.role." + strconv.Itoa(int(role)))
}
