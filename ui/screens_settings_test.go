package ui_test

import (
	"slices"
	"strings"
	"testing"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/ui/stage"
)

func init() { screens = append(screens, settingsScreens...) }

// atSettings shows a section of the settings.
func (k *kiosk) atSettings(section string) {
	k.atDesk()
	k.tap("管理")
	k.tap("设置")
	if section != "" {
		k.tap(section)
	}
}

// The manager's place of the shop's rules, and what they change on other screens.
var settingsScreens = []screenCase{
	{"settings", func(k *kiosk) { k.atSettings("") }},
	{"settings-section", func(k *kiosk) {
		k.settings(func(s *inventory.Settings) { s.IdleClears *= 2 })
		k.atSettings("屏幕与声音")
		k.tap("提示音")
		k.tap("响")
		k.tap("返回")
	}},
	{"settings-number", func(k *kiosk) {
		k.atSettings("个人信息")
		k.tap("资料保存")
		k.typed("9999")
		k.tap("保存")
	}},
	{"settings-hour", func(k *kiosk) {
		k.atSettings("开门时间")
		k.tap("关门")
	}},
	{"settings-weekdays", func(k *kiosk) {
		k.atSettings("开门时间")
		k.tap("每周休息")
		k.tap("周一")
	}},
	{"settings-name", func(k *kiosk) {
		k.settings(func(s *inventory.Settings) {
			s.ConsentText = inventory.Name{Zh: strings.Repeat("有不清楚的地方请问值班员", 10), Bo: strings.Repeat("ལས་བྱེད་པར་འདྲི་རོགས། ", 5), En: strings.Repeat("Ask the staff ", 8)}
		})
		k.atSettings("个人信息")
		k.tap("说明里店里自己的话")
	}},
	{"settings-keyboard", func(k *kiosk) {
		k.atSettings("店铺")
		k.tap("店名")
		k.tap("写")
		k.typed("wu")
	}},
	{"settings-sure", func(k *kiosk) {
		k.atSettings("借用规则")
		k.tap("最多续借")
		k.typed("3")
		k.tap("返回")
	}},
	{"settings-meanwhile", func(k *kiosk) {
		k.atSettings("借用规则")
		k.tap("最多续借")
		k.typed("3")
		k.settings(func(s *inventory.Settings) { s.Limit, s.Jobs.Discount.Materials = 7, 10 })
		k.tap("保存")
	}},
	{"home-chinese-only", func(k *kiosk) {
		k.settings(func(s *inventory.Settings) { s.Show("bo", false); s.Show("en", false) })
	}},
	{"consent-own-words", func(k *kiosk) {
		r := k.resident(1)
		k.settings(func(s *inventory.Settings) {
			s.ConsentText = inventory.Name{Zh: strings.Repeat("有不清楚的地方请问值班员", 10), Bo: strings.Repeat("ལས་བྱེད་པར་འདྲི་རོགས། ", 5), En: strings.Repeat("Ask the staff ", 8)}
		})
		k.scan(tag(6))
		k.scan(r.ID.Code().Payload())
	}},
}

func TestALanguageThatIsNotOfferedIsSpokenNoMore(t *testing.T) {
	k := newKiosk(t, sizes[0], true)
	k.Show(stage.Borrow{})
	k.Speak(words.Tibetan, false)
	k.settings(func(s *inventory.Settings) { s.Show("bo", false) })
	k.Refresh()
	k.shows("English")
	if lines, _ := k.texts(); k.Lang() != words.Chinese || slices.Contains(lines, "བོད་ཡིག") {
		t.Errorf("speaks %s, offers %q", k.Lang(), lines)
	}
}
