// Package forms is what the shop's papers look like: the slip of a loan, the
// resident's card, sheets of labels. A form is a pure function from data that
// is ready to be shown to a PDF file.
//
// It knows no record and no printer. Names and phone numbers of people come in
// masked; nothing here could unmask them.
package forms

import (
	"math"
	"strings"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/printing/pdf"
	"redwrench/printing/text"
)

// Shop is the head of every paper.
type Shop struct {
	Name  inventory.Name // Bo and En may be empty
	Place string         // "雄嘎社区 · 扎细街道"
	Phone string         // may be empty
}

// Paper is a form ready to be printed.
type Paper struct {
	PDF           []byte
	Pages         int
	Width, Height float64       // of the first page, in millimetres: the medium to ask the printer for
	Missing       []rune        // characters that no font has; boxes on paper
	Document      *pdf.Document // the same pages, for a printer that knows no PDF
}

func finish(doc *pdf.Document, first *pdf.Page) (Paper, error) {
	file, err := doc.Bytes()
	if err != nil {
		return Paper{}, err
	}
	return Paper{PDF: file, Pages: doc.Pages(), Width: first.Width, Height: first.Height, Missing: doc.Missing(), Document: doc}, nil
}

// second is the language that stands small beside l on paper: staff read
// Chinese, so no slip is without it.
func second(l words.Lang) words.Lang {
	if l == words.Chinese {
		return words.Tibetan
	}
	return words.Chinese
}

func plain(size float64) text.Style { return text.Style{Size: size} }
func bold(size float64) text.Style  { return text.Style{Size: size, Bold: true} }

// longestText is the number of characters after which a text is cut: no name
// or note is that long, and a page of nonsense should not take minutes.
const longestText = 800

func span(s string, style text.Style) text.Span {
	n := 0
	for i := range s {
		if n++; n > longestText {
			s = s[:i] + "…"
			break
		}
	}
	return text.Span{Text: s, Style: style}
}

// tallest is the height of a line in ems that its place has room for: a tower of
// signs nobody writes is higher.
const tallest = 2.1

// shrink is the largest line of s, down to the least size, that is at most
// width wide; at the least size it is cut with "…". A line that would be higher
// than any word is smaller still.
func shrink(s string, style text.Style, width, least float64) text.Line {
	l := narrow(s, style, width, least)
	if most := tallest * style.Size * text.MMPerPoint; l.Height() > most {
		style.Size *= most / l.Height()
		l = narrow(s, style, width, min(least, style.Size))
	}
	return l
}

func narrow(s string, style text.Style, width, least float64) text.Line {
	l := text.Set(span(s, style))
	if l.Width <= width {
		return l
	}
	style.Size = max(least, math.Floor(2*style.Size*width/l.Width)/2) // a line is as wide as its size
	return text.Fit(width, 1, span(strings.ReplaceAll(s, "\n", " "), style))[0]
}

// shrink2 is spans on one line, smaller alike where they would be too wide;
// where even half their size is, they are cut with "…".
func shrink2(width float64, spans ...text.Span) text.Line {
	for k := 1.0; k > 0.5; k -= 0.05 {
		set := make([]text.Span, len(spans))
		for i, s := range spans {
			set[i] = s
			set[i].Style.Size *= k
		}
		if l := text.Set(set...); l.Width <= width {
			return l
		}
	}
	return text.Fit(width, 1, spans...)[0]
}

// snug is s on one line, made a little smaller if that helps, else on at most
// most lines of its size.
func snug(width float64, most int, s string, style text.Style) []text.Line {
	lines := text.Fit(width, most, span(s, style))
	if len(lines) == 1 {
		return lines
	}
	for _, k := range []float64{0.92, 0.84, 0.78} {
		smaller := text.Style{Size: style.Size * k, Bold: style.Bold}
		if one := text.Fit(width, 2, span(s, smaller)); len(one) == 1 {
			return one
		}
	}
	return lines
}
