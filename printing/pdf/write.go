package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/jung-kurt/gofpdf"

	"redwrench/printing/text"
)

// ErrRender says that the writer gave up. It tells where, never what was being
// written.
var ErrRender = errors.New("pdf: cannot write")

// stamp is the date in every file: a PDF tells its content, not its hour.
var stamp = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

// Recover, deferred by whoever makes a page, turns a panic into ErrRender: a
// slip that cannot be made must not stop the kiosk.
func Recover(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%w: %s", ErrRender, where(r))
	}
}

// Bytes writes the document. It returns ErrRender, never panics.
func (d *Document) Bytes() (file []byte, err error) {
	defer Recover(&err)
	if len(d.pages) == 0 {
		return nil, fmt.Errorf("%w: no page", ErrRender)
	}
	w := newWriter(d)
	for _, p := range d.pages {
		w.page(p)
	}
	var out bytes.Buffer
	if err := w.out.Output(&out); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrRender, err)
	}
	return out.Bytes(), nil
}

// where is what may be said of a panic: its own text only when it comes from
// the runtime ("index out of range").
func where(r any) string {
	if e, ok := r.(runtime.Error); ok {
		return e.Error()
	}
	return fmt.Sprintf("panic of type %T", r)
}

// writer puts marks into a gofpdf document. Its font holds only what the
// document uses.
type writer struct {
	out   *gofpdf.Fpdf
	cut   text.Cut
	white bool

	curves bool // text as outlines, see Curves
}

const family = "redwrench"

func newWriter(d *Document) *writer {
	first := d.pages[0]
	// "P" and the real size: with "L" gofpdf would swap the sides.
	out := gofpdf.NewCustom(&gofpdf.InitType{
		OrientationStr: "P", UnitStr: "mm", Size: gofpdf.SizeType{Wd: first.Width, Ht: first.Height},
	})
	out.SetCatalogSort(true)
	out.SetCreationDate(stamp)
	out.SetModificationDate(stamp)
	out.SetMargins(0, 0, 0)
	out.SetAutoPageBreak(false, 0)
	out.SetTitle(bmp(d.title), true)
	w := &writer{out: out}
	for _, bold := range []bool{false, true} { // the regular face has the plain codes
		for _, p := range d.pages {
			w.take(p, bold)
		}
	}
	if file := w.cut.TTF(); file != nil {
		out.AddUTF8FontFromBytes(family, "", file)
	}
	return w
}

// take puts the glyphs a page needs of one face into the document's font.
func (w *writer) take(p *Page, bold bool) {
	for _, m := range p.marks {
		for _, c := range m.line.Clusters {
			if c.Style.Bold != bold {
				continue
			}
			for _, g := range c.Glyphs {
				w.cut.Code(c.Style.Face(), g.ID, c.Plain)
			}
		}
	}
}

// bmp is s without the characters that gofpdf's own conversion to UTF-16
// cannot take.
func bmp(s string) string {
	return strings.Map(func(r rune) rune {
		if r > 0xFFFF || r == '\n' {
			return ' '
		}
		return r
	}, s)
}

// shade is how light the grey is: 0 is black, 255 white.
const shade = 222

func (w *writer) page(p *Page) {
	w.out.AddPageFormat("P", gofpdf.SizeType{Wd: p.Width, Ht: p.Height})
	for _, m := range p.marks {
		switch m.kind {
		case textMark:
			w.text(m)
		case ruleMark:
			w.out.SetLineWidth(m.thick)
			if m.on > 0 {
				w.out.SetDashPattern([]float64{m.on, m.off}, 0)
			}
			w.out.Line(m.x, m.y, m.x+m.w, m.y)
			if m.on > 0 {
				w.out.SetDashPattern(nil, 0)
			}
		case frameMark:
			w.out.SetLineWidth(m.thick)
			w.out.Rect(m.x+m.thick/2, m.y+m.thick/2, m.w-m.thick, m.h-m.thick, "D")
		case fillMark:
			w.out.Rect(m.x, m.y, m.w, m.h, "F")
		case shadeMark:
			w.out.SetFillColor(shade, shade, shade)
			w.out.Rect(m.x, m.y, m.w, m.h, "F")
			w.out.SetFillColor(0, 0, 0)
		case bitsMark:
			w.code(m, p.Height)
		}
	}
}

// piece is glyphs that follow each other at their own advances: one string for
// gofpdf.
type piece struct {
	codes []rune
	x, y  float64 // its origin
	end   float64 // where the next glyph would stand by itself
	style text.Style
}

// text writes a line: as few strings as its glyphs' places allow. A run of one
// style in which a glyph does not say its own character is written with the
// text it stands for, whole: a reader puts blanks where such spans meet.
func (w *writer) text(m mark) {
	if w.curves {
		w.outlines(m)
		return
	}
	if m.white != w.white {
		level := 0
		if m.white {
			level = 255
		}
		w.out.SetTextColor(level, level, level)
		w.white = m.white
	}
	clusters := m.line.Clusters
	for i := 0; i < len(clusters); {
		to, speaks := i, true
		for to < len(clusters) && clusters[to].Style == clusters[i].Style {
			speaks = speaks && w.speaks(clusters[to])
			to++
		}
		if !speaks {
			w.out.RawWriteStr("/Span <</ActualText <" + utf16hex(clusters[i:to]) + ">>> BDC")
		}
		w.glyphs(m, clusters[i:to])
		if !speaks {
			w.out.RawWriteStr("EMC")
		}
		i = to
	}
}

func (w *writer) speaks(c text.Cluster) bool {
	_, speaks := w.cut.Code(c.Style.Face(), c.Glyphs[0].ID, c.Plain)
	return speaks && len(c.Glyphs) == 1
}

// utf16hex is the text of the clusters as PDF wants it.
func utf16hex(run []text.Cluster) string {
	var b strings.Builder
	b.WriteString("FEFF")
	for _, c := range run {
		for _, u := range utf16.Encode([]rune(c.Text)) {
			fmt.Fprintf(&b, "%04X", u)
		}
	}
	return b.String()
}

// glyphs writes clusters piece by piece.
func (w *writer) glyphs(m mark, run []text.Cluster) {
	var p piece
	flush := func() {
		if len(p.codes) > 0 {
			w.out.SetFont(family, "", p.style.Size)
			w.out.Text(p.x, p.y, string(p.codes))
		}
	}
	const close = 0.004 // millimetres: gofpdf writes hundredths of a point
	for _, c := range run {
		face := c.Style.Face()
		for _, g := range c.Glyphs {
			code, _ := w.cut.Code(face, g.ID, c.Plain)
			x, y := m.x+c.X+g.X, m.y-g.Y
			if len(p.codes) == 0 || p.style != c.Style || abs(x-p.end) > close || abs(y-p.y) > close {
				flush()
				p = piece{x: x, y: y, end: x, style: c.Style}
			}
			p.codes = append(p.codes, code)
			p.end += face.Advance(g.ID) * c.Style.Size * text.MMPerPoint / 1000
		}
	}
	flush()
}

func abs(v float64) float64 { return max(v, -v) }
