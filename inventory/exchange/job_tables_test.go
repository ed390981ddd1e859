package exchange_test

import (
	"context"
	"encoding/csv"
	"strings"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/exchange"
	"redwrench/inventory/invented"
	"redwrench/inventory/jobs"
	"redwrench/inventory/store/seal"
)

func TestTheServiceRecordsHaveALineForEachVolunteerOfEachVisit(t *testing.T) {
	ctx := context.Background()
	at := now
	d := must(inventory.Open(ctx, empty(), seal.NewKeys([32]byte{1}), func() time.Time { return at }))
	must(d.AdoptJobKinds(ctx, []inventory.JobKind{{ID: "locks", Name: inventory.Name{Zh: "门锁"}}}))
	r := must(d.Register(ctx, invented.Person(1, d.Settings().ConsentVersion), "zh"))
	mate := must(d.Enlist(ctx, "试用帮手", inventory.Craft{}, boss))
	j := must(d.ReportJob(ctx, inventory.Request{Resident: r.ID, Kind: "locks", Words: "锁芯坏了", Lang: "zh"}))
	for _, who := range []inventory.StaffID{boss, mate.ID} {
		must(d.AssignJob(ctx, j.ID, who, false, boss))
	}
	at = at.Add(4 * time.Hour)
	visit := jobs.Span{From: at.Add(-2 * time.Hour), To: at.Add(-time.Hour)}
	must(d.FillIn(ctx, j.ID, inventory.VisitReport{Visit: visit, Outcome: jobs.Again, Why: "零件没带", Work: []inventory.Work{{Who: boss, Hours: 2}}}, boss))
	must(d.FillIn(ctx, j.ID, inventory.VisitReport{Visit: visit, Work: []inventory.Work{{Who: boss, Hours: 3, Travel: 1}, {Who: mate.ID, Hours: 1}},
		Materials: []inventory.Material{{What: "锁芯", Cost: 4550}}}, boss))

	text := string(write(table("visits"), d, exchange.CSV))
	rows := must(csv.NewReader(strings.NewReader(text)).ReadAll())
	if len(rows) != 4 {
		t.Fatalf("%d lines, want a head and three:\n%s", len(rows), text)
	}
	last := strings.Join(rows[2], ",")
	for _, want := range []string{"2", "1.5", "0.5", "done", "4550"} {
		if !strings.Contains(","+last+",", ","+want+",") {
			t.Errorf("no %q in %s", want, last)
		}
	}
	own := must(csv.NewReader(strings.NewReader(string(write(exchange.VisitsOf(mate.ID), d, exchange.CSV)))).ReadAll())
	if len(own) != 2 || own[1][2] != "S0000021" || own[1][7] != "0.5" {
		t.Errorf("the volunteer's own record: %v", own)
	}
	all := text + string(write(table("jobs"), d, exchange.CSV))
	if strings.Contains(all, "锁芯") || strings.Contains(all, r.Person.Name) || strings.Contains(all, "零件") {
		t.Errorf("words or names in a table that is not sealed:\n%s", all)
	}
}
