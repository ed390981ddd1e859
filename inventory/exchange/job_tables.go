package exchange

import (
	"context"
	"strings"

	"redwrench/inventory"
	"redwrench/inventory/jobs"
)

// jobColumns are those of the requests, without a word anybody wrote and without addresses.
var jobColumns = []string{
	"code", "kind", "state", "reported", "again", "resident", "squad", "urgent", "big", "quote_fen", "discount_fen", "agreed", "volunteers",
	"visit_from", "visit_to", "closed", "result", "stars", "partner",
}

func jobRow(_ context.Context, d *inventory.Desk, j inventory.Job) (inventory.JobID, []any, error) {
	result := ""
	if j.State == jobs.Done {
		result = word(j.Result, "works", "repairable", "end of life")
	}
	return j.ID, []any{
		j.ID.Code().String(), string(j.Kind), stateWord(j.State), local(d, j.Reported), len(j.Again), coded(j.Resident), string(j.Squad),
		j.Rank.Urgent(), j.Big, int(j.Quote.Sum()), int(j.Off), local(d, j.Agreed), staffCodes(j.Volunteers),
		local(d, j.Visit.From), local(d, j.Visit.To), local(d, j.Closed), result, j.Stars, string(j.Partner),
	}, nil
}

func stateWord(s jobs.State) string {
	return word(s, "new", "assigned", "visiting", "waiting for parts", "done", "passed on", "cancelled")
}

// visits are the service records (志愿服务记录): a row for each volunteer on each
// visit that was made.
var visits = VisitsOf(0)

// VisitsOf is the service record of one volunteer: the rows of the table of
// visits that are theirs. 0 is everybody.
func VisitsOf(who inventory.StaffID) Table {
	return Table{[]string{
		"code", "visit", "volunteer", "kind", "squad", "from", "to", "hours", "travel_hours", "outcome", "materials_fen", "confirmed_by",
	}, func(ctx context.Context, d *inventory.Desk, row func(...any) error) error {
		for last := inventory.JobID(0); ; {
			page, err := d.JobsAfter(ctx, last, pageSize)
			if err != nil {
				return err
			}
			for _, j := range page {
				if err := visitRows(d, j, who, row); err != nil {
					return err
				}
				last = j.ID
			}
			if len(page) < pageSize {
				return nil
			}
		}
	}}
}

func visitRows(d *inventory.Desk, j inventory.Job, who inventory.StaffID, row func(...any) error) error {
	for n, v := range j.Visits {
		if v.Undone != 0 {
			continue
		}
		for _, w := range v.Work {
			if who != 0 && w.Who != who {
				continue
			}
			err := row(j.ID.Code().String(), n+1, staffCode(w.Who), string(j.Kind), string(j.Squad), local(d, v.From), local(d, v.To),
				hours(w.Hours), hours(w.Travel), word(v.Outcome, "done", "second visit", "part needed", "passed on"), int(v.Materials), staffCode(v.By))
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// hours is half hours as a number a spreadsheet adds up.
func hours(h jobs.HalfHours) float64 { return float64(h) / 2 }

func staffCodes(list []inventory.StaffID) string {
	var all []string
	for _, s := range list {
		all = append(all, staffCode(s))
	}
	return strings.Join(all, " ")
}
