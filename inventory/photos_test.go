package inventory_test

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/store"
	"redwrench/inventory/store/memstore"
)

// somePhoto is a photo of a shade of grey.
func somePhoto(t testing.TB, shade uint8) []byte {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, 16, 16))
	for i := range img.Pix {
		img.Pix[i] = shade
	}
	var b bytes.Buffer
	ok(t, jpeg.Encode(&b, img, nil))
	return b.Bytes()
}

func TestPhotos(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	first, second := somePhoto(t, 10), somePhoto(t, 200)
	set := func(raw []byte, who inventory.StaffID, ids ...inventory.ToolID) func() error {
		return func() error { return s.SetPhoto(ctx, ids, raw, who) }
	}
	s.refuses("by nobody on the staff", is(inventory.ErrNotStaff), set(first, 0, hammer))
	s.refuses("of nothing", is(inventory.ErrNothing), set(first, s.boss))
	s.refuses("of a tool there is not", is(inventory.ErrNoTool), set(first, s.boss, hammer, 99))
	s.refuses("what is no photo", is(inventory.ErrPhoto), set([]byte("a letter"), s.boss, hammer))
	s.refuses("nothing instead of none", is(inventory.ErrPhoto), set([]byte{}, s.boss, hammer))

	ok(t, s.SetPhoto(ctx, []inventory.ToolID{hammer, pliers}, first, s.boss))
	id := s.item(hammer).Tool.Photo
	if got := must(s.Photo(ctx, id)); id == "" || id != s.item(pliers).Tool.Photo || !bytes.Equal(got, first) {
		t.Fatalf("two tools have the photos %q and %q", id, s.item(pliers).Tool.Photo)
	}
	s.change(hammer, func(t *inventory.Tool) { t.Shelf, t.Photo = "C9", "" })
	if got := s.item(hammer).Tool; got.Photo != id || got.Shelf != "C9" {
		t.Errorf("a correction takes the photo: %+v", got)
	}
	ok(t, s.SetPhoto(ctx, []inventory.ToolID{hammer}, second, s.boss))
	must(s.Photo(ctx, id)) // the pliers still have it
	like := must(s.AddTool(ctx, s.item(pliers).Tool, s.boss))
	ok(t, s.SetPhoto(ctx, []inventory.ToolID{pliers}, nil, s.boss))
	if got := must(s.Photo(ctx, like.Photo)); !bytes.Equal(got, first) {
		t.Error("a tool that was added like another one has no photo")
	}
	ok(t, s.SetPhoto(ctx, []inventory.ToolID{like.ID}, second, s.boss))
	if _, err := s.Photo(ctx, id); !is(store.ErrNotFound)(err) {
		t.Errorf("a photo that no tool has is still there: %v", err)
	}
	s.refuses("with a photo that is gone", is(inventory.ErrPhoto), func() error {
		like.Photo = id
		_, err := s.AddTool(ctx, like, s.boss)
		return err
	})
}

func TestCheckFindsAPhotoThatIsNotWhatItsNameSays(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	ok(t, s.SetPhoto(ctx, []inventory.ToolID{hammer}, somePhoto(t, 10), s.boss))
	id := []byte(s.item(hammer).Tool.Photo)
	for what, spoil := range map[string]func(store.Tx) error{
		"another picture":         func(tx store.Tx) error { return tx.Put("photo", id, somePhoto(t, 20)) },
		"no picture":              func(tx store.Tx) error { return tx.Delete("photo", id) },
		"one that nobody has":     func(tx store.Tx) error { return tx.Put("photo", []byte("x"), somePhoto(t, 20)) },
		"an index that lacks it":  func(tx store.Tx) error { return tx.Delete("pictured", append(id, four(uint32(hammer))...)) },
		"an index that says more": func(tx store.Tx) error { return tx.Put("pictured", append(id, four(99)...), nil) },
	} {
		st := s.store.(*memstore.Store).Clone()
		ok(t, st.Update(ctx, spoil))
		d := must(inventory.Open(ctx, st, secrets, func() time.Time { return s.now }))
		if faults := must(d.Check(ctx)); len(faults) == 0 {
			t.Errorf("%s: not found", what)
		}
	}
}
