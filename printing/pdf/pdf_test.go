package pdf

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"redwrench/printing/text"
)

var eleven = text.Style{Size: 11}

func line(s string) text.Line { return text.Set(text.Span{Text: s, Style: eleven}) }

// chess is a square of n by n modules.
type chess int

func (c chess) Size() int { return int(c) }
func (c chess) Dark(x, y int) bool {
	return x >= 0 && y >= 0 && x < int(c) && y < int(c) && (x+y)%2 == 0
}

// broken panics when it is drawn.
type broken struct{ chess }

func (broken) Dark(int, int) bool { panic("扎西顿珠 138…") }

// sample has one of everything.
func sample() *Document {
	d := New("借用单 L-000123-S 𠮷\n")
	p := d.Page(80, 60)
	p.Text(4, 10, line("借用单 གཡར་འཛིན། LOAN SLIP (a) \\ 𠮷 㛃 \U0001F6E0"))
	p.Text(4, 16, text.Set(text.Span{Text: "借用单 བཞུགས་སོ། Slip", Style: text.Style{Size: 12, Bold: true}}))
	p.Fill(4, 18, 72, 8)
	p.White(6, 24, line("白字 White"))
	p.Rule(4, 28, 72, 0.5)
	p.Dashes(4, 30, 72, 0.375, 1, 1)
	p.Frame(4, 32, 20, 6, 0.5)
	p.Code(30, 36, 0.5, 4, chess(21))
	d.Page(80, 20).Text(4, 10, line("第二页"))
	return d
}

// failer is what ordinary tests and property tests share.
type failer interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

func write(t failer, d *Document) []byte {
	t.Helper()
	file, err := d.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// tool is the path of a program of the system; the test is skipped without it.
func tool(t testing.TB, name, from string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s is not installed (Debian: %s)", name, from)
	}
	return path
}

func save(t testing.TB, file []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "page.pdf")
	writeFile(t, path, file)
	return path
}

func writeFile(t failer, path string, file []byte) {
	t.Helper()
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestTheSameDocumentIsTheSameFile(t *testing.T) {
	if !bytes.Equal(write(t, sample()), write(t, sample())) {
		t.Error("two documents made alike differ")
	}
	d := sample()
	if !bytes.Equal(write(t, d), write(t, d)) {
		t.Error("one document written twice differs")
	}
}

func TestTheTextOfAPageCanBeReadBack(t *testing.T) {
	out, err := exec.Command(tool(t, "pdftotext", "poppler-utils"), "-raw", save(t, write(t, sample())), "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"借用单 གཡར་འཛིན། LOAN SLIP (a) \\ 𠮷 㛃 \U0001F6E0\n", "借用单 བཞུགས་སོ། Slip\n", "白字 White\n", "第二页\n",
	} {
		if !strings.Contains(string(out), want) {
			t.Errorf("no %q in %q", want, out)
		}
	}
}

func TestAnotherReaderFindsNothingWrong(t *testing.T) {
	if out, err := exec.Command(tool(t, "qpdf", "qpdf"), "--check", save(t, write(t, sample()))).CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

func TestAPanicBecomesAnErrorThatTellsNoNames(t *testing.T) {
	d := New("")
	d.Page(80, 50).Code(10, 10, 0.5, 4, broken{21})
	file, err := d.Bytes()
	if !errors.Is(err, ErrRender) || file != nil {
		t.Fatalf("%v", err)
	}
	if strings.Contains(err.Error(), "扎西") {
		t.Errorf("the error tells what was on the page: %v", err)
	}
}

func TestADocumentWithoutPagesIsRefused(t *testing.T) {
	if _, err := New("nothing").Bytes(); !errors.Is(err, ErrRender) {
		t.Errorf("%v", err)
	}
	d := New("")
	d.Page(80, 10)
	if len(write(t, d)) == 0 {
		t.Error("an empty page is no file")
	}
}

func TestInkIsWhereSomethingIs(t *testing.T) {
	d := New("")
	p := d.Page(80, 60)
	p.Rule(10, 20, 30, 1)
	p.Frame(5, 30, 10, 10, 0.5)
	if l, top, r, b := p.Ink(); l != 5 || top != 19.5 || r != 40 || b != 40 {
		t.Errorf("%v %v %v %v", l, top, r, b)
	}
	p.Text(70, 50, line("中"))
	if _, _, r, b := p.Ink(); r < 72 || r > 75 || b < 50 || b > 52 {
		t.Errorf("with a character: right %v, bottom %v", r, b)
	}
	if got := d.Overprinted(); got != nil {
		t.Errorf("ink leaves page %d", got)
	}
	d.Page(80, 20).Fill(70, 5, 10.5, 1)
	if got := d.Overprinted(); len(got) != 1 || got[0] != 2 {
		t.Errorf("ink leaves page 2, not %d", got)
	}
	if got := string(sample().Missing()); got != "\U0001F6E0" {
		t.Errorf("missing: %q", got)
	}
}

// With its text as outlines a page looks the same and has no font any more.
func TestCurvesLookAsTheTextDoes(t *testing.T) {
	file, err := sample().Curves()
	if err != nil {
		t.Fatal(err)
	}
	path := save(t, file)
	if out, err := exec.Command(tool(t, "qpdf", "qpdf"), "--check", path).CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
	if out, err := exec.Command(tool(t, "pdffonts", "poppler-utils"), path).Output(); err != nil || strings.Count(string(out), "\n") > 2 {
		t.Errorf("fonts: %v\n%s", err, out)
	}
	picture := func(file []byte) []byte {
		out, err := exec.Command(tool(t, "pdftoppm", "poppler-utils"), "-r", "150", "-gray", "-f", "1", "-l", "1", save(t, file)).Output()
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	a, b := picture(write(t, sample())), picture(file)
	if len(a) != len(b) {
		t.Fatalf("pictures of %d and %d bytes", len(a), len(b))
	}
	other := 0
	for i := range a {
		if d := int(a[i]) - int(b[i]); d < -128 || d > 128 {
			other++
		}
	}
	if other*80 > len(a) {
		t.Errorf("%d of %d dots are clearly other; edges alone are fewer", other, len(a))
	}
}
