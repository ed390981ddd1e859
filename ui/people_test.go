package ui_test

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"redwrench/inventory"
	"redwrench/inventory/invented"
	"redwrench/inventory/people"
	"redwrench/ui/register"
	"redwrench/ui/stage"
)

func TestAPassportAsksForTheDayOfBirth(t *testing.T) {
	k := shop(t)
	k.toDocument()
	k.typed("5499")
	k.tap("护照") // what was typed stays
	k.shows("5499")
	for range 4 {
		k.window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	}
	k.typed("test-0001") // the dash is said and not kept
	k.shows("TEST0001")
	k.tap("下一步")
	k.typed("19710230")
	k.shows("请写上出生日期")
	for range 2 {
		k.window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	}
	k.typed("04")
	k.tap("下一步")
	k.tap("下一步")
	k.tap("下一步")
	k.typed("501")
	k.tap("下一步")
	k.shows("看不出年龄")
	k.tap("我同意,登记")
	k.shows("登记好了")
	r := must(k.desk.ByPhone(context.Background(), "19900000001", "0001"))
	if r.Person.Kind != people.Passport || r.Person.Number != "TEST0001" || r.Person.Birth().Format(time.DateOnly) != "1971-02-04" {
		t.Errorf("kept with a document of kind %d, born %v", r.Person.Kind, r.Person.Birth())
	}
}

func TestAResidencePermitIsKnownByItsChipAndByItsNumber(t *testing.T) {
	permit := people.InventedAs(people.ResidencePermit, time.Date(1971, 3, 4, 0, 0, 0, 0, time.UTC), 1)
	for _, chip := range []string{"身份证", "港澳台居住证"} {
		k := shop(t)
		k.toDocument()
		k.tap(chip)
		if chip != "身份证" {
			k.typed("5")
			k.shows("以81、82或83开头")
			k.window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyBackspace})
		}
		k.typed(permit.Number)
		k.tap("下一步")
		k.tap("下一步")
		k.tap("下一步")
		k.typed("501")
		k.tap("下一步")
		k.tap("我同意,登记")
		if r := must(k.desk.ByPhone(context.Background(), "19900000001", permit.LastFour())); r.Person.ID != permit {
			t.Errorf("under %s kept as a document of kind %d", chip, r.Person.Kind)
		}
	}
}

func TestAChildRegistersWithItsGuardiansCard(t *testing.T) {
	k := shop(t)
	guardian := k.resident(1)
	k.scan(tag(6))
	k.tap("下一步")
	k.tap("第一次来?点这里登记")
	k.typed("测试·小样")
	k.tap("下一步")
	k.typed("19900000009")
	k.tap("下一步")
	k.typed(people.Invented(k.now.AddDate(-9, 0, 0), 3).Number)
	k.tap("下一步")
	k.shows("未满14周岁")
	k.tap("未满14岁的孩子")
	k.typed("20010304")
	k.shows("满14周岁了")
	for range 4 {
		k.window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	}
	for range 4 {
		k.window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	}
	k.typed("20170304")
	k.tap("下一步")
	k.shows("请家长扫自己的居民卡")
	k.typed("199000000020000")
	k.shows("对不上")
	k.scan(guardian.ID.Code().Payload())
	k.shows("孩子由家长同意")
	k.tap("我是家长,同意登记")
	k.shows("请核对")
	child := must(k.desk.ByCard(context.Background(), guardian.ID+1))
	if child.Guardian != guardian.ID || child.Person.Number != "" || child.Person.Phone != "" || child.Person.Name != "测试·小样" {
		t.Errorf("guardian %d, number and telephone empty: %t", child.Guardian, child.Person.Number+child.Person.Phone == "")
	}
}

func TestAStaffCardOpensTheDesk(t *testing.T) {
	k := shop(t)
	ctx := context.Background()
	card := must(k.desk.NewCard(ctx, 1, 1))
	k.Show(stage.Unlock{})
	k.scan(tag(6))
	k.scan(k.resident(1).ID.Code().Payload())
	k.shows("工作人员请输入密码") // a tag or a resident's card opens nothing
	must(k.desk.Hire(ctx, "测试值班", inventory.Duty, "314159", 1))
	lost := card.CardCode().Payload()
	card = must(k.desk.NewCard(ctx, 1, 1))
	k.scan(lost)
	k.shows("已经换了新卡")
	k.scan(card.CardCode().Payload())
	k.shows("请扫工具上的二维码")
}

// child goes from the desk, where the guardian's card is scanned, to the form of a
// child.
func (k *kiosk) child(guardian inventory.Resident) {
	k.atDesk()
	k.scan(guardian.ID.Code().Payload())
	k.tap("更多")
	k.tap("登记孩子")
}

func TestAtTheDeskAChildIsRegisteredUnderItsGuardianAndBorrowsByTheRulesOfItsAge(t *testing.T) {
	ctx := context.Background()
	k := shop(t)
	guardian := k.resident(1)
	k.child(guardian)
	k.shows("孩子的姓名")
	k.typed("测试·小样")
	k.tap("下一步")
	k.typed("20010304")
	k.shows("满14周岁了")
	for range 8 {
		k.window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	}
	k.typed("20170304")
	k.tap("下一步")
	k.shows("孩子由家长同意")
	k.tap("我是家长,同意登记")
	k.shows("孩子登记好了")
	child := must(k.desk.ByCard(ctx, guardian.ID+1))
	if child.Guardian != guardian.ID || child.Person.ID != (people.ID{}) && child.Person.Kind != people.NoDocument || child.Person.Number != "" || child.Person.Birth().Format(time.DateOnly) != "2017-03-04" {
		t.Fatalf("guardian %d, document of kind %d, born %v", child.Guardian, child.Person.Kind, child.Person.Birth())
	}
	if e := must(k.desk.LastDeed(ctx)); e.Deed != "register" || e.Who != 1 {
		t.Errorf("the audit says %q by %d", e.Deed, e.Who)
	}
	if p := must(k.desk.RecentPrints(ctx, 1))[0]; p.Paper != inventory.ResidentCard || p.Subject != uint32(child.ID) || k.prints == 0 {
		t.Errorf("printed: %+v, the printer was woken %d times", p, k.prints)
	}
	k.tap("去借工具")
	k.scan(tag(33)) // an electric drill
	k.shows("要满18周岁才能借")
	if n := k.open(); n != 0 {
		t.Fatalf("%d loans of a child of nine with a drill", n)
	}
	k.Show(stage.Desk{Who: must(k.desk.Staff(ctx))[0]})
	k.queue.Drain()
	k.scan(child.ID.Code().Payload())
	k.shows("监护人")
	k.tap("替他借工具")
	k.scan(tag(6))
	k.tap("确认借用")
	if loans := must(k.desk.LoansOf(ctx, child.ID)); len(loans) != 1 || loans[0].Tool.ID != 6 {
		t.Errorf("the child has %d tools", len(loans))
	}
}

func TestAtTheDeskTheWayOfAChildLeadsBackToItsRecord(t *testing.T) {
	k := shop(t)
	guardian := k.resident(1)
	k.child(guardian)
	k.Screen().(*register.Screen).Back()
	k.queue.Drain()
	k.shows(guardian.Person.MaskedPhone()) // the guardian's record
	for n := range 2 {
		k.now = k.now.Add(time.Minute)
		k.child(guardian)
		k.reads("测试小样\t" + people.Invented(k.now.AddDate(-9, 0, 0), 3).Number)
		k.tap("下一步") // the card's name and day of birth are taken
		k.tap("我是家长,同意登记")
		k.shows([]string{"孩子登记好了", "以前登记过"}[n])
		k.tap("回工作台")
		k.shows("未成年人")
	}
	child := must(k.desk.ByCard(context.Background(), guardian.ID+1))
	if child.Person.Number != "" || child.Person.Name != "测试小样" || child.Person.Age(k.now) != 9 {
		t.Errorf("number kept: %t, age %d", child.Person.Number != "", child.Person.Age(k.now))
	}
}

func TestWhoCannotGuardIsToldBeforeAnythingIsTyped(t *testing.T) {
	k := shop(t)
	r := must(k.desk.Register(context.Background(), invented.Person(1, k.desk.Settings().ConsentVersion), "zh"))
	k.child(r)
	k.shows("家长要满18周岁")
}
