package text

import "github.com/go-text/typesetting/segmenter"

// breaks says, for each place in text, whether a line may end before it: the
// rules of Unicode's annex 14 (Chinese punctuation never begins a line, an
// opening bracket never ends one, Tibetan breaks after tsheg and shad), in
// which quotation marks beside Chinese open and close.
func breaks(text []rune) []bool {
	may := make([]bool, len(text)+1)
	var s segmenter.Segmenter
	s.Init(text)
	for lines := s.LineIterator(); lines.Next(); {
		l := lines.Line()
		may[l.Offset+len(l.Text)] = true
	}
	return may
}
