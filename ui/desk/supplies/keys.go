package supplies

// Typing says whether typed text is taken now: digits, while a quantity is
// asked for.
func (f *Flow) Typing() bool { return f.Act != NoAct }

// Enter notes what was typed.
func (f *Flow) Enter() { f.Submit() }
