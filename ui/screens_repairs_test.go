package ui_test

import (
	"bytes"
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2/test"

	"redwrench/assets"
	"redwrench/inventory"
	"redwrench/inventory/invented"
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
	{"repair-write", func(k *kiosk) {
		k.report()
		k.tap("家电维修")
		k.choose("自己写")
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
	{"repair-street", func(k *kiosk) {
		k.report()
		k.tap("家电维修")
		k.tap("下一步")
		k.tap("另一个地址")
		k.Screen().(interface{ AskStreet() }).AskStreet()
		k.typed("LU 3")
		k.tap("好")
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

// volunteers are a plumber who speaks Tibetan, and one without a PIN.
func (k *kiosk) volunteers() (plumber inventory.Staff) {
	ctx := context.Background()
	plumber = must(k.desk.Hire(ctx, "试用志愿者", inventory.Volunteer, "314159", 1))
	must(k.desk.SetCraft(ctx, plumber.ID, inventory.Craft{Skills: []inventory.KindID{"plumbing", "electric"}, Squad: "team", Langs: []inventory.Lang{"zh", "bo"}}, 1))
	must(k.desk.Enlist(ctx, "试用帮手", inventory.Craft{Squad: "silver", Langs: []inventory.Lang{"zh"}}, 1))
	k.settings(func(s *inventory.Settings) {
		s.Jobs.Partners = []inventory.Partner{
			{ID: "law", Name: inventory.Name{Zh: "测试律师事务所", En: "Test law firm"}, Phone: "0891-0000001", What: inventory.Name{Zh: "法律", En: "legal advice"}},
			{ID: "clinic", Name: inventory.Name{Zh: "测试诊所", En: "Test clinic"}},
		}
	})
	return plumber
}

// board shows the staff's board with jobs in several states; the first is the
// plumber's, urgent and big.
func (k *kiosk) board() inventory.Staff {
	ctx := context.Background()
	k.kinds()
	plumber := k.volunteers()
	first := k.asked(k.resident(1), "plumbing", true)
	must(k.desk.AssignJob(ctx, first.ID, plumber.ID, false, 1))
	must(k.desk.PriceJob(ctx, first.ID, inventory.Pricing{Big: true, Quote: jobs.Quote{Labour: 12050, Materials: 8000}}, 1))
	k.asked(k.resident(2), "electric", true)
	k.asked(k.resident(3), "elder-care", false)
	k.now = k.now.AddDate(0, 0, 4)
	k.asked(k.resident(4), "plumbing", false)
	k.atDesk()
	k.tap("报修")
	return plumber
}

// rules shows the manager's rules for jobs.
func (k *kiosk) rules() {
	k.board()
	k.tap("规则与合作单位")
}

// offered shows the kinds of jobs.
func (k *kiosk) offered() { k.tap("居民可以报的服务") }

// opened opens the first job at the desk.
func (k *kiosk) opened() {
	k.board()
	k.scan(inventory.JobID(1).Code().Payload())
}

// visiting shows the plumber's screen, with a job that is theirs.
func (k *kiosk) visiting() {
	k.Show(stage.Volunteer{Who: k.board()})
	k.queue.Drain()
}

func init() { screens = append(screens, jobScreens...) }

// The screens of staff and volunteers about jobs.
var jobScreens = []screenCase{
	{"board", func(k *kiosk) { k.board() }},
	{"board-squads", func(k *kiosk) {
		k.board()
		k.tap("队伍")
	}},
	{"board-trades", func(k *kiosk) {
		k.board()
		k.tap("类别")
	}},
	{"job-card", func(k *kiosk) {
		k.opened()
		k.tap("返回")
	}},
	{"job-rest", func(k *kiosk) {
		k.opened()
		k.tap("返回")
		k.tap("更多")
	}},
	{"rules", func(k *kiosk) { k.rules() }},
	{"rules-discount", func(k *kiosk) {
		k.rules()
		k.tap("大修优惠")
	}},
	{"rules-kinds", func(k *kiosk) {
		k.rules()
		k.offered()
	}},
	{"rules-kind", func(k *kiosk) {
		k.rules()
		k.offered()
		k.tap("家电维修")
		k.choose("现成的话")
		k.tap("返回")
	}},
	{"rules-kind-new", func(k *kiosk) {
		k.rules()
		k.offered()
		k.tap("加一类服务")
		k.tap("保存")
	}},
	{"rules-kind-name", func(k *kiosk) {
		k.rules()
		k.offered()
		k.tap("家电维修")
		k.tap("家电维修")
	}},
	{"rules-kind-phrases", func(k *kiosk) {
		k.rules()
		k.offered()
		k.tap("水管水龙头")
		k.choose("现成的话")
	}},
	{"rules-kind-phrase", func(k *kiosk) {
		k.rules()
		k.offered()
		k.tap("水管水龙头")
		k.choose("现成的话")
		k.tap("水龙头漏水")
	}},
	{"rules-kind-phrase-new", func(k *kiosk) {
		k.rules()
		k.offered()
		k.tap("水管水龙头")
		k.choose("现成的话")
		k.tap("加一句")
		k.tap("好")
	}},
	{"rules-kind-icon", func(k *kiosk) {
		k.rules()
		k.offered()
		k.tap("水管水龙头")
		k.tap("图")
	}},
	{"rules-kind-skill", func(k *kiosk) {
		k.rules()
		k.offered()
		k.tap("水管水龙头")
		k.choose("手艺:")
	}},
	{"rules-kind-squad", func(k *kiosk) {
		k.rules()
		k.offered()
		k.tap("水管水龙头")
		k.choose("队伍:")
	}},
	{"rules-partners", func(k *kiosk) {
		k.rules()
		k.tap("合作单位")
	}},
	{"rules-partner-name", func(k *kiosk) {
		k.rules()
		k.tap("合作单位")
		k.tap("加一家合作单位")
	}},
	{"rules-partner-phone", func(k *kiosk) {
		k.rules()
		k.tap("合作单位")
		k.tap("加一家合作单位")
		k.typed("TEST")
		k.tap("下一步")
		k.typed("08910000002")
	}},
	{"job-new", func(k *kiosk) {
		k.board()
		k.tap("电路灯具")
	}},
	{"job-assign", func(k *kiosk) {
		k.board()
		k.tap("探望照护老人")
		k.tap("派人")
	}},
	{"job-overlap", func(k *kiosk) {
		k.board()
		k.arrangedFor(k.asked(k.resident(5), "plumbing", false), 2)
		k.scan(inventory.JobID(1).Code().Payload())
		k.tap("返回")
		k.tap("约时间")
		k.tap("约好了")
	}},
	{"job-quote", func(k *kiosk) {
		k.opened()
		k.tap("返回")
		k.tap("更多")
		k.tap("改报价")
	}},
	{"job-money", func(k *kiosk) {
		k.opened()
		k.tap("返回")
		k.tap("更多")
		k.tap("改报价")
		k.tap("人工")
	}},
	{"job-tools", func(k *kiosk) {
		k.opened()
		k.tap("返回")
		k.tap("带工具")
		k.scan(tag(6))
		k.scan(tag(33))
	}},
	{"job-handon", func(k *kiosk) {
		k.board()
		other := k.asked(k.resident(5), "plumbing", false)
		must(k.desk.AssignJob(context.Background(), other.ID, 2, false, 1))
		must(k.desk.LendForJob(context.Background(), other.ID, []inventory.ToolID{6}, 2, 1))
		k.scan(inventory.JobID(1).Code().Payload())
		k.tap("返回")
		k.scan(tag(6))
	}},
	{"job-partner", func(k *kiosk) {
		k.opened()
		k.tap("返回")
		k.tap("更多")
		k.tap("转交")
	}},
	{"job-cancel", func(k *kiosk) {
		k.opened()
		k.tap("返回")
		k.tap("更多")
		k.tap("取消")
		k.choose("居民不要了")
	}},
	{"job-fill", func(k *kiosk) {
		k.opened()
		k.tap("结果")
		k.tap("等配件")
		k.tap("好")
	}},
	{"job-fill-tools", func(k *kiosk) {
		k.opened()
		k.tap("返回")
		k.tap("更多")
		k.tap("居民同意报价")
		k.scan(tag(33))
		k.tap("好")
		k.tap("填单")
		k.tap("办结")
	}},
	{"job-outcome", func(k *kiosk) {
		k.opened()
		k.tap("结果")
	}},
	{"job-times", func(k *kiosk) {
		k.opened()
		k.tap("上门时间")
	}},
	{"job-hours", func(k *kiosk) {
		k.opened()
		k.tap("工时")
	}},
	{"job-did", func(k *kiosk) {
		k.opened()
		k.tap("做了什么")
		k.choose("换了零件")
	}},
	{"job-write", func(k *kiosk) {
		k.opened()
		k.tap("做了什么")
		k.choose("自己写")
	}},
	{"job-materials", func(k *kiosk) {
		k.opened()
		k.tap("材料")
		k.tap("加一样材料")
		k.choose("阀芯")
		k.tap("下一步")
		k.typed("1250")
		k.tap("好")
	}},
	{"volunteer", func(k *kiosk) { k.visiting() }},
	{"volunteer-service", func(k *kiosk) {
		k.visiting()
		k.tap("服务证明")
	}},
	{"volunteer-certified", func(k *kiosk) {
		k.visiting()
		k.tap("服务证明")
		k.tap("半年")
	}},
	{"volunteer-offer", func(k *kiosk) {
		k.visiting()
		k.tap("可以接的 2")
		k.choose("电路灯具")
	}},
	{"volunteer-job", func(k *kiosk) {
		k.visiting()
		k.choose("水管水龙头")
	}},
	{"volunteer-refused", func(k *kiosk) {
		k.visiting()
		k.scan(inventory.JobID(3).Code().Payload())
	}},
}

// arrangedFor gives a job to somebody, with a visit where the kiosk proposes one.
func (k *kiosk) arrangedFor(j inventory.Job, who inventory.StaffID) {
	ctx := context.Background()
	must(k.desk.AssignJob(ctx, j.ID, who, false, 1))
	y, m, d := k.desk.Now().AddDate(0, 0, 1).Date()
	from := time.Date(y, m, d, 10, 30, 0, 0, k.desk.Now().Location())
	must(k.desk.ArrangeVisit(ctx, j.ID, jobs.Span{From: from, To: from.Add(time.Hour)}, false, 1))
}

// someone opens the plumber in the list of the staff.
func (k *kiosk) someone() {
	k.kinds()
	k.volunteers()
	k.atDesk()
	k.tap("管理")
	k.tap("人员")
	k.choose("S2")
}

func init() {
	screens = append(screens,
		screenCase{"crew-craft", func(k *kiosk) {
			k.someone()
			k.tap("手艺和队伍")
		}},
		screenCase{"crew-squad", func(k *kiosk) {
			k.someone()
			k.tap("手艺和队伍")
			k.tap("队伍")
		}},

		screenCase{"crew-document", func(k *kiosk) {
			k.someone()
			k.tap("身份证号")
			k.typed("110101199013")
		}},
		screenCase{"crew-document-kept", func(k *kiosk) {
			k.someone()
			k.tap("身份证号")
			k.typed(invented.Person(3, "").ID.Number)
			k.tap("保存")
		}},
		screenCase{"crew-service", func(k *kiosk) {
			k.someone()
			k.tap("服务证明")
		}},
		screenCase{"crew-service-table", func(k *kiosk) {
			k.someone()
			k.tap("服务证明")
			k.tap("全部记录存成表格")
		}},
		screenCase{"crew-pin-later", func(k *kiosk) {
			k.someone()
			k.tap("返回")
			k.tap("加一位")
			k.tap("志愿者")
		}})
}
