package ipp

import (
	"context"
	"math"
	"regexp"
	"slices"
	"strconv"
	"time"
)

// Ticket is how a job is to be printed, as far as the printer can be told so:
// "" is not said.
type Ticket struct {
	Media   string // one of the printer's own, by its name in PWG 5101.1: iso_a4_210x297mm
	Custom  Size   // of a medium that has no name: a stretch of a roll
	Scaling string // AsLarge or ScaleToFit
	Sides   string // "one-sided"
}

// Size is that of a medium, in hundredths of a millimetre.
type Size struct{ Width, Height int }

// The values of Ticket.Scaling.
const (
	AsLarge    = "none"
	ScaleToFit = "fit"
)

// Ticket asks the printer what it can be told, for a medium of this size in
// millimetres: how it calls that, how pages are scaled, that they are on one
// side.
func (c *Client) Ticket(ctx context.Context, width, height float64, scaling string) (Ticket, error) {
	g, err := c.abilities(ctx)
	if err != nil {
		return Ticket{}, err
	}
	can := func(name, value string) string {
		if slices.Contains(g.get(name).words(), value) {
			return value
		}
		return ""
	}
	t := Ticket{Scaling: can("print-scaling-supported", scaling), Sides: can("sides-supported", "one-sided")}
	name, fits := medium(g.get("media-supported").words(), width, height)
	if t.Media = name; fits && can("media-col-supported", "media-size") != "" {
		t.Custom = Size{hundredths(width), hundredths(height)}
	}
	return t, nil
}

// abilitiesFor is how long what a printer can is believed: every exchange is one
// more that may break.
const abilitiesFor = 10 * time.Minute

// abilities is what the printer can be told.
func (c *Client) abilities(ctx context.Context) (group, error) {
	c.can.Lock()
	defer c.can.Unlock()
	if !c.can.asked.IsZero() && time.Since(c.can.asked) < abilitiesFor {
		return c.can.group, nil
	}
	answer, err := c.ask(ctx, opGetPrinter, nil, []attribute{user(),
		keywords("requested-attributes", "media-supported", "media-col-supported", "print-scaling-supported", "sides-supported")})
	if err == nil {
		c.can.group, c.can.asked = answer.first(tagPrinter), time.Now()
	}
	return c.can.group, err
}

func hundredths(mm float64) int { return int(math.Round(100 * mm)) }

// attributes are what a Create-Job says of it.
func (t Ticket) attributes() []attribute {
	var list []attribute
	for _, a := range []struct{ name, value string }{{"media", t.Media}, {"print-scaling", t.Scaling}, {"sides", t.Sides}} {
		if a.value != "" {
			list = append(list, keywords(a.name, a.value))
		}
	}
	if t.Custom != (Size{}) {
		list = append(list, t.Custom.attributes()...)
	}
	return list
}

// attributes are a media-col with a media-size (RFC 8010, 3.1.6: a member's name
// and its value are values without a name of the attribute before them).
func (s Size) attributes() []attribute {
	member := func(name string) attribute { return text(tagMember, "", name) }
	return []attribute{
		text(tagCollection, "media-col", ""), member("media-size"), text(tagCollection, "", ""),
		member("x-dimension"), integer(tagInteger, "", s.Width), member("y-dimension"), integer(tagInteger, "", s.Height),
		text(tagCollected, "", ""), text(tagCollected, "", ""),
	}
}

// nearMM is how much a medium may differ from a page and still be the one.
const nearMM = 1.5

// medium is the one of the printer's that a page is made for; else whether it fits
// in what the printer takes without a name.
func medium(supported []string, width, height float64) (name string, fits bool) {
	var least, most [2]float64
	for _, name := range supported {
		w, h, ok := measures(name)
		switch {
		case !ok:
		case customMin.MatchString(name):
			least = [2]float64{w, h}
		case customMax.MatchString(name):
			most = [2]float64{w, h}
		case math.Abs(w-width) <= nearMM && math.Abs(h-height) <= nearMM:
			return name, false
		}
	}
	return "", width >= least[0] && width <= most[0] && height >= least[1] && height <= most[1]
}

var (
	customMin = regexp.MustCompile(`^(custom|roll)_min_`)
	customMax = regexp.MustCompile(`^(custom|roll)_max_`)
	sizeOf    = regexp.MustCompile(`_([0-9.]+)x([0-9.]+)(mm|in)$`)
)

// measures is the size at the end of a medium's name, in millimetres.
func measures(name string) (w, h float64, ok bool) {
	m := sizeOf.FindStringSubmatch(name)
	if m == nil {
		return 0, 0, false
	}
	w, errW := strconv.ParseFloat(m[1], 64)
	h, errH := strconv.ParseFloat(m[2], 64)
	if m[3] == "in" {
		w, h = w*25.4, h*25.4
	}
	return w, h, errW == nil && errH == nil
}
