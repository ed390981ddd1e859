package inventory_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/people"
)

// child is an invented child of nine.
func (s *shop) child() people.Person {
	return people.Person{Name: "测试·小样", Born: s.now.AddDate(-9, 0, 0), Consent: people.Consent{Version: s.Settings().ConsentVersion}}
}

func TestAChildBorrowsUnderItsGuardianAndNoNumberIsKept(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	guardian := s.resident(1)
	c := must(s.RegisterChild(ctx, s.child(), guardian, "bo", 0))
	if c.Guardian != guardian || c.Person.Number != "" || c.Person.Kind != people.NoDocument || c.Person.Age(s.Now()) != 9 || c.Verified.IsZero() || !c.Agreed(s.Settings().ConsentVersion) {
		t.Errorf("guardian %d, document of kind %d, age %d, verified %v", c.Guardian, c.Person.Kind, c.Person.Age(s.Now()), c.Verified)
	}
	s.wantAudit("register", 0, c.ID.Code().String())
	if again := must(s.RegisterChild(ctx, s.child(), guardian, "zh", 0)); again.ID != c.ID {
		t.Errorf("the same child became resident %d, want %d", again.ID, c.ID)
	}
	sister := s.child()
	sister.Born = sister.Born.AddDate(1, 0, 0)
	if r := must(s.RegisterChild(ctx, sister, guardian, "zh", 0)); r.ID == c.ID {
		t.Error("two children are one")
	}
	s.reopen()
	s.lend(must(s.ByCard(ctx, c.ID)).ID, hammer, pliers)
	var young *inventory.TooYoung
	if err := s.Consider(ctx, c.ID, []inventory.ToolID{drill}); !errors.As(err, &young) {
		t.Errorf("a drill for a child: %v, want *TooYoung", err)
	}
	if _, err := s.ByPhone(ctx, "", ""); !errors.Is(err, inventory.ErrNoMatch) {
		t.Errorf("nothing at all says who one is: %v", err)
	}
}

func TestAChildIsRefusedWithoutARightGuardian(t *testing.T) {
	ctx := context.Background()
	for _, c := range []struct {
		what   string
		change func(*shop, *people.Person) inventory.ResidentID
		want   error
	}{
		{"a guardian nobody knows", func(*shop, *people.Person) inventory.ResidentID { return 77 }, inventory.ErrNoResident},
		{"a guardian whose card nobody has seen", func(s *shop, _ *people.Person) inventory.ResidentID { return s.stranger(1) }, inventory.ErrNoGuardian},
		{"a guardian of 17", func(s *shop, _ *people.Person) inventory.ResidentID {
			p := s.person(1)
			p.ID = people.Invented(s.now.AddDate(-18, 0, 1), 9)
			id := must(s.Register(ctx, p, "zh")).ID
			must(s.Verify(ctx, id, s.boss))
			return id
		}, inventory.ErrNoGuardian},
		{"a blocked guardian", func(s *shop, _ *people.Person) inventory.ResidentID {
			id := s.resident(1)
			must(s.Block(ctx, id, "理由", time.Time{}, s.boss))
			return id
		}, inventory.ErrNoGuardian},
		{"an erased guardian", func(s *shop, _ *people.Person) inventory.ResidentID {
			id := s.resident(1)
			if err := s.Erase(ctx, id, s.boss); err != nil {
				t.Fatal(err)
			}
			return id
		}, inventory.ErrNoResident},
		{"a child as guardian", func(s *shop, _ *people.Person) inventory.ResidentID {
			p := s.child()
			p.Name = "测试小小"
			return must(s.RegisterChild(ctx, p, s.resident(1), "zh", 0)).ID
		}, inventory.ErrNoGuardian},
		{"somebody of 14", func(s *shop, p *people.Person) inventory.ResidentID {
			p.Born = s.now.AddDate(-14, 0, 0)
			return s.resident(1)
		}, inventory.ErrNoChild},
		{"no day of birth", func(s *shop, p *people.Person) inventory.ResidentID {
			p.Born = time.Time{}
			return s.resident(1)
		}, people.ErrBorn},
		{"no consent", func(s *shop, p *people.Person) inventory.ResidentID {
			p.Consent.Version = "2020-01"
			return s.resident(1)
		}, inventory.ErrNoConsent},
		{"no name", func(s *shop, p *people.Person) inventory.ResidentID {
			p.Name = "·"
			return s.resident(1)
		}, people.ErrName},
	} {
		t.Run(c.what, func(t *testing.T) {
			s := newShop(t)
			p := s.child()
			guardian := c.change(s, &p)
			if _, err := s.RegisterChild(ctx, p, guardian, "zh", 0); !errors.Is(err, c.want) {
				t.Errorf("refusal %v, want %v", err, c.want)
			}
		})
	}
	s := newShop(t)
	p := s.child()
	p.ID = people.Invented(p.Born, 1)
	var bad *people.BadID
	if _, err := s.RegisterChild(ctx, p, s.resident(1), "zh", 0); !errors.As(err, &bad) {
		t.Errorf("a child's number: %v, want *BadID", err)
	}
}

func TestWhatStandsAgainstTheGuardianStandsAgainstTheChild(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	guardian := s.resident(1)
	child := must(s.RegisterChild(ctx, s.child(), guardian, "zh", 0)).ID
	may := func() error { return s.mayBorrow(child) }
	if err := may(); err != nil {
		t.Fatal(err)
	}
	must(s.Block(ctx, guardian, "理由", s.now.AddDate(0, 0, 1), s.boss))
	if err := may(); !errors.Is(err, inventory.ErrBlocked) {
		t.Errorf("the guardian is blocked: %v, want ErrBlocked", err)
	}
	s.now = s.now.AddDate(0, 0, 1)
	if err := may(); err != nil {
		t.Errorf("the guardian's block is over: %v", err)
	}
	s.lend(child, hammer)
	must(s.Withdraw(ctx, guardian, 0))
	if err := may(); !errors.Is(err, inventory.ErrWithdrawn) {
		t.Errorf("the guardian has withdrawn: %v, want ErrWithdrawn", err)
	}
	must(s.TakeBack(ctx, hammer, inventory.Return{}, s.boss))
	if n := must(s.Anonymise(ctx, 9)); n != 1 {
		t.Errorf("%d forgotten, want the guardian", n)
	}
	for _, id := range []inventory.ResidentID{guardian, child} {
		if _, err := s.ByCard(ctx, id); !errors.Is(err, inventory.ErrNoResident) {
			t.Errorf("resident %d after the guardian left: %v, want ErrNoResident", id, err)
		}
	}
}

func TestFrom14OnAChildStandsForItself(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	guardian := s.resident(1)
	child := must(s.RegisterChild(ctx, s.child(), guardian, "zh", 0))
	p := s.person(2)
	p.ID = people.Invented(child.Person.Born, 4)
	if _, err := s.correct(child.ID, p, s.boss); !errors.Is(err, inventory.ErrGuardian) {
		t.Errorf("a number for a child of nine: %v, want ErrGuardian", err)
	}
	renamed := s.child()
	renamed.Name = "测试·大样"
	if r := must(s.correct(child.ID, renamed, s.boss)); r.Guardian != guardian || r.Person.Name != "测试·大样" {
		t.Errorf("a child's name corrected: guardian %d, want %d", r.Guardian, guardian)
	}
	s.now = s.now.AddDate(5, 0, 0)
	if r := must(s.correct(child.ID, p, s.boss)); r.Guardian != 0 || r.ID != child.ID {
		t.Errorf("at 14 still under guardian %d", r.Guardian)
	}
	if again := must(s.Register(ctx, p, "zh")); again.ID != child.ID {
		t.Errorf("its own document leads to resident %d, want %d", again.ID, child.ID)
	}
	must(s.Block(ctx, guardian, "理由", time.Time{}, s.boss))
	if err := s.mayBorrow(child.ID); err != nil {
		t.Errorf("the former guardian is blocked: %v", err)
	}
}
