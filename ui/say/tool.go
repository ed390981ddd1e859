package say

import (
	"strconv"
	"strings"
	"time"

	"redwrench/assets/words"
	"redwrench/inventory"
)

// NotFree says why a tool cannot be had: since when it is out and until when, or
// for how long it is kept; never with whom or for whom.
func NotFree(l words.Lang, tool string, e *inventory.NotFree, now time.Time) string {
	switch e.Status {
	case inventory.Lent:
		return l.Say("refused.lent", "tool", tool, "since", l.Day(e.Since, now), "due", l.Day(e.Due, now))
	case inventory.Retired:
		return l.Say("refused.retired", "tool", tool)
	case inventory.Held:
		return l.Say("refused.held", "tool", tool, "until", l.Day(e.Until, now))
	case inventory.Reserved:
		if e.From == 0 {
			return l.Say("refused.reserved.today", "tool", tool)
		}
		return l.Say("refused.reserved.soon", "tool", tool, "from", Day(l, e.From, now))
	}
	if e.Reason == inventory.Missing {
		return l.Say("refused.missing", "tool", tool)
	}
	return l.Say("refused.off", "tool", tool, "why", Off(l, e.Reason))
}

// Off is why a tool is off the shelf, as the end of a sentence about it.
func Off(l words.Lang, r inventory.Reason) string { return l.Say("off." + strconv.Itoa(int(r))) }

// Pill is a tool's status in two or three words.
func Pill(l words.Lang, i inventory.Item, now time.Time) string {
	switch i.Status {
	case inventory.OnShelf:
		return l.Say("status.shelf")
	case inventory.Lent:
		if now.After(i.Due) {
			return l.Say("status.late")
		}
		return l.Say("status.due", "day", l.Short(i.Due))
	case inventory.Held:
		return l.Say("status.held")
	case inventory.Reserved:
		return l.Say("status.reserved")
	}
	return Reason(l, i.Reason)
}

// Reason is why a tool is off the shelf, in two or three words.
func Reason(l words.Lang, r inventory.Reason) string {
	return l.Say("off.short." + strconv.Itoa(int(r)))
}

// Parts lists what must come back with a tool: "电池 ×1  钻头 ×5".
func Parts(l words.Lang, t inventory.Tool) string {
	var parts []string
	for _, p := range t.Parts {
		parts = append(parts, Name(l, p.Name)+" ×"+l.Number(p.Count))
	}
	return strings.Join(parts, "  ")
}

// Where is what keeps a tool from being had now, and until when.
func Where(l words.Lang, i inventory.Item, now time.Time) string {
	switch i.Status {
	case inventory.OnShelf:
		return l.Say("status.shelf")
	case inventory.Lent:
		if now.After(i.Due) {
			return l.Say("wait.late", "day", l.Day(i.Due, now))
		}
		return l.Say("wait.due", "day", l.Day(i.Due, now))
	case inventory.Held:
		return l.Say("wait.held", "day", l.Day(i.Until, now))
	case inventory.Reserved:
		if i.From == 0 {
			return l.Say("wait.reserved.today")
		}
		return l.Say("wait.reserved.soon", "day", Day(l, i.From, now))
	}
	return l.Say("wait.off", "day", l.Day(i.Since, now), "why", Off(l, i.Reason))
}
