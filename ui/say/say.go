// Package say turns what the desk answers into sentences: the only place where
// a refusal gets words. It knows no screen.
package say

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/inventory/folder"
	"redwrench/inventory/people"
	"redwrench/inventory/store"
)

// Names finds the name of a tool a refusal speaks of.
type Names func(inventory.ToolID) inventory.Name

// plain are the refusals that need no value.
var plain = []struct {
	err error
	key string
}{
	{code.ErrForeign, "refused.foreign"},
	{code.ErrCheck, "refused.check"},
	{inventory.ErrNoTool, "refused.notool"},
	{inventory.ErrNoResident, "refused.noresident"},
	{inventory.ErrNoLoan, "refused.noloan"},
	{inventory.ErrNotLent, "refused.notlent"},
	{inventory.ErrBlocked, "refused.blocked"},
	{inventory.ErrNoMatch, "refused.nomatch"},
	{inventory.ErrDocumentTaken, "refused.documenttaken"},
	{inventory.ErrNoConsent, "refused.noconsent"},
	{inventory.ErrGuardian, "refused.guardian"},
	{inventory.ErrWrongPIN, "refused.wrongpin"},
	{inventory.ErrWeakPIN, "refused.weakpin"},
	{inventory.ErrStaffed, "refused.staffed"},
	{inventory.ErrNotStaff, "refused.notstaff"},
	{inventory.ErrNothing, "refused.nothing"},
	{inventory.ErrClockBack, "refused.clockback"},
	{inventory.ErrNoReason, "refused.reason"},
	{inventory.ErrNote, "refused.note"},
	{inventory.ErrPast, "refused.past"},
	{inventory.ErrNoGuardian, "refused.noguardian"},
	{inventory.ErrNoChild, "refused.nochild"},
	{inventory.ErrWithdrawn, "refused.withdrawn"},
	{inventory.ErrNotManager, "refused.notmanager"},
	{inventory.ErrLastManager, "refused.lastmanager"},
	{inventory.ErrNoCard, "refused.nocard"},
	{inventory.ErrPrinter, "refused.printer"},
	{inventory.ErrNoPrint, "refused.noprint"},
	{people.ErrName, "refused.name"},
	{people.ErrPhone, "refused.phone"},
	{people.ErrHome, "refused.home"},
	{people.ErrBorn, "refused.born"},
	{folder.ErrGone, "refused.gone"}, // before store.ErrDamaged, which it is too
	{folder.ErrLost, "refused.lost"}, // too
	{folder.ErrNewer, "refused.newer"},
	{folder.ErrFailed, "refused.unexamined"},
	{folder.ErrOtherShop, "refused.othershop"},
	{folder.ErrNoKey, "refused.nokey"},
	{folder.ErrWrongKey, "refused.wrongkey"},
	{store.ErrFull, "refused.full"},
	{store.ErrUnknown, "refused.unknown"},
	{store.ErrReadOnly, "refused.readonly"},
	{store.ErrDamaged, "refused.damaged"},
	{store.ErrClosed, "refused.damaged"},
	{store.ErrInUse, "refused.inuse"},
}

// Refusal is err as a kind, exact sentence in language l. now is the time at
// the desk. What nobody foresaw is said as "that did not work; nothing was
// changed, please ask the staff".
func Refusal(l words.Lang, err error, names Names, now time.Time) string {
	if s, ok := withValue(l, err, names, now); ok {
		return s
	}
	for _, p := range plain {
		if errors.Is(err, p.err) {
			return l.Say(p.key)
		}
	}
	return l.Say("refused.other")
}

func withValue(l words.Lang, err error, names Names, now time.Time) (string, bool) {
	var (
		notFree *inventory.NotFree
		limit   *inventory.LimitReached
		overdue *inventory.OverdueElsewhere
		young   *inventory.TooYoung
		wait    *inventory.Wait
		bad     *people.BadID
		has     *inventory.StillHas
	)
	name := func(id inventory.ToolID) string {
		if names == nil {
			return id.Code().Human()
		}
		return Name(l, names(id))
	}
	switch {
	case errors.As(err, &notFree):
		return NotFree(l, name(notFree.Tool), notFree, now), true
	case errors.As(err, &limit):
		key := "refused.limit"
		if limit.Unverified {
			key = "refused.limit.unverified"
		}
		return l.Say(key, "have", l.Number(limit.Have), "want", l.Number(limit.Want), "max", l.Number(limit.Max)), true
	case errors.As(err, &overdue):
		return l.Say("refused.overdue", "tool", name(overdue.Tool), "days", l.Number(overdue.Days)), true
	case errors.As(err, &young):
		return l.Say("refused.young", "tool", name(young.Tool), "age", l.Number(young.MinAge)), true
	case errors.As(err, &wait):
		return l.Say("refused.wait", "time", Duration(l, wait.Until.Sub(now))), true
	case errors.As(err, &has):
		return l.Say("refused.stillhas", "n", l.Number(has.Loans)), true
	case errors.As(err, &bad):
		return l.Say("refused.id."+strconv.Itoa(int(bad.Fault)), "place", l.Number(bad.Place)), true
	}
	return "", false
}

// NotFree says why a tool cannot be had: since when it is out and until when,
// never with whom.
func NotFree(l words.Lang, tool string, e *inventory.NotFree, now time.Time) string {
	switch e.Status {
	case inventory.Lent:
		return l.Say("refused.lent", "tool", tool, "since", l.Day(e.Since, now), "due", l.Day(e.Due, now))
	case inventory.Retired:
		return l.Say("refused.retired", "tool", tool)
	}
	return l.Say("refused.off", "tool", tool, "why", l.Say("off."+strconv.Itoa(int(e.Reason))))
}

// Duration is a wait as people say it: "30 秒", "2 分钟", rounded up.
func Duration(l words.Lang, d time.Duration) string {
	seconds := int((d + time.Second - 1) / time.Second)
	if seconds <= 90 {
		return l.Say("time.seconds", "n", l.Number(max(seconds, 1)))
	}
	return l.Say("time.minutes", "n", l.Number((seconds+59)/60))
}

// Name is a name in language l.
func Name(l words.Lang, n inventory.Name) string { return n.In(inventory.Lang(l)) }

// SecondName is the name shown small under Name: Tibetan under Chinese, Chinese
// under Tibetan and English. Empty when it would repeat the first.
func SecondName(l words.Lang, n inventory.Name) string {
	second, ok := l.Second()
	if !ok {
		return ""
	}
	if s := Name(second, n); s != Name(l, n) {
		return s
	}
	return ""
}

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
	}
	return l.Say("off.short." + strconv.Itoa(int(i.Reason)))
}

// Parts lists what must come back with a tool: "电池 ×1  钻头 ×5".
func Parts(l words.Lang, t inventory.Tool) string {
	var parts []string
	for _, p := range t.Parts {
		parts = append(parts, Name(l, p.Name)+" ×"+l.Number(p.Count))
	}
	return strings.Join(parts, "  ")
}
