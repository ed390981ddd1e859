package powercut_test

import (
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"redwrench/inventory/store/powercut"
)

// q is a string as strace -xx shows it.
func q(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for i := range len(s) {
		b.WriteString(`\x` + hex.EncodeToString([]byte{s[i]}))
	}
	return b.String() + `"`
}

func read(t *testing.T, lines ...string) []powercut.Op {
	t.Helper()
	ops, err := powercut.Read(strings.NewReader(strings.Join(lines, "\n")+"\n"), "/b")
	if err != nil {
		t.Fatal(err)
	}
	return ops
}

// outcomes are all states a cut at the end of a run may leave, as text.
func outcomes(ops []powercut.Op, f powercut.Fate) []string {
	disk, begun := powercut.NewDisk(), map[*powercut.Op]*powercut.Moment{}
	for _, m := range powercut.Moments(ops) {
		disk.Do(m, begun)
	}
	seen := map[string]bool{}
	rng := rand.New(rand.NewPCG(1, 1))
	for range 2000 {
		s := disk.Cut(f, rng)
		var text []string
		for name, data := range s.Files {
			text = append(text, name+"="+strings.ReplaceAll(string(data), "\x00", "."))
		}
		slices.Sort(text)
		seen[strings.Join(text, " ")] = true
	}
	var all []string
	for text := range seen {
		all = append(all, text)
	}
	slices.Sort(all)
	return all
}

var half = powercut.Fate{Keep: 0.5}

const openA = `1 openat(AT_FDCWD, "\x2f\x62\x2f\x61", O_RDWR|O_CREAT|O_EXCL|O_CLOEXEC, 0600) = 3`

const openDir = `1 openat(AT_FDCWD, "\x2f\x62", O_RDONLY|O_CLOEXEC) = 4`

func TestWhatACutMayLeave(t *testing.T) {
	for _, c := range []struct {
		name string
		log  []string
		want []string
	}{
		{
			"a name without its folder's sync may be lost", []string{openA, "1 write(3, " + q("xy") + ", 2) = 2", "1 fsync(3) = 0"},
			[]string{"", "a=xy"},
		},
		{
			"what is synced with its name stays", []string{openA, "1 write(3, " + q("xy") + ", 2) = 2", "1 fsync(3) = 0", openDir, "1 fsync(4) = 0"},
			[]string{"a=xy"},
		},
		{
			"unsynced writes are there or not, in any order", []string{
				openA, openDir, "1 fsync(4) = 0",
				"1 pwrite64(3, " + q("x") + ", 1, 0) = 1", "1 pwrite64(3, " + q("y") + ", 1, 1) = 1",
			},
			[]string{"a=", "a=.y", "a=x", "a=xy"},
		},
		{
			"a sync covers what had ended when it began", []string{
				openA, openDir, "1 fsync(4) = 0",
				"1 pwrite64(3, " + q("x") + ", 1, 0) = 1",
				"2 pwrite64(3, " + q("y") + ", 1, 1 <unfinished ...>",
				"1 fdatasync(3 <unfinished ...>",
				"2 <... pwrite64 resumed>) = 1",
				"1 <... fdatasync resumed>) = 0",
			},
			[]string{"a=x", "a=xy"},
		},
		{
			"a sync that strace only pretended does nothing", []string{
				openA, openDir, "1 fsync(4) = 0",
				"1 write(3, " + q("x") + ", 1) = 1", "1 fdatasync(3) = 0 (INJECTED)",
			},
			[]string{"a=", "a=x"},
		},
		{
			"a write that failed wrote nothing", []string{
				openA, openDir, "1 fsync(4) = 0", "1 pwrite64(3, " + q("x") + ", 1, 0) = -1 ENOSPC (No space left on device) (INJECTED)",
			},
			[]string{"a="},
		},
		{
			"a rename is whole", []string{
				openA, openDir, "1 write(3, " + q("x") + ", 1) = 1", "1 fsync(3) = 0", "1 fsync(4) = 0",
				"1 renameat(AT_FDCWD, " + q("/b/a") + ", AT_FDCWD, " + q("/b/c") + ") = 0",
			},
			[]string{"a=x", "c=x"},
		},
		{
			"a truncation may be lost", []string{
				openA, openDir, "1 fsync(4) = 0", "1 write(3, " + q("xy") + ", 2) = 2", "1 fsync(3)               = 0", "1 ftruncate(3, 1) = 0",
			},
			[]string{"a=x", "a=xy"},
		},
		{
			"what is elsewhere does not matter", []string{
				openA, openDir, "1 fsync(4) = 0", "1 close(3) = 0",
				"1 openat(AT_FDCWD, " + q("/c") + ", O_WRONLY|O_CREAT, 0600) = 3", "1 write(3, " + q("x") + ", 1) = 1",
			},
			[]string{"a="},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := outcomes(read(t, c.log...), half); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestATornWriteIsTornAtSectors(t *testing.T) {
	ops := read(t, openA, openDir, "1 fsync(4) = 0", "1 pwrite64(3, "+q(strings.Repeat("x", 1024))+", 1024, 256) = 1024")
	got := outcomes(ops, powercut.Fate{Keep: 1, Tear: 1})
	if len(got) != 8 { // 256 bytes up to a sector's end, 512, 256
		t.Errorf("%d outcomes, want 8", len(got))
	}
}

func TestRunsThereIsNoModelOf(t *testing.T) {
	for _, line := range []string{
		"1 mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_SHARED, 3, 0) = 0x7f0000000000",
		"1 fallocate(3, 0, 0, 4096) = 0",
		"1 writev(3, [{iov_base=" + q("x") + ", iov_len=1}], 1) = 1",
		"1 syncfs(3) = 0",
		"1 openat(AT_FDCWD, " + q("/b/nobody") + ", O_RDWR) = 5",
		"1 renameat(AT_FDCWD, " + q("/b/a") + ", AT_FDCWD, " + q("/elsewhere") + ") = 0",
		"1 write(3, " + q("x") + `..., 5) = 5`,
	} {
		if ops, err := powercut.Read(strings.NewReader(openA+"\n"+line+"\n"), "/b"); err == nil {
			t.Errorf("%.50s: %d operations and no error", line, len(ops))
		}
	}
}

func ExampleRead() {
	log := `7 write(1, "\x61\x63\x6b", 3) = 3` + "\n"
	ops, err := powercut.Read(strings.NewReader(log), "/shop")
	fmt.Println(len(ops), ops[0].Kind == powercut.Said, string(ops[0].Data), err)
	// Output: 1 true ack <nil>
}
