package people

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"
)

var today = time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC)

func TestAnIdentityNumberIsReadOrItsFaultIsNamed(t *testing.T) {
	good := string(Invented(time.Date(1958, 2, 28, 0, 0, 0, 0, time.UTC), 7))
	wrongCheck := good[:17] + string("0123456789X"[(strings.IndexByte("0123456789X", good[17])+1)%11])
	for _, c := range []struct {
		what, text string
		fault      IDFault
		place      int
	}{
		{"a right number", good, 0, 0},
		{"with blanks as people group it", good[:6] + " " + good[6:14] + " " + good[14:], 0, 0},
		{"a letter in the middle", good[:4] + "A" + good[5:], IDCharacter, 5},
		{"X before the end", good[:16] + "X" + good[17:], IDCharacter, 17},
		{"no such region", "99" + good[2:], IDCheck, 18}, // 9…: a foreigner's card
		{"no such province", "16" + good[2:], IDRegion, 2},
		{"a year to come", good[:6] + "2031" + good[10:], IDDate, 10},
		{"a thirteenth month", good[:10] + "13" + good[12:], IDDate, 12},
		{"29 February of a common year", good[:6] + "19570229" + good[14:], IDDate, 14},
		{"tomorrow", good[:6] + "20261125" + good[14:], IDDate, 14},
		{"a wrong last character", wrongCheck, IDCheck, 18},
		{"17 characters", good[:17], IDTooShort, 18},
		{"19 characters", good + "1", IDTooLong, 19},
		{"the first generation", "549900580228007", IDOld, 15},
		{"nothing", "", IDTooShort, 1},
	} {
		t.Run(c.what, func(t *testing.T) {
			id, err := ParseCitizenID(c.text, today)
			if c.fault == 0 {
				if err != nil || string(id) != good {
					t.Fatalf("refused: %v", err)
				}
				return
			}
			var bad *BadID
			if !errors.As(err, &bad) || bad.Fault != c.fault || bad.Place != c.place {
				t.Fatalf("got %v, want fault %d at %d", err, c.fault, c.place)
			}
		})
	}
}

func TestALowerCaseXIsAnX(t *testing.T) {
	for n := range 200 {
		if id := string(Invented(today.AddDate(-40, 0, 0), n)); id[17] == 'X' {
			if got, err := ParseCitizenID(strings.ToLower(id), today); err != nil || string(got) != id {
				t.Fatalf("refused: %v", err)
			}
			return
		}
	}
	t.Fatal("no invented number ends in X")
}

// GB 11643 finds every single wrong digit and every swap of neighbours.
func TestTheCheckDigitFindsSlips(t *testing.T) {
	id := string(Invented(time.Date(1966, 5, 17, 0, 0, 0, 0, time.UTC), 42))
	for i := range 17 {
		for d := byte('0'); d <= '9'; d++ {
			if s := id[:i] + string(d) + id[i+1:]; s != id && checkDigit(s[:17]) == s[17] {
				t.Errorf("digit %c at %d passes", d, i+1)
			}
		}
		if i > 0 && id[i] != id[i-1] {
			s := id[:i-1] + id[i:i+1] + id[i-1:i] + id[i+1:]
			if checkDigit(s[:17]) == s[17] {
				t.Errorf("a swap at %d passes", i)
			}
		}
	}
}

func TestAgeIsCountedToTheDay(t *testing.T) {
	id := Invented(time.Date(2008, 11, 25, 0, 0, 0, 0, time.UTC), 1)
	if got := id.Age(today); got != 17 {
		t.Errorf("the day before the birthday: %d, want 17", got)
	}
	if got := id.Age(today.AddDate(0, 0, 1)); got != 18 {
		t.Errorf("on the birthday: %d, want 18", got)
	}
}

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
	p := Person{Name: "测试甲", Phone: "19900000001", ID: Invented(today, 1)}
	var log strings.Builder
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "person", p, "id", p.ID)
	for _, out := range []string{log.String(), fmt.Sprint(p), fmt.Sprintf("%+v %#v", p, p)} {
		for _, secret := range []string{p.Name, p.Phone, string(p.ID)} {
			if strings.Contains(out, secret) {
				t.Errorf("%q shows personal data", out)
			}
		}
	}
}

func FuzzParseCitizenID(f *testing.F) {
	f.Add("54990019580228007X")
	f.Fuzz(func(t *testing.T, s string) {
		id, err := ParseCitizenID(s, today)
		var bad *BadID
		if err != nil && !errors.As(err, &bad) {
			t.Fatalf("%v", err)
		}
		if err == nil && (len(id) != 18 || id.Born().IsZero() || id.Age(today) < 0) {
			t.Fatalf("%q was read", s)
		}
	})
}

func FuzzParseName(f *testing.F) {
	f.Add("扎西·顿珠")
	f.Fuzz(func(t *testing.T, s string) {
		name, err := ParseName(s)
		if err != nil {
			return
		}
		if again, err := ParseName(name); err != nil || again != name {
			t.Fatalf("%q reads as %q, then as %q, %v", s, name, again, err)
		}
		if m := MaskName(name); len([]rune(name)) > 3 && m == name {
			t.Fatalf("%q is not masked", name)
		}
	})
}
