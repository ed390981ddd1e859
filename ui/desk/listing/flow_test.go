package listing_test

import (
	"context"
	"testing"

	"redwrench/assets/words"
	"redwrench/ui/desk/desktest"
	"redwrench/ui/desk/listing"
)

func TestAListThatIsCutOnPaperSaysHowMuchOfItIsPrinted(t *testing.T) {
	s := desktest.New(t)
	var printed int
	f := listing.New(context.Background(), s, s.Desk, nil, listing.Spec[int]{
		Title: "list.title.3", Most: 3,
		Columns: []listing.Column[int]{{Key: "list.code", Text: func(l words.Lang, n int) string { return l.Number(n) }}},
		Chips:   []listing.Chip[int]{{Key: "list.late", Keep: func(n int) bool { return n < 3 }}},
		Read:    func(context.Context) ([]int, error) { return []int{0, 1, 2, 3, 4}, nil },
		Print: func(_ context.Context, rows []int) error {
			printed = len(rows)
			return nil
		},
	})
	f.Load()
	s.Queue.Drain()
	f.OnPaper()
	s.Queue.Drain()
	if n := f.Notice; n.Key != "list.cut" || n.Rows != 3 || n.Of != 5 || printed != 5 {
		t.Errorf("said %+v, handed on %d rows", n, printed)
	}
	f.Only(0) // three are left
	f.OnPaper()
	s.Queue.Drain()
	if n := f.Notice; n.Key != "papers.printing" || printed != 3 {
		t.Errorf("said %+v, handed on %d rows", n, printed)
	}
}
