package code

import (
	"errors"
	"strings"
	"testing"
)

func TestCodeRoundTrip(t *testing.T) {
	for _, c := range []Code{{Tool, 0}, {Tool, 1}, {Tool, 123}, {Loan, 999_999}, {Loan, 1_000_000}, {Resident, MaxNumber}, {Staff, 1}, {Job, 877}, {Donation, 5}} {
		for _, s := range []string{c.String(), c.Payload(), c.Human(), strings.ToLower(c.Payload()), " " + c.Human() + " "} {
			got, err := Parse(s)
			if err != nil || got != c {
				t.Errorf("Parse(%q) = %v, %v; want %v", s, got, err, c)
			}
		}
	}
	if p := (Code{Tool, 999_999}).Payload(); len(p) != 10 {
		t.Errorf("payload %q has %d characters, want 10", p, len(p))
	}
}

// The standard's own example of MOD 37,36: the string A12425GABC1234002 has
// the check character M.
func TestCheckCharacterExampleOfTheStandard(t *testing.T) {
	if got := checkCharacter("A12425GABC1234002"); got != 'M' {
		t.Errorf("check character %c, want M", got)
	}
}

func TestForeignCodes(t *testing.T) {
	for _, s := range []string{"", "R:", "6901234567892", "https://example.org/T0001237", "X0001237", "T000123", "T00012A7", "T00000000017", "T-01234567-8", "R:T000123\x00", "扳手", strings.Repeat("T", 4096)} {
		if _, err := Parse(s); !errors.Is(err, ErrForeign) {
			t.Errorf("Parse(%.20q) = %v, want ErrForeign", s, err)
		}
	}
}

// Every single wrong character in every place, over all kinds and a spread of
// numbers that reaches all digits in all places.
func TestNoSingleWrongCharacterPasses(t *testing.T) {
	for _, k := range kinds {
		for n := uint32(0); n < 1_000_000; n += 39_989 {
			s := Code{Kind(k), n}.String()
			for i := range len(s) {
				for j := range len(alphabet) {
					if alphabet[j] == s[i] {
						continue
					}
					if got, err := Parse(s[:i] + alphabet[j:j+1] + s[i+1:]); err == nil {
						t.Fatalf("%s with %c at %d was read as %v", s, alphabet[j], i, got)
					}
				}
			}
		}
	}
}

// All swaps of neighbouring digits of all six-digit tool codes. A hybrid
// system misses five in 1,000; the count is fixed so that nobody can make it worse.
func TestSwapsOfNeighbours(t *testing.T) {
	swaps, missed := 0, 0
	for n := uint32(0); n < 1_000_000; n++ {
		s := []byte(Code{Tool, n}.String())
		for i := 1; i+2 < len(s); i++ {
			if s[i] == s[i+1] {
				continue
			}
			swaps++
			s[i], s[i+1] = s[i+1], s[i]
			if checkCharacter(string(s[:len(s)-1])) == s[len(s)-1] {
				missed++
			}
			s[i], s[i+1] = s[i+1], s[i]
		}
	}
	if swaps != 4_500_000 || missed > 23_118 {
		t.Errorf("%d of %d swaps passed, want at most 23118 of 4500000", missed, swaps)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("R:T0001237")
	f.Add("t-000123-7")
	f.Fuzz(func(t *testing.T, s string) {
		c, err := Parse(s)
		if err != nil {
			if !errors.Is(err, ErrForeign) && !errors.Is(err, ErrCheck) {
				t.Fatalf("Parse(%q): %v", s, err)
			}
			return
		}
		if again, err := Parse(c.Payload()); err != nil || again != c {
			t.Fatalf("Parse(%q) = %v, but its payload reads as %v, %v", s, c, again, err)
		}
	})
}
