package wait

// Typed takes a typed character where the step asks for one.
func (f *Flow) Typed(r rune) {
	switch f.Step {
	case Who:
		f.Identify.Digit(r)
	case FirstTime:
		f.Register.Type(r)
	}
}

// Erase takes the last character back.
func (f *Flow) Erase() {
	switch f.Step {
	case Who:
		f.Identify.Erase()
	case FirstTime:
		f.Register.Erase()
	}
}

// Enter goes on where that changes nothing in the records.
func (f *Flow) Enter() {
	switch f.Step {
	case Who:
		f.Identify.Submit()
	case FirstTime:
		f.Register.EnterKey()
	}
}

// Typing says whether typed text is taken now.
func (f *Flow) Typing() bool { return f.Step == Who || f.Step == FirstTime }
