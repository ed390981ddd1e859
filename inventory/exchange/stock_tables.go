package exchange

import (
	"context"

	"redwrench/inventory"
)

// The tables of what the shop counted, was given and held.
var (
	stocktakeColumns = []string{"code", "shelf", "all", "begun", "by", "closed", "closed_by", "counted", "not_seen", "away", "missing", "unexpected"}
	sightingColumns  = []string{"code", "tool", "seen", "by", "finding"}
	donationColumns  = []string{"code", "at", "tool", "fen", "purpose", "naming", "donor", "by", "struck"}
	activityColumns  = []string{"code", "name_zh", "name_bo", "name_en", "day", "persons", "squad", "by", "noted", "struck"}
)

// stocktakeRow is a count of a shelf; of one that goes on nothing was found yet.
func stocktakeRow(_ context.Context, d *inventory.Desk, s inventory.Stocktake) (inventory.StocktakeID, []any, error) {
	t := s.Tally
	return s.ID, []any{
		int(s.ID), s.Shelf, s.All, local(d, s.Begun), staffCode(s.By), local(d, s.Closed), staffCode(s.ClosedBy),
		t.Counted, t.NotSeen, t.Away, t.Gone, t.Unexpected,
	}, nil
}

// sightingRow is one tool of a stocktake; what was found stands with it once that
// is closed.
func sightingRow(_ context.Context, d *inventory.Desk, s inventory.Sighting) (uint64, []any, error) {
	return s.Place(), []any{int(s.Stocktake), s.Tool.Code().String(), local(d, s.At), staffCode(s.By), findingWord(s.Finding)}, nil
}

// donationRow is a row with the donor as shown says.
func donationRow(shown func(name string) string) func(context.Context, *inventory.Desk, inventory.Given) (inventory.DonationID, []any, error) {
	return func(_ context.Context, d *inventory.Desk, g inventory.Given) (inventory.DonationID, []any, error) {
		x, purpose, donor := g.Donation, "", ""
		if x.Fen > 0 {
			purpose = purposeWord(x.Purpose)
		}
		if g.Donor != "" {
			donor = shown(g.Donor)
		}
		return x.ID, []any{
			x.ID.Code().String(), local(d, x.At), coded(x.Tool), x.Fen, purpose, namingWord(x.Naming), donor, staffCode(x.By), local(d, x.Struck),
		}, nil
	}
}

func activityRow(_ context.Context, d *inventory.Desk, a inventory.Activity) (inventory.ActivityID, []any, error) {
	return a.ID, []any{
		int(a.ID), a.Name.Zh, a.Name.Bo, a.Name.En, a.Day.String(), a.Persons, string(a.Squad), staffCode(a.By), local(d, a.Noted), local(d, a.Struck),
	}, nil
}
