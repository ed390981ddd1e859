package ui_test

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"redwrench/inventory"
	"redwrench/inventory/people"
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
	k.tap("我同意,登记")
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
