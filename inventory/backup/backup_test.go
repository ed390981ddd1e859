package backup

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"filippo.io/age"

	"redwrench/inventory/folder"
	"redwrench/inventory/store"
	"redwrench/inventory/store/durable"
)

// records are a shop whose file is a line of text.
type records struct {
	deeds uint64
	err   error
}

func (r *records) LastDeed() uint64 { return r.deeds }
func (r *records) CopyTo(_ context.Context, path string) error {
	if r.err != nil {
		return r.err
	}
	return durable.WriteNew(path, fmt.Appendf(nil, "the records up to deed %d", r.deeds))
}

// bench is a keeper with a clock that the test turns.
type bench struct {
	*Keeper
	t      *testing.T
	shop   *records
	now    time.Time
	verify folder.Result
	log    strings.Builder
	told   []Status

	outdated time.Time // what was put aside before goes
}

var lhasa = time.FixedZone("CST", 8*3600)

func newBench(t *testing.T, second string) *bench {
	t.Helper()
	b := &bench{t: t, shop: &records{}, now: time.Date(2026, 11, 24, 10, 0, 0, 0, lhasa), verify: folder.Sound}
	r, err := Recipient([32]byte{1})
	if err != nil {
		t.Fatal(err)
	}
	data := t.TempDir()
	b.Keeper = New(Config{
		Data: data, Outdated: func(context.Context) time.Time { return b.outdated },
		Shop: b.shop, Dir: filepath.Join(t.TempDir(), "backups"), Program: "test", Second: second, Recipient: r,
		Now: func() time.Time { return b.now }, Log: slog.New(slog.NewTextHandler(&b.log, nil)), OnStatus: func(s Status) { b.told = append(b.told, s) },
		Verify: func(ctx context.Context, path string) folder.Report {
			if ctx.Err() != nil {
				return folder.Report{Result: folder.Failed}
			}
			return folder.Report{Result: b.verify, Shop: "00112233aabbccdd", Deeds: b.shop.deeds, Hash: "abcd", Schema: 1}
		},
	})
	return b
}

// list is the names in a folder.
func list(t *testing.T, dir string) []string {
	t.Helper()
	all, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range all {
		names = append(names, e.Name())
	}
	return names
}

func TestABackupIsMadeWhenItIsDue(t *testing.T) {
	b := newBench(t, "")
	step := func(what string, deeds uint64, after time.Duration, want int) {
		t.Helper()
		b.shop.deeds += deeds
		b.now = b.now.Add(after)
		b.Look(t.Context())
		if got := len(List(b.Dir)); got != want {
			t.Errorf("%s: %d backups, want %d", what, got, want)
		}
	}
	step("an empty shop", 0, 0, 0)
	step("the first deed", 1, 0, 1)
	step("some deeds soon after", 49, time.Minute, 1)
	step("50 deeds", 1, time.Minute, 1) // in the same hour: the newer one is kept
	if got := List(b.Dir)[0].Deeds; got != 51 {
		t.Errorf("the newest has %d deeds, want 51", got)
	}
	step("an hour without a deed", 0, 70*time.Minute, 1)
	step("an hour and a deed", 1, time.Hour, 2)
	step("the clock was set back, and a deed", 1, -26*time.Hour, 3)
	b.Last(t.Context())
	if got := len(List(b.Dir)); got != 3 {
		t.Errorf("closing with nothing new: %d backups", got)
	}
	b.shop.deeds++
	b.now = b.now.Add(30 * time.Hour)
	b.Last(t.Context())
	if got := List(b.Dir)[0]; got.Deeds != b.shop.deeds || got.Program != "test" || got.Audit != "abcd" || got.Shop == "" || got.Schema != 1 {
		t.Errorf("closing with something new: %+v", got)
	}
	if err := List(b.Dir)[0].Intact(b.Dir); err != nil {
		t.Error(err)
	}
}

func TestABackupThatIsNotSoundCountsAsNone(t *testing.T) {
	b := newBench(t, "")
	b.shop.deeds, b.verify = 1, folder.Damaged
	if _, err := b.Make(t.Context()); !errors.Is(err, ErrUnsound) {
		t.Errorf("got %v, want ErrUnsound", err)
	}
	if left := list(t, b.Dir); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if len(b.told) != 1 || !errors.Is(b.told[0].Err, ErrUnsound) {
		t.Errorf("told: %+v", b.told)
	}
	b.verify = folder.Sound
	b.Look(t.Context())
	if len(List(b.Dir)) != 0 {
		t.Error("tried again at once")
	}
	b.now = b.now.Add(tryAgain)
	b.Look(t.Context())
	if len(List(b.Dir)) != 1 || b.told[len(b.told)-1].Err != nil {
		t.Error("not tried again after a while")
	}
	t.Run("nor one that was changed afterwards, is cut short or has no manifest", func(t *testing.T) {
		m := List(b.Dir)[0]
		path := filepath.Join(b.Dir, m.File)
		if err := os.WriteFile(path, []byte(strings.Repeat("x", int(m.Size))), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := m.Intact(b.Dir); !errors.Is(err, ErrUnsound) {
			t.Errorf("changed: %v, want ErrUnsound", err)
		}
		if err := os.Truncate(path, 3); err != nil {
			t.Fatal(err)
		}
		if len(List(b.Dir)) != 0 {
			t.Error("one cut short is listed")
		}
	})
}

func TestACopyThatWasNotVerifiedInTimeIsVerifiedAtTheNextStart(t *testing.T) {
	b := newBench(t, "")
	b.shop.deeds = 7
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := b.Make(ctx); err == nil {
		t.Fatal("made")
	}
	if len(List(b.Dir)) != 0 || len(list(t, b.Dir)) != 1 {
		t.Fatalf("the folder holds %v, want the copy alone", list(t, b.Dir))
	}
	for _, name := range []string{"shop-20261101T000000Z-000001.db", "shop-20261101T000000Z-000002.db.new-X"} {
		if err := os.WriteFile(filepath.Join(b.Dir, name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	again := New(b.Config)
	again.settle(t.Context())
	if got := len(List(b.Dir)); got != 2 {
		t.Errorf("%d backups, want the two that are sound: %v", got, list(t, b.Dir))
	}
	b.verify = folder.Damaged
	if err := os.WriteFile(filepath.Join(b.Dir, "shop-20261101T000000Z-000003.db"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	again.settle(t.Context())
	if got := len(list(t, b.Dir)); got != 4 {
		t.Errorf("one that is not sound stayed: %v", list(t, b.Dir))
	}
}

func TestSoManyBackupsAreKept(t *testing.T) {
	now := time.Date(2026, 11, 24, 18, 30, 0, 0, lhasa)
	var all []Manifest // every half hour for two years, newest first
	for n := range 2 * 365 * 48 {
		at := now.Add(-time.Duration(n) * 30 * time.Minute)
		all = append(all, Manifest{Time: at, File: at.String()})
	}
	gone := map[string]bool{}
	for _, m := range superfluous(all, lhasa) {
		gone[m.File] = true
	}
	var kept []Manifest
	for _, m := range all {
		if !gone[m.File] {
			kept = append(kept, m)
		}
	}
	if len(kept) != 24+28+10 { // two of the days are among the hours, two of the months among the days
		t.Errorf("%d are kept, want 62", len(kept))
	}
	for n := range 24 {
		if age := now.Sub(kept[n].Time); age > time.Duration(n)*time.Hour {
			t.Errorf("kept %d is %v old", n, age)
		}
	}
	if oldest := kept[len(kept)-1].Time.In(lhasa).Format("2006-01-02 15:04"); oldest != "2025-12-31 23:30" {
		t.Errorf("the oldest is of %s, want the last of the twelfth month", oldest)
	}
}

func TestOldRecordsGoWithABackupOnceNobodyIsRememberedSoLong(t *testing.T) {
	b := newBench(t, "")
	const old = "shop.db.before-20260501T080000Z"
	if err := os.WriteFile(filepath.Join(b.Data, old), []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what     string
		outdated time.Time
		stays    bool
	}{
		{"while the date is in doubt", time.Time{}, true},
		{"before its time", time.Date(2026, 4, 30, 0, 0, 0, 0, lhasa), true},
		{"after its time", time.Date(2026, 5, 28, 0, 0, 0, 0, lhasa), false},
	} {
		b.outdated, b.now = c.outdated, b.now.Add(time.Hour)
		b.shop.deeds++
		b.Look(t.Context())
		_, err := os.Stat(filepath.Join(b.Data, old))
		if stays := err == nil; stays != c.stays {
			t.Errorf("%s: there %t", c.what, stays)
		}
		if said := strings.Contains(b.log.String(), old); said == c.stays {
			t.Errorf("%s: said in the log %t", c.what, said)
		}
	}
}

func TestTheSecondMedium(t *testing.T) {
	stick := filepath.Join(t.TempDir(), "stick")
	b := newBench(t, stick)
	b.shop.deeds = 1
	last := func() Status { return b.told[len(b.told)-1] }
	b.Look(t.Context())
	if len(List(b.Dir)) != 1 || !errors.Is(last().Second, ErrAway) {
		t.Fatalf("without the stick: %+v, want a backup and ErrAway", last())
	}
	if _, err := os.Stat(stick); err == nil {
		t.Fatal("a folder was made where the stick should be")
	}
	if err := os.Mkdir(stick, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(stick, List(b.Dir)[0].File+".age.new"), []byte("pulled out in the middle"), 0o600); err != nil {
		t.Fatal(err)
	}
	b.Look(t.Context())
	sealed := List(stick)
	if len(sealed) != 1 || last().Second != nil || len(list(t, stick)) != 2 {
		t.Fatalf("with the stick: %+v, %v", last(), list(t, stick))
	}
	if err := sealed[0].Intact(stick); err != nil {
		t.Error(err)
	}
	raw, err := os.ReadFile(filepath.Join(stick, sealed[0].File))
	if err != nil || strings.Contains(string(raw), "the records") {
		t.Errorf("it can be read on the stick: %v", err)
	}
	t.Run("the shop's key opens it, another does not", func(t *testing.T) {
		from, to := filepath.Join(stick, sealed[0].File), filepath.Join(t.TempDir(), "shop.db")
		if err := Open(from, to, [32]byte{2}); !errors.Is(err, ErrForeignKey) {
			t.Errorf("another key: %v, want ErrForeignKey", err)
		}
		if err := Open(from, to); !errors.Is(err, ErrForeignKey) {
			t.Errorf("no key: %v, want ErrForeignKey", err)
		}
		if err := Open(from, to, [32]byte{2}, [32]byte{1}); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(to); err != nil || string(got) != "the records up to deed 1" {
			t.Errorf("it holds %q, %v", got, err)
		}
	})
	t.Run("one that was changed or cut short is refused and leaves nothing", func(t *testing.T) {
		for what, bad := range map[string][]byte{"changed": append(raw[:len(raw)-1:len(raw)-1], raw[len(raw)-1]^1), "cut short": raw[:len(raw)-5]} {
			dir := t.TempDir()
			from := filepath.Join(dir, "x.db.age")
			if err := os.WriteFile(from, bad, 0o600); err != nil {
				t.Fatal(err)
			}
			if err := Open(from, filepath.Join(dir, "shop.db"), [32]byte{1}); err == nil {
				t.Errorf("%s: opened", what)
			}
			if left := list(t, dir); len(left) != 1 {
				t.Errorf("%s: left behind %v", what, left)
			}
		}
	})
	t.Run("old ones on the stick go too", func(t *testing.T) {
		b.shop.deeds++
		b.now = b.now.Add(time.Minute)
		if _, err := b.Make(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := List(stick); len(got) != 1 || got[0].Deeds != 2 {
			t.Errorf("the stick holds %+v, want the newer of the hour", got)
		}
	})
}

func TestAFullStickIsNamed(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("this system has no /dev/full")
	}
	defer func() { _ = full.Close() }()
	r, err := Recipient([32]byte{1})
	if err != nil {
		t.Fatal(err)
	}
	err = sealInto(t.Context(), strings.NewReader(strings.Repeat("x", 1<<20)), full, r)
	if !errors.Is(durable.Explain(err), store.ErrFull) {
		t.Errorf("got %v, want ErrFull", err)
	}
}

func TestNoRoomForABackupIsSaid(t *testing.T) {
	b := newBench(t, "")
	b.shop.deeds = 1
	b.shop.err = fmt.Errorf("copy: %w", store.ErrFull)
	if _, err := b.Make(t.Context()); !errors.Is(err, store.ErrFull) {
		t.Errorf("got %v, want ErrFull", err)
	}
	b.status.Newest.Size = 1 << 60
	b.shop.err = nil
	if _, err := b.Make(t.Context()); !errors.Is(err, store.ErrFull) {
		t.Errorf("with less room than a backup takes: %v, want ErrFull", err)
	}
}

func TestTheKeyOfBackupsIsDerivedFromTheShops(t *testing.T) {
	r, err := Recipient([32]byte{1})
	if err != nil {
		t.Fatal(err)
	}
	id, err := Identity([32]byte{1})
	if err != nil {
		t.Fatal(err)
	}
	if got := id.(*age.X25519Identity).Recipient().String(); got != fmt.Sprint(r) {
		t.Errorf("the key opens what was written for %s, not for %s", got, r)
	}
	if want := "age1tnxjhttasru4jwkpmlh4yz5200pd07h8agajfsn6qw8t8e66mqgss9ywyd"; fmt.Sprint(r) != want {
		t.Errorf("the recipient of master 1 is %s, want %s: no older backup could be opened", r, want)
	}
}
