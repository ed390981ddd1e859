package people

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestPhones(t *testing.T) {
	for text, ok := range map[string]bool{"19900000001": true, "199 0000 0001": true, "12900000001": false, "1990000000": false, "199000000012": false, "+8619900000001": false, "1990000000a": false, "": false} {
		if got, err := ParsePhone(text); (err == nil) != ok || ok && len(got) != 11 {
			t.Errorf("ParsePhone(%q) = %q, %v", text, got, err)
		}
	}
}

func TestNames(t *testing.T) {
	for _, c := range []struct{ text, want, masked string }{
		{" 扎西 顿珠 ", "扎西顿珠", "扎*珠"},
		{"达珍", "达珍", "达*"},
		{"㛃", "㛃", "㛃*"},
		{"𠮷野䶮", "𠮷野䶮", "𠮷*䶮"},
		{"次仁•卓玛", "次仁·卓玛", "次**"},
		{"བཀྲ་ཤིས་དོན་གྲུབ།", "བཀྲ་ཤིས་དོན་གྲུབ།", "བཀྲ་**"},
		{"Ann  O'Neill-Smith", "Ann O'Neill-Smith", "A**"},
		{strings.Repeat("长", 30), strings.Repeat("长", 30), "长*长"},
	} {
		got, err := ParseName(c.text)
		if err != nil || got != c.want || MaskName(got) != c.masked {
			t.Errorf("ParseName(%q) = %q, %v, masked %q; want %q, masked %q", c.text, got, err, MaskName(got), c.want, c.masked)
		}
	}
	for _, text := range []string{"", "  ", "·", strings.Repeat("长", 31), "R:T0001237", "a\x00b", "\xff\xfe", "12345", "<b>"} {
		if got, err := ParseName(text); err == nil {
			t.Errorf("ParseName(%q) = %q, want a refusal", text, got)
		}
	}
}

func TestNothingPrintsAPerson(t *testing.T) {
	p := Person{Name: "测试甲", Phone: "19900000001", ID: Invented(today, 1), Home: Home{Building: "九九栋", Room: "九九九室"}}
	type record struct{ Person Person }
	var log strings.Builder
	for _, h := range []slog.Handler{slog.NewTextHandler(&log, nil), slog.NewJSONHandler(&log, nil)} {
		slog.New(h).Info("x", "person", p, "id", p.ID, "home", p.Home)
	}
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "record", record{p}, "list", []Person{p})
	outs := []string{log.String()}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		outs = append(outs, fmt.Sprintf(verb, p), fmt.Sprintf(verb, &p), fmt.Sprintf(verb, p.ID), fmt.Sprintf(verb, p.Home),
			fmt.Sprintf(verb, record{p}), fmt.Sprintf(verb, []Person{p}), fmt.Errorf("x "+verb, p).Error())
	}
	for _, out := range outs {
		for _, secret := range []string{p.Name, p.Phone, p.ID.Number, p.Home.Building, p.Home.Room, fmt.Sprintf("%x", p.Name), fmt.Sprintf("%x", p.Phone)} {
			if strings.Contains(out, secret) {
				t.Errorf("%q shows personal data", out)
			}
		}
	}
}

func FuzzParseName(f *testing.F) {
	f.Add("扎西·顿珠")
	f.Add("བཀྲ་ཤིས་དོན་གྲུབ།")
	f.Fuzz(func(t *testing.T, s string) {
		name, err := ParseName(s)
		if err != nil {
			if !errors.Is(err, ErrName) {
				t.Fatalf("%v", err)
			}
			return
		}
		if n := utf8.RuneCountInString(name); n < 1 || n > MaxName {
			t.Fatalf("%q has %d characters", name, n)
		}
		if again, err := ParseName(name); err != nil || again != name {
			t.Fatalf("%q reads as %q, then as %q, %v", s, name, again, err)
		}
		if m := MaskName(name); len([]rune(name)) > 3 && m == name {
			t.Fatalf("%q is not masked", name)
		}
	})
}

func FuzzParsePhone(f *testing.F) {
	f.Add("199 0000 0001")
	f.Add("+86-199")
	f.Fuzz(func(t *testing.T, s string) {
		phone, err := ParsePhone(s)
		if err != nil {
			if !errors.Is(err, ErrPhone) {
				t.Fatalf("%v", err)
			}
			return
		}
		if again, err := ParsePhone(phone); err != nil || again != phone || len(phone) != 11 || phone[0] != '1' {
			t.Fatalf("%q reads as %q, then as %q, %v", s, phone, again, err)
		}
		if MaskPhone(phone) == phone {
			t.Fatal("a number is not masked")
		}
	})
}
