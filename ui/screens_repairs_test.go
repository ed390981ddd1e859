package ui_test

import (
	"bytes"
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2/test"

	"redwrench/assets"
	"redwrench/inventory"
	"redwrench/inventory/jobs"
	"redwrench/inventory/stock"
	"redwrench/ui/stage"
)

func init() { screens = append(screens, repairScreens...) }

// kinds gives the shop the kinds of jobs of a new one.
func (k *kiosk) kinds() {
	list := must(stock.ReadJobs(bytes.NewReader(assets.StockJobs), bytes.NewReader(assets.StockPhrases)))
	must(k.desk.AdoptJobKinds(context.Background(), list))
}

// asked reports a job of a kind for resident n, who is registered when new.
func (k *kiosk) asked(r inventory.Resident, kind inventory.KindID, urgent bool) inventory.Job {
	return must(k.desk.ReportJob(context.Background(), inventory.Request{Resident: r.ID, Kind: kind, Phrases: []int{0, 2}, When: jobs.Mornings | jobs.Weekend, Urgent: urgent, Lang: "zh"}))
}

// seen has a job done that was visited by the manager yesterday.
func (k *kiosk) seen(j inventory.Job) {
	ctx := context.Background()
	must(k.desk.AssignJob(ctx, j.ID, 1, true, 1))
	k.now = k.now.Add(3 * time.Hour)
	must(k.desk.FillIn(ctx, j.ID, inventory.VisitReport{Visit: jobs.Span{From: k.now.Add(-2 * time.Hour), To: k.now.Add(-time.Hour)},
		Work: []inventory.Work{{Who: 1, Hours: 2}}, Did: "换了阀芯"}, 1))
}

// report goes on from the home screen to the trades as resident 1.
func (k *kiosk) report() inventory.Resident {
	k.kinds()
	r := k.resident(1)
	k.Show(stage.Repair{})
	k.queue.Drain()
	k.scan(r.ID.Code().Payload())
	return r
}

// The screens of residents about repairs.
var repairScreens = []screenCase{
	{"repair-trade", func(k *kiosk) { k.report() }},
	{"repair-fault", func(k *kiosk) {
		k.report()
		k.tap("水管水龙头")
		k.choose("水龙头漏水")
		k.choose("没有水")
	}},
	{"repair-where", func(k *kiosk) {
		k.report()
		k.tap("家电维修")
		k.tap("下一步")
	}},
	{"repair-address", func(k *kiosk) {
		k.report()
		k.tap("家电维修")
		k.tap("下一步")
		k.tap("另一个地址")
		k.typed("7")
		k.tap("下一步")
		k.tap("下一步")
		k.tap("下一步")
	}},
	{"repair-when", func(k *kiosk) {
		k.report()
		k.tap("水管水龙头")
		k.tap("下一步")
		k.tap("我家")
		k.choose("上午")
		k.choose("急:没水或没电")
	}},
	{"repair-again", func(k *kiosk) {
		k.kinds()
		r := k.resident(1)
		k.seen(k.asked(r, "plumbing", false))
		k.Show(stage.Repair{Who: r})
		k.queue.Drain()
		k.tap("水管水龙头")
		k.tap("下一步")
		k.tap("我家")
		k.tap("下一步")
	}},
	{"repair-confirm", func(k *kiosk) { k.confirmRepair() }},
	{"repair-done", func(k *kiosk) {
		k.confirmRepair()
		k.tap("确认报修")
	}},
	{"repair-requests", func(k *kiosk) {
		k.kinds()
		r := k.resident(1)
		k.seen(k.asked(r, "plumbing", false))
		k.asked(r, "electric", true)
		k.asked(r, "elder-care", false)
		k.arranged(k.asked(r, "locks", false))
		k.Show(stage.Requests{Who: r})
		k.queue.Drain()
		k.tap("取消")
	}},
	{"repair-progress", func(k *kiosk) {
		k.kinds()
		k.arranged(k.asked(k.resident(1), "locks", false))
		k.scan(inventory.JobID(1).Code().Payload())
	}},
	{"repair-rate", func(k *kiosk) {
		k.kinds()
		k.seen(k.asked(k.resident(1), "plumbing", false))
		k.scan(inventory.JobID(1).Code().Payload())
	}},
	{"repair-thanks", func(k *kiosk) {
		k.kinds()
		k.seen(k.asked(k.resident(1), "plumbing", false))
		k.scan(inventory.JobID(1).Code().Payload())
		k.tap("满意")
	}},
}

// arranged gives a job to the manager, with a visit tomorrow.
func (k *kiosk) arranged(j inventory.Job) {
	ctx := context.Background()
	must(k.desk.AssignJob(ctx, j.ID, 1, true, 1))
	from := k.now.AddDate(0, 0, 1)
	must(k.desk.ArrangeVisit(ctx, j.ID, jobs.Span{From: from, To: from.Add(time.Hour)}, true, 1))
}

// confirmRepair asks to confirm a report.
func (k *kiosk) confirmRepair() {
	k.report()
	k.tap("水管水龙头")
	k.choose("水龙头漏水")
	k.choose("没有水")
	k.tap("下一步")
	k.tap("我家")
	k.choose("上午")
	k.choose("急:没水或没电")
	k.tap("下一步")
}

// choose touches the answer whose words begin so.
func (k *kiosk) choose(label string) {
	k.t.Helper()
	_, taps := k.texts()
	for text, tap := range taps {
		if strings.HasPrefix(text, label) {
			time.Sleep(doubleTap)
			test.Tap(tap)
			k.queue.Drain()
			return
		}
	}
	k.t.Fatalf("nothing to choose says %q", label)
}
