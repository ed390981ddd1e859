package borrow

import (
	"fyne.io/fyne/v2"

	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

// search is the keyboard with what it finds above it.
func (f *Flow) search(k kit.Kit) fyne.CanvasObject {
	width := k.Width() - 2*look.Margin
	show := k.Say("keys.find.done")
	if n := len(f.Found); n > 0 {
		show = k.Say("keys.find.show", "n", k.Lang.Number(n))
	}
	var hits []kit.Hit
	for _, item := range f.Found {
		hits = append(hits, kit.Hit{Icon: item.Tool.Icon, Title: say.Name(k.Lang, item.Tool.Name), Pill: say.Pill(k.Lang, item, f.desk.Now()), Tone: tone(item.Status),
			Selected: f.Chosen(item.Tool.ID), OnTap: func() { f.Tap(item) }})
	}
	return k.Finder(kit.Finder{Text: f.Words, Said: f.searchSaid(k, width), Hits: hits, Next: show, On: f.Press, OnNext: f.EndSearch})
}

// searchSaid is what stands where results would, or above them.
func (f *Flow) searchSaid(k kit.Kit, width float32) fyne.CanvasObject {
	switch {
	case f.Notice != (Notice{}):
		return f.notice(k, width)
	case f.None():
		return k.Notice(k.Say("keys.find.none", "words", f.Words.String()), width, kit.Warn)
	case f.Near != "":
		return k.Notice(k.Say("keys.find.near", "words", f.Words.String(), "near", f.Near), width, kit.Warn)
	case len(f.Found) == 0:
		return k.Para(k.Say("keys.find.how"), width, kit.Style{Size: look.Body, Color: look.Soft})
	}
	return nil
}
