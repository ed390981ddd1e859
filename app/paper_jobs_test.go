package main

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/inventory/jobs"
	"redwrench/ui/desk/desktest"
)

// TestPapersOfJobsSayWhatTheyMayAndNoMore renders the slip of a request, a round
// of two sheets, a referral and a certificate of service in every language.
func TestPapersOfJobsSayWhatTheyMayAndNoMore(t *testing.T) {
	c, first := jobPapers(t)
	for _, l := range words.All {
		says := func(p inventory.Paper) string {
			j, wished := c.jobs[p]
			if !wished {
				t.Fatalf("nothing wished for paper %d", p)
			}
			j.Lang = inventory.Lang(l)
			_, text := c.render(j)
			return text
		}
		slip, sheets, referral, service := says(inventory.RequestSlip), says(inventory.JobSheets), says(inventory.Referral), says(inventory.ServicePaper)
		full := first.Who.Phone
		for name, text := range map[string]string{"slip": slip, "certificate": service} {
			if strings.Contains(text, full) || strings.Contains(text, first.Who.Name) {
				t.Errorf("%s in %s names the resident in full:\n%s", name, l, text)
			}
		}
		for _, want := range []string{full, first.Who.Name, inventory.JobID(1).Code().Human(), inventory.JobID(2).Code().Human(), inventory.ToolID(6).Code().Human(), "试用帮手", "¥ 120.50"} {
			if !strings.Contains(sheets, want) {
				t.Errorf("the round in %s does not say %q:\n%s", l, want, sheets)
			}
		}
		for _, want := range []string{"测试律所", "要律师看合同", inventory.JobID(3).Code().Human()} {
			if !strings.Contains(referral, want) {
				t.Errorf("the referral in %s does not say %q:\n%s", l, want, referral)
			}
		}
		for _, want := range []string{"试用帮手", "1.5", "2026-11-24", inventory.JobID(4).Code().Human()} {
			if !strings.Contains(service, want) {
				t.Errorf("the certificate in %s does not say %q:\n%s", l, want, service)
			}
		}
	}
}

// jobPapers is a shop with one paper of each kind about jobs, and the first job.
func jobPapers(t *testing.T) (counted, inventory.JobSheet) {
	ctx := context.Background()
	s := desktest.New(t)
	boss := s.Manager.ID
	rules := s.Desk.Settings()
	rules.Jobs.Partners = []inventory.Partner{{ID: "law", Name: inventory.Name{Zh: "测试律所"}}}
	if err := s.Desk.ChangeSettings(ctx, rules, boss); err != nil {
		t.Fatal(err)
	}
	helper := desktest.Must(s.Desk.Enlist(ctx, "试用帮手", inventory.Craft{}, boss)).ID
	for n := 1; n <= 4; n++ {
		id := desktest.Must(s.Desk.ReportJob(ctx, inventory.Request{Resident: s.Resident(n).ID, Kind: "plumbing", Phrases: []int{0}, Lang: "zh"})).ID
		desktest.Must(s.Desk.AssignJob(ctx, id, helper, false, boss))
	}
	desktest.Must(s.Desk.LendForJob(ctx, 1, []inventory.ToolID{6}, helper, boss))
	desktest.Must(s.Desk.PriceJob(ctx, 2, inventory.Pricing{Big: true, Quote: jobs.Quote{Labour: 10000, Materials: 2050}}, boss))
	desktest.Must(s.Desk.AgreeToQuote(ctx, 2, boss))
	desktest.Must(s.Desk.PassOnJob(ctx, 3, "law", "要律师看合同", boss))
	s.Now = s.Now.Add(3 * time.Hour)
	desktest.Must(s.Desk.FillIn(ctx, 4, inventory.VisitReport{Visit: jobs.Span{From: s.Now.Add(-2 * time.Hour), To: s.Now}, Work: []inventory.Work{{Who: helper, Hours: 3}}}, boss))
	desktest.Must(s.Desk.PrintSheets(ctx, []inventory.JobID{1, 2}, "zh", boss))
	today := inventory.DayOf(s.Now)
	desktest.Must(s.Desk.PrintService(ctx, helper, today-30, today, "zh", boss))
	c := counted{s, press{desk: s.Desk}, map[inventory.Paper]inventory.PrintJob{}}
	for _, j := range desktest.Must(s.Desk.WaitingPrints(ctx, 100)) {
		if _, there := c.jobs[j.Paper]; !there {
			c.jobs[j.Paper] = j
		}
	}
	return c, desktest.Must(s.Desk.OpenJob(ctx, 1, boss))
}

// BenchmarkRoundFromRecords is what a day's round costs, from the records to the
// PDF: 20 sheets as one job.
func BenchmarkRoundFromRecords(b *testing.B) {
	ctx := context.Background()
	s := desktest.New(b)
	for _, n := range []int{1, 20} {
		var ids []inventory.JobID
		for i := range n {
			ids = append(ids, desktest.Must(s.Desk.ReportJob(ctx, inventory.Request{Resident: s.Resident(100*n + i).ID, Kind: "plumbing", Phrases: []int{i % 3}, Lang: "zh"})).ID)
		}
		id := desktest.Must(s.Desk.PrintSheets(ctx, ids, "zh", s.Manager.ID))
		p, job := press{desk: s.Desk}, inventory.PrintJob{ID: id, Paper: inventory.JobSheets, Subject: uint32(ids[0]), Lang: "zh"}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				desktest.Must(p.jobSheets(ctx, job, inventory.DefaultPrinter(inventory.SheetPrinter)))
			}
		})
	}
}
