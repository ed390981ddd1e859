package inventory

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"redwrench/inventory/photo"
	"redwrench/inventory/store"
)

// PhotoID names a photo by what is in it, so that equal tools share one. "": none.
type PhotoID string

// The tables of photos.
const (
	tablePhoto    store.Table = "photo"    // photo id -> the JPEG itself
	tablePictured store.Table = "pictured" // photo id, tool: whose photo it is
)

// ErrPhoto: not a photo as the package photo makes them.
var ErrPhoto = errors.New("inventory: not a photo")

func photoID(raw []byte) PhotoID {
	sum := sha256.Sum256(raw)
	return PhotoID(hex.EncodeToString(sum[:16]))
}

// pictured are the index entries that are true of a tool's photo.
func (t Tool) pictured() []entry {
	if t.Photo == "" {
		return nil
	}
	return []entry{{tablePictured, append([]byte(t.Photo), key(t.ID)...)}}
}

// Photo is a photo as a JPEG. It returns store.ErrNotFound.
func (d *Desk) Photo(ctx context.Context, id PhotoID) ([]byte, error) {
	var raw []byte
	err := d.store.View(ctx, func(tx store.Tx) error {
		got, err := tx.Get(tablePhoto, []byte(id))
		raw = append([]byte(nil), got...) // it is the store's own
		return err
	})
	return raw, err
}

// SetPhoto gives tools a photo, made by the package photo; nil: they have none any
// more. A photo that no tool has is forgotten.
// Refusals: ErrNotStaff, ErrNothing, ErrNoTool, ErrPhoto, ErrClockBack.
func (d *Desk) SetPhoto(ctx context.Context, tools []ToolID, raw []byte, who StaffID) error {
	var id PhotoID
	if raw != nil {
		if photo.Check(raw) != nil {
			return ErrPhoto
		}
		id = photoID(raw)
	}
	return d.deed(ctx, func(tx store.Tx, now time.Time, _ *numbers) error {
		if err := onDuty(tx, who); err != nil {
			return err
		}
		if len(tools) == 0 {
			return ErrNothing
		}
		if raw != nil {
			if err := tx.Put(tablePhoto, []byte(id), raw); err != nil {
				return err
			}
		}
		var names []string
		for _, tool := range tools {
			t, err := get[Tool](tx, tableTool, key(tool))
			if err != nil {
				return unknown(err, ErrNoTool)
			}
			if err := giveTool(tx, t, id); err != nil {
				return err
			}
			names = append(names, tool.Code().String())
		}
		return audit(tx, now, who, "change photo", names...)
	})
}

// giveTool gives a tool a photo, and forgets the one it had when nobody has that.
func giveTool(tx store.Tx, t Tool, id PhotoID) error {
	was := t
	t.Photo = id
	err := steps(
		func() error { return put(tx, tableTool, key(t.ID), t) },
		func() error { return reindex(tx, was.pictured(), t.pictured()) },
	)
	if err != nil || was.Photo == "" || was.Photo == id {
		return err
	}
	r := store.Prefix([]byte(was.Photo))
	r.Limit = 1
	others, err := tx.Scan(tablePictured, r)
	if err != nil || len(others) > 0 {
		return err
	}
	return tx.Delete(tablePhoto, []byte(was.Photo))
}

// photos: each is what its name says and some tool has it, and no tool has one
// that is not there. has are those that tools have.
func (c *checker) photos(has map[PhotoID]bool) error {
	if !c.first() {
		return nil
	}
	there := map[PhotoID]bool{}
	err := c.pages(tablePhoto, func(k, v []byte) error {
		id := PhotoID(k)
		there[id] = true
		if photoID(v) != id || photo.Check(v) != nil {
			c.fault("photo %q: not what its name says", id)
		}
		if !has[id] {
			c.fault("photo %q: no tool has it", id)
		}
		return nil
	})
	for id := range has {
		if !there[id] {
			c.fault("photo %q: a tool has it and it is not there", id)
		}
	}
	return err
}

// sharesPhoto says that a new tool may have the photo of an earlier one.
func sharesPhoto(tx store.Tx, t Tool) error {
	if t.Photo == "" {
		return nil
	}
	if there, err := has(tx, tablePhoto, []byte(t.Photo)); err != nil || !there {
		return orElse(err, fmt.Errorf("%w: it is gone", ErrPhoto))
	}
	return nil
}
