// Package desktest is a shop in memory with a stage that shows nothing, for
// tests of flows: the test is the UI's goroutine and turns the clock.
package desktest

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

// PIN is the manager's.
const PIN = "271828"

// Shop is a stage and the shop behind it.
type Shop struct {
	T       testing.TB
	Desk    *inventory.Desk
	Manager inventory.Staff
	Now     time.Time
	Queue   *tasktest.Queue
	Shown   stage.Route // the last screen asked for
	Flashes []bool      // answers to scans, true: accepted
	Rescans []string    // scans handed on to that screen
	Prints  int         // how often the printer was woken
}

var _ stage.Stage = (*Shop)(nil)

// New opens a shop with the stock of a new one and a manager, on Tuesday
// 2026-11-24 at 10:24.
func New(t testing.TB) *Shop {
	t.Helper()
	s := &Shop{T: t, Queue: tasktest.New(), Now: time.Date(2026, 11, 24, 10, 24, 0, 0, time.FixedZone("CST", 8*3600))}
	ctx := context.Background()
	list := Must(stock.Read(bytes.NewReader(assets.StockTools), bytes.NewReader(assets.StockCategories)))
	list.Kinds = Must(stock.ReadJobs(bytes.NewReader(assets.StockJobs), bytes.NewReader(assets.StockPhrases)))
	st := memstore.New()
	if err := inventory.Found(ctx, st, inventory.Defaults(), list, s.Now); err != nil {
		t.Fatal(err)
	}
	s.Desk = Must(inventory.Open(ctx, st, seal.NewKeys([32]byte{1}), func() time.Time { return s.Now }))
	s.Manager = Must(s.Desk.AppointManager(ctx, PIN))
	return s
}

// Must is v; an error ends the test.
func Must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// Resident keeps invented person n, with the card seen.
func (s *Shop) Resident(n int) inventory.Resident {
	ctx := context.Background()
	r := Must(s.Desk.Register(ctx, invented.Person(n, s.Desk.Settings().ConsentVersion), "zh"))
	return Must(s.Desk.Verify(ctx, r.ID, s.Manager.ID))
}

// Lend lends tools to somebody.
func (s *Shop) Lend(to inventory.Resident, tools ...inventory.ToolID) inventory.HandOver {
	s.T.Helper()
	return Must(s.Desk.Lend(context.Background(), to.ID, tools, "zh"))
}

// Item is a tool as it stands.
func (s *Shop) Item(id inventory.ToolID) inventory.Item {
	s.T.Helper()
	return Must(s.Desk.Item(context.Background(), id))
}

// Show implements stage.Stage.
func (s *Shop) Show(r stage.Route) { s.Shown = r }

// Refresh implements stage.Stage: nothing is drawn.
func (*Shop) Refresh() {}

// Flash implements stage.Stage.
func (s *Shop) Flash(accepted bool) { s.Flashes = append(s.Flashes, accepted) }

// Rescan implements stage.Stage.
func (s *Shop) Rescan(text string) { s.Rescans = append(s.Rescans, text) }

// Lang implements stage.Stage.
func (*Shop) Lang() words.Lang { return words.Chinese }

// Runner implements stage.Stage.
func (s *Shop) Runner() *task.Runner { return s.Queue.Runner }

// After implements stage.Stage: time passes only when the test says so.
func (*Shop) After(context.Context, time.Duration, func()) {}

// Printed implements stage.Stage.
func (s *Shop) Printed() { s.Prints++ }
