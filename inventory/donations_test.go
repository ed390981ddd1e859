package inventory_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/people"
)

func TestAToolThatWasGiven(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	gift := inventory.Gift{Tool: inventory.Tool{Name: inventory.Name{Zh: "旧羊角锤"}, Category: "hand"}, Donor: "样例甲乙", Naming: inventory.NameMasked, Lang: "zh"}
	g := must(s.TakeDonation(ctx, gift, s.boss))
	if item := s.item(g.Tool.ID); !item.Tool.Origin.Donated || item.Tool.Origin.Donor != "样*乙" || !item.Tool.Origin.Thanks || item.Status != inventory.OnShelf {
		t.Errorf("kept %+v", item.Tool)
	}
	if strings.Contains(s.records(), "样例甲乙") {
		t.Error("more of the donor's name is kept than they agreed to")
	}
	if jobs := s.wished(inventory.ThanksSlip); len(jobs) != 1 || jobs[0].Code() != g.Donation.ID.Code() || jobs[0].Role() != inventory.SlipPrinter || !s.stillNeeded(jobs[0]) {
		t.Errorf("wished for %+v", jobs)
	}
	gift.Naming = inventory.Nameless
	nameless := must(s.TakeDonation(ctx, gift, s.boss))
	if tool := s.item(nameless.Tool.ID).Tool; tool.Origin.Donor != "" || tool.Origin.Thanks || nameless.Donor != "" {
		t.Errorf("a nameless donor is named: %+v", tool.Origin)
	}
	list := must(s.Donations(ctx, 9))
	if len(list) != 2 || list[0].Donation.ID != nameless.Donation.ID || list[1].Donor != "样*乙" || list[1].Tool.Name.Zh != "旧羊角锤" {
		t.Errorf("donations %+v", list)
	}
	ok(t, s.ForgetDonor(ctx, g.Donation.ID, s.boss))
	if got := must(s.DonationOf(ctx, g.Donation.ID)); got.Donor != "" || got.Tool.Origin.Donor != "" || got.Donation.Naming != inventory.Nameless {
		t.Errorf("the forgotten donor: %+v", got)
	}
}

func TestMoneyThatWasGivenAndNotedByMistake(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	tools := len(must(s.Catalogue(ctx)))
	g := must(s.TakeDonation(ctx, inventory.Gift{Fen: 20_000, Purpose: inventory.ForTools, Donor: "样例甲", Naming: inventory.NameWhole, Lang: "bo"}, s.boss))
	if g.Donor != "样例甲" || g.Donation.Tool != 0 || len(must(s.Catalogue(ctx))) != tools {
		t.Errorf("kept %+v", g)
	}
	slip := s.wished(inventory.ThanksSlip)[0]
	must(s.Print(ctx, inventory.Wish{Paper: inventory.ThanksSlip, Subject: uint32(g.Donation.ID), Lang: "zh"}, s.boss))
	ok(t, s.StrikeDonation(ctx, g.Donation.ID, s.boss))
	if list := must(s.Donations(ctx, 9)); len(list) != 0 || s.stillNeeded(slip) {
		t.Errorf("a donation that was a mistake is listed, or its slip is needed: %+v", list)
	}
	for what, deed := range map[string]func() error{
		"struck twice":     func() error { return s.StrikeDonation(ctx, g.Donation.ID, s.boss) },
		"forgotten though": func() error { return s.ForgetDonor(ctx, g.Donation.ID, s.boss) },
		"thanked though": func() error {
			_, err := s.Print(ctx, inventory.Wish{Paper: inventory.ThanksSlip, Subject: uint32(g.Donation.ID)}, s.boss)
			return err
		},
		"of nothing": func() error { return s.StrikeDonation(ctx, 99, s.boss) },
	} {
		s.refuses(what, is(inventory.ErrNoDonation), deed)
	}
}

func TestWhatIsNoGift(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	hammer := inventory.Tool{Name: inventory.Name{Zh: "锤"}, Category: "hand"}
	for _, c := range []struct {
		what string
		gift inventory.Gift
		want error
	}{
		{"nothing", inventory.Gift{}, inventory.ErrGift},
		{"both", inventory.Gift{Tool: hammer, Fen: 1}, inventory.ErrGift},
		{"for a purpose nobody knows", inventory.Gift{Fen: 1, Purpose: 9}, inventory.ErrGift},
		{"named in no way there is", inventory.Gift{Fen: 1, Naming: 9}, inventory.ErrGift},
		{"less than nothing", inventory.Gift{Fen: -1}, inventory.ErrQuantity},
		{"more than there is", inventory.Gift{Fen: 100_000_001}, inventory.ErrQuantity},
		{"named without a name", inventory.Gift{Fen: 1, Naming: inventory.NameWhole}, people.ErrName},
		{"of no category", inventory.Gift{Tool: inventory.Tool{Name: inventory.Name{Zh: "锤"}}}, inventory.ErrNoCategory},
	} {
		s.refuses(c.what, func(err error) bool { return errors.Is(err, c.want) }, func() error { _, err := s.TakeDonation(ctx, c.gift, s.boss); return err })
	}
	s.refuses("by nobody on the staff", is(inventory.ErrNotStaff), func() error { _, err := s.TakeDonation(ctx, inventory.Gift{Tool: hammer}, 0); return err })
}

func TestMoneyGivenIsAFigureOfTheReport(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	give := func(fen int, naming inventory.Naming) inventory.DonationID {
		return must(s.TakeDonation(ctx, inventory.Gift{Fen: fen, Donor: "样例甲", Naming: naming, Lang: "zh"}, s.boss)).Donation.ID
	}
	s.now = time.Date(2026, 12, 31, 23, 59, 59, 0, s.Now().Location())
	give(700, inventory.Nameless)
	s.now = s.now.Add(time.Second)
	whole, masked, wrong := give(20_050, inventory.NameWhole), give(100, inventory.NameMasked), give(99_900, inventory.Nameless)
	gift := inventory.Gift{Tool: inventory.Tool{Name: inventory.Name{Zh: "锤"}, Category: "hand"}, Lang: "zh"}
	must(s.TakeDonation(ctx, gift, s.boss)) // no money
	ok(t, s.StrikeDonation(ctx, wrong, s.boss))
	p := inventory.PeriodOf(day("2027-01-01"), 6)
	r := must(s.Report(ctx, p))
	if r.Is.Gifts != 2 || r.Is.Given != 20_150 || r.Was.Gifts != 1 || r.Was.Given != 700 {
		t.Errorf("%d gifts of %d fen, before %d of %d", r.Is.Gifts, r.Is.Given, r.Was.Gifts, r.Was.Given)
	}
	lines := must(s.Lines(ctx, must(s.Behind(ctx, inventory.Ask{Figure: inventory.FigureMoney, Period: p}))))
	if len(lines) != 2 || lines[0].Donation != whole || lines[0].Who != "样例甲" || lines[1].Donation != masked || lines[1].Who != "样*甲" || lines[1].Given.Donation.Fen != 100 {
		t.Errorf("behind it: %d lines", len(lines))
	}
}

func TestDonorsAreListedAsTheyAgreedToBeNamed(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	give := func(donor string, naming inventory.Naming) inventory.DonationID {
		return must(s.TakeDonation(ctx, inventory.Gift{Fen: 100_00, Donor: donor, Naming: naming, Lang: "zh"}, s.boss)).Donation.ID
	}
	whole, masked := give("测试甲乙", inventory.NameWhole), give("测试丙丁", inventory.NameMasked)
	nameless, struck, forgotten := give("", inventory.Nameless), give("测试戊己", inventory.NameWhole), give("测试庚辛", inventory.NameWhole)
	lines := must(s.ListLines(ctx, inventory.ListGifts))
	if len(lines) != 5 || lines[0].ID != uint32(forgotten) || lines[4].Given.Donor != "测试甲乙" {
		t.Fatalf("%d lines", len(lines))
	}
	var ids []uint32
	for _, l := range lines {
		ids = append(ids, l.ID)
	}
	job := must(s.PrintJob(ctx, must(s.Print(ctx, inventory.ListWish(inventory.ListGifts, "bo", ids), s.boss))))
	ok(t, s.StrikeDonation(ctx, struck, s.boss)) // before it is printed
	ok(t, s.ForgetDonor(ctx, forgotten, s.boss))
	want := map[uint32]string{uint32(whole): "测试甲乙", uint32(masked): people.MaskName("测试丙丁"), uint32(nameless): "", uint32(forgotten): ""}
	printed := must(s.ListedLines(ctx, inventory.List(job.Subject), job.More))
	if len(printed) != len(want) || job.Of != 0 {
		t.Errorf("%d lines on paper, want %d", len(printed), len(want))
	}
	for _, l := range printed {
		if name, there := want[l.ID]; !there || l.Given.Donor != name {
			t.Errorf("donation %d: named otherwise than agreed", l.ID)
		}
	}
}
