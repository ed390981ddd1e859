package people

import (
	"errors"
	"strings"
	"testing"
	"time"
)

var today = time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC)

func TestAnIdentityNumberIsReadOrItsFaultIsNamed(t *testing.T) {
	good := Invented(time.Date(1958, 2, 28, 0, 0, 0, 0, time.UTC), 7).Number
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
			id, err := ParseID(CitizenCard, c.text, today)
			if c.fault == 0 {
				if err != nil || id.Number != good {
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
		if id := Invented(today.AddDate(-40, 0, 0), n).Number; id[17] == 'X' {
			if got, err := ParseID(CitizenCard, strings.ToLower(id), today); err != nil || got.Number != id {
				t.Fatalf("refused: %v", err)
			}
			return
		}
	}
	t.Fatal("no invented number ends in X")
}

// GB 11643 finds every single wrong digit and every swap of neighbours.
func TestTheCheckDigitFindsSlips(t *testing.T) {
	id := Invented(time.Date(1966, 5, 17, 0, 0, 0, 0, time.UTC), 42).Number
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

func TestEachKindOfDocumentIsReadOrItsFaultIsNamed(t *testing.T) {
	born := time.Date(1971, 3, 4, 0, 0, 0, 0, time.UTC)
	citizen, permit, foreigner := Invented(born, 1).Number, InventedAs(ResidencePermit, born, 2).Number, InventedAs(ForeignerCard, born, 3).Number
	for _, c := range []struct {
		what  string
		kind  Kind
		text  string
		want  ID
		fault IDFault
		place int
	}{
		{"a residence permit", ResidencePermit, permit, ID{permit, ResidencePermit}, 0, 0},
		{"a residence permit in the citizen's field", CitizenCard, permit, ID{permit, ResidencePermit}, 0, 0},
		{"a citizen's number as a permit", ResidencePermit, citizen, ID{}, IDPermit, 1},
		{"84 as a permit", ResidencePermit, "84" + permit[2:], ID{}, IDPermit, 2},
		{"half a permit", ResidencePermit, permit[:9], ID{}, IDTooShort, 10},
		{"a foreigner's card of 2023", ForeignerCard, foreigner, ID{foreigner, ForeignerCard}, 0, 0},
		{"a foreigner's card in the citizen's field", CitizenCard, foreigner, ID{foreigner, ForeignerCard}, 0, 0},
		{"a foreigner's card with a thirteenth month", ForeignerCard, foreigner[:10] + "13" + foreigner[12:], ID{}, IDDate, 12},
		{"a foreigner's card with a wrong end", ForeignerCard, foreigner[:16] + string('0'+(foreigner[16]-'0'+1)%10) + foreigner[17:], ID{}, IDCheck, 18},
		{"a foreigner's card before 2023, small letters", ForeignerCard, "tst 990000 000001", ID{"TST990000000001", ForeignerCard}, 0, 0},
		{"two letters", ForeignerCard, "TS1990000000001", ID{}, IDForeigner, 3},
		{"eleven digits after the letters", ForeignerCard, "TST99000000001", ID{}, IDForeigner, 15},
		{"thirteen digits after the letters", ForeignerCard, "TST9900000000011", ID{}, IDForeigner, 16},
		{"nothing as a foreigner's card", ForeignerCard, "", ID{}, IDTooShort, 1},
		{"a passport, trimmed and in capitals", Passport, "  test 00001 ", ID{"TEST00001", Passport}, 0, 0},
		{"a passport typed with a Chinese keyboard", Passport, "ｔｅｓｔ０００１", ID{"TEST0001", Passport}, 0, 0},
		{"four characters as a passport", Passport, "T001", ID{}, IDPassport, 5},
		{"twenty-one characters as a passport", Passport, strings.Repeat("T", 21), ID{}, IDPassport, 21},
		{"a dash in a passport", Passport, "TEST-0001", ID{}, IDPassport, 5},
		{"Chinese in a passport", Passport, "测试0001", ID{}, IDPassport, 1},
		{"an old card of 15 digits as a permit", ResidencePermit, "810000710304001", ID{}, IDRegion, 0},
		{"no document", NoDocument, " ", ID{Kind: NoDocument}, 0, 0},
		{"a number and no document", NoDocument, citizen, ID{}, IDTooLong, 1},
	} {
		t.Run(c.what, func(t *testing.T) {
			id, err := ParseID(c.kind, c.text, today)
			if c.fault == 0 {
				if err != nil || id != c.want {
					t.Fatalf("read as kind %d, %v; want kind %d", id.Kind, err, c.want.Kind)
				}
				return
			}
			var bad *BadID
			if !errors.As(err, &bad) || c.place != 0 && (bad.Fault != c.fault || bad.Place != c.place) {
				t.Fatalf("got %v, want fault %d at %d", err, c.fault, c.place)
			}
		})
	}
}

func TestOneDocumentLooksUpAsOneAndTwoAsTwo(t *testing.T) {
	born := time.Date(1971, 3, 4, 0, 0, 0, 0, time.UTC)
	permit := InventedAs(ResidencePermit, born, 2)
	asCitizen := ID{Number: permit.Number} // as layout 1 kept it
	seen := map[[2]string]bool{}
	for _, id := range []ID{Invented(born, 1), permit, InventedAs(ForeignerCard, born, 3), {"TST990000000001", ForeignerCard}, {"TST990000000001", Passport}, {permit.Number, Passport}} {
		family, number := id.Same()
		if seen[[2]string{family, number}] {
			t.Errorf("a document of kind %d looks up as another's", id.Kind)
		}
		seen[[2]string{family, number}] = true
	}
	a, b := permit.Same()
	c, d := asCitizen.Same()
	if a != c || b != d {
		t.Error("a permit kept by layout 1 is not found again")
	}
	if family, _ := Invented(born, 1).Same(); family != "document" {
		t.Errorf("a citizen's number looks up under %q, want as layout 1 did", family)
	}
}

func TestAgeIsCountedToTheDay(t *testing.T) {
	day := time.Date(2008, 11, 25, 0, 0, 0, 0, time.UTC)
	lhasa := time.FixedZone("Lhasa", 8*3600)
	for _, c := range []struct {
		what string
		p    Person
		on   time.Time
		want int
	}{
		{"the day before the birthday", Person{ID: Invented(day, 1)}, today, 17},
		{"on the birthday", Person{ID: Invented(day, 1)}, today.AddDate(0, 0, 1), 18},
		{"on the birthday, just after midnight in Lhasa", Person{ID: Invented(day, 1)}, time.Date(2026, 11, 25, 0, 1, 0, 0, lhasa), 18},
		{"a permit", Person{ID: InventedAs(ResidencePermit, day, 1)}, today, 17},
		{"a foreigner's card", Person{ID: InventedAs(ForeignerCard, day, 1)}, today, 17},
		{"a passport with a day of birth", Person{ID: InventedAs(Passport, day, 1), Born: day}, today, 17},
		{"a day of birth read back in the machine's zone", Person{ID: InventedAs(Passport, day, 1), Born: day.In(lhasa)}, today, 17},
		{"a passport without a day of birth", Person{ID: InventedAs(Passport, day, 1)}, today, 0},
		{"a child without a document", Person{ID: ID{Kind: NoDocument}, Born: today.AddDate(-9, 0, 0)}, today, 9},
	} {
		if got := c.p.Age(c.on); got != c.want {
			t.Errorf("%s: %d, want %d", c.what, got, c.want)
		}
	}
}

func TestTheDayOfBirthIsAskedForOnlyWhenNoDocumentTellsIt(t *testing.T) {
	day := time.Date(1958, 2, 28, 0, 0, 0, 0, time.UTC)
	passport := InventedAs(Passport, day, 1)
	for what, c := range map[string]struct {
		p    Person
		born time.Time
		err  error
	}{
		"told by the number":               {Person{ID: Invented(day, 1), Born: day.AddDate(1, 0, 0)}, time.Time{}, nil},
		"a passport with one":              {Person{ID: passport, Born: day.Add(5 * time.Hour)}, day, nil},
		"a passport without":               {Person{ID: passport}, time.Time{}, ErrBorn},
		"one to come":                      {Person{ID: passport, Born: today.AddDate(0, 0, 1)}, time.Time{}, ErrBorn},
		"one before 1900":                  {Person{ID: passport, Born: day.AddDate(-59, 0, 0)}, time.Time{}, ErrBorn},
		"a child under a guardian without": {Person{ID: ID{Kind: NoDocument}}, time.Time{}, ErrBorn},
	} {
		got, err := c.p.CheckedBirth(today)
		if !errors.Is(err, c.err) || err == nil && !got.Born.Equal(c.born) {
			t.Errorf("%s: %v, %v; want %v, %v", what, got.Born, err, c.born, c.err)
		}
	}
}

func FuzzParseID(f *testing.F) {
	born := time.Date(1971, 3, 4, 0, 0, 0, 0, time.UTC)
	for kind := CitizenCard; kind <= NoDocument; kind++ {
		f.Add(int(kind), InventedAs(kind, born, 7).Number)
	}
	f.Add(int(ForeignerCard), "tst990000000001")
	f.Add(int(Passport), "ｔｅｓｔ０００１")
	f.Fuzz(func(t *testing.T, kind int, s string) {
		id, err := ParseID(Kind(kind), s, today)
		var bad *BadID
		if err != nil {
			if !errors.As(err, &bad) || bad.Place < 1 || bad.Fault < IDTooLong || bad.Fault > IDPassport {
				t.Fatalf("%v", err)
			}
			return
		}
		if again, err := ParseID(id.Kind, id.Number, today); err != nil || again != id {
			t.Fatalf("%q reads as %q, then as %q, %v", s, id.Number, again.Number, err)
		}
		if CheckTyped(Kind(kind), s, today) != nil {
			t.Fatalf("%q is wrong while typed and right when complete", s)
		}
		age := Person{ID: id}.Age(today)
		if len(id.Number) == 18 && id.Kind < Passport && (id.Born().IsZero() || age < 0 || age > 127) {
			t.Fatalf("%q was read, age %d", s, age)
		}
		if id.Kind != NoDocument && len(id.LastFour()) != 4 {
			t.Fatalf("%q ends in %q", s, id.LastFour())
		}
	})
}
