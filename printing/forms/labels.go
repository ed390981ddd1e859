package forms

import (
	"redwrench/assets/words"
	"redwrench/inventory/code"
	"redwrench/printing/pdf"
	"redwrench/printing/qr"
	"redwrench/printing/text"
)

// ToolLabels is labels for tools on sheets of 48: A4, 4 columns of 12, each
// 45.7 × 21.2 mm.
type ToolLabels struct {
	Labels []ToolLabel
	Start  int // labels already taken from the first sheet: 0–47, row by row
}

// ToolLabel is the tag of one tool.
type ToolLabel struct {
	Tool  code.Code
	Zh    string
	Bo    string // may be empty
	Donor string // who gave it, if they agreed to be named; else empty
}

// LabelsPerSheet is the number of labels on one A4 sheet.
const LabelsPerSheet = labelColumns * labelRows

// The sheet: the labels touch from above to below and stand 2.6 mm apart from
// left to right; the grid is in the middle of the page.
const (
	pageWidth, pageHeight     = 210.0, 297.0
	labelColumns, labelRows   = 4, 12
	labelWidth, labelHeight   = 45.7, 21.2
	labelPitch                = 48.3
	labelLeft                 = (pageWidth - (labelColumns-1)*labelPitch - labelWidth) / 2
	labelTop                  = (pageHeight - labelRows*labelHeight) / 2
	labelModule, labelPadding = 0.625, 1.2
)

// Labels is sheets of labels, as many as are needed. No label at all makes one
// empty sheet; a Start outside the sheet counts from its beginning.
func Labels(d ToolLabels) (paper Paper, err error) {
	defer pdf.Recover(&err)
	doc := pdf.New(words.Chinese.Say("paper.labels"))
	first := doc.Page(pageWidth, pageHeight)
	page := first
	place := d.Start
	if place < 0 || place >= LabelsPerSheet {
		place = 0
	}
	for _, l := range d.Labels {
		if place == LabelsPerSheet {
			page, place = doc.Page(pageWidth, pageHeight), 0
		}
		x := labelLeft + float64(place%labelColumns)*labelPitch
		y := labelTop + float64(place/labelColumns)*labelHeight
		if err := label(page, x, y, l); err != nil {
			return Paper{}, err
		}
		place++
	}
	return finish(doc, first)
}

// label draws one label whose upper left corner is x, y: the code at the left
// with its quiet border, the words at the right, in the middle of its height.
func label(p *pdf.Page, x, y float64, l ToolLabel) error {
	matrix, err := qr.New(l.Tool.Payload())
	if err != nil {
		return err
	}
	side := labelModule * float64(matrix.Size()+2*qr.Quiet)
	quiet := labelModule * qr.Quiet
	p.Code(toDot(x)+quiet, toDot(y+(labelHeight-side)/2)+quiet, labelModule, qr.Quiet, matrix)

	x += side + 0.3
	room := labelWidth - side - 0.3 - labelPadding
	lines := labelWords(l, room)
	stack(p, x, y+(labelHeight-height(lines...))/2, lines...)
	return nil
}

// labelWords is the words of a label at the largest sizes that fit: the name
// on two lines if it must be, thanks to the donor, the code for reading.
func labelWords(l ToolLabel, room float64) []text.Line {
	const high = labelHeight - 2*labelPadding
	var set []text.Line
	for _, size := range []float64{11, 10, 9, 8, 7, 6} {
		set = even(room, span(l.Zh, bold(size)))
		if l.Bo != "" {
			set = append(set, even(room, span(l.Bo, plain(max(6, size-2.5))))...)
		}
		if l.Donor != "" {
			thanks := words.Chinese.Say("paper.label.thanks", "donor", l.Donor)
			set = append(set, text.Fit(room, 1, span(thanks, plain(max(5.5, size-3))))...)
		}
		set = append(set, shrink(l.Tool.Human(), bold(min(10, size+1)), room, 6))
		if height(set...) <= high {
			return set
		}
	}
	return set
}

// even is a name on one line or on two of about the same width.
func even(room float64, name text.Span) []text.Line {
	lines := text.Fit(room, 2, name)
	if len(lines) < 2 {
		return lines
	}
	for low, high := room/2, room; high-low > 0.5; {
		mid := (low + high) / 2
		if narrow := text.Wrap(mid, name); len(narrow) <= 2 {
			lines, high = narrow, mid
		} else {
			low = mid
		}
	}
	return lines
}
