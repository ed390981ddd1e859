// Package say turns what the desk answers into sentences: the only place where
// a refusal gets words. It knows no screen.
package say

import (
	"errors"
	"slices"
	"strconv"
	"time"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/inventory/folder"
	"redwrench/inventory/people"
	"redwrench/inventory/photo"
	"redwrench/inventory/store"
	"redwrench/ui/typing"
)

// Names finds the name of a tool a refusal speaks of.
type Names func(inventory.ToolID) inventory.Name

// refusal is one that needs no value, with the key of its sentence.
type refusal struct {
	err error
	key string
}

// plain are the refusals that need no value; those about jobs are in jobs.go.
var plain = []refusal{
	{code.ErrForeign, "refused.foreign"},
	{code.ErrCheck, "refused.check"},
	{inventory.ErrNoTool, "refused.notool"},
	{inventory.ErrNoResident, "refused.noresident"},
	{inventory.ErrSameRecord, "refused.samerecord"},
	{inventory.ErrNotOnePerson, "refused.notoneperson"},
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
	{inventory.ErrMoot, "refused.moot"},
	{inventory.ErrPeriod, "refused.period"},
	{inventory.ErrNoPaper, "refused.nopaper"},
	{inventory.ErrOnlyFolder, "refused.onlyfolder"},
	{inventory.ErrRole, "refused.role"},
	{inventory.ErrLentTwice, "refused.lenttwice"},
	{inventory.ErrOnShelf, "refused.onshelf"},
	{inventory.ErrHasIt, "refused.hasit"},
	{inventory.ErrWaitsAlready, "refused.waitsalready"},
	{inventory.ErrNoHold, "refused.nohold"},
	{inventory.ErrNoReservation, "refused.noreservation"},
	{inventory.ErrOverdue, "refused.loanoverdue"},
	{inventory.ErrSomebodyWaits, "refused.somebodywaits"},
	{inventory.ErrBeforeOut, "refused.beforeout"},
	{inventory.ErrNoActivity, "refused.noactivity"},
	{inventory.ErrActivityDay, "refused.activityday"},
	{inventory.ErrNoPart, "refused.nopart"},
	{inventory.ErrTooLate, "refused.toolate"},
	{inventory.ErrCannotUndo, "refused.cannotundo"},
	{inventory.ErrMovedOn, "refused.movedon"},
	{inventory.ErrSettings, "refused.settings"},
	{inventory.ErrNoStocktake, "refused.nostocktake"},
	{inventory.ErrNoDonation, "refused.nodonation"},
	{inventory.ErrGift, "refused.gift"},
	{inventory.ErrCounting, "refused.counting"},
	{inventory.ErrNoShelf, "refused.noshelf"},
	{inventory.ErrNoConsumable, "refused.noconsumable"},
	{inventory.ErrQuantity, "refused.quantity"},
	{inventory.ErrNotEnough, "refused.notenough"},
	{inventory.ErrNoName, "refused.noname"},
	{inventory.ErrNoCategory, "refused.nocategory"},
	{inventory.ErrNewer, "refused.newer"},
	{inventory.ErrPhoto, "refused.photo"},
	{photo.ErrFormat, "refused.picture"},
	{photo.ErrLarge, "refused.picture.large"},
	{people.ErrName, "refused.name"},
	{people.ErrPhone, "refused.phone"},
	{people.ErrHome, "refused.home"},
	{people.ErrBorn, "refused.born"},
	{typing.ErrSign, "refused.sign"},
	{typing.ErrStack, "refused.stack"},
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
	for _, p := range slices.Concat(plain, ofJobs) {
		if errors.Is(err, p.err) {
			return l.Say(p.key)
		}
	}
	return l.Say("refused.other")
}

// withValue is the sentence of a refusal that carries one.
func withValue(l words.Lang, err error, names Names, now time.Time) (string, bool) {
	name := func(id inventory.ToolID) string {
		if names == nil {
			return id.Code().Human()
		}
		return Name(l, names(id))
	}
	var (
		notFree *inventory.NotFree
		limit   *inventory.LimitReached
		overdue *inventory.OverdueElsewhere
		young   *inventory.TooYoung
		wait    *inventory.Wait
		bad     *people.BadID
		has     *inventory.StillHas
		long    *typing.TooLong
		bounds  *inventory.OutOfBounds
		changed *inventory.ChangedMeanwhile
	)
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
	case errors.As(err, &long):
		return l.Say("refused.long", "n", l.Number(long.Most)), true
	case errors.As(err, &bounds):
		return l.Say("refused.bounds", "least", l.Number(bounds.Least), "most", l.Number(bounds.Most)), true
	case errors.As(err, &changed):
		return l.Say("refused.changed", "who", "S"+strconv.Itoa(int(changed.By))), true
	case errors.As(err, &bad):
		return l.Say("refused.id."+strconv.Itoa(int(bad.Fault)), "place", l.Number(bad.Place)), true
	}
	if s, ok := aboutJobs(l, err, name, now); ok {
		return s, true
	}
	return promised(l, err, now)
}

// promised is withValue for renewals, holds and reservations.
func promised(l words.Lang, err error, now time.Time) (string, bool) {
	var (
		many *inventory.TooMany
		days *inventory.DaysTaken
		out  *inventory.RenewedOut
		no   *inventory.NoLonger
	)
	switch {
	case errors.As(err, &many):
		key := "refused.toomany.holds"
		if many.Reservations {
			key = "refused.toomany.reservations"
		}
		return l.Say(key, "have", l.Number(many.Have), "max", l.Number(many.Max)), true
	case errors.As(err, &days):
		return daysTaken(l, days.Free, now), true
	case errors.As(err, &out) && out.Times == 0:
		return l.Say("refused.norenewals"), true
	case errors.As(err, &out):
		return l.Say("refused.renewedout", "n", l.Number(out.Times)), true
	case errors.As(err, &no):
		key := "refused.nolonger"
		if no.Reserved {
			key = "refused.nolonger.reserved"
		}
		return l.Say(key, "from", Day(l, no.From, now)), true
	}
	return ofTable(l, err)
}

// namedDays is how many free days a refusal names.
const namedDays = 3

// daysTaken names the next days that can be had.
func daysTaken(l words.Lang, free []inventory.Day, now time.Time) string {
	if len(free) == 0 {
		return l.Say("refused.daystaken.none")
	}
	list := Day(l, free[0], now)
	for _, d := range free[1:min(len(free), namedDays)] {
		list = l.Say("time.list", "a", list, "b", Day(l, d, now))
	}
	if len(free) > namedDays {
		list = l.Say("time.more", "a", list)
	}
	return l.Say("refused.daystaken", "days", list)
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

// InAll is what the words say for a key, as a name in all languages: of a thing
// most shops have, which the records then keep.
func InAll(key string) inventory.Name {
	return inventory.Name{Zh: words.Chinese.Say(key), Bo: words.Tibetan.Say(key), En: words.English.Say(key)}
}

// SecondName is the name shown small under Name, in language second. Empty when
// there is none or it would repeat the first.
func SecondName(l, second words.Lang, n inventory.Name) string {
	if second == "" {
		return ""
	}
	if s := Name(second, n); s != Name(l, n) {
		return s
	}
	return ""
}
