package register

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"redwrench/inventory"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/stage"
	"redwrench/ui/typing"
)

// Screen is the registration as a screen of its own, for somebody who comes to
// register first and borrow later.
type Screen struct {
	*Flow
	stage stage.Stage
	Kept  inventory.Resident // zero until registered
}

// NewScreen makes the screen.
func NewScreen(ctx context.Context, st stage.Stage, desk *inventory.Desk) *Screen {
	s := &Screen{stage: st}
	s.Flow = New(ctx, st, desk, func(r inventory.Resident) {
		s.Kept = r
		st.Refresh()
	})
	return s
}

// Chrome says what the shell draws around it.
func (*Screen) Chrome() stage.Chrome { return stage.Chrome{Title: "register.title"} }

// Loses is what going back now would lose, as a key of the words: what was typed.
func (s *Screen) Loses() string {
	blank := s.Name.Blank() && s.Text == [Consent]string{} && !slices.ContainsFunc(s.Home[:], func(t *typing.Text) bool { return !t.Blank() })
	if s.Kept.ID != 0 || s.Step != Name || s.Busy || blank {
		return ""
	}
	return "leave.typed"
}

// Back goes one step back, or home.
func (s *Screen) Back() {
	if s.Kept.ID != 0 || !s.Flow.Back() {
		s.stage.Show(stage.Home{})
	}
}

// Scan takes an identity card that a reader typed, and a guardian's card where
// one is asked for; a new resident has none yet. Once it is done what is scanned
// begins something new.
func (s *Screen) Scan(text string) {
	switch {
	case s.Kept.ID != 0:
		s.stage.Show(stage.Home{})
		s.stage.Rescan(text)
	case s.Flow.Document(text), s.Flow.Scan(text):
	default:
		s.Flow.refuseScan(text)
	}
}

// Typed takes a typed character.
func (s *Screen) Typed(r rune) { s.Type(r) }

// Enter goes on.
func (s *Screen) Enter() { s.EnterKey() }

// View draws the step, or that it is done.
func (s *Screen) View(k kit.Kit) fyne.CanvasObject {
	if s.Kept.ID == 0 {
		return s.Flow.View(k)
	}
	full := k.Width() - 2*look.Margin
	limit := k.Lang.Number(s.desk.Settings().LimitUnverified)
	title := k.Row(24, k.Center(k.Icon("check", 88, look.Green)), k.Left(k.Fit(k.Say("register.done"), full-112, kit.Style{Size: look.Big})))
	borrow := k.Button(kit.Button{Label: k.Say("register.borrow"), Second: k.SaySecond("register.borrow"), Kind: kit.Next, Width: 320, Height: 96,
		OnTap: func() { s.stage.Show(stage.Borrow{Who: s.Kept}) }})
	home := k.Button(kit.Button{Label: k.Say("register.home"), Second: k.SaySecond("register.home"), Icon: "home", Width: 280, Height: 96,
		OnTap: func() { s.stage.Show(stage.Home{}) }})
	return k.Pad(look.Margin, 40, look.Margin, 12, k.Top(k.Col(16,
		title,
		k.Fit(s.Kept.Person.MaskedName()+" · "+s.Kept.ID.Code().Human(), full, kit.Style{Size: 30}),
		k.Para(k.Say("register.done.sub", "n", limit), full, kit.Style{Size: 24, Color: look.Soft}),
		k.Gap(12), k.Row(20, borrow, home, k.Space()))))
}

// Typing says whether typed text is taken now.
func (s *Screen) Typing() bool { return s.Kept.ID == 0 }
