package inventory

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"redwrench/inventory/store"
)

// ChangeSettings puts other rules in force at once. Only a manager may. s is what
// Settings gave, changed: when somebody else changed them since, nothing is
// written. A changed consent text, or data kept for longer, has a new version, so
// that everybody is asked again.
//
// Refusals: ErrNotManager, ErrSettings with the setting's name (*OutOfBounds for
// a number), *ChangedMeanwhile, ErrClockBack.
func (d *Desk) ChangeSettings(ctx context.Context, s Settings, who StaffID) error {
	if err := s.Check(); err != nil {
		return err
	}
	if s.Zone != d.rules().Zone {
		return fmt.Errorf("%w: Zone", ErrSettings) // the records' days are those of the first one
	}
	var kept Settings
	err := d.deed(ctx, func(tx store.Tx, now time.Time, _ *numbers) error {
		if err := manager(tx, who); err != nil {
			return err
		}
		was, err := settings(tx)
		if err != nil {
			return err
		}
		if was.Changes != s.Changes {
			return &ChangedMeanwhile{By: was.ChangedBy}
		}
		kept = s.clone()
		if asksMore(was, kept) && kept.ConsentVersion == was.ConsentVersion {
			kept.ConsentVersion = NextConsent(was.ConsentVersion, DayOf(now))
		}
		kept.Changes, kept.ChangedBy = was.Changes+1, who
		return steps(
			func() error { return put(tx, tableShop, []byte("settings"), kept) },
			func() error { return audit(tx, now, who, "change settings", kept.Since(was)...) },
		)
	})
	if err == nil {
		d.settings.Store(&kept)
	}
	return err
}

// settings are those in the records.
func settings(tx store.Tx) (Settings, error) {
	s, err := get[Settings](tx, tableShop, []byte("settings"))
	if err != nil {
		return s, fmt.Errorf("inventory: the shop's settings: %w", err)
	}
	s.Jobs.fill()
	return s, nil
}

// asksMore says that people agreed to less than the new rules say.
func asksMore(was, is Settings) bool {
	return was.ConsentText != is.ConsentText || is.RetentionDays > was.RetentionDays
}

// NextConsent is the version after was of a consent text that changes on day.
func NextConsent(was string, day Day) string {
	next := day.String()
	if was != next && !strings.HasPrefix(was, next+".") {
		return next
	}
	n, err := strconv.Atoi(strings.TrimPrefix(was, next+"."))
	if err != nil {
		n = 1
	}
	return next + "." + strconv.Itoa(n+1)
}

// longestValue is how much of a text the audit keeps, in characters.
const longestValue = 150

// Since tells each setting that was another before, as the audit does: "Limit: 5 →
// 7".
func (s Settings) Since(was Settings) []string {
	var list []string
	before := was.told()
	for i, now := range s.told() {
		if old := before[i].value; old != now.value {
			list = append(list, now.name+": "+short(old)+" → "+short(now.value))
		}
	}
	return list
}

func short(s string) string {
	if r := []rune(s); len(r) > longestValue {
		return string(r[:longestValue]) + "…"
	}
	return s
}

type toldSetting struct{ name, value string }

// told is every setting as the audit tells it. Of partners it tells only how many
// there are: they may be people.
func (s Settings) told() []toldSetting {
	threefold := func(n Name) string { return strings.Trim(strings.Join([]string{n.Zh, n.Bo, n.En}, " / "), " /") }
	list := []toldSetting{
		{"Shop", threefold(s.Shop)}, {"Place", threefold(s.Place)}, {"Phone", s.Phone},
		{"ClosedWeekdays", joined(s.ClosedWeekdays, func(w time.Weekday) string { return w.String()[:3] })},
		{"Holidays", joined(s.Holidays, func(h Holiday) string { return h.From.String() + ".." + h.To.String() })},
		{"ConsentVersion", s.ConsentVersion}, {"ConsentText", threefold(s.ConsentText)},
		{"Languages", joined(s.Shown(), func(l Lang) string { return string(l) })},
		{"Volume", s.Volume.String()}, {"ExactPinyin", strconv.FormatBool(s.ExactPinyin)},
		{"Jobs.Squads", joined(s.Jobs.Squads, func(q Squad) string { return string(q.ID) })},
		{"Jobs.Partners", strconv.Itoa(len(s.Jobs.Partners))},
	}
	for _, n := range NumberSettings() {
		value := strconv.Itoa(n.In(s))
		if n.Unit == Clock {
			value = time.Time{}.Add(time.Duration(n.In(s)) * time.Minute).Format("15:04")
		}
		list = append(list, toldSetting{n.Name, value})
	}
	return list
}

func joined[T any](list []T, word func(T) string) string {
	words := make([]string, len(list))
	for i, v := range list {
		words[i] = word(v)
	}
	return strings.Join(words, " ")
}

// languages are those a kiosk speaks, in the order they are offered.
var languages = []Lang{"zh", "bo", "en"}

// Shown are the languages the screen offers: Chinese always.
func (s Settings) Shown() []Lang {
	if s.Languages == nil {
		return slices.Clone(languages)
	}
	return slices.Clone(s.Languages)
}

// Speaks says whether the screen offers a language.
func (s Settings) Speaks(l Lang) bool { return slices.Contains(s.Shown(), l) }

// Show makes the screen offer a language or not; Chinese stays.
func (s *Settings) Show(l Lang, on bool) {
	shown := s.Shown()
	s.Languages = slices.DeleteFunc(slices.Clone(languages), func(o Lang) bool {
		return o != "zh" && (o == l && !on || o != l && !slices.Contains(shown, o))
	})
	if len(s.Languages) == len(languages) {
		s.Languages = nil
	}
}
