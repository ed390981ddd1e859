package inventory_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/people"
)

func TestABlockHoldsUntilItsTimeOrUntilStaffLiftIt(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	who := s.resident(1)
	until := s.now.AddDate(0, 0, 7)
	r := must(s.Block(ctx, who, " 弄坏了不说 ", until, s.boss))
	if r.Blocked != "弄坏了不说" || !r.BlockedAt(s.Now()) {
		t.Errorf("blocked for %d characters of reason, now: %t", len(r.Blocked), r.BlockedAt(s.Now()))
	}
	s.wantAudit("block", s.boss, who.Code().String())
	if err := s.mayBorrow(who); !errors.Is(err, inventory.ErrBlocked) {
		t.Errorf("while blocked: %v, want ErrBlocked", err)
	}
	s.now = until.Add(-time.Second)
	if err := s.mayBorrow(who); !errors.Is(err, inventory.ErrBlocked) {
		t.Errorf("a second before the end: %v, want ErrBlocked", err)
	}
	s.now = until
	if err := s.mayBorrow(who); err != nil {
		t.Errorf("at the end: %v", err)
	}
	must(s.Block(ctx, who, "再来一次", time.Time{}, s.boss))
	s.now = s.now.AddDate(10, 0, 0)
	if err := s.mayBorrow(who); !errors.Is(err, inventory.ErrBlocked) {
		t.Errorf("without an end, ten years on: %v, want ErrBlocked", err)
	}
	must(s.Unblock(ctx, who, s.boss))
	s.wantAudit("unblock", s.boss, who.Code().String())
	if err := s.mayBorrow(who); err != nil {
		t.Errorf("lifted: %v", err)
	}
}

func TestABlockNeedsAReasonAndATimeToCome(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	who := s.resident(1)
	for what, c := range map[string]struct {
		reason string
		until  time.Time
		want   error
	}{
		"no reason":               {" \n", time.Time{}, inventory.ErrNoReason},
		"a reason without an end": {strings.Repeat("长", 501), time.Time{}, inventory.ErrNoReason},
		"a reason of noise":       {"a\x00b", time.Time{}, inventory.ErrNoReason},
		"an end that is over":     {"理由", s.now, inventory.ErrPast},
	} {
		if _, err := s.Block(ctx, who, c.reason, c.until, s.boss); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", what, err, c.want)
		}
	}
	if err := s.mayBorrow(who); err != nil {
		t.Errorf("after refused blocks: %v", err)
	}
}

func TestCorrectingMovesTelephoneAndDocument(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	who, other := s.resident(1), s.resident(2)
	old, p := s.person(1), s.person(1)
	p.Name, p.Phone = "样本·改名", "19922223333"
	p.ID, p.Born = people.InventedAs(people.Passport, s.now, 5), s.now.AddDate(-30, 0, 0)
	p.Home.Room, p.Consent = "909", people.Consent{}
	s.now = s.now.Add(time.Hour)
	r := must(s.correct(who, p, s.boss))
	s.wantAudit("correct", s.boss, who.Code().String())
	if r.ID != who || r.Person.Home.Room != "909" || !r.Agreed(s.Settings().ConsentVersion) || r.Verified.IsZero() {
		t.Errorf("resident %d, consent kept: %t, verified: %v", r.ID, r.Agreed(s.Settings().ConsentVersion), r.Verified)
	}
	if found, err := s.ByPhone(ctx, p.Phone, "0005"); err != nil || found.ID != who {
		t.Errorf("by the new telephone: %d, %v", found.ID, err)
	}
	if _, err := s.ByPhone(ctx, old.Phone, old.ID.LastFour()); !errors.Is(err, inventory.ErrNoMatch) {
		t.Errorf("by the old telephone: %v, want ErrNoMatch", err)
	}
	if again := must(s.Register(ctx, old, "zh")); again.ID == who || again.ID == other {
		t.Errorf("the old document leads to resident %d", again.ID)
	}
	p.ID, p.Born = s.person(2).ID, time.Time{}
	if _, err := s.correct(who, p, s.boss); !errors.Is(err, inventory.ErrDocumentTaken) {
		t.Errorf("somebody else's document: %v, want ErrDocumentTaken", err)
	}
	p = s.person(2)
	p.Name = "样本乙"
	if r := must(s.correct(other, p, s.boss)); r.Person.Name != "样本乙" {
		t.Error("a name alone was not corrected")
	}
	p.ID = people.ID{Kind: people.NoDocument}
	p.Born = s.now.AddDate(-40, 0, 0)
	if _, err := s.correct(other, p, s.boss); !errors.Is(err, inventory.ErrGuardian) {
		t.Errorf("an adult's document taken away: %v, want ErrGuardian", err)
	}
	p = s.person(2)
	p.Phone = "1"
	if _, err := s.correct(other, p, s.boss); !errors.Is(err, people.ErrPhone) {
		t.Errorf("half a telephone number: %v, want ErrPhone", err)
	}
}

func TestNotesAreForStaffWhoOpenTheRecordAndEachOpeningIsKept(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	who := s.resident(1)
	p := s.person(1)
	must(s.note(who, " 家里有狗,先打电话\n ", s.boss))
	s.wantAudit("note", s.boss, who.Code().String())
	before := len(s.entries(0))
	for what, r := range map[string]inventory.Resident{
		"by card":              must(s.ByCard(ctx, who)),
		"by telephone":         must(s.ByPhone(ctx, p.Phone, p.LastFour())),
		"by registering again": must(s.Register(ctx, p, "zh")),
	} {
		if r.Note != "" {
			t.Errorf("%s the note is seen", what)
		}
	}
	if n := len(s.entries(before)); n != 0 {
		t.Errorf("masked use left %d lines in the audit", n)
	}
	r := must(s.Reveal(ctx, who, s.boss))
	if r.Note != "家里有狗,先打电话" || r.Person.Name != p.Name || r.Person.Number != p.Number {
		t.Error("the record was not opened in full")
	}
	s.wantAudit("open personal data", s.boss, who.Code().String())
	for _, e := range s.table("audit") {
		for _, secret := range []string{p.Name, p.Phone, p.Number, "有狗"} {
			if bytes.Contains(e.Value, []byte(secret)) {
				t.Error("the audit holds personal data")
			}
		}
	}
	if r := must(s.note(who, "", s.boss)); r.Note != "" {
		t.Error("the note stays")
	}
	if _, err := s.note(who, strings.Repeat("长", 501), s.boss); !errors.Is(err, inventory.ErrNote) {
		t.Errorf("501 characters: %v, want ErrNote", err)
	}
}

func TestALostCardIsPrintedAgainMarkedAsACopy(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	p := s.person(1)
	who := must(s.Register(ctx, p, "bo")).ID
	id := must(s.ReissueCard(ctx, who, s.boss))
	jobs := must(s.WaitingPrints(ctx, 9))
	if len(jobs) != 2 || jobs[0].Copy {
		t.Fatalf("waiting %+v, want the card and its copy", jobs)
	}
	if j := jobs[1]; j.ID != id || !j.Copy || j.Paper != inventory.ResidentCard || j.Subject != uint32(who) || j.Lang != "bo" {
		t.Errorf("waiting %+v, want a copy of the card in Tibetan", j)
	}
	s.wantAudit("reissue card", s.boss, who.Code().String())
}

// Who may not: somebody unknown, a volunteer, somebody who has left.
func TestOnlyStaffOnDutyLookAfterResidents(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	who := s.resident(1)
	volunteer := must(s.Hire(ctx, "测试志愿者", inventory.Volunteer, "314159", s.boss)).ID
	left := must(s.Hire(ctx, "测试前员工", inventory.Duty, "141421", s.boss)).ID
	duty := must(s.Hire(ctx, "测试值班", inventory.Duty, "173205", s.boss)).ID
	must(s.Dismiss(ctx, left, s.boss))
	deeds := map[string]func(inventory.ResidentID, inventory.StaffID) error{
		"verify": func(r inventory.ResidentID, w inventory.StaffID) error { _, err := s.Verify(ctx, r, w); return err },
		"block": func(r inventory.ResidentID, w inventory.StaffID) error {
			_, err := s.Block(ctx, r, "理由", time.Time{}, w)
			return err
		},
		"unblock": func(r inventory.ResidentID, w inventory.StaffID) error { _, err := s.Unblock(ctx, r, w); return err },
		"correct": func(r inventory.ResidentID, w inventory.StaffID) error {
			_, err := s.correct(r, s.person(1), w)
			return err
		},
		"note": func(r inventory.ResidentID, w inventory.StaffID) error {
			_, err := s.Note(ctx, r, "", "记", w)
			return err
		},
		"reveal": func(r inventory.ResidentID, w inventory.StaffID) error { _, err := s.Reveal(ctx, r, w); return err },
		"reissue card": func(r inventory.ResidentID, w inventory.StaffID) error {
			_, err := s.ReissueCard(ctx, r, w)
			return err
		},
		"withdraw": func(r inventory.ResidentID, w inventory.StaffID) error { _, err := s.Withdraw(ctx, r, w); return err },
		"erase":    func(r inventory.ResidentID, w inventory.StaffID) error { return s.Erase(ctx, r, w) },
	}
	before := len(s.entries(0))
	for name, deed := range deeds {
		for what, by := range map[string]inventory.StaffID{"nobody": 99, "a volunteer": volunteer, "somebody who left": left} {
			if err := deed(who, by); !errors.Is(err, inventory.ErrNotStaff) {
				t.Errorf("%s by %s: %v, want ErrNotStaff", name, what, err)
			}
		}
		if err := deed(77, duty); !errors.Is(err, inventory.ErrNoResident) {
			t.Errorf("%s of a resident nobody knows: %v, want ErrNoResident", name, err)
		}
	}
	if n := len(s.entries(before)); n != 0 {
		t.Errorf("refused deeds left %d lines in the audit", n)
	}
	if r := must(s.Reveal(ctx, who, duty)); r.Blocked != "" || r.Note != "" || !r.Erased.IsZero() {
		t.Error("a refused deed changed the resident")
	}
	for name, deed := range deeds {
		if name == "withdraw" || name == "erase" {
			continue
		}
		if err := deed(who, duty); err != nil {
			t.Errorf("%s by somebody on duty: %v", name, err)
		}
	}
	if err := deeds["erase"](who, duty); err != nil {
		t.Errorf("erase by somebody on duty: %v", err)
	}
	for name, deed := range deeds {
		if err := deed(who, duty); !errors.Is(err, inventory.ErrNoResident) {
			t.Errorf("%s of an erased resident: %v, want ErrNoResident", name, err)
		}
	}
}

// correct corrects what is known of somebody now.
func (s *shop) correct(id inventory.ResidentID, p people.Person, who inventory.StaffID) (inventory.Resident, error) {
	was, err := s.ByCard(context.Background(), id)
	if err != nil {
		return inventory.Resident{}, err
	}
	return s.Correct(context.Background(), id, was.Person, p, who)
}

// note writes a note instead of the one there is.
func (s *shop) note(id inventory.ResidentID, text string, who inventory.StaffID) (inventory.Resident, error) {
	was, err := s.Reveal(context.Background(), id, s.boss)
	if err != nil {
		return inventory.Resident{}, err
	}
	return s.Note(context.Background(), id, was.Note, text, who)
}

func TestACorrectionKnowsWhatWasRead(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	id := s.resident(1)
	read := must(s.Reveal(ctx, id, s.boss))
	duty := must(s.Hire(ctx, "试用员", inventory.Duty, "314159", s.boss)).ID
	p := read.Person
	p.Home.Room = "909"
	must(s.Correct(ctx, id, read.Person, p, duty))
	must(s.Note(ctx, id, "", "甲", duty))
	mine := read.Person
	mine.Phone = "19900009999"
	by := with(func(e *inventory.ChangedMeanwhile) bool { return e.By == duty })
	s.refuses("somebody corrected it meanwhile", by, func() error { _, err := s.Correct(ctx, id, read.Person, mine, s.boss); return err })
	s.refuses("somebody wrote a note meanwhile", by, func() error { _, err := s.Note(ctx, id, "", "乙", s.boss); return err })
	mine.Home.Room = "909"
	must(s.Verify(ctx, id, s.boss)) // says nothing of the person
	if r := must(s.Correct(ctx, id, p, mine, s.boss)); r.Person.Phone != "19900009999" || r.Note != "甲" {
		t.Errorf("kept with note %q", r.Note)
	}
}
