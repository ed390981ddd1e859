package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/backup"
	"redwrench/inventory/folder"
	"redwrench/inventory/store"
	"redwrench/ui"
)

// copyTree copies the files of a folder of one level.
func copyTree(t *testing.T, from, to string, pattern string) {
	t.Helper()
	if err := os.MkdirAll(to, 0o700); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(from, pattern))
	if err != nil || len(files) == 0 {
		t.Fatalf("nothing in %s: %v", from, err)
	}
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(to, filepath.Base(f)), raw, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// A shop as version 0.1.0 kept it opens with this program and with every later
// one: its records come to the newest schema and keep what was in them.
func TestAShopOfVersion1OpensForEver(t *testing.T) {
	data := machine(t)
	config, err := os.UserConfigDir()
	if err != nil {
		t.Fatal(err)
	}
	copyTree(t, "testdata/v1", data, "shop.*")
	copyTree(t, "testdata/v1", filepath.Join(config, "redwrench"), "*.key")
	old, err := os.ReadFile(filepath.Join(data, "shop.db"))
	if err != nil {
		t.Fatal(err)
	}
	if r := examine(t.Context(), data); r.Result != folder.Sound || r.Schema != 1 {
		t.Fatalf("before: %+v", r)
	}
	at(t, data, func(s *shop) {
		if n, err := inventory.Schema(t.Context(), s.folder.Store); err != nil || n != inventory.NewestSchema {
			t.Errorf("schema %d, %v; want %d", n, err, inventory.NewestSchema)
		}
		items, err := s.Catalogue(t.Context())
		if err != nil || len(items) == 0 {
			t.Errorf("%d tools, %v", len(items), err)
		}
		loans, err := s.OpenLoans(t.Context(), 0, 100)
		if err != nil || len(loans) == 0 {
			t.Errorf("%d open loans, %v", len(loans), err)
		}
		for _, l := range loans {
			if r, err := s.ByCard(t.Context(), l.Loan.Borrower); err != nil || r.Person.Name == "" {
				t.Errorf("the borrower of %s cannot be read: %v", l.Loan.ID.Code().Human(), err)
			}
		}
	})
	if r := examine(t.Context(), data); r.Result != folder.Sound || r.Schema != inventory.NewestSchema {
		t.Errorf("after: %+v", r)
	}
	kept, _ := filepath.Glob(filepath.Join(data, "shop.db.schema1-*"))
	if inventory.NewestSchema == 1 {
		if len(kept) > 0 {
			t.Errorf("kept without a migration: %v", kept)
		}
		return
	}
	if len(kept) != 1 {
		t.Fatalf("kept: %v, want the old file", kept)
	}
	if raw, err := os.ReadFile(kept[0]); err != nil || !bytes.Equal(raw, old) {
		t.Errorf("the old file is not kept as it was: %v", err)
	}
}

// The doors at which a shop can be refused: each names what is wrong, to the
// commands and to the screen, and changes nothing.
func TestEachDoorSaysWhatIsWrong(t *testing.T) {
	for _, c := range []struct {
		what  string
		spoil func(t *testing.T, data, config string)
		want  folder.Result
		is    error
		code  int
	}{
		{"the key file is missing", func(t *testing.T, _, config string) { removeAll(t, config, "*.key") }, folder.NoKey, folder.ErrNoKey, 12},
		{"the key file is another shop's", func(t *testing.T, _, config string) {
			overwrite(t, config, "*.key", strings.Repeat("ab", 32))
		}, folder.WrongKey, folder.ErrWrongKey, 13},
		{"the records are gone", func(t *testing.T, data, _ string) { removeAll(t, data, "shop.db") }, folder.Gone, folder.ErrGone, 11},
		{"the records are empty", func(t *testing.T, data, _ string) { overwrite(t, data, "shop.db", "") }, folder.Gone, folder.ErrGone, 11},
		{"the records are rubbish", func(t *testing.T, data, _ string) { overwrite(t, data, "shop.db", strings.Repeat("rubbish ", 9000)) }, folder.Damaged, store.ErrDamaged, 10},
		{"the records are half", func(t *testing.T, data, _ string) {
			if err := os.Truncate(filepath.Join(data, "shop.db"), 40_000); err != nil {
				t.Fatal(err)
			}
		}, folder.Damaged, store.ErrDamaged, 10},
	} {
		t.Run(c.what, func(t *testing.T) {
			data := machine(t)
			if _, err := runIn(t, "demo"); err != nil {
				t.Fatal(err)
			}
			config, err := os.UserConfigDir()
			if err != nil {
				t.Fatal(err)
			}
			c.spoil(t, data, filepath.Join(config, "redwrench"))
			before := snapshot(t, data)
			r := examine(t.Context(), data)
			if r.Result != c.want || !errors.Is(r.Err(), c.is) {
				t.Errorf("examined: %+v, want %s", r, c.want)
			}
			cmd := exec.Command(os.Args[0], "verify", "--data", data)
			out, err := cmd.Output()
			var line folder.Report
			if exit := new(exec.ExitError); !errors.As(err, &exit) || exit.ExitCode() != c.code || json.Unmarshal(out, &line) != nil || line.Result != c.want {
				t.Errorf("verify: %v, %s; want code %d", err, out, c.code)
			}
			if out, err := runIn(t, "check"); err == nil {
				t.Errorf("check finds nothing: %s", out)
			}
			if _, err := openShop(t.Context(), data); err == nil {
				t.Error("the shop opened")
			}
			if after := snapshot(t, data); after != before {
				t.Errorf("the folder was changed:\n%s\nbefore:\n%s", after, before)
			}
			if _, err := findRescue(t.Context(), data, "", r); err == nil {
				t.Error("a way on was found without a backup")
			}
		})
	}
}

func removeAll(t *testing.T, dir, pattern string) {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(dir, pattern))
	for _, f := range files {
		if err := os.Remove(f); err != nil {
			t.Fatal(err)
		}
	}
}

func overwrite(t *testing.T, dir, pattern, text string) {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(dir, pattern))
	for _, f := range files {
		if err := os.WriteFile(f, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// snapshot is the names and contents of a folder.
func snapshot(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		b.WriteString(path + " " + string(raw) + "\n")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestCheckMakesNoShop(t *testing.T) {
	data := machine(t)
	if out, err := runIn(t, "check"); err != nil || !strings.Contains(out, "no shop was made") {
		t.Errorf("check: %v, %s", err, out)
	}
	if _, err := os.Stat(data); err == nil {
		t.Error("looking made a folder")
	}
}

func TestTheClockSetBackIsRefusedAndGoesOn(t *testing.T) {
	data := machine(t)
	lent(t, data)
	at(t, data, func(s *shop) {
		if _, err := s.Verify(t.Context(), 1, 1); err != nil {
			t.Fatal(err)
		}
		now := time.Now().Add(-24 * time.Hour)
		d, err := inventory.Open(t.Context(), s.folder.Store, s.folder.Keys, func() time.Time { return now })
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.Lend(t.Context(), 1, []inventory.ToolID{9}, "zh"); !errors.Is(err, inventory.ErrClockBack) {
			t.Errorf("yesterday: %v, want ErrClockBack", err)
		}
		now = time.Now()
		if _, err := d.Lend(t.Context(), 1, []inventory.ToolID{9}, "zh"); err != nil {
			t.Errorf("with the clock set right: %v", err)
		}
	})
}

func TestAnExaminationThatDiesOrHangsIsNamed(t *testing.T) {
	if raced {
		t.Skip("other processes: runs without the race detector")
	}
	for what, c := range map[string]struct {
		behave string
		want   folder.Result
	}{
		"it dies":          {"panic", folder.Crashed},
		"it is killed":     {"kill", folder.Crashed},
		"it does not end":  {"hang", folder.TimedOut},
		"it says rubbish":  {"rubbish", folder.Failed},
		"it eats all room": {"eat", folder.Crashed},
	} {
		t.Run(what, func(t *testing.T) {
			t.Setenv("REDWRENCH_TEST_VERIFY", c.behave)
			if c.want == folder.TimedOut {
				was := examineAtLeast
				examineAtLeast = time.Second
				defer func() { examineAtLeast = was }()
			}
			r := examine(t.Context(), machine(t))
			if r.Result != c.want || r.Err() == nil {
				t.Errorf("got %+v, want %s", r, c.want)
			}
		})
	}
	t.Run("one that nobody waits for any more says nothing of the records", func(t *testing.T) {
		t.Setenv("REDWRENCH_TEST_VERIFY", "hang")
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		defer cancel()
		if r := examine(ctx, machine(t)); r.Result != folder.Failed {
			t.Errorf("got %+v", r)
		}
	})
}

// misbehave stands for an examination that a damaged file kills or holds up.
func misbehave(how string) {
	switch how {
	case "panic":
		panic("assertion failed: Page expected to be: 5, but self identifies as 0")
	case "kill":
		p, _ := os.FindProcess(os.Getpid())
		_ = p.Kill()
		time.Sleep(time.Minute)
	case "hang":
		time.Sleep(time.Minute)
	case "rubbish":
		_, _ = os.Stdout.WriteString("rubbish")
	case "eat":
		if err := limitMemory(examineMemory, examineAddresses); err != nil {
			panic(err)
		}
		var all []byte
		for {
			all = append(all, make([]byte, 64<<20)...)
			for i := 0; i < len(all); i += 4096 {
				all[i]++
			}
		}
	}
	os.Exit(0)
}

func TestBackupsAndRoomAreSaidInWords(t *testing.T) {
	for want, s := range map[string]backup.Status{
		"":                      {},
		"notice.backup.failed":  {Err: errors.New("oh"), Second: backup.ErrAway},
		"notice.backup.unsound": {Err: backup.ErrUnsound},
		"notice.backup.full":    {Err: store.ErrFull},
		"notice.second.away":    {Second: backup.ErrAway},
		"notice.second.full":    {Second: store.ErrFull},
		"notice.second.failed":  {Second: errors.New("input/output error")},
	} {
		if got := backupNotice(s); got.Key != want {
			t.Errorf("%+v is said as %q, want %q", s, got.Key, want)
		}
	}
	if got := spaceNotice(150 << 20); got != (ui.Notice{Key: "notice.space", N: 150}) {
		t.Errorf("150 MB: %+v", got)
	}
	if got := spaceNotice(lowSpace); got != (ui.Notice{}) {
		t.Errorf("enough room: %+v", got)
	}
}
