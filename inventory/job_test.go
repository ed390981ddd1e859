package inventory_test

import (
	"context"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/jobs"
	"redwrench/inventory/store"
)

// What the tests of jobs share.

func jobKinds() []inventory.JobKind {
	return []inventory.JobKind{
		{ID: "plumbing", Name: inventory.Name{Zh: "水管", En: "Plumbing"}, Skill: "plumbing", Squad: "team", Urgent: true, Phrases: []inventory.Name{{Zh: "水龙头漏水"}, {Zh: "没有水"}}},
		{ID: "locks", Name: inventory.Name{Zh: "门锁"}, Skill: "locks", Squad: "team", Order: 1},
		{ID: "elder-care", Name: inventory.Name{Zh: "探望老人"}, Squad: "silver", Order: 2},
		{ID: "old", Name: inventory.Name{Zh: "旧的"}, Order: 3, Gone: true},
	}
}

var ctx = context.Background()

// helper enlists a volunteer with skills, who has a PIN.
func (s *shop) helper(name string, skills ...inventory.KindID) inventory.StaffID {
	s.t.Helper()
	v := must(s.Enlist(ctx, name, inventory.Craft{Skills: skills, Squad: "team", Langs: []inventory.Lang{"zh"}}, s.boss))
	v.Hash, v.Salt = []byte{1}, []byte{1} // hashing takes its time
	s.keepStaff(v)
	return v.ID
}

func (s *shop) keepStaff(v inventory.Staff) {
	s.t.Helper()
	ok(s.t, s.store.Update(ctx, func(tx store.Tx) error {
		return tx.Put("staff", []byte{0, 0, 0, byte(v.ID)}, inventory.EncodeForTest(v))
	}))
}

// clerk is somebody on duty.
func (s *shop) clerk() inventory.StaffID {
	s.t.Helper()
	v := must(s.Enlist(ctx, "值班甲", inventory.Craft{}, s.boss))
	v.Hash, v.Salt, v.Role = []byte{1}, []byte{1}, inventory.Duty
	s.keepStaff(v)
	return v.ID
}

func (s *shop) report(who inventory.ResidentID, kind inventory.KindID) inventory.Job {
	s.t.Helper()
	return must(s.ReportJob(ctx, inventory.Request{Resident: who, Kind: kind, Lang: "zh"}))
}

// visit is a visit that ended just now and took an hour.
func (s *shop) visit() jobs.Span { return jobs.Span{From: s.now.Add(-time.Hour), To: s.now} }

// done is the report of a visit that ended just now and settled the job.
func (s *shop) done(who ...inventory.StaffID) inventory.VisitReport {
	r := inventory.VisitReport{Visit: s.visit(), Did: "换了垫圈"}
	for _, v := range who {
		r.Work = append(r.Work, inventory.Work{Who: v, Hours: 2, Travel: 1})
	}
	return r
}

func (s *shop) state(what string, id inventory.JobID, want jobs.State) inventory.Job {
	s.t.Helper()
	sheet := must(s.OpenJob(ctx, id, s.boss))
	if sheet.Job.State != want {
		s.t.Errorf("%s: state %d, want %d", what, sheet.Job.State, want)
	}
	return sheet.Job
}

func TestAJobFromTheReportToTheStars(t *testing.T) {
	s := newShop(t)
	who, v := s.resident(1), s.helper("志愿甲", "plumbing")
	j := must(s.ReportJob(ctx, inventory.Request{Resident: who, Kind: "plumbing", Phrases: []int{0}, Words: "厨房的", When: jobs.Mornings, Lang: "zh"}))
	if prints := must(s.WaitingPrints(ctx, 10)); prints[len(prints)-1].Paper != inventory.RequestSlip || prints[len(prints)-1].Subject != uint32(j.ID) {
		t.Errorf("the last wish for paper is %+v, want the request's slip", prints[len(prints)-1])
	}
	must(s.TakeJob(ctx, j.ID, v))
	s.state("taken", j.ID, jobs.Assigned)
	must(s.ArrangeVisit(ctx, j.ID, jobs.Span{From: s.now.Add(time.Hour), To: s.now.Add(2 * time.Hour)}, false, v))
	s.state("arranged", j.ID, jobs.Visiting)
	must(s.PrintSheets(ctx, []inventory.JobID{j.ID}, "zh", v))
	s.later(3 * time.Hour)
	must(s.FillIn(ctx, j.ID, s.done(v), v))
	got := s.state("filled in", j.ID, jobs.Done)
	if len(got.Visits) != 1 || got.Visits[0].Work[0].Hours != 2 || !got.Closed.Equal(s.now) || got.ClosedBy != v {
		t.Errorf("%+v", got)
	}
	ok(t, s.RateJob(ctx, j.ID, 5))
	if row := must(s.JobStatus(ctx, j.ID)); row.Job.Stars != 5 || row.Job.Resident != 0 || row.Job.Faults != nil || row.Kind.ID != "plumbing" {
		t.Errorf("what the slip shows: %+v", row)
	}
	if rows := must(s.JobsOf(ctx, who)); len(rows) != 1 || rows[0].Job.ID != j.ID {
		t.Errorf("the resident's jobs: %+v", rows)
	}
}
