package tools

import (
	"context"
	"image"
	"io"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/photo"
	"redwrench/ui/desk/exchange"
	"redwrench/ui/task"
)

// Pictures are where photos come from.
type Pictures interface {
	// Pictures are the JPEGs and PNGs on sticks and in the import folder, the newest
	// first.
	Pictures(ctx context.Context) ([]exchange.File, error)
	// Open opens one.
	Open(exchange.File) (exchange.Opened, error)
}

// patience is how long making a photo may take: some seconds on a small machine.
const patience = 20 * time.Second

// Shot is a photo that was made and is not kept yet.
type Shot struct {
	Picture image.Image // the photo as residents will see it
	Cut     photo.Cut   // what is wanted of the picture
	from    *photo.Picture
	raw     []byte
	made    photo.Cut // what Picture and raw show: Cut, or what was wanted before
}

// cut is the shot of a picture with another cut.
func (s Shot) cut(c photo.Cut) (Shot, error) {
	var err error
	s.Cut, s.made = c, c
	if s.raw, err = s.from.Photo(c); err != nil {
		return Shot{}, err
	}
	s.Picture, err = photo.Open(s.raw)
	return s, err
}

// Sharp says that Picture shows what is wanted.
func (s Shot) Sharp() bool { return s.made == s.Cut }

// AskPhoto asks for the photo of the tool that is looked at, or of those just
// added.
func (f *Flow) AskPhoto() {
	f.Step, f.Page, f.Done, f.Shot, f.Files = Photos, 0, "", Shot{}, nil
	f.SeekPhotos()
}

// SeekPhotos looks for pictures anew.
func (f *Flow) SeekPhotos() {
	if f.Busy {
		return
	}
	f.Busy, f.Refusal = true, nil
	f.stage.Refresh()
	task.Go(f.stage.Runner(), f.ctx, f.pictures.Pictures, func(files []exchange.File, err error) {
		f.Busy, f.Files, f.Refusal = false, files, err
		f.stage.Refresh()
	})
}

// Shoot makes a photo of the middle of a picture; nothing is kept yet.
func (f *Flow) Shoot(file exchange.File) {
	if f.Busy {
		return
	}
	f.Busy, f.Refusal = true, nil
	f.stage.Refresh()
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (s Shot, err error) {
		from, err := f.pictures.Open(file)
		if err != nil {
			return s, err
		}
		defer func() { _ = from.Close() }() // only read
		ctx, stop := context.WithTimeout(ctx, patience)
		defer stop()
		if s.from, err = photo.Read(ctx, io.NewSectionReader(from, 0, file.Size)); err != nil {
			return s, err
		}
		return s.cut(s.from.Whole())
	}, func(s Shot, err error) {
		if f.Busy, f.Refusal = false, err; err == nil {
			f.Shot, f.Step = s, Photo
		}
		f.stage.Refresh()
	})
}

// Moved is the cut so many steps to the right and down.
func (f *Flow) Moved(right, down int) photo.Cut {
	return f.Shot.from.Move(f.Shot.Cut, right, down)
}

// Nearer is the cut so many steps nearer, or farther below 0.
func (f *Flow) Nearer(steps int) photo.Cut { return f.Shot.from.Nearer(f.Shot.Cut, steps) }

// Cut makes another photo of the same picture. A late answer to an earlier wish is
// dropped.
func (f *Flow) Cut(c photo.Cut) {
	if f.Step != Photo || f.Busy {
		return
	}
	f.Shot.Cut, f.Refusal = c, nil
	shot := f.Shot
	task.Go(f.stage.Runner(), f.ctx, func(context.Context) (Shot, error) { return shot.cut(c) }, func(s Shot, err error) {
		switch {
		case f.Step != Photo || f.Shot.from != shot.from || f.Shot.Cut != c:
			return
		case err != nil:
			f.Refusal = err
		default:
			f.Shot = s
		}
		f.stage.Refresh()
	})
	f.stage.Refresh()
}

// Pictured says that the tool that is looked at has a photo.
func (f *Flow) Pictured() bool { return f.Item.Tool.Photo != "" }

// KeepPhoto keeps the photo that was made.
func (f *Flow) KeepPhoto() {
	if f.Step == Photo && f.Shot.Sharp() {
		f.setPhoto(f.Shot.raw)
	}
}

// DropPhoto takes the photo of the tool away.
func (f *Flow) DropPhoto() { f.setPhoto(nil) }

func (f *Flow) setPhoto(raw []byte) {
	var ids []inventory.ToolID
	for _, t := range f.New {
		ids = append(ids, t.ID)
	}
	if len(ids) == 0 {
		ids = []inventory.ToolID{f.Item.Tool.ID}
	}
	deed(f, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, f.desk.SetPhoto(ctx, ids, raw, f.who.ID)
	}, func(struct{}) {
		f.afterPhoto()
		f.Done = "tools.photo.kept"
		if raw == nil {
			f.Done = "tools.photo.dropped"
		}
	})
}

// afterPhoto goes back to what the photo was asked for.
func (f *Flow) afterPhoto() {
	if len(f.New) > 0 {
		f.Step = Added
		f.stage.Refresh()
		return
	}
	f.Open(f.Item.Tool.ID)
}
