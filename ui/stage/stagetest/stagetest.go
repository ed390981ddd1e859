// Package stagetest is a shop in memory and a stage without a screen, on which
// flows are tried without Fyne. The test is the UI's goroutine.
package stagetest

import (
	"bytes"
	"context"
	"testing"
	"time"

	"redwrench/assets"
	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/inventory/invented"
	"redwrench/inventory/stock"
	"redwrench/inventory/store/memstore"
	"redwrench/inventory/store/seal"
	"redwrench/ui/stage"
	"redwrench/ui/task"
	"redwrench/ui/task/tasktest"
)

// Stage is a stage.Stage that shows nothing and remembers what it was asked.
type Stage struct {
	*tasktest.Queue
	Shown   []stage.Route
	Flashes []bool
	Rescans []string
	Prints  int
}

var _ stage.Stage = (*Stage)(nil)

// Show implements stage.Stage.
func (s *Stage) Show(r stage.Route) { s.Shown = append(s.Shown, r) }

// Refresh implements stage.Stage.
func (*Stage) Refresh() {}

// Flash implements stage.Stage.
func (s *Stage) Flash(accepted bool) { s.Flashes = append(s.Flashes, accepted) }

// Rescan implements stage.Stage.
func (s *Stage) Rescan(text string) { s.Rescans = append(s.Rescans, text) }

// Lang implements stage.Stage.
func (*Stage) Lang() words.Lang { return words.Chinese }

// Runner implements stage.Stage.
func (s *Stage) Runner() *task.Runner { return s.Queue.Runner }

// After implements stage.Stage: no time passes here.
func (*Stage) After(context.Context, time.Duration, func()) {}

// Printed implements stage.Stage.
func (s *Stage) Printed() { s.Prints++ }

// Shop is a shop on the morning of Tuesday, 24 November 2026, with a manager
// (number 1), and the stage of its kiosk.
type Shop struct {
	*inventory.Desk
	Stage *Stage
	Now   time.Time
	t     testing.TB
}

// New founds the shop.
func New(t testing.TB) *Shop {
	s := &Shop{Stage: &Stage{Queue: tasktest.New()}, t: t, Now: time.Date(2026, 11, 24, 10, 24, 0, 0, time.FixedZone("CST", 8*3600))}
	list, err := stock.Read(bytes.NewReader(assets.StockTools), bytes.NewReader(assets.StockCategories))
	s.must(err)
	st := memstore.New()
	s.must(inventory.Found(t.Context(), st, inventory.Defaults(), list, s.Now))
	s.Desk, err = inventory.Open(t.Context(), st, seal.NewKeys([32]byte{1}), func() time.Time { return s.Now })
	s.must(err)
	_, err = s.AppointManager(t.Context(), "271828")
	s.must(err)
	return s
}

func (s *Shop) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// Resident is invented person n, with the card seen.
func (s *Shop) Resident(n int) inventory.Resident {
	s.t.Helper()
	r, err := s.Register(s.t.Context(), invented.Person(n, s.Settings().ConsentVersion), "zh")
	s.must(err)
	r, err = s.Verify(s.t.Context(), r.ID, 1)
	s.must(err)
	return r
}

// Out lends tools to invented person n.
func (s *Shop) Out(n int, tools ...inventory.ToolID) {
	s.t.Helper()
	_, err := s.Lend(s.t.Context(), s.Resident(n).ID, tools, "zh")
	s.must(err)
}

// Back takes a tool back.
func (s *Shop) Back(id inventory.ToolID) {
	s.t.Helper()
	_, err := s.TakeBack(s.t.Context(), id, inventory.Return{}, 1)
	s.must(err)
}

// Hold gives invented person n a place in the queue for a tool.
func (s *Shop) Hold(n int, id inventory.ToolID) inventory.Hold {
	s.t.Helper()
	h, err := s.PlaceHold(s.t.Context(), s.Resident(n).ID, id)
	s.must(err)
	return h
}

// Promise reserves a tool for invented person n, in so many days.
func (s *Shop) Promise(n int, id inventory.ToolID, from, to int) inventory.Reservation {
	s.t.Helper()
	today := inventory.DayOf(s.Desk.Now())
	r, err := s.Reserve(s.t.Context(), s.Resident(n).ID, id, today+inventory.Day(from), today+inventory.Day(to))
	s.must(err)
	return r
}

// Rule changes the settings.
func (s *Shop) Rule(change func(*inventory.Settings)) {
	s.t.Helper()
	rules := s.Settings()
	change(&rules)
	s.must(s.ChangeSettings(s.t.Context(), rules, 1))
}

// Tool is a tool as it stands now.
func (s *Shop) Tool(id inventory.ToolID) inventory.Item {
	s.t.Helper()
	item, err := s.Item(s.t.Context(), id)
	s.must(err)
	return item
}
