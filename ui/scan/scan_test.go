package scan

import (
	"slices"
	"strings"
	"testing"
	"time"
)

var start = time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC)

// keys types text with a gap between characters; \n is Enter.
func keys(d *Decoder, at time.Time, gap time.Duration, text string) ([]Event, time.Time) {
	var out []Event
	for _, r := range text {
		at = at.Add(gap)
		if r == '\n' {
			out = append(out, d.Enter(at)...)
		} else {
			out = append(out, d.Rune(r, at)...)
		}
	}
	return out, at
}

func show(events []Event) string {
	var b strings.Builder
	for _, e := range events {
		switch {
		case e.Enter():
			b.WriteString("⏎")
		case e.Text != "":
			b.WriteString("[" + e.Text + "]")
		default:
			b.WriteRune(e.Rune)
		}
	}
	return b.String()
}

func TestScansAndHands(t *testing.T) {
	const ms = time.Millisecond
	for _, c := range []struct {
		what   string
		typing bool
		gap    time.Duration
		text   string
		want   string
	}{
		{"a scan with no delay at all", false, 0, "R:T0001237\n", "[R:T0001237]"},
		{"a slow scanner", false, 200 * ms, "R:T0001237\n", "[R:T0001237]"},
		{"a foreign bar code", false, ms, "6901234567892\n", "[6901234567892]"},
		{"a code typed by hand where no text is taken", false, 300 * ms, "T0001237\n", "[T0001237]"},
		{"two scans at once", false, 0, "R:T0001237\nR:T0002245\n", "[R:T0001237][R:T0002245]"},
		{"an Enter alone", false, 0, "\n", "⏎"},
		{"a scan that was cut, then a whole one", false, ms, "R:T00", ""},
		{"a name typed by hand", true, 120 * ms, "Tashi\n", "Tashi⏎"},
		{"a scan over a name field", true, ms, "R:R0000015\n", "[R:R0000015]"},
		{"a slow scanner over a name field", true, 30 * ms, "R:R0000015\n", "[R:R0000015]"},
		{"a code without prefix, in a burst", true, ms, "T0001237\n", "[T0001237]"},
		{"an identity number in a burst is typed text", true, ms, "54990019700101001X\n", "54990019700101001X⏎"},
		{"a name from an input method comes at once", true, 0, "扎西顿珠\n", "扎西顿珠⏎"},
		{"a name that begins with R", true, 120 * ms, "Rinchen\n", "Rinchen⏎"},
	} {
		t.Run(c.what, func(t *testing.T) {
			d := Decoder{Typing: c.typing, Looks: func(s string) bool { return strings.HasPrefix(s, "T000") }}
			got, at := keys(&d, start, c.gap, c.text)
			if c.typing {
				got = append(got, d.Tick(at.Add(2*time.Second))...)
			}
			if s := show(got); s != c.want {
				t.Errorf("got %s, want %s", s, c.want)
			}
		})
	}
}

func TestACutScanDoesNotSpoilTheNext(t *testing.T) {
	var d Decoder
	got, at := keys(&d, start, time.Millisecond, "R:T00")
	more, _ := keys(&d, at.Add(2*time.Second), time.Millisecond, "R:T0001237\n")
	if s := show(append(got, more...)); s != "[R:T0001237]" {
		t.Errorf("got %s", s)
	}
}

func TestAKeyOnAScreenThatTakesNoTextIsNotTypedLater(t *testing.T) {
	var d Decoder
	_, at := keys(&d, start, time.Millisecond, "x")
	d.Typing = true // another screen is shown
	got, _ := keys(&d, at.Add(time.Minute), 120*time.Millisecond, "ab\n")
	if s := show(got); s != "ab⏎" {
		t.Errorf("got %s", s)
	}
	d = Decoder{}
	_, at = keys(&d, start, time.Millisecond, "a") // who types ahead loses nothing
	d.Typing = true
	got, _ = keys(&d, at, 120*time.Millisecond, "b\n")
	if s := show(got); s != "ab⏎" {
		t.Errorf("typed ahead: got %s", s)
	}
}

func TestRubbishIsKeptShort(t *testing.T) {
	var d Decoder
	got, _ := keys(&d, start, 0, strings.Repeat("x", 3*Longest)+"\nR:T0001237\n")
	if len(got) != 2 || len(got[0].Text) != Longest || got[1].Text != "R:T0001237" {
		t.Errorf("%d events", len(got))
	}
}

// No character is lost or invented where text is typed, whatever the pace.
func FuzzTypedTextIsKept(f *testing.F) {
	f.Add("R:T0001237\nTashi 扎西", []byte{0, 1, 50, 200})
	f.Fuzz(func(t *testing.T, text string, gaps []byte) {
		if len(text) > 2*Longest || len(gaps) == 0 {
			return
		}
		d := Decoder{Typing: true, Looks: func(s string) bool { return strings.HasPrefix(s, "T") }}
		at := start
		var got []Event
		i := 0
		for _, r := range text {
			if r == 0 {
				return
			}
			at = at.Add(time.Duration(gaps[i%len(gaps)]) * 8 * time.Millisecond)
			i++
			if r == '\n' {
				got = append(got, d.Enter(at)...)
			} else {
				got = append(got, d.Rune(r, at)...)
			}
		}
		got = append(got, d.Tick(at.Add(time.Hour))...)
		var back []rune
		for _, e := range got {
			switch {
			case e.Enter():
				back = append(back, '\n')
			case e.Text != "":
				back = append(append(back, []rune(e.Text)...), '\n')
			default:
				back = append(back, e.Rune)
			}
		}
		if !slices.Equal(back, []rune(text)) {
			t.Errorf("typed %q, got %q", text, string(back))
		}
	})
}
