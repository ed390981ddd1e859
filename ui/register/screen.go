package register

import (
	"cmp"
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
// register first and borrow later, or at the desk for a child whose guardian is
// there.
type Screen struct {
	*Flow
	stage stage.Stage
	by    inventory.Staff    // at whose desk; zero: at nobody's
	Kept  inventory.Resident // zero until registered
}

// NewScreen makes the screen.
func NewScreen(ctx context.Context, st stage.Stage, desk *inventory.Desk, with stage.Register) *Screen {
	s := &Screen{stage: st, by: with.By}
	kept := func(r inventory.Resident) {
		s.Kept = r
		st.Refresh()
	}
	if with.By.ID != 0 {
		s.Flow = NewChild(ctx, st, desk, with.Guardian, with.By.ID, kept)
	} else {
		s.Flow = New(ctx, st, desk, kept)
	}
	return s
}

// Chrome says what the shell draws around it.
func (s *Screen) Chrome() stage.Chrome {
	if s.AtDesk() {
		return stage.Chrome{Title: "register.child", Staff: true, Busy: s.Busy}
	}
	return stage.Chrome{Title: "register.title"}
}

// Loses is what going back now would lose, as a key of the words: what was typed.
func (s *Screen) Loses() string {
	blank := s.Name.Blank() && s.Text == [Consent]string{} && !slices.ContainsFunc(s.Home[:], func(t *typing.Text) bool { return !t.Blank() })
	if s.Kept.ID != 0 || s.Step != Name || s.Busy || blank {
		return ""
	}
	return "leave.typed"
}

// Back goes one step back, or leaves.
func (s *Screen) Back() {
	if s.Kept.ID != 0 || !s.Flow.Back() {
		s.leave("")
	}
}

// leave goes home, or back to the desk, to what was scanned now. At the desk that is
// by default who was registered, or the guardian.
func (s *Screen) leave(scanned string) {
	if !s.AtDesk() {
		s.stage.Show(stage.Home{})
	} else {
		s.stage.Show(stage.Desk{Who: s.by})
		if scanned == "" {
			scanned = cmp.Or(s.Kept.ID, s.Guardian.ID).Code().Payload()
		}
	}
	if scanned != "" {
		s.stage.Rescan(scanned)
	}
}

// Scan takes an identity card that a reader typed, and a guardian's card where
// one is asked for; a new resident has none yet. Once it is done what is scanned
// begins something new.
func (s *Screen) Scan(text string) {
	switch {
	case s.Kept.ID != 0:
		s.leave(text)
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
	title := k.Row(24, k.Center(k.Icon("check", 88, look.Green)), k.Left(k.Fit(k.Say(s.doneTitle()), full-112, kit.Style{Size: look.Big})))
	borrow := k.Button(kit.Button{Label: k.Say("register.borrow"), Second: k.SaySecond("register.borrow"), Kind: kit.Next, Width: 320, Height: 96,
		OnTap: func() { s.stage.Show(stage.Borrow{Who: s.Kept, By: s.by}) }})
	end := kit.Button{Label: k.Say("register.home"), Second: k.SaySecond("register.home"), Icon: "home", Width: 280, Height: 96, OnTap: s.Back}
	if s.AtDesk() {
		end.Label, end.Second, end.Icon = k.Say("register.desk"), k.SaySecond("register.desk"), ""
	}
	return k.Pad(look.Margin, 40, look.Margin, 12, k.Top(k.Col(16,
		title,
		k.Fit(s.Kept.Person.MaskedName()+" · "+s.Kept.ID.Code().Human(), full, kit.Style{Size: 30}),
		k.Para(s.doneWords(k), full, kit.Style{Size: 24, Color: look.Soft}),
		k.Gap(12), k.Row(20, borrow, k.Button(end), k.Space()))))
}

func (s *Screen) doneTitle() string {
	switch {
	case s.Known:
		return "register.known"
	case s.Child():
		return "register.done.child"
	}
	return "register.done"
}

// doneWords say what comes now.
func (s *Screen) doneWords(k kit.Kit) string {
	switch {
	case s.Known:
		return k.Say("register.known.sub")
	case s.Child():
		return k.Say("register.done.child.sub")
	}
	return k.Say("register.done.sub", "n", k.Lang.Number(s.desk.Settings().LimitUnverified))
}

// Typing says whether typed text is taken now.
func (s *Screen) Typing() bool { return s.Kept.ID == 0 }
