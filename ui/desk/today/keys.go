package today

import "redwrench/ui/typing"

// Wording says that words are typed now.
func (f *Flow) Wording() bool { return f.Typing() }

// Typed takes a typed character.
func (f *Flow) Typed(r rune) { f.List.Press(typing.Press(r)) }

// Erase takes the last character back.
func (f *Flow) Erase() { f.List.Press(typing.Event{Act: typing.Erase}) }

// Enter goes on with what was typed.
func (f *Flow) Enter() { f.List.Enter() }
