package inventory_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fxamacker/cbor/v2"

	"redwrench/inventory"
	"redwrench/inventory/people"
	"redwrench/inventory/store"
	"redwrench/inventory/store/memstore"
	"redwrench/inventory/store/seal"
)

// entries are the audit's lines from the n-th on.
func (s *shop) entries(n int) []inventory.Entry {
	s.t.Helper()
	var list []inventory.Entry
	for _, e := range s.table("audit") {
		var entry inventory.Entry
		if err := cbor.Unmarshal(e.Value, &entry); err != nil {
			s.t.Fatal(err)
		}
		list = append(list, entry)
	}
	return list[n:]
}

// table is everything stored in a table.
func (s *shop) table(t store.Table) []store.Entry {
	s.t.Helper()
	var list []store.Entry
	err := s.store.View(context.Background(), func(tx store.Tx) (err error) {
		list, err = tx.Scan(t, store.Range{})
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return list
}

// wantAudit: the last line of the audit is this deed by who on these records.
func (s *shop) wantAudit(deed string, who inventory.StaffID, subjects ...string) {
	s.t.Helper()
	all := s.entries(0)
	if e := all[len(all)-1]; e.Deed != deed || e.Who != who || !slices.Equal(e.Subjects, subjects) {
		s.t.Errorf("the audit says %q by %d on %v, want %q by %d on %v", e.Deed, e.Who, e.Subjects, deed, who, subjects)
	}
}

// mayBorrow is what stands against lending a tool that is always on the shelf.
func (s *shop) mayBorrow(who inventory.ResidentID) error {
	return s.Consider(context.Background(), who, []inventory.ToolID{saw})
}

func TestEachKindOfDocumentRegistersOnce(t *testing.T) {
	ctx := context.Background()
	born := time.Date(1971, 3, 4, 0, 0, 0, 0, time.UTC)
	oldCard := people.ID{Kind: people.ForeignerCard, Number: "TST990000000001"}
	for what, id := range map[string]people.ID{
		"a citizen's card":             people.Invented(born, 1),
		"a residence permit":           people.InventedAs(people.ResidencePermit, born, 1),
		"a foreigner's card":           people.InventedAs(people.ForeignerCard, born, 1),
		"a foreigner's card of before": oldCard,
		"a passport":                   people.InventedAs(people.Passport, born, 1),
	} {
		t.Run(what, func(t *testing.T) {
			s := newShop(t)
			s.stranger(7)
			p := s.person(1)
			p.ID, p.Born = id, born
			r := must(s.Register(ctx, p, "zh"))
			if got := must(s.ByCard(ctx, r.ID)).Person; got.ID != id || got.Age(s.Now()) != 55 {
				t.Errorf("kept as kind %d, age %d; want kind %d, age 55", got.Kind, got.Age(s.Now()), id.Kind)
			}
			p.ID.Number = " " + strings.ToLower(id.Number) + " "
			if again := must(s.Register(ctx, p, "zh")); again.ID != r.ID {
				t.Errorf("a second time: resident %d, want %d", again.ID, r.ID)
			}
			if found, err := s.ByPhone(ctx, p.Phone, strings.ToLower(id.LastFour())); err != nil || found.ID != r.ID {
				t.Errorf("by telephone: %d, %v", found.ID, err)
			}
			p.Phone = "19911112222"
			if _, err := s.Register(ctx, p, "zh"); !errors.Is(err, inventory.ErrDocumentTaken) {
				t.Errorf("under another telephone: %v, want ErrDocumentTaken", err)
			}
		})
	}
}

func TestWithoutADayOfBirthNobodyRegistersAndNobodyYoungGetsADrill(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	p := s.person(1)
	p.ID = people.InventedAs(people.Passport, time.Time{}, 1)
	if _, err := s.Register(ctx, p, "zh"); !errors.Is(err, people.ErrBorn) {
		t.Errorf("a passport without a day of birth: %v, want ErrBorn", err)
	}
	p.Born = time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC).AddDate(-18, 0, 0)
	who := must(s.Register(ctx, p, "zh")).ID
	var young *inventory.TooYoung
	if err := s.Consider(ctx, who, []inventory.ToolID{drill}); !errors.As(err, &young) {
		t.Errorf("a drill the day before the 18th birthday: %v, want *TooYoung", err)
	}
	s.now = s.now.AddDate(0, 0, 1)
	s.lend(who, drill)
	q := s.person(2)
	q.ID, q.Born = people.InventedAs(people.Passport, time.Time{}, 2), s.now.AddDate(-13, 0, 0)
	if _, err := s.Register(ctx, q, "zh"); !errors.Is(err, inventory.ErrGuardian) {
		t.Errorf("somebody of 13 with a passport: %v, want ErrGuardian", err)
	}
	q.ID = people.ID{Kind: people.NoDocument}
	q.Born = s.now.AddDate(-40, 0, 0)
	if _, err := s.Register(ctx, q, "zh"); !errors.Is(err, inventory.ErrGuardian) {
		t.Errorf("an adult without a document: %v, want ErrGuardian", err)
	}
}

func TestNamesComeBackAsTheyAreOnTheCard(t *testing.T) {
	ctx := context.Background()
	inner := memstore.New()
	s := &shop{t: t, now: time.Date(2026, 11, 24, 10, 25, 0, 0, lhasa), store: seal.Wrap(inner, secrets, inventory.SecretTables()...)}
	if err := inventory.Found(ctx, s.store, inventory.Defaults(), stock(), s.now); err != nil {
		t.Fatal(err)
	}
	s.reopen()
	for i, c := range []struct{ typed, kept, masked string }{
		{"测", "测", "测*"},
		{" 测试 顿珠 ", "测试顿珠", "测*珠"},
		{"测试・顿珠", "测试·顿珠", "测**"},
		{"阿卜杜拉·测试·样本", "阿卜杜拉·测试·样本", "阿**"},
		{"㛃䶮𠮷", "㛃䶮𠮷", "㛃*𠮷"},
		{"𠮷䶮", "𠮷䶮", "𠮷*"},
		{strings.Repeat("测试样", 10), strings.Repeat("测试样", 10), "测*样"},
		{"བརྟག་དཔྱད་མིང་།", "བརྟག་དཔྱད་མིང་།", "བརྟག་**"},
		{"Test  Sample-O'Neill", "Test Sample-O'Neill", "T**"},
	} {
		p := s.person(i)
		p.Name = c.typed
		r := must(s.Register(ctx, p, "zh"))
		s.reopen()
		got := must(s.ByCard(ctx, r.ID)).Person
		if got.Name != c.kept || got.MaskedName() != c.masked {
			t.Errorf("%q came back as %q, masked %q; want %q, masked %q", c.typed, got.Name, got.MaskedName(), c.kept, c.masked)
		}
		if again := must(s.Register(ctx, got, "zh")); again.ID != r.ID {
			t.Errorf("%q: a second registration became resident %d, want %d", c.typed, again.ID, r.ID)
		}
	}
	err := inner.View(ctx, func(tx store.Tx) error {
		entries, err := tx.Scan("resident", store.Range{})
		for _, e := range entries {
			for _, plain := range []string{"测试", "㛃", "Sample", "1990", "5499", "དཔྱད"} {
				if bytes.Contains(e.Value, []byte(plain)) {
					t.Errorf("a record shows %q", plain)
				}
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Records as version 0.1.0 kept them: one number, no kind, no activity.
type (
	personOfLayout1 struct {
		Name    string         `cbor:"1,keyasint"`
		Phone   string         `cbor:"2,keyasint"`
		ID      string         `cbor:"3,keyasint"`
		Home    people.Home    `cbor:"4,keyasint"`
		Consent people.Consent `cbor:"5,keyasint"`
	}
	residentOfLayout1 struct {
		ID         inventory.ResidentID `cbor:"1,keyasint"`
		Person     personOfLayout1      `cbor:"2,keyasint"`
		Lang       inventory.Lang       `cbor:"3,keyasint,omitempty"`
		Since      time.Time            `cbor:"4,keyasint"`
		Verified   time.Time            `cbor:"5,keyasint,omitzero"`
		VerifiedBy inventory.StaffID    `cbor:"6,keyasint,omitempty"`
		Blocked    string               `cbor:"7,keyasint,omitempty"`
	}
)

func TestResidentsOfLayout1AreReadAndFoundAgain(t *testing.T) {
	ctx := context.Background()
	born := time.Date(1971, 3, 4, 0, 0, 0, 0, time.UTC)
	for what, id := range map[string]people.ID{
		"a citizen":         people.Invented(born, 1),
		"a permit's holder": people.InventedAs(people.ResidencePermit, born, 1),
		"a foreigner":       people.InventedAs(people.ForeignerCard, born, 1),
	} {
		t.Run(what, func(t *testing.T) {
			s := newShop(t)
			p := s.person(3)
			since := s.now.AddDate(0, 0, -100)
			record := residentOfLayout1{ID: 9, Since: since, Verified: since, VerifiedBy: 1, Person: personOfLayout1{p.Name, p.Phone, id.Number, p.Home, people.Consent{Version: "2026-11", At: since}}}
			err := s.store.Update(ctx, func(tx store.Tx) error {
				return errors.Join(
					tx.Put("resident", four(9), inventory.EncodeForTest(record)),
					tx.Put("document", secrets.Index("document", id.Number), four(9)),
					tx.Put("phone", append(secrets.Index("phone", p.Phone), four(9)...), nil))
			})
			if err != nil {
				t.Fatal(err)
			}
			if err := inventory.IndexActivity(ctx, s.store); err != nil {
				t.Fatal(err)
			}
			s.reopen()
			r := must(s.ByCard(ctx, 9))
			if r.Person.Number != id.Number || r.Person.Age(s.Now()) != 55 || r.Person.Name != p.Name || !r.Erased.IsZero() {
				t.Errorf("read as a %d-year-old with a document of kind %d", r.Person.Age(s.Now()), r.Person.Kind)
			}
			p.ID = id
			if again := must(s.Register(ctx, p, "zh")); again.ID != 9 {
				t.Errorf("registered again as resident %d, want 9", again.ID)
			}
			if found := must(s.ByPhone(ctx, p.Phone, id.LastFour())); found.ID != 9 {
				t.Errorf("by telephone resident %d, want 9", found.ID)
			}
		})
	}
}

func TestNothingPrintsAResidentOrSomebodyOfTheStaff(t *testing.T) {
	s := newShop(t)
	r := inventory.Resident{ID: 3, Person: s.person(1), Blocked: "不还工具", Note: "私事一桩"}
	who := inventory.Staff{ID: 2, Name: "测试员", Card: 87654321, Hash: []byte("hashhash"), Salt: []byte("saltsalt")}
	var log strings.Builder
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "resident", r, "staff", who, "list", []inventory.Resident{r})
	slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "resident", r, "staff", who)
	outs := []string{log.String()}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		outs = append(outs, fmt.Sprintf(verb, r), fmt.Sprintf(verb, &r), fmt.Sprintf(verb, []inventory.Resident{r}),
			fmt.Sprintf(verb, who), fmt.Sprintf(verb, &who), fmt.Sprintf(verb, inventory.Slip{Borrower: r}))
	}
	for _, out := range outs {
		for _, secret := range []string{r.Person.Name, r.Person.Phone, r.Person.Number, r.Blocked, r.Note, who.Name, "87654321", "hashhash", "saltsalt"} {
			if strings.Contains(out, secret) || strings.Contains(out, fmt.Sprintf("%x", secret)) {
				t.Errorf("%q shows %q", out, secret)
			}
		}
	}
}
