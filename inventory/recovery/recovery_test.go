package recovery

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

const shop = "9ec37a6a60259c78"

func master() (m [32]byte) {
	for i := range m {
		m[i] = byte(i*7 + 3)
	}
	return m
}

func sample(t testing.TB) []string {
	t.Helper()
	groups, err := Write(shop, master())
	if err != nil {
		t.Fatal(err)
	}
	return groups
}

func TestAKeyIsReadAsItWasWritten(t *testing.T) {
	groups := sample(t)
	for what, text := range map[string]string{
		"scanned":                Payload(groups),
		"in groups":              strings.Join(groups, " "),
		"with dashes":            strings.Join(groups, "-"),
		"in small letters":       strings.ToLower(strings.Join(groups, " ")),
		"in lines":               strings.Join(groups[:9], " ") + "\r\n" + strings.Join(groups[9:], "  ") + "\n",
		"in one":                 strings.Join(groups, ""),
		"O for 0 and I, L for 1": strings.NewReplacer("0", "o", "1", "l").Replace(strings.Join(groups, " ")),
	} {
		id, m, err := Read(text)
		if err != nil || id != shop || m != master() {
			t.Errorf("%s: shop %q, %v", what, id, err)
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		raw := rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(rt, "master")
		groups, err := Write(shop, [32]byte(raw))
		if err != nil {
			rt.Fatal(err)
		}
		if id, m, err := Read(Payload(groups)); err != nil || id != shop || m != [32]byte(raw) {
			rt.Fatalf("%q, %v", id, err)
		}
	})
	if want := "KV1QA"; groups[0] != want {
		t.Errorf("the first group is %s, want %s: older sheets could not be read", groups[0], want)
	}
	if _, err := Write("../../x", master()); !errors.Is(err, ErrKey) {
		t.Errorf("a shop without a number: %v", err)
	}
}

func TestAMistypedGroupIsNamed(t *testing.T) {
	groups := sample(t)
	wrong := func(what string, typed []string, want int) {
		t.Helper()
		_, m, err := Read(strings.Join(typed, " "))
		var bad *WrongGroup
		if !errors.As(err, &bad) || bad.Group != want || !errors.Is(err, ErrKey) {
			t.Errorf("%s: %v, want group %d", what, err, want)
		}
		if m != [32]byte{} {
			t.Errorf("%s: a key came back", what)
		}
	}
	for n := range groups {
		for at := range Letters {
			for _, c := range alphabet + "U*" {
				if rune(groups[n][at]) == c {
					continue
				}
				typed := slices.Clone(groups)
				typed[n] = typed[n][:at] + string(c) + typed[n][at+1:]
				wrong("a wrong character", typed, n+1)
			}
			for other := range at {
				g := []byte(groups[n])
				if g[at] == g[other] {
					continue
				}
				g[at], g[other] = g[other], g[at]
				if at == Letters-1 {
					continue // swapped with the check character: found in all but few cases
				}
				typed := slices.Clone(groups)
				typed[n] = string(g)
				wrong("two swapped", typed, n+1)
			}
		}
		typed := slices.Clone(groups)
		typed[n] = typed[n][:4]
		wrong("one too few", typed, n+1)
		if n > 0 {
			typed = slices.Clone(groups)
			typed[n], typed[n-1] = typed[n-1], typed[n]
			if typed[n] != typed[n-1] {
				wrong("two groups swapped", typed, n)
			}
		}
	}
}

func TestWhatIsNoKeyIsRefused(t *testing.T) {
	groups := sample(t)
	var missing *Missing
	if _, _, err := Read(strings.Join(groups[:12], " ")); !errors.As(err, &missing) || missing.Have != 12 {
		t.Errorf("12 groups: %v", err)
	}
	if _, _, err := Read(""); !errors.As(err, &missing) || missing.Have != 0 {
		t.Errorf("nothing: %v", err)
	}
	other, err := Write(shop, [32]byte{1})
	if err != nil {
		t.Fatal(err)
	}
	mixed := slices.Clone(groups)
	mixed[7] = other[7]
	if _, _, err := Read(strings.Join(mixed, " ")); !errors.Is(err, ErrKey) || errors.As(err, new(*WrongGroup)) {
		t.Errorf("a group of another key: %v", err)
	}
	if _, _, err := Read(strings.Repeat("0", 1<<20)); !errors.Is(err, ErrKey) {
		t.Errorf("a million zeros: %v", err)
	}
}

func FuzzRead(f *testing.F) {
	groups, err := Write(shop, master())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(Payload(groups))
	f.Add(strings.Join(groups, " "))
	f.Add("RWKEY:\xff-\x00")
	f.Fuzz(func(t *testing.T, text string) {
		id, m, err := Read(text)
		if err != nil {
			if !errors.Is(err, ErrKey) || m != [32]byte{} || id != "" {
				t.Errorf("%q: %q, %v", text, id, err)
			}
			return
		}
		groups, err := Write(id, m)
		if err != nil {
			t.Fatal(err)
		}
		if again, m2, err := Read(Payload(groups)); err != nil || again != id || m2 != m {
			t.Errorf("%q reads as another key than it is", text)
		}
	})
}
