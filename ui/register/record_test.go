package register

import "testing"

func TestWhatReadersOfIdentityCardsType(t *testing.T) {
	const number = "54990019700101001X"
	for _, c := range []struct{ what, text, name, number string }{
		{"a number", number, "", number},
		{"a small x", "54990019700101001x", "", number},
		{"parted by bars", "测试甲|男|藏|19700101|拉萨市城关区1号|" + number + "|公安局|20200101-20400101", "测试甲", number},
		{"parted by Tabs", "测试·小样\t女\t藏族\t" + number, "测试·小样", number},
		{"the number first", number + "|测试乙", "测试乙", number},
		{"empty fields", "||测试甲||" + number + "|", "测试甲", number},
		{"blanks around", " 测试甲 | " + number + " ", "测试甲", number},
		{"a wrong check digit is still a number", "549900197001010011", "", "549900197001010011"},
		{"no number", "测试甲|男|藏", "测试甲", ""},
		{"one of our codes", "R:T0001237", "", ""},
		{"a foreign bar code", "6901234567892", "", ""},
		{"nothing", "", "", ""},
	} {
		t.Run(c.what, func(t *testing.T) {
			name, number := record(c.text)
			if name != c.name && c.number != "" || number != c.number || IsRecord(c.text) != (c.number != "") {
				t.Errorf("name %q, number %q; want %q, %q", name, number, c.name, c.number)
			}
		})
	}
}

func FuzzRecord(f *testing.F) {
	f.Add("测试甲|男|54990019700101001X")
	f.Add("\t|\xff|")
	f.Fuzz(func(t *testing.T, text string) {
		name, number := record(text)
		if number != "" && !isNumber(number) {
			t.Errorf("the number %q", number)
		}
		if len(name) > longestRecord {
			t.Errorf("a name of %d bytes", len(name))
		}
	})
}
