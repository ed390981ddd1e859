package ui

import (
	"context"
	"image"

	"golang.org/x/image/draw"

	"redwrench/inventory"
	"redwrench/inventory/photo"
	"redwrench/ui/task"
)

// mostPhotos is how many bytes of drawn photos are remembered: some pages of the
// catalogue. Then remembering begins anew.
const mostPhotos = 24 << 20

// album has the photos of tools, as they are drawn. They are read and made small
// in the background; a screen shows the icon until then. Its methods are called on
// the UI's goroutine.
type album struct {
	shell   *Shell
	drawn   map[drawing]image.Image // nil: there is no such photo
	bytes   int
	wanted  []drawing // not read yet
	reading bool
}

// drawing is a photo in a size.
type drawing struct {
	name string
	side int
}

// Photo implements kit.Photos.
func (a *album) Photo(name string, side int) image.Image {
	p := drawing{name, side}
	picture, known := a.drawn[p]
	if !known {
		a.wanted = append(a.wanted, p)
		if !a.reading {
			a.reading = true
			a.shell.Config.Runner.OnUI(a.read) // with all others that this drawing asks for
		}
	}
	return picture
}

// read reads what is wanted, once, and draws the screen anew.
func (a *album) read() {
	wanted := a.wanted
	a.wanted = nil
	task.Go(a.shell.Config.Runner, a.shell.life, func(ctx context.Context) (map[drawing]image.Image, error) {
		made := map[drawing]image.Image{}
		for _, p := range wanted {
			if _, twice := made[p]; !twice {
				made[p] = a.shell.develop(ctx, p)
			}
		}
		return made, nil
	}, func(made map[drawing]image.Image, _ error) {
		for p, picture := range made {
			a.keep(p, picture)
		}
		if a.reading = len(a.wanted) > 0; a.reading {
			a.read()
		}
		a.shell.Refresh()
	})
}

func (a *album) keep(p drawing, picture image.Image) {
	if a.drawn == nil || a.bytes > mostPhotos {
		a.drawn, a.bytes = map[drawing]image.Image{}, 0
	}
	a.drawn[p] = picture
	a.bytes += 4 * p.side * p.side
}

// develop makes a photo as large as it is drawn; nil: it is not there, or damaged.
func (s *Shell) develop(ctx context.Context, p drawing) image.Image {
	raw, err := s.Desk.Photo(ctx, inventory.PhotoID(p.name))
	if err != nil {
		return nil
	}
	picture, err := photo.Open(raw)
	if err != nil {
		return nil
	}
	to := image.NewRGBA(image.Rect(0, 0, p.side, p.side))
	draw.ApproxBiLinear.Scale(to, to.Bounds(), picture, picture.Bounds(), draw.Src, nil)
	return to
}
