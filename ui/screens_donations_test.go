package ui_test

import (
	"context"

	"redwrench/inventory"
	"redwrench/ui/desk/donations"
	"redwrench/ui/takeback"
)

func init() { screens = append(screens, donationScreens...) }

// atDonations goes to the donations, some of which were taken in before.
func (k *kiosk) atDonations() *donations.Flow {
	ctx := context.Background()
	hammer := inventory.Tool{Name: inventory.Name{Zh: "旧羊角锤", Bo: "ཐོ་བ་རྙིང་པ།", En: "Old claw hammer"}, Category: "hand", Icon: "hammer"}
	for _, g := range []inventory.Gift{
		{Tool: hammer, Donor: "样例甲", Naming: inventory.NameMasked},
		{Fen: 200_00, Purpose: inventory.ForTools},
		{Fen: 12_345_00, Purpose: inventory.AnyPurpose, Donor: "雄嘎社区样例楼全体住户", Naming: inventory.NameWhole},
	} {
		must(k.desk.TakeDonation(ctx, g, 1))
	}
	k.atDesk()
	f := k.Screen().(*takeback.Flow)
	f.Go(takeback.Donations)
	k.queue.Drain()
	return f.Donations
}

// The states of the donations.
var donationScreens = []screenCase{
	{"gifts", func(k *kiosk) { k.atDonations() }},
	{"gifts-printed", func(k *kiosk) { k.atDonations().OnPaper() }},
	{"gift-what", func(k *kiosk) { k.atDonations().Add() }},
	{"gift-tool", func(k *kiosk) {
		f := k.atDonations()
		f.Add()
		f.OfTool()
		k.typed("chuizi")
	}},
	{"gift-category", func(k *kiosk) {
		f := k.atDonations()
		f.Add()
		f.OfTool()
		f.Tool.Set("羊角锤")
		f.Next()
	}},
	{"gift-amount", func(k *kiosk) {
		f := k.atDonations()
		f.Add()
		f.OfMoney()
		k.typed("200")
	}},
	{"gift-purpose", func(k *kiosk) {
		f := k.atDonations()
		f.Add()
		f.OfMoney()
		k.typed("200")
		f.Next()
	}},
	{"gift-naming", func(k *kiosk) {
		f := k.atDonations()
		f.Add()
		f.For(inventory.ForTools)
	}},
	{"gift-donor", func(k *kiosk) {
		f := k.atDonations()
		f.Add()
		f.Named(inventory.NameMasked)
	}},
	{"gift-sure", func(k *kiosk) {
		f := k.atDonations()
		f.Add()
		f.OfMoney()
		k.typed("200")
		f.Next()
		f.For(inventory.ForTools)
		f.Named(inventory.NameWhole)
		f.Who.Set("样例甲")
		f.Next()
	}},
	{"gift-leaving", func(k *kiosk) {
		f := k.atDonations()
		f.Add()
		f.OfMoney()
		k.typed("200")
		k.Screen().(*takeback.Flow).Go(takeback.Papers)
	}},
	{"gift-card", func(k *kiosk) { f := k.atDonations(); f.Look(f.Given[2]) }},
	{"gift-strike", func(k *kiosk) { f := k.atDonations(); f.Look(f.Given[0]); f.AskStrike() }},
}
