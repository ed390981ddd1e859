package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Col stacks objects downwards, gap design pixels apart; Grow ones share the rest.
func (k Kit) Col(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&line{gap: k.Px(gap), down: true}, objects...)
}

// Row puts objects side by side, gap design pixels apart; Grow ones share the rest.
func (k Kit) Row(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&line{gap: k.Px(gap)}, objects...)
}

// Grow lets an object of a Col or Row take its share of what is left.
func (k Kit) Grow(o fyne.CanvasObject) fyne.CanvasObject { return container.New(&share{1}, o) }

// Share is Grow with a weight.
func (k Kit) Share(weight float32, o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(&share{weight}, o)
}

// Space is an empty Grow.
func (k Kit) Space() fyne.CanvasObject { return container.New(&share{1}) }

// Gap is an empty space of so many design pixels both ways.
func (k Kit) Gap(n float32) fyne.CanvasObject { return k.Size(n, n) }

// Pad keeps design pixels free around an object: left, top, right, bottom.
func (k Kit) Pad(l, t, r, b float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&pad{k.Px(l), k.Px(t), k.Px(r), k.Px(b)}, o)
}

// Size gives objects, one over the other, at least this size in design pixels; 0: their own.
func (k Kit) Size(w, h float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&sized{k.Px(w), k.Px(h)}, objects...)
}

// Over puts objects one over the other.
func (k Kit) Over(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(Over{}, objects...)
}

// Over is the layout of objects one over the other.
type Over struct{}

// MinSize implements fyne.Layout.
func (Over) MinSize(objects []fyne.CanvasObject) fyne.Size { return largest(objects) }

// Layout implements fyne.Layout.
func (Over) Layout(objects []fyne.CanvasObject, size fyne.Size) { fill(objects, size) }

// Where an object stands in the space it is given.
const (
	begin = iota
	middle
	end
)

// Center keeps an object at its own size, in the middle.
func (k Kit) Center(o fyne.CanvasObject) *fyne.Container {
	return container.New(&place{middle, middle}, o)
}

// Left keeps an object at its own size, at the left, in the middle of the height.
func (k Kit) Left(o fyne.CanvasObject) *fyne.Container {
	return container.New(&place{begin, middle}, o)
}

// Right keeps an object at its own size, at the right, in the middle of the height.
func (k Kit) Right(o fyne.CanvasObject) *fyne.Container {
	return container.New(&place{end, middle}, o)
}

// Top keeps an object at its own height, at the top, over the whole width.
func (k Kit) Top(o fyne.CanvasObject) *fyne.Container { return k.Col(0, o, k.Space()) }

// Bottom keeps an object at its own height, at the bottom, over the whole width.
func (k Kit) Bottom(o fyne.CanvasObject) *fyne.Container { return k.Col(0, k.Space(), o) }

// Fitting is the first drawing that is no higher than height design pixels, or the
// last one: the fullest that has room.
func (k Kit) Fitting(height float32, drawings ...func() fyne.CanvasObject) fyne.CanvasObject {
	var o fyne.CanvasObject
	for _, draw := range drawings {
		if o = draw(); o.MinSize().Height <= k.Px(height) {
			break
		}
	}
	return o
}

// Level keeps an object's height and gives it the whole width.
func (k Kit) Level(o fyne.CanvasObject) *fyne.Container {
	return container.New(&level{}, o)
}

// level is the layout of Level.
type level struct{}

// MinSize implements fyne.Layout.
func (*level) MinSize(objects []fyne.CanvasObject) fyne.Size { return largest(objects) }

// Layout implements fyne.Layout.
func (*level) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		h := o.MinSize().Height
		Put(o, fyne.NewPos(0, (size.Height-h)/2), fyne.NewSize(size.Width, h))
	}
}

// line is the layout of Col and Row.
type line struct {
	gap  float32
	down bool
}

// along is the size in the direction of the line, across the other one.
func (l *line) along(s fyne.Size) float32 {
	if l.down {
		return s.Height
	}
	return s.Width
}

func (l *line) across(s fyne.Size) float32 {
	if l.down {
		return s.Width
	}
	return s.Height
}

func (l *line) size(along, across float32) fyne.Size {
	if l.down {
		return fyne.NewSize(across, along)
	}
	return fyne.NewSize(along, across)
}

// MinSize implements fyne.Layout.
func (l *line) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var along, across float32
	for i, o := range objects {
		if i > 0 {
			along += l.gap
		}
		s := o.MinSize()
		along += l.along(s)
		across = max(across, l.across(s))
	}
	return l.size(along, across)
}

// Layout implements fyne.Layout.
func (l *line) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	mins := make([]float32, len(objects))
	var weights float32
	left := l.along(size) - l.gap*float32(max(len(objects)-1, 0))
	for i, o := range objects {
		if w := weight(o); w > 0 {
			weights += w
			continue
		}
		mins[i] = l.along(o.MinSize())
		left -= mins[i]
	}
	at := float32(0)
	for i, o := range objects {
		if w := weight(o); w > 0 {
			mins[i] = max(left*w/weights, 0)
		}
		p := l.size(at, 0)
		Put(o, fyne.NewPos(p.Width, p.Height), l.size(mins[i], l.across(size)))
		at += mins[i] + l.gap
	}
}

// share marks what grows.
type share struct{ weight float32 }

func weight(o fyne.CanvasObject) float32 {
	if c, ok := o.(*fyne.Container); ok {
		if s, ok := c.Layout.(*share); ok {
			return s.weight
		}
	}
	return 0
}

// MinSize implements fyne.Layout.
func (*share) MinSize(objects []fyne.CanvasObject) fyne.Size { return largest(objects) }

// Layout implements fyne.Layout.
func (*share) Layout(objects []fyne.CanvasObject, size fyne.Size) { fill(objects, size) }

type pad struct{ l, t, r, b float32 }

// MinSize implements fyne.Layout.
func (p *pad) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return largest(objects).AddWidthHeight(p.l+p.r, p.t+p.b)
}

// Layout implements fyne.Layout.
func (p *pad) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		Put(o, fyne.NewPos(p.l, p.t), size.SubtractWidthHeight(p.l+p.r, p.t+p.b))
	}
}

type sized struct{ w, h float32 }

// MinSize implements fyne.Layout.
func (s *sized) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := largest(objects)
	if s.w > 0 {
		least.Width = s.w
	}
	if s.h > 0 {
		least.Height = max(s.h, least.Height)
	}
	return least
}

// Layout implements fyne.Layout.
func (*sized) Layout(objects []fyne.CanvasObject, size fyne.Size) { fill(objects, size) }

type place struct{ x, y int }

// MinSize implements fyne.Layout.
func (*place) MinSize(objects []fyne.CanvasObject) fyne.Size { return largest(objects) }

// Layout implements fyne.Layout.
func (p *place) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		s := o.MinSize()
		Put(o, fyne.NewPos(offset(p.x, size.Width-s.Width), offset(p.y, size.Height-s.Height)), s)
	}
}

func offset(where int, free float32) float32 { return free * float32(where) / 2 }

func largest(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range objects {
		s = s.Max(o.MinSize())
	}
	return s
}

func fill(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		Put(o, fyne.Position{}, size)
	}
}

// Put gives an object its place, if it is not there yet: whatever is moved, be it
// to where it was, lets Fyne paint the whole window once more.
func Put(o fyne.CanvasObject, at fyne.Position, size fyne.Size) {
	if o.Size() != size {
		o.Resize(size)
	}
	if o.Position() != at {
		o.Move(at)
	}
}
