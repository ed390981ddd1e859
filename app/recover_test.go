package main

import (
	"bytes"
	"context"
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
	"redwrench/inventory/invented"
	"redwrench/inventory/recovery"
)

// machine gives the test a machine of its own: data and keys.
func machine(t *testing.T) (data string) {
	t.Helper()
	base := t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(base, "config"))
	t.Setenv("XDG_DATA_HOME", filepath.Join(base, "data"))
	return filepath.Join(base, "data", "redwrench")
}

// at lets do work in the shop in data and closes it.
func at(t *testing.T, data string, do func(*shop)) {
	t.Helper()
	s, err := openShop(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	do(s)
	if err := s.close(); err != nil {
		t.Fatal(err)
	}
}

const managersPIN = "271828"

// lent is a shop with a manager, three residents and as many loans.
func lent(t *testing.T, data string) {
	t.Helper()
	at(t, data, func(s *shop) {
		if _, err := s.AppointManager(t.Context(), managersPIN); err != nil {
			t.Fatal(err)
		}
		for n := range 3 {
			lendOne(t, s, n)
		}
	})
}

// lendOne registers resident n and lends tool n+1.
func lendOne(t *testing.T, s *shop, n int) {
	t.Helper()
	r, err := s.Register(t.Context(), invented.Person(n, s.Settings().ConsentVersion), "zh")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Lend(t.Context(), r.ID, []inventory.ToolID{inventory.ToolID(n + 1)}, "zh"); err != nil {
		t.Fatal(err)
	}
}

// wantLoans fails unless the shop has n open loans whose borrowers can be read.
func wantLoans(t *testing.T, data string, n int) {
	t.Helper()
	at(t, data, func(s *shop) {
		for i := range n {
			p := invented.Person(i, s.Settings().ConsentVersion)
			r, err := s.ByPhone(t.Context(), p.Phone, p.ID.LastFour())
			if err != nil || r.Person.Name != p.Name {
				t.Errorf("resident %d: %v", i, err)
				continue
			}
			loans, err := s.LoansOf(t.Context(), r.ID)
			if err != nil || len(loans) != 1 || loans[0].Loan.Tool != inventory.ToolID(i+1) {
				t.Errorf("resident %d has %+v, %v", i, loans, err)
			}
		}
	})
}

func TestAShopMovesToAnotherMachine(t *testing.T) {
	here := machine(t)
	lent(t, here)
	stick := t.TempDir()
	if out, err := runIn(t, "backup", "--to", stick); err != nil || !strings.Contains(out, "verified, up to deed") {
		t.Fatalf("backup: %v\n%s", err, out)
	}
	sheet := filepath.Join(t.TempDir(), "sheet.pdf")
	if out, err := runIn(t, "recovery-sheet", "--to", sheet); err != nil {
		t.Fatalf("recovery-sheet: %v\n%s", err, out)
	}
	if info, err := os.Stat(sheet); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the sheet: %v, %v; want one for its owner only", info, err)
	}
	shop := folder.Marked(here)
	master, err := folder.Master(here, shop)
	if err != nil {
		t.Fatal(err)
	}
	groups, err := recovery.Write(shop, master)
	if err != nil {
		t.Fatal(err)
	}
	key := groupsOnPaper(t, sheet, groups)
	plain := backup.List(backupDir(here))
	sealed := backup.List(stick)
	if len(plain) != 1 || len(sealed) != 1 {
		t.Fatalf("%d backups, %d on the stick", len(plain), len(sealed))
	}
	for _, dir := range []string{backupDir(here), stick} {
		wantNothingPrivate(t, dir, master)
	}

	for what, from := range map[string]string{"the folder": filepath.Join(backupDir(here), plain[0].File), "the stick": filepath.Join(stick, sealed[0].File)} {
		t.Run("with the backup in "+what, func(t *testing.T) {
			there := machine(t)
			if out, err := runIn(t, "restore", "--from", from, "--yes"); err == nil {
				t.Errorf("restored without the key: %s", out)
			}
			if out, err := runIn(t, "recover", "--key", strings.Replace(key, groups[4], "AAAAA", 1)); err == nil || !strings.Contains(err.Error(), "group 5") {
				t.Errorf("a mistyped group: %v, %s", err, out)
			}
			if out, err := runIn(t, "recover", "--key", key); err != nil {
				t.Fatalf("recover: %v, %s", err, out)
			}
			if out, err := runIn(t, "restore", "--from", from); !errors.Is(err, errNotYet) || !strings.Contains(out, "good backup") {
				t.Fatalf("restore without --yes: %v, %s", err, out)
			}
			if out, err := runIn(t, "restore", "--from", from, "--yes"); err != nil || !strings.Contains(out, "restored") {
				t.Fatalf("restore: %v, %s", err, out)
			}
			if out, err := runIn(t, "check"); err != nil {
				t.Fatalf("check: %v, %s", err, out)
			}
			wantLoans(t, there, 3)
		})
	}
}

// groupsOnPaper reads the key off the sheet, as somebody types it.
func groupsOnPaper(t *testing.T, sheet string, groups []string) string {
	t.Helper()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		return strings.Join(groups, " ") // not installed: the form's own test reads the paper
	}
	text, err := exec.Command("pdftotext", "-raw", sheet, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	var key []string
	for _, word := range strings.Fields(string(text)) {
		for _, g := range groups {
			if word == g {
				key = append(key, word)
			}
		}
	}
	return strings.Join(key, " ")
}

// wantNothingPrivate fails when a file below dir holds a key or a known person.
func wantNothingPrivate(t *testing.T, dir string, master [32]byte) {
	t.Helper()
	p := invented.Person(0, "")
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		for what, secret := range map[string][]byte{"the key": master[:], "a name": []byte(p.Name), "a telephone number": []byte(p.Phone), "an identity number": []byte(p.Number)} {
			if len(secret) == 0 || bytes.Contains(raw, secret) {
				t.Errorf("%s holds %s", filepath.Base(path), what)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestARestoreSaysWhatWouldBeMissing(t *testing.T) {
	data := machine(t)
	lent(t, data)
	if out, err := runIn(t, "backup"); err != nil {
		t.Fatalf("backup: %v, %s", err, out)
	}
	from := filepath.Join(backupDir(data), backup.List(backupDir(data))[0].File)
	at(t, data, func(s *shop) { lendOne(t, s, 3) })
	out, err := runIn(t, "restore", "--from", from)
	loan := inventory.LoanID(4).Code().String()
	if !errors.Is(err, errNotYet) || !strings.Contains(out, "2 deeds will be missing") || !strings.Contains(out, loan) && !strings.Contains(out, inventory.LoanID(4).Code().Human()) {
		t.Errorf("restore: %v\n%s", err, out)
	}
	if strings.Contains(out, invented.Person(3, "").Name) || strings.Contains(out, invented.Person(3, "").Phone) {
		t.Errorf("the list tells a person:\n%s", out)
	}
	wantLoans(t, data, 4)
	if out, err := runIn(t, "restore", "--from", from, "--yes"); err != nil || !strings.Contains(out, "are kept as") {
		t.Fatalf("restore: %v\n%s", err, out)
	}
	wantLoans(t, data, 3)
	if kept, _ := filepath.Glob(filepath.Join(data, "shop.db.before-*")); len(kept) != 1 {
		t.Errorf("kept: %v", kept)
	}
	t.Run("while the kiosk is open it is refused", func(t *testing.T) {
		at(t, data, func(*shop) {
			if out, err := runIn(t, "restore", "--from", from, "--yes"); err == nil || !strings.Contains(err.Error(), "in use") {
				t.Errorf("restore: %v, %s", err, out)
			}
		})
	})
	t.Run("what is no good backup is refused", func(t *testing.T) {
		raw, err := os.ReadFile(from)
		if err != nil {
			t.Fatal(err)
		}
		bad := filepath.Join(t.TempDir(), "bad.db")
		if err := os.WriteFile(bad, bytes.ReplaceAll(raw, []byte("Claw hammer"), []byte("Claw hammes")), 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := runIn(t, "restore", "--from", bad, "--yes"); err == nil {
			t.Errorf("restored: %s", out)
		}
		wantLoans(t, data, 3)
	})
}

func TestARestoreBringsNobodyBackWhoWasErased(t *testing.T) {
	data := machine(t)
	lent(t, data)
	p := invented.Person(4, "")
	at(t, data, func(s *shop) {
		p = invented.Person(4, s.Settings().ConsentVersion)
		if _, err := s.Register(t.Context(), p, "zh"); err != nil {
			t.Fatal(err)
		}
	})
	if out, err := runIn(t, "backup"); err != nil {
		t.Fatalf("backup: %v, %s", err, out)
	}
	at(t, data, func(s *shop) {
		if err := s.Erase(t.Context(), 4, 1); err != nil {
			t.Fatal(err)
		}
	})
	from := filepath.Join(backupDir(data), backup.List(backupDir(data))[0].File)
	if out, err := runIn(t, "restore", "--from", from, "--yes"); err != nil {
		t.Fatalf("restore: %v\n%s", err, out)
	}
	at(t, data, func(s *shop) {
		if _, err := s.ByPhone(t.Context(), p.Phone, p.ID.LastFour()); !errors.Is(err, inventory.ErrNoMatch) {
			t.Errorf("the erased one is back: %v", err)
		}
	})
	wantLoans(t, data, 3)
}

func TestARestoreBringsNoDonorsNameBack(t *testing.T) {
	data := machine(t)
	lent(t, data)
	at(t, data, func(s *shop) {
		gift := inventory.Gift{Fen: 10_000, Donor: "样例甲乙", Naming: inventory.NameWhole, Lang: "zh"}
		for range 2 {
			if _, err := s.TakeDonation(t.Context(), gift, 1); err != nil {
				t.Fatal(err)
			}
		}
	})
	if out, err := runIn(t, "backup"); err != nil {
		t.Fatalf("backup: %v, %s", err, out)
	}
	at(t, data, func(s *shop) {
		if err := s.ForgetDonor(t.Context(), 1, 1); err != nil {
			t.Fatal(err)
		}
	})
	from := filepath.Join(backupDir(data), backup.List(backupDir(data))[0].File)
	if out, err := runIn(t, "restore", "--from", from, "--yes"); err != nil {
		t.Fatalf("restore: %v\n%s", err, out)
	}
	at(t, data, func(s *shop) {
		for id, want := range map[inventory.DonationID]string{1: "", 2: "样例甲乙"} {
			if g, err := s.DonationOf(t.Context(), id); err != nil || g.Donor != want {
				t.Errorf("donation %d after the restore: %q, %v; want %q", id, g.Donor, err, want)
			}
		}
	})
}

// TestTheWayOn damages a shop in each way and takes the way that is offered.
func TestTheWayOn(t *testing.T) {
	truncate := func(t *testing.T, path string) {
		if err := os.Truncate(path, 20_000); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		what    string
		spoil   func(t *testing.T, db string)
		result  folder.Result
		missing uint64
		read    int
	}{
		{"the records are gone", func(t *testing.T, db string) {
			if err := os.Remove(db); err != nil {
				t.Fatal(err)
			}
		}, folder.Gone, 2, 0},
		{"they are empty", func(t *testing.T, db string) {
			if err := os.Truncate(db, 0); err != nil {
				t.Fatal(err)
			}
		}, folder.Gone, 2, 0},
		{"they are cut short", truncate, folder.Damaged, 2, 0},
		{"a tool is damaged", func(t *testing.T, db string) {
			raw, err := os.ReadFile(db)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(db, bytes.ReplaceAll(raw, []byte("Claw hammer"), []byte("Claw hammes")), 0o600); err != nil {
				t.Fatal(err)
			}
		}, folder.Damaged, 2, 2},
	} {
		t.Run(c.what, func(t *testing.T) {
			data := machine(t)
			lent(t, data)
			if out, err := runIn(t, "backup"); err != nil {
				t.Fatalf("backup: %v, %s", err, out)
			}
			at(t, data, func(s *shop) { lendOne(t, s, 3) })
			c.spoil(t, filepath.Join(data, "shop.db"))
			r := examine(t.Context(), data)
			if r.Result != c.result {
				t.Fatalf("examined: %+v, want %s", r, c.result)
			}
			way, err := findRescue(t.Context(), data, "", r)
			if err != nil {
				t.Fatal(err)
			}
			defer way.drop()
			if way.missing.Total != c.missing || len(way.missing.Read) != c.read || !way.staffed || way.at.IsZero() {
				t.Errorf("offered: %+v", way)
			}
			if _, err := way.take(t.Context(), "111222", time.Now()); !errors.Is(err, inventory.ErrWrongPIN) {
				t.Errorf("with a wrong PIN: %v", err)
			}
			if _, err := way.take(t.Context(), managersPIN, time.Now()); err != nil {
				t.Fatal(err)
			}
			if out, err := runIn(t, "check"); err != nil {
				t.Errorf("check: %v, %s", err, out)
			}
			wantLoans(t, data, 3)
		})
	}
}

func TestAShopThatLostADeedGoesOnWithoutIt(t *testing.T) {
	data := machine(t)
	lent(t, data)
	db := filepath.Join(data, "shop.db")
	before, err := os.ReadFile(db)
	if err != nil {
		t.Fatal(err)
	}
	at(t, data, func(s *shop) { lendOne(t, s, 3) })
	if err := os.WriteFile(db, before, 0o600); err != nil { // as when the last meta page is lost
		t.Fatal(err)
	}
	if out, err := runIn(t, "check"); !errors.Is(err, errFaults) || !strings.Contains(out, "lost") {
		t.Errorf("check: %v, %s", err, out)
	}
	r := examine(t.Context(), data)
	if r.Result != folder.Incomplete {
		t.Fatalf("examined: %+v", r)
	}
	way, err := findRescue(t.Context(), data, "", r)
	if err != nil || way.staged != nil || way.missing.Total != 2 {
		t.Fatalf("offered: %+v, %v", way, err)
	}
	if _, err := way.take(context.Background(), "111222", time.Now()); !errors.Is(err, inventory.ErrWrongPIN) {
		t.Errorf("with a wrong PIN: %v", err)
	}
	if _, err := way.take(context.Background(), managersPIN, time.Now()); err != nil {
		t.Fatal(err)
	}
	wantLoans(t, data, 3)
}
