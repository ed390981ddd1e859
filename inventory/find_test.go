package inventory_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"redwrench/inventory"
	"redwrench/inventory/people"
)

// named registers a resident with an invented number under a name.
func (s *shop) named(n int, name string) inventory.ResidentID {
	s.t.Helper()
	p := s.person(n)
	p.Name = name
	return must(s.Register(context.Background(), p, "zh")).ID
}

// found are the residents whom words find, also by the sound of their names.
func (s *shop) found(words string) []inventory.ResidentID {
	s.t.Helper()
	lines, total, err := s.FindPeople(context.Background(), inventory.PersonQuery{Words: words, Sounding: initials, Limit: 50})
	ok(s.t, err)
	var ids []inventory.ResidentID
	for _, l := range lines {
		ids = append(ids, l.ID)
	}
	if total != len(ids) {
		s.t.Errorf("%q finds %d, the page has %d", words, total, len(ids))
	}
	return ids
}

// initials knows how some invented names sound.
func initials(letters string) func(string) bool {
	sounds := strings.NewReplacer("测", "c", "试", "s", "样", "y", "本", "b", "示", "s", "例", "l", "甲", "j")
	return func(name string) bool { return strings.Contains(sounds.Replace(name), letters) }
}

func TestFindingPeople(t *testing.T) {
	s := newShop(t)
	a, b, c, d := s.named(1, "测试·样本"), s.named(2, "示例丁"), s.named(3, "བརྟག་དཔྱད།"), s.named(12, "Test Sample")
	type ids = []inventory.ResidentID
	for _, q := range []struct {
		what, words string
		want        ids
	}{
		{"nothing", "  ", nil},
		{"a character in the middle", "试", ids{a}},
		{"a name without its dot", "测试样本", ids{a}},
		{"a name with its dot", "测试·样", ids{a}},
		{"initials", "csyb", ids{a}},
		{"some initials", "sy", ids{a}},
		{"initials of another", "sl", ids{b}},
		{"a part of a Tibetan name", "དཔྱད", ids{c}},
		{"Latin letters, in any case", "SAMP", ids{d}},
		{"both parts, the other way round", "sample test", ids{d}},
		{"three digits of a telephone number", "0013", ids{d}},
		{"two digits of one", "99", nil},
		{"name and digits", "示例 0003", ids{b}},
		{"name and somebody else's digits", "示例 0013", nil},
		{"the card as it is written", c.Code().Human(), ids{c}},
		{"the card as it is read", strings.ToLower(c.Code().String()), ids{c}},
		{"the card's number", "2", ids{b}},
		{"another shop's tag", hammer.Code().String(), nil},
		{"nobody", "火箭", nil},
	} {
		t.Run(q.what, func(t *testing.T) {
			if got := s.found(q.words); !slices.Equal(got, q.want) {
				t.Errorf("%q finds %v, want %v", q.words, got, q.want)
			}
		})
	}
}

func TestFindingPeopleFollowsEveryDeed(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	a := s.named(1, "测试甲")
	if got := s.found("csj"); len(got) != 1 {
		t.Fatalf("found %v", got)
	}
	b := s.named(2, "测试己")
	if got := s.found("测试"); !slices.Equal(got, []inventory.ResidentID{a, b}) {
		t.Errorf("with somebody new: %v", got)
	}
	p := must(s.ByCard(ctx, a)).Person
	p.Name, p.Phone = "样本丙", "19900009999"
	must(s.correct(a, p, s.boss))
	if got := s.found("测试"); !slices.Equal(got, []inventory.ResidentID{b}) {
		t.Errorf("under an old name: %v", got)
	}
	if got := s.found("样本 9999"); !slices.Equal(got, []inventory.ResidentID{a}) {
		t.Errorf("under the new name: %v", got)
	}
	ok(t, s.Erase(ctx, a, s.boss))
	if got := s.found("样本"); got != nil {
		t.Errorf("somebody forgotten: %v", got)
	}
	row := s.residentRow(2, 70, func(r *inventory.Resident) { r.ID, r.Person.Name = 50, "测试辛" })
	must(s.ImportResidents(ctx, []inventory.ResidentRow{row}, "csv", s.boss, &inventory.Tally{}))
	row = s.residentRow(2, 71, func(r *inventory.Resident) { r.ID, r.Person.Name = 20, "测试壬" })
	if got := s.found("测试"); !slices.Equal(got, []inventory.ResidentID{b, 50}) {
		t.Errorf("with somebody of a table: %v", got)
	}
	must(s.ImportResidents(ctx, []inventory.ResidentRow{row}, "csv", s.boss, &inventory.Tally{}))
	if got := s.found("测试"); !slices.Equal(got, []inventory.ResidentID{b, 20, 50}) {
		t.Errorf("with somebody under a lower number: %v", got)
	}
	s.reopen()
	if got := s.found("测试"); !slices.Equal(got, []inventory.ResidentID{b, 20, 50}) {
		t.Errorf("at the next start: %v", got)
	}
}

func TestAListOfPeopleIsMasked(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	id := s.resident(1)
	s.lend(id, hammer, pliers)
	must(s.Block(ctx, id, "测试", s.now.AddDate(0, 0, 3), s.boss))
	for n := 2; n < 6; n++ {
		s.resident(n)
	}
	lines, total, err := s.FindPeople(ctx, inventory.PersonQuery{Words: "1990", Skip: 0, Limit: 2})
	ok(t, err)
	if total != 5 || len(lines) != 2 {
		t.Fatalf("%d of %d", len(lines), total)
	}
	full := s.person(1)
	if want := (inventory.PersonLine{ID: id, Name: people.MaskName(full.Name), Phone: people.MaskPhone(full.Phone), Verified: true, Blocked: true, Out: 2}); lines[0] != want {
		t.Errorf("%+v, want %+v", lines[0], want)
	}
	child := must(s.RegisterChild(ctx, s.child(), 3, "zh", 0)).ID
	if f := must(s.Family(ctx, 3)); len(f) != 1 || f[0].ID != child || !f[0].Child {
		t.Errorf("the guardian's family: %+v", f)
	}
	if f := must(s.Family(ctx, child)); len(f) != 1 || f[0].ID != 3 {
		t.Errorf("the child's family: %+v", f)
	}
	if lines, _, err = s.FindPeople(ctx, inventory.PersonQuery{Words: "1990", Skip: 4, Limit: 2}); err != nil || len(lines) != 1 {
		t.Errorf("the last page has %d lines: %v", len(lines), err)
	}
}
