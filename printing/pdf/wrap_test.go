package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"io"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"

	"pgregory.net/rapid"

	"redwrench/printing/text"
)

// letters is s without blanks and line ends: readers put their own.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// threeScripts draws sentences as the shop writes them, to be wrapped anywhere.
func threeScripts() *rapid.Generator[string] {
	piece := rapid.SampledFrom([]string{
		"借用工具", "，", "。", "“正常磨损”", "（超过三天）", "请按时归还", "㛃䶮𠮷𪚥", "、", "《说明》", "……", "一", "扎*珠",
		"ལག་ཆ་", "གཡར་འཛིན།", " ", "༡༨:༠༠", "སྐྱོན་ཤོར་ཚེ་", "བསྒྲུབས་", "འཕྲལ་དུ་", "༼ཀ༽", "ཧཱུྃ་", "རྐྱེན།",
		"Please ", "bring back ", "T-000123-7", "0891-0000000", " (a) \\ ", "Bosch GSB 18V-55", "supercalifragilisticexpialidocious", "\n", "× 2",
	})
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(piece, 1, 40).Draw(t, "pieces"), "")
	})
}

// wrapped is a document with a page for each text, wrapped to width, in sizes
// and faces that alternate.
func wrapped(width float64, texts []string) *Document {
	d := New("")
	for i, s := range texts {
		p := d.Page(210, 2000)
		y := 10.0
		style := text.Style{Size: 8 + float64(i%4), Bold: i%2 == 1}
		for _, l := range text.Wrap(width, text.Span{Text: s, Style: style}) {
			y += l.Ascent
			p.Text(10, y, l)
			y += l.Descent
		}
	}
	return d
}

func TestWrappingLosesNoCharacterOnThePage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.SliceOfN(rapid.OneOf(threeScripts(), rapid.String()), 1, 4).Draw(t, "texts")
		d := wrapped(rapid.Float64Range(8, 120).Draw(t, "width"), texts)
		got, drawn := extract(t, write(t, d))
		if len(got) != len(texts) {
			t.Fatalf("%d pages, want %d", len(got), len(texts))
		}
		for i, s := range texts {
			if want := letters(text.Clean(s)); letters(got[i]) != want {
				t.Fatalf("page %d: got %q, want %q", i, letters(got[i]), want)
			}
			glyphs := 0
			for _, l := range d.Lines()[i] {
				for _, c := range l.Clusters {
					glyphs += len(c.Glyphs)
				}
			}
			if drawn[i] != glyphs {
				t.Fatalf("page %d: %d glyphs drawn of %d", i, drawn[i], glyphs)
			}
		}
	})
}

func TestAnotherReaderFindsEveryWrappedCharacter(t *testing.T) {
	program := tool(t, "pdftotext", "poppler-utils")
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.SliceOfN(threeScripts(), 6, 6).Draw(t, "texts") // a page each: the program starts slowly
		path := dir + "/page.pdf"
		writeFile(t, path, write(t, wrapped(rapid.Float64Range(8, 120).Draw(t, "width"), texts)))
		out, err := exec.Command(program, "-raw", path, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		got := strings.Split(string(out), "\f")
		for i, s := range texts {
			if want := letters(text.Clean(s)); letters(got[i]) != want {
				t.Fatalf("page %d: got %q, want %q", i, letters(got[i]), want)
			}
		}
	})
}

var (
	contents = regexp.MustCompile(`(?s)/Contents (\d+) 0 R`)
	shown    = regexp.MustCompile(`(?s)/Span <</ActualText <FEFF([0-9A-F]*)>>> BDC|\bEMC\b|\(((?:\\.|[^\\()])*)\) Tj`)
)

// extract is the text of each page of a file that this package wrote, by its
// own reading: the codes of the strings, or what a span says they stand for;
// and the number of glyphs drawn.
func extract(t failer, file []byte) (pages []string, drawn []int) {
	t.Helper()
	for _, m := range contents.FindAllSubmatch(file, -1) {
		_, object, ok := bytes.Cut(file, append(append([]byte("\n"), m[1]...), " 0 obj\n"...))
		if !ok {
			t.Fatalf("no object %s", m[1])
		}
		_, stream, _ := bytes.Cut(object, []byte("stream\n"))
		r, err := zlib.NewReader(bytes.NewReader(stream))
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		page, glyphs := said(t, raw)
		pages, drawn = append(pages, page), append(drawn, glyphs)
	}
	return pages, drawn
}

// said is the text of a page's content and the number of its glyphs.
func said(t failer, content []byte) (string, int) {
	t.Helper()
	var page strings.Builder
	glyphs := 0
	inSpan := false
	for _, m := range shown.FindAllSubmatch(content, -1) {
		switch {
		case bytes.HasPrefix(m[0], []byte("/Span")):
			inSpan = true
			raw, err := hex.DecodeString(string(m[1]))
			if err != nil {
				t.Fatal(err)
			}
			page.WriteString(utf16text(raw))
		case bytes.Equal(m[0], []byte("EMC")):
			inSpan = false
		default:
			codes := unescape(m[2])
			glyphs += len(codes) / 2
			if !inSpan {
				page.WriteString(utf16text(codes))
			}
		}
	}
	return page.String(), glyphs
}

func unescape(s []byte) []byte {
	var out []byte
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			i++
			if s[i] == 'r' {
				out = append(out, '\r')
				continue
			}
		}
		out = append(out, s[i])
	}
	return out
}

func utf16text(raw []byte) string {
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = uint16(raw[2*i])<<8 | uint16(raw[2*i+1])
	}
	return string(utf16.Decode(units))
}
