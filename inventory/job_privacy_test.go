package inventory_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/jobs"
	"redwrench/inventory/people"
	"redwrench/inventory/store"
	"redwrench/inventory/store/boltstore"
	"redwrench/inventory/store/seal"
)

// secretRequest is a request whose words and place nobody should read by chance.
func secretRequest(who inventory.ResidentID) inventory.Request {
	return inventory.Request{
		Resident: who, Kind: "plumbing", Phrases: []int{0}, Words: "卧室床下漏水", When: jobs.Evenings, Lang: "zh",
		Place: jobs.Place{Street: "示例街", Building: "示例楼七", Unit: "示例单元", Room: "示例门牌"},
	}
}

var secretWords = []string{"卧室床下", "示例楼七", "示例单元", "示例门牌"}

func TestWhoSeesWhereAJobIs(t *testing.T) {
	s := newShop(t)
	who, clerk := s.resident(1), s.clerk()
	own, fits, cannot := s.helper("志愿甲", "plumbing"), s.helper("志愿乙", "plumbing"), s.helper("志愿丙", "locks")
	free, taken := must(s.ReportJob(ctx, secretRequest(who))), must(s.ReportJob(ctx, secretRequest(who)))
	must(s.TakeJob(ctx, taken.ID, own))
	for _, c := range []struct {
		what         string
		by           inventory.StaffID
		id           inventory.JobID
		sheet        bool
		name, phrase bool // in the row of a list
	}{
		{"duty, free", clerk, free.ID, true, true, true},
		{"duty, taken", clerk, taken.ID, true, true, true},
		{"manager, taken", s.boss, taken.ID, true, true, true},
		{"its volunteer", own, taken.ID, true, true, true},
		{"a volunteer whom a free one fits", fits, free.ID, true, false, true},
		{"a volunteer, another's", fits, taken.ID, false, false, false},
		{"a volunteer without the skill, free", cannot, free.ID, false, false, false},
		{"a volunteer without the skill, another's", cannot, taken.ID, false, false, false},
	} {
		entries := len(s.entries(0))
		sheet, err := s.OpenJob(ctx, c.id, c.by)
		if (err == nil) != c.sheet || !c.sheet && (!is(jobs.ErrNotYours)(err) || sheet.Notes.Place != jobs.Place{} || sheet.Who != (people.Person{})) {
			t.Errorf("%s: opens: %v", c.what, err)
		}
		if c.sheet {
			s.wantAudit("open job", c.by, c.id.Code().String())
			if len(s.entries(0)) != entries+1 || sheet.Notes.Place.Room != "示例门牌" || sheet.Who.Phone == "" || sheet.Who.ID != (people.ID{}) {
				t.Errorf("%s: the sheet lacks something, or tells the identity number", c.what)
			}
		}
		state := jobs.New
		if c.id == taken.ID {
			state = jobs.Assigned
		}
		rows, _, err := s.Board(ctx, inventory.Filter{State: state}, 0, 9, c.by)
		if err != nil || len(rows) != 1 {
			t.Fatal(c.what, rows, err)
		}
		row := rows[0]
		if (row.Name != "") != c.name || (len(row.Job.Faults) > 0) != c.phrase || row.Street != "示例街" || row.Kind.ID != "plumbing" {
			t.Errorf("%s: the row has the name %q, the phrases %v, the street %q", c.what, row.Name, row.Job.Faults, row.Street)
		}
		if !c.name && row.Job.Resident != 0 || c.name && row.Name != s.person(1).MaskedName() {
			t.Errorf("%s: resident %d, %q", c.what, row.Job.Resident, row.Name)
		}
		if text := fmt.Sprintf("%#v", row); containsAny(text, secretWords...) {
			t.Errorf("%s: the row holds an address", c.what)
		}
		if _, err := s.AtHome(ctx, c.id, c.by); (err == nil) != c.sheet {
			t.Errorf("%s: the home's history: %v", c.what, err)
		}
	}
	if rows := must(s.AtHome(ctx, free.ID, clerk)); len(rows) != 2 || rows[0].Job.Resident != 0 {
		t.Errorf("the home's history: %+v", rows)
	}
}

func containsAny(text string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}

func TestNotesOfJobsAreNeverPrinted(t *testing.T) {
	notes := inventory.JobNotes{ID: 3, Words: "卧室床下漏水", Place: jobs.Place{Room: "示例门牌"}}
	var log bytes.Buffer
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "notes", notes, "place", notes.Place)
	text := fmt.Sprintf("%v %+v %#v %s", notes, notes, notes, notes) + log.String()
	if containsAny(text, secretWords...) {
		t.Errorf("printed: %s", text)
	}
}

func TestNothingOfAJobsNotesStandsReadableInTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "shop.db")
	now := time.Date(2026, 11, 24, 10, 25, 0, 0, lhasa)
	ok(t, boltstore.Create(path, func(raw store.Store) error {
		return inventory.Found(ctx, seal.Wrap(raw, secrets, inventory.SecretTables()...), inventory.Defaults(), stock(), now)
	}))
	raw := must(boltstore.Open(path))
	s := &shop{t: t, now: now, store: seal.Wrap(raw, secrets, inventory.SecretTables()...)}
	s.boss = hire(t, s.store)
	s.reopen()
	v := s.helper("志愿示例", "plumbing")
	must(s.SetCraft(ctx, v, inventory.Craft{Skills: []inventory.KindID{"plumbing"}, Document: people.Invented(time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC), 7).Number}, s.boss))
	j := must(s.ReportJob(ctx, secretRequest(s.resident(1))))
	must(s.TakeJob(ctx, j.ID, v))
	must(s.PriceJob(ctx, j.ID, inventory.Pricing{Big: true, Quote: jobs.Quote{Labour: 500}, What: "示例报价的话"}, v))
	must(s.AgreeToQuote(ctx, j.ID, v))
	s.later(2 * time.Hour)
	r := s.done(v)
	r.Did, r.Materials = "示例做了什么", []inventory.Material{{What: "示例材料", Cost: 5}}
	must(s.FillIn(ctx, j.ID, r, v))
	sheet := must(s.OpenJob(ctx, j.ID, v))
	if sheet.Notes.Quote != "示例报价的话" || sheet.Notes.Visits[0].Materials[0].What != "示例材料" {
		t.Fatalf("the notes are not there: %#v", sheet.Notes.Visits)
	}
	ok(t, raw.Close())
	file := must(os.ReadFile(path))
	number := people.Invented(time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC), 7).Number
	for _, word := range append(secretWords, "示例街", "示例报价", "示例做了什么", "示例材料", "志愿示例", number) {
		if bytes.Contains(file, []byte(word)) {
			t.Errorf("%q stands readable in the file", word)
		}
	}
}

func TestForgettingSomebodyForgetsWhatTheirJobsTell(t *testing.T) {
	s := newShop(t)
	who, v := s.resident(1), s.helper("志愿甲", "plumbing")
	done := must(s.ReportJob(ctx, secretRequest(who)))
	must(s.TakeJob(ctx, done.ID, v))
	s.later(2 * time.Hour)
	must(s.FillIn(ctx, done.ID, s.done(v), v))
	open := must(s.ReportJob(ctx, secretRequest(who)))
	must(s.TakeJob(ctx, open.ID, v))
	must(s.LendForJob(ctx, open.ID, []inventory.ToolID{hammer}, v, v))
	ok(t, s.Erase(ctx, who, s.boss))
	s.back(hammer)
	if notes := must(s.JobNotesAfter(ctx, 0, 9)); len(notes) != 0 {
		t.Errorf("%d notes are left", len(notes))
	}
	if homes := s.table("home"); len(homes) != 0 {
		t.Error("the home is still found by its place")
	}
	s.state("the open one", open.ID, jobs.Cancelled)
	sheet := must(s.OpenJob(ctx, done.ID, s.boss))
	if sheet.Who != (people.Person{}) || sheet.Notes.ID != 0 || len(sheet.Job.Visits) != 1 {
		t.Errorf("the sheet of somebody forgotten: %+v", sheet.Job)
	}
	if rows, _, err := s.Board(ctx, inventory.Filter{State: jobs.Done}, 0, 9, s.boss); err != nil || len(rows) != 1 || rows[0].Name != "" {
		t.Errorf("%+v, %v", rows, err)
	}
	n := must(s.JobNumbers(ctx, inventory.DayOf(s.now), inventory.DayOf(s.now), s.boss)) // statistics survive it
	if n.Done != 1 || n.Homes != 1 || n.Persons != 1 || n.Hours[v] != 2 || n.Cancelled != 1 {
		t.Errorf("%+v", n)
	}
	again := must(s.ReportJob(ctx, secretRequest(s.resident(2))))
	if again.Home == done.Home {
		t.Error("the home of somebody forgotten was found again")
	}
}

func TestAHomeSomebodyElseAskedForStaysKnown(t *testing.T) {
	s := newShop(t)
	a, b := s.resident(1), s.resident(2)
	must(s.ReportJob(ctx, secretRequest(a)))
	first := must(s.ReportJob(ctx, secretRequest(b)))
	ok(t, s.Erase(ctx, a, s.boss))
	if second := must(s.ReportJob(ctx, secretRequest(b))); second.Home != first.Home {
		t.Error("the same door is another home")
	}
}

// yearLater is more than the retention time later, with people at the shop on
// the last days, so that the date is believed.
func (s *shop) yearLater() {
	s.t.Helper()
	s.later(400 * 24 * time.Hour)
	for range 3 {
		s.now = s.now.Add(24 * time.Hour)
		ok(s.t, s.SetPrinter(ctx, inventory.DefaultPrinter(inventory.SlipPrinter), s.boss))
	}
	s.later(time.Minute)
}

func TestNobodyIsForgottenWhileAJobIsOpen(t *testing.T) {
	s := newShop(t)
	who := s.resident(1)
	j := s.report(who, "plumbing")
	s.yearLater()
	if _, err := s.ByCard(ctx, who); err != nil {
		t.Fatalf("forgotten with an open job: %v", err)
	}
	must(s.CancelJob(ctx, j.ID, who, 0, ""))
	s.later(time.Minute)
	if _, err := s.ByCard(ctx, who); !is(inventory.ErrNoResident)(err) {
		t.Errorf("still known a year after: %v", err)
	}
}

func TestAChildsJobIsTalkedOverWithTheGuardian(t *testing.T) {
	s := newShop(t)
	guardian := s.resident(1)
	p := s.child()
	p.Phone = ""
	child := must(s.RegisterChild(ctx, p, guardian, "zh", 0))
	j := must(s.ReportJob(ctx, inventory.Request{Resident: child.ID, Kind: "elder-care", Place: jobs.Place{Room: "101"}}))
	if sheet := must(s.OpenJob(ctx, j.ID, s.boss)); sheet.Who.Phone != s.person(1).Phone || sheet.Who.Name != p.Name {
		t.Error("nobody to call")
	}
	s.yearLater()
	if _, err := s.ByCard(ctx, guardian); err != nil {
		t.Errorf("the guardian is forgotten while the child's job is open: %v", err)
	}
}
