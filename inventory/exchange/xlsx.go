package exchange

import (
	"archive/zip"
	"bufio"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"
)

// Reading is our own: a library that opens whole workbooks takes cut ones for
// short ones, and spills personal data into files of its own.

// xlsxRows are those of the first sheet of a workbook.
type xlsxRows struct {
	xml     *tokens
	strings []string
	row     int
	cells   []string
	epoch04 bool // days count from 1904
}

// newXLSX opens the first sheet. Refusals: ErrBroken, ErrBig.
func newXLSX(r io.ReaderAt, size int64) (*xlsxRows, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, ErrBroken
	}
	book := workbook{files: map[string]*zip.File{}}
	for _, f := range z.File {
		book.files[strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/")] = f
	}
	sheet, err := book.firstSheet()
	if err != nil {
		return nil, err
	}
	list, err := book.strings()
	if err != nil {
		return nil, err
	}
	t, err := book.open(sheet)
	if err != nil {
		return nil, err
	}
	return &xlsxRows{xml: t, strings: list, epoch04: book.epoch04}, nil
}

// workbook is the parts of a workbook by their paths.
type workbook struct {
	files   map[string]*zip.File
	epoch04 bool
}

func (b *workbook) open(name string) (*tokens, error) {
	f := b.files[name]
	if f == nil {
		return nil, ErrBroken
	}
	if f.UncompressedSize64 > maxUnzipped {
		return nil, ErrBig
	}
	r, err := f.Open()
	if err != nil {
		return nil, ErrBroken
	}
	return newTokens(r), nil
}

// firstSheet is the path of the first sheet.
func (b *workbook) firstSheet() (string, error) {
	var id, target string
	err := b.each("xl/workbook.xml", func(e xml.StartElement) {
		switch e.Name.Local {
		case "workbookPr":
			b.epoch04 = truth(attr(e, "date1904"))
		case "sheet":
			if id == "" {
				id = attr(e, "id")
			}
		}
	})
	if err != nil {
		return "", err
	}
	err = b.each("xl/_rels/workbook.xml.rels", func(e xml.StartElement) {
		if e.Name.Local == "Relationship" && attr(e, "Id") == id {
			target = attr(e, "Target")
		}
	})
	if strings.HasPrefix(target, "/") {
		return target[1:], err
	}
	return path.Join("xl", target), err
}

// each calls fn for every element of a part.
func (b *workbook) each(name string, fn func(xml.StartElement)) error {
	t, err := b.open(name)
	if err != nil {
		return err
	}
	for {
		token, err := t.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if e, ok := token.(xml.StartElement); ok {
			fn(e)
		}
	}
}

// strings are the shared strings.
func (b *workbook) strings() ([]string, error) {
	const name = "xl/sharedStrings.xml"
	if b.files[name] == nil {
		return nil, nil
	}
	t, err := b.open(name)
	if err != nil {
		return nil, err
	}
	var list []string
	total := 0
	for {
		token, err := t.next()
		if errors.Is(err, io.EOF) {
			return list, nil
		}
		if err != nil {
			return nil, err
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "si" {
			s, err := t.text("si")
			if err != nil {
				return nil, err
			}
			const each = 16 // a string's own
			if total += len(s) + each; total > maxStrings {
				return nil, ErrBig
			}
			list = append(list, s)
		}
	}
}

func (x *xlsxRows) next() ([]string, int, error) {
	for {
		token, err := x.xml.next()
		if err != nil {
			return nil, 0, err // io.EOF too
		}
		e, ok := token.(xml.StartElement)
		if !ok || e.Name.Local != "row" {
			continue
		}
		x.row++
		if said := attr(e, "r"); said != "" {
			n, err := strconv.Atoi(said)
			if err != nil || n < x.row {
				return nil, 0, ErrBroken
			}
			x.row = n
		}
		return x.cells, x.row, x.readRow()
	}
}

// readRow fills cells with those up to the end of the row.
func (x *xlsxRows) readRow() error {
	x.cells = x.cells[:0]
	at := -1
	for {
		token, err := x.xml.next()
		switch {
		case errors.Is(err, io.EOF):
			return ErrBroken
		case err != nil:
			return err
		}
		if e, ok := token.(xml.EndElement); ok && e.Name.Local == "row" {
			return nil
		}
		e, ok := token.(xml.StartElement)
		if !ok || e.Name.Local != "c" {
			continue
		}
		at++
		if said := attr(e, "r"); said != "" {
			if at = columnOf(said); at < 0 {
				return ErrBroken
			}
		}
		value, err := x.cell(attr(e, "t"))
		if err != nil {
			return err
		}
		if value == "" {
			continue
		}
		if at >= MaxColumns {
			return ErrColumns
		}
		for len(x.cells) <= at {
			x.cells = append(x.cells, "")
		}
		x.cells[at] = value
	}
}

// cell reads the value of a cell up to its end.
func (x *xlsxRows) cell(kind string) (string, error) {
	value, err := x.xml.text("c")
	if err != nil || kind != "s" || value == "" {
		return value, err
	}
	n, err := strconv.Atoi(strings.TrimSpace(value))
	if err != nil || n < 0 || n >= len(x.strings) {
		return "", ErrBroken
	}
	return x.strings[n], nil
}

// columnOf is the place of a cell such as "AB12", from 0; -1 when it is none.
func columnOf(cell string) int {
	n := 0
	for i := range len(cell) {
		c := cell[i]
		if c < 'A' || c > 'Z' {
			break
		}
		if n = n*26 + int(c-'A') + 1; n > 1<<14 {
			return -1
		}
	}
	return n - 1
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func truth(s string) bool { return s == "1" || s == "true" }

// tokens reads a part of a workbook.
type tokens struct {
	decoder *xml.Decoder
	depth   int
}

func newTokens(r io.Reader) *tokens {
	d := xml.NewDecoder(&short{from: bufio.NewReaderSize(r, 1<<16)})
	return &tokens{decoder: d}
}

// next is the next token, io.EOF only after the root's end, ErrBroken, or
// ErrBig when the part unpacks to too much.
func (t *tokens) next() (xml.Token, error) {
	token, err := t.decoder.RawToken()
	switch {
	case errors.Is(err, io.EOF) && t.depth == 0:
		return nil, io.EOF
	case errors.Is(err, ErrBig):
		return nil, ErrBig
	case err != nil:
		return nil, ErrBroken
	}
	switch token.(type) {
	case xml.StartElement:
		t.depth++
	case xml.EndElement:
		if t.depth--; t.depth < 0 {
			return nil, ErrBroken
		}
	}
	return token, nil
}

// text is what stands in the values and texts (v, t) up to the end of the
// element that has begun; formulas and readings (f, rPh) are left out.
func (t *tokens) text(element string) (string, error) {
	var text strings.Builder
	inside, reading := false, 0
	for {
		token, err := t.next()
		switch {
		case errors.Is(err, io.EOF):
			return "", ErrBroken
		case err != nil:
			return "", err
		}
		switch e := token.(type) {
		case xml.StartElement:
			inside = e.Name.Local == "v" || e.Name.Local == "t"
			if e.Name.Local == "rPh" {
				reading++
			}
		case xml.EndElement:
			inside = false
			if e.Name.Local == "rPh" {
				reading--
			}
			if e.Name.Local == element {
				return text.String(), nil
			}
		case xml.CharData:
			if inside && reading == 0 {
				_, _ = text.Write(e)
			}
			if text.Len() > maxCell {
				return "", ErrBig
			}
		}
	}
}

// short passes bytes on until a text or a tag is longer than any in a table: the
// decoder would else keep it all in memory.
type short struct {
	from   *bufio.Reader
	length int
	total  int
}

// Read implements io.Reader; the decoder calls ReadByte.
func (s *short) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	b, err := s.ReadByte()
	if err != nil {
		return 0, err
	}
	p[0] = b
	return 1, nil
}

// ReadByte implements io.ByteReader.
func (s *short) ReadByte() (byte, error) {
	b, err := s.from.ReadByte()
	if err != nil {
		return 0, err
	}
	if s.length++; b == '<' {
		s.length = 0
	}
	if s.total++; s.length > 2*maxCell || s.total > maxUnzipped {
		return 0, ErrBig
	}
	return b, nil
}
