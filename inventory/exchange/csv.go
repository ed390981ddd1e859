package exchange

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	xunicode "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// rows are the rows of a file, one after the other. row counts as a spreadsheet
// does, from 1. The cells are valid until the next call.
type rows interface {
	next() (cells []string, row int, err error)
}

// csvRows are those of a text file.
type csvRows struct {
	guard  *guard
	reader *csv.Reader
	row    int // of the last record
	line   int // on which the next one begins, without blank lines
}

// newCSV reads a text file: UTF-8 with or without a mark, UTF-16 with one, or
// GB18030; cells parted by commas, semicolons or tabs.
func newCSV(r io.ReaderAt, size int64) (*csvRows, error) {
	whole := func() io.Reader { return io.NewSectionReader(r, 0, size) }
	decoder, err := decoderOf(whole())
	if err != nil {
		return nil, err
	}
	text := bufio.NewReaderSize(transform.NewReader(whole(), decoder), 1<<16)
	first, err := text.Peek(1 << 14)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, ErrEncoding
	}
	c := &csvRows{line: 1}
	c.guard = &guard{from: text, separator: separatorOf(first), row: &c.row}
	c.reader = csv.NewReader(c.guard)
	c.reader.Comma = rune(c.guard.separator)
	c.reader.FieldsPerRecord = -1
	c.reader.ReuseRecord = true
	return c, nil
}

func (c *csvRows) next() ([]string, int, error) {
	cells, err := c.reader.Read()
	switch {
	case errors.Is(err, csv.ErrQuote), errors.Is(err, csv.ErrBareQuote):
		return nil, 0, &BadQuotes{c.row + 1}
	case err != nil:
		return nil, 0, err
	}
	begins, _ := c.reader.FieldPos(0)
	ends, _ := c.reader.FieldPos(len(cells) - 1)
	c.row += 1 + begins - c.line // blank lines are rows too
	c.line = ends + strings.Count(cells[len(cells)-1], "\n") + 1
	return cells, c.row, nil
}

// separatorOf is what parts the cells of the first line: what stands in it most
// often outside quotes.
func separatorOf(text []byte) byte {
	count := map[byte]int{}
	quoted := false
	for _, b := range text {
		if b == '"' {
			quoted = !quoted
		}
		if !quoted && b == '\n' {
			break
		}
		if !quoted {
			count[b]++
		}
	}
	best := byte(',')
	for _, b := range []byte(";\t") {
		if count[b] > count[best] {
			best = b
		}
	}
	return best
}

// guard passes text on until a row is longer than any table's: an open quote
// would else swallow the rest of the file into one cell.
type guard struct {
	from      io.Reader
	separator byte
	row       *int // of the last whole record
	quoted    bool
	columns   int
	length    int // of the cell
	err       error
}

// Read implements io.Reader.
func (g *guard) Read(p []byte) (int, error) {
	if g.err != nil {
		return 0, g.err
	}
	n, err := g.from.Read(p)
	for i, b := range p[:n] {
		g.length++
		switch {
		case b == '"':
			g.quoted = !g.quoted
		case g.quoted:
		case b == g.separator:
			g.columns, g.length = g.columns+1, 0
		case b == '\n':
			g.columns, g.length = 0, 0
		}
		switch {
		case g.columns >= MaxColumns:
			g.err = ErrColumns
		case g.length > maxCell:
			g.err = &BadQuotes{*g.row + 1}
		}
		if g.err != nil {
			return i, g.err
		}
	}
	return n, err
}

// decoderOf reads a whole text file and is what decodes it. Refusals: ErrNotTable
// for a zero byte, ErrEncoding.
func decoderOf(r io.Reader) (*encoding.Decoder, error) {
	text := bufio.NewReaderSize(r, 1<<16)
	mark, _ := text.Peek(3)
	switch {
	case bytes.HasPrefix(mark, []byte("\xff\xfe")), bytes.HasPrefix(mark, []byte("\xfe\xff")):
		return xunicode.UTF16(xunicode.LittleEndian, xunicode.ExpectBOM).NewDecoder(), nil
	case bytes.HasPrefix(mark, []byte("\xef\xbb\xbf")):
		return xunicode.UTF8BOM.NewDecoder(), utf8Throughout(text)
	}
	var utf, other bool // lines that are UTF-8 beyond doubt, lines that are not
	chinese := simplifiedchinese.GB18030.NewDecoder()
	for {
		line, err := text.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			err = nil // a longer line is looked at in parts: a letter may be cut in two there
			line = whole(text, line)
		}
		if bytes.IndexByte(line, 0) >= 0 {
			return nil, ErrNotTable
		}
		switch {
		case ascii(line):
		case !utf8.Valid(line):
			other = true
			if !decodes(chinese, line) {
				return nil, ErrEncoding
			}
		default:
			utf = utf || plainlyUTF8(line)
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
	}
	switch {
	case !other:
		return xunicode.UTF8BOM.NewDecoder(), nil
	case utf:
		return nil, ErrEncoding // a mixture
	}
	return simplifiedchinese.GB18030.NewDecoder(), nil
}

// whole is line and as much of the text as completes a letter cut in two.
func whole(text *bufio.Reader, line []byte) []byte {
	line = bytes.Clone(line)
	for range 3 {
		if utf8.Valid(line) {
			break
		}
		b, err := text.ReadByte()
		if err != nil {
			break
		}
		line = append(line, b)
	}
	return line
}

func utf8Throughout(text *bufio.Reader) error {
	for {
		r, size, err := text.ReadRune()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case r == utf8.RuneError && size == 1:
			return ErrEncoding
		case r == 0:
			return ErrNotTable
		}
	}
}

// decodes says whether a line is of the decoder's encoding.
func decodes(d *encoding.Decoder, line []byte) bool {
	text, err := d.Bytes(line)
	return err == nil && !bytes.ContainsRune(text, utf8.RuneError)
}

func ascii(line []byte) bool {
	for _, b := range line {
		if b >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// plainlyUTF8 says that a line of valid UTF-8 is hardly by chance so: it has two
// letters of Chinese or Tibetan. (Short words of GBK can be valid: 联通.)
func plainlyUTF8(line []byte) bool {
	n := 0
	for _, r := range string(line) {
		if unicode.Is(unicode.Han, r) || unicode.Is(unicode.Tibetan, r) {
			n++
		}
	}
	return n >= 2
}
