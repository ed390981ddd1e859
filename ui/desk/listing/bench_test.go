package listing_test

import (
	"context"
	"fmt"
	"testing"

	"redwrench/assets/words"
	"redwrench/ui/desk/desktest"
	"redwrench/ui/desk/listing"
	"redwrench/ui/typing"
)

// thing is a row of a list.
type thing struct {
	name string
	n    int
}

// BenchmarkList is a list of ten thousand rows: sorted by each column in turn, and
// looked through after each letter.
func BenchmarkList(b *testing.B) {
	if err := typing.Load(); err != nil {
		b.Fatal(err)
	}
	s := desktest.New(b)
	f := listing.New(context.Background(), s, s.Desk, nil, listing.Spec[thing]{Title: "list.title.3", Columns: []listing.Column[thing]{
		{Key: "list.tool", Text: func(_ words.Lang, t thing) string { return t.name }},
		{Key: "list.code", Text: func(l words.Lang, t thing) string { return l.Number(t.n) }, Order: func(a, b thing) int { return a.n - b.n }},
	}, Read: func(context.Context) ([]thing, error) {
		list := make([]thing, 10_000)
		for i := range list {
			list[i] = thing{fmt.Sprintf("%s%d号", []string{"羊角锤", "人字梯", "冲击电钻", "活动扳手"}[i%4], i), i * 7919 % 10_000}
		}
		return list, nil
	}})
	f.Load()
	s.Queue.Drain()
	b.Run("sort", func(b *testing.B) {
		for n := 0; b.Loop(); n++ {
			f.By(n % 2)
		}
	})
	b.Run("look", func(b *testing.B) {
		f.Find()
		for n := 0; b.Loop(); n++ {
			if n%2 == 0 {
				f.Press(typing.Press('d'))
			} else {
				f.Press(typing.Event{Act: typing.Erase})
			}
		}
	})
}
