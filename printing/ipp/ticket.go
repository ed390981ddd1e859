package ipp

import (
	"context"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
)

// Ticket is how a job is to be printed, as far as the printer can be told so:
// "" is not said.
type Ticket struct {
	Media   string // a self-describing name of PWG 5101.1: iso_a4_210x297mm
	Scaling string // "none"
	Sides   string // "one-sided"
}

// Ticket asks the printer what it can be told, for pages of this size in
// millimetres: on which medium, as large as they are, on one side.
func (c *Client) Ticket(ctx context.Context, width, height float64) (Ticket, error) {
	answer, err := c.ask(ctx, opGetPrinter, nil, []attribute{user(),
		keywords("requested-attributes", "media-supported", "print-scaling-supported", "sides-supported")})
	if err != nil {
		return Ticket{}, err
	}
	g := answer.first(tagPrinter)
	can := func(name, value string) string {
		if slices.Contains(g.get(name).words(), value) {
			return value
		}
		return ""
	}
	return Ticket{
		Media:   medium(g.get("media-supported").words(), width, height),
		Scaling: can("print-scaling-supported", "none"),
		Sides:   can("sides-supported", "one-sided"),
	}, nil
}

// attributes are what a Create-Job says of it.
func (t Ticket) attributes() []attribute {
	var list []attribute
	for _, a := range []struct{ name, value string }{{"media", t.Media}, {"print-scaling", t.Scaling}, {"sides", t.Sides}} {
		if a.value != "" {
			list = append(list, keywords(a.name, a.value))
		}
	}
	return list
}

// nearMM is how much a medium may differ from a page and still be the one.
const nearMM = 1.5

// medium is the one of the printer's that a page is made for; else a custom one
// within what the printer takes; else "".
func medium(supported []string, width, height float64) string {
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
			return name
		}
	}
	if width >= least[0] && width <= most[0] && height >= least[1] && height <= most[1] {
		size := fmt.Sprintf("%smm", strconv.FormatFloat(width, 'f', -1, 64)+"x"+strconv.FormatFloat(height, 'f', -1, 64))
		return "custom_" + size + "_" + size
	}
	return ""
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
