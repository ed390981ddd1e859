package register

import (
	"strings"
	"unicode/utf8"

	"redwrench/inventory/code"
	"redwrench/inventory/people"
)

// longestRecord is the most a reader of identity cards types, in bytes.
const longestRecord = 1024

// IsRecord says that text is what a reader of identity cards types: a number, or
// fields parted by Tabs or bars one of which is a number.
func IsRecord(text string) bool {
	_, number := record(text)
	return number != ""
}

// record is the name and the number in what a reader typed; either may be "".
// The name is the first field that can be one: sex and people come later.
func record(text string) (name, number string) {
	if len(text) > longestRecord || !utf8.ValidString(text) {
		return "", ""
	}
	for _, field := range strings.FieldsFunc(text, func(r rune) bool { return r == '\t' || r == '|' }) {
		field = strings.TrimSpace(field)
		if number == "" && isNumber(field) {
			number = strings.ToUpper(field)
			continue
		}
		if n, err := people.ParseName(field); name == "" && err == nil && utf8.RuneCountInString(n) > 1 {
			name = n
		}
	}
	return name, number
}

// isNumber says that a field has the form of a citizen's number, right or not.
func isNumber(field string) bool {
	const digits = "0123456789"
	return len(field) == 18 && strings.Trim(field[:17], digits) == "" && strings.Contains(digits+"Xx", field[17:])
}

// Document takes an identity card that a reader typed at any step before the
// consent; false: it was none. What is wrong with the number is said. Of a child's
// at the desk the number is not kept, only the day of birth in it.
func (f *Flow) Document(text string) bool {
	name, number := record(text)
	if number == "" || f.Busy || f.Step == Consent || f.AsksGuardian() {
		return false
	}
	if f.AtDesk() {
		f.Birth = number[6:14]
	} else {
		f.Kind, f.OnBirth, f.Text[ID] = people.CitizenCard, false, number
	}
	if name != "" {
		f.Name.Set(name)
	}
	f.Refusal, f.Told = f.checkDocument(), "scan.idread"
	switch {
	case f.Refusal != nil:
		f.Step = ID
	case f.Step == Name && name != "":
		f.turn(1)
	}
	f.stage.Flash(f.Refusal == nil)
	f.stage.Refresh()
	return true
}

// refuseScan says why a scan does not count here.
func (f *Flow) refuseScan(text string) {
	if _, err := code.Parse(text); err != nil {
		f.Refusal = err
	} else {
		f.Told = "scan.registerfirst"
	}
	f.stage.Flash(false)
	f.stage.Refresh()
}
