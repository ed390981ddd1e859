package folder_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"redwrench/inventory/folder"
	"redwrench/inventory/store"
)

// long are the rules of a version whose migration takes a while.
func long() folder.Rules {
	r := second()
	r.Migrate = func(ctx context.Context, st store.Store, now time.Time) error {
		return st.Update(ctx, func(tx store.Tx) error {
			for n := range 5000 {
				if err := tx.Put("new", fmt.Appendf(nil, "%08d", n), make([]byte, 100)); err != nil {
					return err
				}
			}
			return errors.Join(tx.Put("tool", []byte("2"), []byte("mallet")), tx.Put("shop", []byte("schema"), []byte("2")))
		})
	}
	return r
}

// TestACrashInTheMiddle kills a process again and again while it migrates a shop
// or restores a backup. Afterwards there is always a whole shop: the old one or
// the new one.
func TestACrashInTheMiddle(t *testing.T) {
	if data := os.Getenv("FOLDER_CRASH_DATA"); data != "" {
		crashing(t, data, os.Getenv("FOLDER_CRASH_BACKUP"))
		return
	}
	rounds := 12
	if testing.Short() {
		rounds = 6
	}
	for what, restore := range map[string]bool{"of a migration": false, "of a restore": true} {
		t.Run(what, func(t *testing.T) {
			old, renewed := 0, 0
			for n := range rounds {
				data, _ := worked(t)
				backup := ""
				if restore {
					backup = saved(t, data)
				}
				killed(t, data, backup, time.Duration(n*120/rounds)*time.Millisecond)
				f, err := folder.Open(t.Context(), data, long())
				if err != nil {
					t.Fatalf("killed in round %d: %v", n, err)
				}
				if f.Kept == "" {
					renewed++
				} else {
					old++
				}
				if got := value(t, f.Store, "tool", "2") + " " + value(t, f.Store, secret, "1"); got != "mallet 测试甲" || f.LastDeed() != 5 {
					t.Errorf("killed in round %d: the shop holds %q up to deed %d", n, got, f.LastDeed())
				}
				if err := f.Close(); err != nil {
					t.Fatal(err)
				}
				wantResult(t, folder.Examine(t.Context(), data, long()), folder.Sound, nil)
			}
			t.Logf("%d times the old shop was found, %d times the new one", old, renewed)
		})
	}
}

// crashing is the process that is killed.
func crashing(t *testing.T, data, backup string) {
	fmt.Println("begins")
	if backup == "" {
		if _, err := folder.Open(t.Context(), data, long()); err != nil {
			t.Fatal(err)
		}
	} else {
		s, err := folder.Stage(t.Context(), data, long(), folder.CopyFrom(backup))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Take(time.Now()); err != nil {
			t.Fatal(err)
		}
	}
	time.Sleep(time.Minute)
}

// killed runs crashing in a process and kills it some time after it has begun.
func killed(t *testing.T, data, backup string, after time.Duration) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestACrashInTheMiddle$", "-test.v")
	cmd.Env = append(os.Environ(), "FOLDER_CRASH_DATA="+data, "FOLDER_CRASH_BACKUP="+backup)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	said := make([]byte, 4096)
	for all := ""; !strings.Contains(all, "begins"); {
		n, err := out.Read(said)
		if err != nil {
			t.Fatalf("the process said %q: %v", all, err)
		}
		all += string(said[:n])
	}
	time.Sleep(after)
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	if left, _ := filepath.Glob(filepath.Join(data, "*")); len(left) == 0 {
		t.Error("nothing is left")
	}
}
