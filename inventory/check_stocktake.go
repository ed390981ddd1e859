package inventory

import "fmt"

// stocktakes: a shelf is counted once at a time; what a closed one says it found
// is what is kept with it.
func (c *checker) stocktakes() error {
	there := map[StocktakeID]Stocktake{}
	var open []Stocktake
	err := each(c, tableStocktake, func(s Stocktake) StocktakeID { return s.ID }, func(s Stocktake, what string) error {
		there[s.ID] = s
		if s.Open() {
			for _, o := range open {
				if c.first() && s.overlaps(o) {
					c.fault("%s: of a shelf that another one counts", what)
				}
			}
			open = append(open, s)
		}
		if c.first() && !s.Open() && s.Closed.Before(s.Begun) {
			c.fault("%s: closed before it began", what)
		}
		return c.hasAll(s.entries(), what)
	})
	if err != nil || !c.first() {
		return err
	}
	found := map[StocktakeID]*StockTally{}
	err = c.pages(tableSighting, func(_, v []byte) error {
		seen, err := decode[Sighting](tableSighting, v)
		if err != nil {
			return err
		}
		c.sighting(there[seen.Stocktake], seen)
		if found[seen.Stocktake] == nil {
			found[seen.Stocktake] = &StockTally{}
		}
		found[seen.Stocktake].add(seen.Finding, 1)
		return nil
	})
	for id, s := range there {
		is := StockTally{}
		if found[id] != nil {
			is = *found[id]
		}
		if t := s.Tally; !s.Open() && (is.NotSeen != t.NotSeen || is.Gone != t.Gone || is.Unexpected != t.Unexpected || is.Counted > t.Counted) {
			c.fault("stocktake %d: does not add up", id)
		}
	}
	return err
}

// sighting: of a tool and a stocktake that exist; found how is known when that is
// closed, and not before.
func (c *checker) sighting(s Stocktake, seen Sighting) {
	what := fmt.Sprintf("stocktake %d, tool %d", seen.Stocktake, seen.Tool)
	switch {
	case s.ID == 0 || !c.tools[seen.Tool]:
		c.fault("%s: of a stocktake or a tool that is not there", what)
	case s.Open() && (seen.At.IsZero() || seen.Finding != Present):
		c.fault("%s: found before it was closed", what)
	case seen.At.IsZero() && seen.Finding != NotSeen && seen.Finding != Gone:
		c.fault("%s: found and not seen", what)
	case seen.Finding < Present || seen.Finding > lastFinding:
		c.fault("%s: found in no way there is", what)
	}
}
