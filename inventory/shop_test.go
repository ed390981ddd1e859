package inventory_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/store"
)

// What the tests of the rules share.

// tables are all tables of a shop.
var tables = []store.Table{
	"shop", "category", "tool", "loan", "open", "out", "due", "back", "lent", "service", "off", "resident", "phone", "document", "merged",
	"staff", "had", "serviced", "hold", "queue", "holder", "ready", "reserve", "reserved", "reserver", "collect", "consume", "move",
	"took", "undone", "tries", "audit", "print", "printing",
	"activity", "job", "jobnotes", "jobkind", "board", "bykind", "bysquad", "big", "asked", "mine", "visit", "closed", "along", "hadalong", "used", "home", "homejob",
	"donation", "donor", "stocktake", "sighting", "counting", "photo", "pictured",
}

// records is everything the shop keeps, to compare.
func (s *shop) records() string {
	s.t.Helper()
	var all strings.Builder
	err := s.store.View(context.Background(), func(tx store.Tx) error {
		for _, t := range tables {
			entries, err := tx.Scan(t, store.Range{})
			if err != nil {
				return err
			}
			for _, e := range entries {
				fmt.Fprintf(&all, "%s %x %x\n", t, e.Key, e.Value)
			}
		}
		return nil
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return all.String()
}

// refuses says that the deed is refused as wanted and changes no record.
func (s *shop) refuses(what string, want func(error) bool, deed func() error) {
	s.t.Helper()
	before := s.records()
	if err := deed(); err == nil || !want(err) {
		s.t.Errorf("%s: %v", what, err)
	}
	if s.records() != before {
		s.t.Errorf("%s: the refusal changed a record", what)
	}
}

// with is a refusal that carries values.
func with[E error](right func(E) bool) func(error) bool {
	return func(err error) bool {
		var e E
		return errors.As(err, &e) && right(e)
	}
}

// stands is a refusal because of where the tool is.
func stands(id inventory.ToolID, status inventory.Status) func(error) bool {
	return with(func(e *inventory.NotFree) bool { return e.Tool == id && e.Status == status })
}

// off is a refusal because the tool is off the shelf for a reason.
func off(id inventory.ToolID, reason inventory.Reason) func(error) bool {
	return with(func(e *inventory.NotFree) bool {
		return e.Tool == id && e.Status == inventory.OffShelf && e.Reason == reason
	})
}

// at turns the clock to a time of the shop: "2026-12-01 10:00".
func (s *shop) at(text string) {
	s.t.Helper()
	s.now = when(text)
}

func when(text string) time.Time {
	return must(time.ParseInLocation("2006-01-02 15:04", text, lhasa))
}

// later lets time go on, and the kiosk's minute pass.
func (s *shop) later(d time.Duration) {
	s.t.Helper()
	s.now = s.now.Add(d)
	must(s.Sweep(context.Background()))
}

func (s *shop) item(id inventory.ToolID) inventory.Item {
	s.t.Helper()
	return must(s.Item(context.Background(), id))
}

// is checks where a tool is.
func (s *shop) is(what string, id inventory.ToolID, status inventory.Status, reason ...inventory.Reason) {
	s.t.Helper()
	item := s.item(id)
	if item.Status != status || len(reason) > 0 && item.Reason != reason[0] {
		s.t.Errorf("%s: tool %d has status %d for %d, want %d for %v", what, id, item.Status, item.Reason, status, reason)
	}
}

func (s *shop) back(id inventory.ToolID, found ...inventory.Condition) inventory.Returned {
	s.t.Helper()
	var r inventory.Return
	if len(found) > 0 {
		r.Found = found[0]
	}
	return must(s.TakeBack(context.Background(), id, r, s.boss))
}

func (s *shop) hold(who inventory.ResidentID, id inventory.ToolID) inventory.Hold {
	s.t.Helper()
	return must(s.PlaceHold(context.Background(), who, id))
}

func (s *shop) reserve(who inventory.ResidentID, id inventory.ToolID, from, to string) inventory.Reservation {
	s.t.Helper()
	return must(s.Reserve(context.Background(), who, id, day(from), day(to)))
}

// undo takes the newest deed that can be undone back.
func (s *shop) undo() error {
	s.t.Helper()
	deeds := must(s.RecentDeeds(context.Background()))
	if len(deeds) == 0 {
		s.t.Fatal("nothing to undo")
	}
	return s.Undo(context.Background(), deeds[0].Seq, inventory.MisTap, s.boss)
}

// change gives a tool other properties.
func (s *shop) change(id inventory.ToolID, with func(*inventory.Tool)) {
	s.t.Helper()
	t := s.item(id).Tool
	with(&t)
	must(s.ChangeTool(context.Background(), t, s.boss))
}

// ok fails the test when a deed did.
func ok(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func dueAt(l inventory.Loan) string { return l.Due.In(lhasa).Format("2006-01-02 15:04") }

func day(text string) inventory.Day { return must(inventory.ParseDay(text)) }
