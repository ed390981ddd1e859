package inventory_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/inventory/people"
)

func TestHiringAndDismissing(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	duty := must(s.Hire(ctx, " 测试 值班 ", inventory.Duty, "314159", s.boss))
	if duty.ID != 2 || duty.Name != "测试值班" || duty.Hash != nil || duty.Card < 10_000_000 || duty.Card > code.MaxNumber {
		t.Errorf("hired %d with a card of %d digits", duty.ID, len(fmt.Sprint(duty.Card)))
	}
	s.wantAudit("hire", s.boss, "S2")
	if c, err := code.Parse(duty.CardCode().Payload()); err != nil || c.Kind != code.Staff || c.Number != duty.Card {
		t.Errorf("the card reads as %v, %v", c, err)
	}
	if jobs := must(s.WaitingPrints(ctx, 9)); len(jobs) != 1 || jobs[0].Paper != inventory.StaffCard || jobs[0].Subject != uint32(duty.ID) {
		t.Errorf("waiting prints %+v, want the staff card", jobs)
	}
	if c := must(s.StaffCardOf(ctx, duty.ID)); c.Card != duty.Card || c.Hash != nil {
		t.Error("the card to print has another number")
	}
	if _, err := s.StaffCardOf(ctx, s.boss); !errors.Is(err, inventory.ErrNoCard) {
		t.Errorf("the card of who has none: %v, want ErrNoCard", err)
	}
	s.reopen()
	if list := must(s.Staff(ctx)); len(list) != 2 || list[1].Card != 0 || list[1].Hash != nil || list[1].Name != "测试值班" {
		t.Errorf("%d on the staff, card or hash listed", len(list))
	}
	if err := s.Unlock(ctx, duty.ID, "314159"); err != nil {
		t.Errorf("with the PIN: %v", err)
	}
	s.lend(s.resident(1), hammer)
	must(s.TakeBack(ctx, hammer, inventory.Return{}, duty.ID))
	gone := must(s.Dismiss(ctx, duty.ID, s.boss))
	s.wantAudit("dismiss", s.boss, "S2")
	if gone.Left.IsZero() || gone.Card != 0 {
		t.Errorf("left %v", gone.Left)
	}
	if list := must(s.Staff(ctx)); len(list) != 1 {
		t.Errorf("%d on the staff, want the manager", len(list))
	}
	if list := must(s.StaffEver(ctx)); len(list) != 2 || list[1].Name != "测试值班" || list[1].Left.IsZero() {
		t.Errorf("%d ever on the staff; the audit's names are lost", len(list))
	}
	s.lend(1, hammer)
	for what, err := range map[string]error{
		"the PIN":      s.Unlock(ctx, duty.ID, "314159"),
		"a return":     second(s.TakeBack(ctx, hammer, inventory.Return{}, duty.ID)),
		"another PIN":  s.SetPIN(ctx, duty.ID, "161803", s.boss),
		"their PIN":    s.SetPIN(ctx, duty.ID, "161803", duty.ID),
		"another role": second(s.ChangeRole(ctx, duty.ID, inventory.Manager, s.boss)),
		"a new card":   second(s.NewCard(ctx, duty.ID, s.boss)),
		"printing one": second(s.StaffCardOf(ctx, duty.ID)),
		"leaving anew": second(s.Dismiss(ctx, duty.ID, s.boss)),
	} {
		if !errors.Is(err, inventory.ErrNotStaff) {
			t.Errorf("%s of somebody who left: %v, want ErrNotStaff", what, err)
		}
	}
	if _, err := s.UnlockByCard(ctx, duty.Card); !errors.Is(err, inventory.ErrNoCard) {
		t.Errorf("the card of somebody who left: %v, want ErrNoCard", err)
	}
	if _, err := s.UnlockByPIN(ctx, "314159"); !errors.Is(err, inventory.ErrWrongPIN) {
		t.Errorf("the PIN of somebody who left: %v, want ErrWrongPIN", err)
	}
	if again := must(s.Hire(ctx, "测试值班", inventory.Duty, "314159", s.boss)); again.ID != 3 {
		t.Errorf("hired again as %d, want a new number", again.ID)
	}
}

func second[T any](_ T, err error) error { return err }

func TestOnlyManagersDecideWhoIsOnTheStaff(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	duty := must(s.Hire(ctx, "测试值班", inventory.Duty, "314159", s.boss)).ID
	volunteer := must(s.Hire(ctx, "测试志愿者", inventory.Volunteer, "271830", s.boss)).ID
	before := len(s.entries(0))
	for _, by := range []inventory.StaffID{duty, volunteer, 99, 0} {
		for what, err := range map[string]error{
			"hire":          second(s.Hire(ctx, "测试新人", inventory.Manager, "161803", by)),
			"dismiss":       second(s.Dismiss(ctx, s.boss, by)),
			"change a role": second(s.ChangeRole(ctx, duty, inventory.Manager, by)),
			"make a card":   second(s.NewCard(ctx, s.boss, by)),
			"set a PIN":     s.SetPIN(ctx, s.boss, "161803", by),
		} {
			if !errors.Is(err, inventory.ErrNotManager) {
				t.Errorf("%s by %d: %v, want ErrNotManager", what, by, err)
			}
		}
	}
	if n := len(s.entries(before)); n != 0 {
		t.Errorf("refused deeds left %d lines in the audit", n)
	}
	must(0, s.SetPIN(ctx, volunteer, "161803", volunteer))
	s.wantAudit("set PIN", volunteer, "S3")
	must(0, s.Unlock(ctx, volunteer, "161803"))
	must(0, s.SetPIN(ctx, duty, "141421", s.boss))
	if err := s.Unlock(ctx, duty, "314159"); !errors.Is(err, inventory.ErrWrongPIN) {
		t.Errorf("the PIN of before: %v, want ErrWrongPIN", err)
	}
	for what, c := range map[string]struct {
		err, want error
	}{
		"no name":                {second(s.Hire(ctx, "", inventory.Duty, "577215", s.boss)), people.ErrName},
		"a weak PIN":             {second(s.Hire(ctx, "测试", inventory.Duty, "111111", s.boss)), inventory.ErrWeakPIN},
		"a colleague's PIN":      {second(s.Hire(ctx, "测试", inventory.Duty, "271828", s.boss)), inventory.ErrWeakPIN},
		"a colleague's, later":   {s.SetPIN(ctx, duty, "271828", duty), inventory.ErrWeakPIN},
		"no such role":           {second(s.Hire(ctx, "测试", 7, "577215", s.boss)), inventory.ErrRole},
		"to no such role":        {second(s.ChangeRole(ctx, duty, -1, s.boss)), inventory.ErrRole},
		"nobody's role":          {second(s.ChangeRole(ctx, 99, inventory.Duty, s.boss)), inventory.ErrNotStaff},
		"one's own PIN as it is": {s.SetPIN(ctx, duty, "141421", duty), nil},
	} {
		if !errors.Is(c.err, c.want) {
			t.Errorf("%s: %v, want %v", what, c.err, c.want)
		}
	}
}

func TestAManagerIsAlwaysLeft(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	if _, err := s.Dismiss(ctx, s.boss, s.boss); !errors.Is(err, inventory.ErrLastManager) {
		t.Errorf("the only manager leaves: %v, want ErrLastManager", err)
	}
	if _, err := s.ChangeRole(ctx, s.boss, inventory.Duty, s.boss); !errors.Is(err, inventory.ErrLastManager) {
		t.Errorf("the only manager becomes duty: %v, want ErrLastManager", err)
	}
	next := must(s.Hire(ctx, "测试值班", inventory.Duty, "314159", s.boss)).ID
	if r := must(s.ChangeRole(ctx, next, inventory.Manager, s.boss)); r.Role != inventory.Manager {
		t.Errorf("role %d, want manager", r.Role)
	}
	s.wantAudit("change role", s.boss, "S2")
	must(s.Dismiss(ctx, s.boss, s.boss))
	if _, err := s.Dismiss(ctx, next, next); !errors.Is(err, inventory.ErrLastManager) {
		t.Errorf("the one left leaves too: %v, want ErrLastManager", err)
	}
	if !must(s.Staffed(ctx)) {
		t.Error("nobody is on the staff")
	}
	if _, err := s.AppointManager(ctx, "161803"); !errors.Is(err, inventory.ErrStaffed) {
		t.Errorf("a first manager again: %v, want ErrStaffed", err)
	}
}

func TestAStaffCardOpensUntilALostOneIsReplaced(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	first := must(s.NewCard(ctx, s.boss, s.boss))
	s.wantAudit("new staff card", s.boss, "S1")
	if who := must(s.UnlockByCard(ctx, first.Card)); who.ID != s.boss || who.Hash != nil || who.Card != 0 {
		t.Errorf("the card opens for %d", who.ID)
	}
	s.wantAudit("unlock", s.boss)
	next := must(s.NewCard(ctx, s.boss, s.boss))
	if next.Card == first.Card {
		t.Error("the new card has the lost one's number")
	}
	if _, err := s.UnlockByCard(ctx, first.Card); !errors.Is(err, inventory.ErrNoCard) {
		t.Errorf("the lost card: %v, want ErrNoCard", err)
	}
	for _, n := range []uint32{0, 1, uint32(s.boss), code.MaxNumber} {
		if _, err := s.UnlockByCard(ctx, n); !errors.Is(err, inventory.ErrNoCard) {
			t.Errorf("card %d: %v, want ErrNoCard", n, err)
		}
	}
	s.reopen()
	must(s.UnlockByCard(ctx, next.Card))
	for _, e := range append(s.table("card"), s.table("audit")...) {
		if bytes.Contains(e.Key, []byte(fmt.Sprint(next.Card))) || bytes.Contains(e.Value, []byte(fmt.Sprint(next.Card))) || bytes.Contains(e.Key, four(next.Card)) {
			t.Error("a card's number can be read outside the staff's records")
		}
	}
}

func TestGuessingStaffCardsWaits(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	card := must(s.NewCard(ctx, s.boss, s.boss)).Card
	var wait *inventory.Wait
	for n := range uint32(20) {
		_, err := s.UnlockByCard(ctx, n)
		if last := n == 19; last != errors.As(err, &wait) || !last && !errors.Is(err, inventory.ErrNoCard) {
			t.Fatalf("wrong card %d: %v", n+1, err)
		}
	}
	s.reopen()
	if _, err := s.UnlockByCard(ctx, card); !errors.As(err, &wait) {
		t.Errorf("the right card during the wait, after a restart: %v, want *Wait", err)
	}
	s.now = s.now.Add(30 * time.Second)
	must(s.UnlockByCard(ctx, card))
}

func TestAtTheCounterThePINSaysWhoItIs(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	duty := must(s.Hire(ctx, "测试值班", inventory.Duty, "314159", s.boss)).ID
	for range 6 { // a colleague's PIN is no wrong try against the first one asked
		if who := must(s.UnlockByPIN(ctx, "314159")); who.ID != duty || who.Hash != nil || who.Card != 0 {
			t.Fatalf("the PIN is that of %d, want %d", who.ID, duty)
		}
	}
	if who := must(s.UnlockByPIN(ctx, "271828")); who.ID != s.boss {
		t.Errorf("the PIN is that of %d, want the manager", who.ID)
	}
	var wait *inventory.Wait
	for n := range 5 {
		_, err := s.UnlockByPIN(ctx, "000001")
		if last := n == 4; last != errors.As(err, &wait) || !last && !errors.Is(err, inventory.ErrWrongPIN) {
			t.Fatalf("wrong PIN %d: %v", n+1, err)
		}
	}
	s.reopen()
	if _, err := s.UnlockByPIN(ctx, "314159"); !errors.As(err, &wait) {
		t.Errorf("the right PIN during the wait, after a restart: %v, want *Wait", err)
	}
	s.now = s.now.Add(30 * time.Second)
	must(s.UnlockByPIN(ctx, "314159"))
}
