package borrow

import "redwrench/ui/typing"

// Typed takes a typed character where the step asks for one.
func (f *Flow) Typed(r rune) {
	switch f.Step {
	case Choose:
		f.Press(typing.Press(r))
	case Who:
		f.Identify.Digit(r)
	case FirstTime:
		f.Register.Type(r)
	case Later:
		f.Wait.Typed(r)
	}
}

// Erase takes the last character back.
func (f *Flow) Erase() {
	switch f.Step {
	case Choose:
		f.Press(typing.Event{Act: typing.Erase})
	case Who:
		f.Identify.Erase()
	case FirstTime:
		f.Register.Erase()
	case Later:
		f.Wait.Erase()
	}
}

// Enter goes on where that changes nothing in the records.
func (f *Flow) Enter() {
	switch f.Step {
	case Choose:
		f.endSearch((*typing.Text).Raw)
	case Who:
		f.Identify.Submit()
	case FirstTime:
		f.Register.EnterKey()
	case Later:
		f.Wait.Enter()
	}
}

// Wording says that words are typed now, not numbers.
func (f *Flow) Wording() bool {
	return f.Step == Choose && f.Searching || f.Step == FirstTime && f.Register.Wording()
}

// Typing says whether typed text is taken now.
func (f *Flow) Typing() bool {
	return f.Step == Choose && f.Searching || f.Step == Who || f.Step == FirstTime || f.Step == Later && f.Wait.Typing()
}
