package forms

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/inventory/code"
)

// named is a paper of the shop and how it is made.
type named struct {
	name string
	make func() (Paper, error)
}

func day(d, hour, minute int) time.Time { return time.Date(2026, 11, d, hour, minute, 0, 0, lhasa) }

// papers is every paper of the shop in a language, with invented people.
func papers(l words.Lang) []named {
	slip, copied, full := sampleSlip(l), sampleSlip(l), fullSlip(l)
	copied.Copy, copied.Lines = true, slices.Clone(copied.Lines)
	copied.Lines[0].Back = day(26, 17, 30)
	all := []named{
		{"slip", func() (Paper, error) { return Slip(slip) }},
		{"slip-copy", func() (Paper, error) { return Slip(copied) }},
		{"slip-full", func() (Paper, error) { return Slip(full) }},
		{"renewal", func() (Paper, error) { return RenewalSlip(sampleRenewal(l)) }},
		{"return", func() (Paper, error) { return ReturnReceipt(sampleReturn(l)) }},
		{"hold", func() (Paper, error) { return HoldReady(sampleWaiting(l)) }},
		{"reservation", func() (Paper, error) { return ReservationSlip(sampleBooking(l)) }},
		{"request", func() (Paper, error) { return RequestSlip(sampleRequest(l)) }},
		{"reminder", func() (Paper, error) { return ReminderSlip(sampleReminder(l)) }},
		{"list", func() (Paper, error) { return DeskList(sampleListing(l, 60)) }},
		{"list-cut", func() (Paper, error) {
			d := sampleListing(l, 30)
			d.Of = 1234
			return DeskList(d)
		}},
		{"thanks", func() (Paper, error) { return ThanksSlip(sampleThanks(l)) }},
		{"thanks-money", func() (Paper, error) {
			d := sampleThanks(l)
			d.Tool, d.Donor, d.Fen, d.Purpose, d.Copy = code.Code{}, "", 12_345_00, three{words.Chinese: "用来买工具", words.Tibetan: "ལག་ཆ་ཉོ་བར།", words.English: "for tools"}[l], true
			return ThanksSlip(d)
		}},
		{"overdue", func() (Paper, error) { return OverdueList(sampleOverdue(l, 34)) }},
		{"overdue-none", func() (Paper, error) { return OverdueList(sampleOverdue(l, 0)) }},
		{"stock", func() (Paper, error) { return StocktakeList(sampleStock(l, 40)) }},
		{"counted", func() (Paper, error) { return StocktakeReport(sampleCounted(l, 30)) }},
		{"counted-all", func() (Paper, error) { return StocktakeReport(sampleCounted(l, 0)) }},
		{"upkeep", func() (Paper, error) { return UpkeepList(sampleUpkeep(l, 30)) }},
		{"week", func() (Paper, error) { return ReservationWeek(sampleWeek(l, 30)) }},
		{"upkeep-none", func() (Paper, error) { return UpkeepList(sampleUpkeep(l, 0)) }},
		{"report", func() (Paper, error) { return PeriodReport(sampleReport(l)) }},
		{"labels-48", func() (Paper, error) { return Labels(sampleLabels(48)) }},
		{"labels-44", func() (Paper, error) {
			d := sampleLabels(20)
			d.Sheet, d.Start, d.Tags = inventory.Sheet44, 5, tagsOf(d)
			return Labels(d)
		}},
		{"labels-50", func() (Paper, error) {
			d := sampleLabels(4)
			d.Sheet, d.Tags = inventory.Single50, tagsOf(d)[:2]
			return Labels(d)
		}},
	}
	for name, m := range map[string]Medium{"58": Roll58, "a5": A5} {
		slip, waiting, request := slip, sampleWaiting(l), sampleRequest(l)
		slip.On, waiting.On, request.On = m, m, m
		renewal, receipt, booking, reminder := sampleRenewal(l), sampleReturn(l), sampleBooking(l), sampleReminder(l)
		renewal.On, receipt.On, booking.On, reminder.On = m, m, m, m
		renewal.Copy, receipt.Copy, booking.Copy, waiting.Copy = true, true, true, true
		full := fullSlip(l)
		full.On = m
		all = append(all,
			named{"slip-" + name, func() (Paper, error) { return Slip(slip) }},
			named{"slip-full-" + name, func() (Paper, error) { return Slip(full) }},
			named{"renewal-" + name, func() (Paper, error) { return RenewalSlip(renewal) }},
			named{"return-" + name, func() (Paper, error) { return ReturnReceipt(receipt) }},
			named{"reservation-" + name, func() (Paper, error) { return ReservationSlip(booking) }},
			named{"reminder-" + name, func() (Paper, error) { return ReminderSlip(reminder) }},
			named{"hold-" + name, func() (Paper, error) { return HoldReady(waiting) }},
			named{"request-" + name, func() (Paper, error) { return RequestSlip(request) }})
	}
	for name, form := range map[string]CardForm{"strip": CardStrip, "plastic": CardPlastic} {
		card, staff := sampleCard(l), sampleStaffCard(l)
		card.Form, staff.Form = form, form
		all = append(all,
			named{"card-" + name, func() (Paper, error) { return Card(card) }},
			named{"staff-" + name, func() (Paper, error) { return StaffCardPaper(staff) }},
			named{"card-bo-" + name, func() (Paper, error) {
				d := card
				d.Shop.Name.Bo = "ལག་ཆ་གཡར་ཁང་།"
				return Card(d)
			}})
	}
	for name, m := range map[string]Medium{"80": Roll80, "58": Roll58, "a5": A5, "a4": A4} {
		all = append(all, named{"test-" + name, func() (Paper, error) { return TestPage(sampleTest(l, m)) }})
		if m == A5 || m == A4 {
			all = append(all,
				named{"job-small-" + name, func() (Paper, error) { return JobSheet(sampleJob(l, m, SizeSmall)) }},
				named{"job-big-" + name, func() (Paper, error) { return JobSheet(sampleJob(l, m, SizeBig)) }},
				named{"job-open-" + name, func() (Paper, error) { return JobSheet(sampleJob(l, m, SizeOpen)) }},
				named{"referral-" + name, func() (Paper, error) { return ReferralSheet(sampleReferral(l, m)) }},
				named{"service-" + name, func() (Paper, error) { return ServiceCertificate(sampleService(l, m, 9)) }})
		}
	}
	return all
}

// three is a text in each language.
type three map[words.Lang]string

// fullSlip has twenty tools with names of thirty characters and notes of two
// hundred.
func fullSlip(l words.Lang) LoanSlip {
	d := sampleSlip(l)
	d.Lines = nil
	name := three{words.Chinese: "加长型充电式无刷冲击钻（附辅助手柄与深度尺）红色第二代共三十字", words.Tibetan: strings.Repeat("གློག་སོར་", 4), words.English: "Cordless brushless impact drill"}[l]
	note := three{words.Chinese: strings.Repeat("请戴好安全帽和护目镜，两人一起用；", 11) + "用完拔下电池。", words.Tibetan: strings.Repeat("ཉེན་སྲུང་ཞྭ་མོ་གྱོན་རོགས། ", 8), words.English: strings.Repeat("Wear a helmet and goggles. ", 7) + "Take out the battery."}[l]
	for i := range 20 {
		line := SlipLine{Tool: inventory.ToolID(100 + i).Code(), Name: name, Second: "加长型充电式无刷冲击钻（附辅助手柄与深度尺）红色第二代共三十字", Due: day(27+i/8, 18, 0)}
		if i%5 == 0 {
			line.Safety = note
			line.Parts = []string{"电池 18V 4.0Ah × 2", "充电器 × 1", "麻花钻头 3–10 mm × 5", "辅助手柄 × 1", "深度尺 × 1", "工具箱 × 1"}
		}
		d.Lines = append(d.Lines, line)
	}
	return d
}

func sampleRenewal(l words.Lang) Renewal {
	s := sampleSlip(l)
	why := three{
		words.Chinese: "原来是11月29日(周日)，那天不开门，顺延到下一个开门日。",
		words.Tibetan: "ཟླ་༡༡ཚེས་༢༩ ཉིན་སྒོ་མི་འབྱེད།",
		words.English: "The shop is closed on Sun 29 Nov: the next open day.",
	}[l]
	lines := s.Lines[1:]
	lines[0].Due, lines[0].Why = day(30, 18, 0), why
	lines[1].Due = lines[0].Due.AddDate(0, 0, 4)
	return Renewal{Lang: l, Shop: shop, Slip: s.Slip, Borrower: s.Borrower, Phone: s.Phone, Renewed: day(26, 9, 5), Left: 1, Lines: lines}
}

func sampleReturn(l words.Lang) Return {
	s := sampleSlip(l)
	d := Return{Lang: l, Shop: shop, Slip: s.Slip, Borrower: s.Borrower, Phone: s.Phone, Taken: day(28, 16, 40)}
	for i, line := range s.Lines {
		r := ReturnLine{Tool: line.Tool, Name: line.Name, Second: line.Second, Found: inventory.Condition(i)}
		if i == 1 {
			r.Missing, r.Late = []string{line.Parts[2], line.Parts[0]}, 1
		}
		d.Lines = append(d.Lines, r)
	}
	return d
}

func sampleWaiting(l words.Lang) Waiting {
	line := sampleSlip(l).Lines[0]
	return Waiting{Lang: l, Shop: shop, Hold: inventory.HoldID(8).Code(), Who: "央*", Phone: "139****0008", Since: day(25, 11, 20), Until: day(28, 18, 0), Tool: line.Tool, Name: line.Name, Second: line.Second}
}

func sampleBooking(l words.Lang) Booking {
	line := sampleSlip(l).Lines[0]
	return Booking{Lang: l, Shop: shop, Booking: inventory.ReservationID(15).Code(), Who: "边*", Phone: "139****0015", Made: day(25, 11, 30), From: day(27, 0, 0), To: day(29, 0, 0), Tool: line.Tool, Name: line.Name, Second: line.Second}
}

func sampleRequest(l words.Lang) Request {
	return Request{
		Lang: l, Shop: shop, Job: jobCode, Who: "洛*", Phone: "139****0877", Asked: day(25, 9, 40),
		Kind:  three{words.Chinese: "水管", words.Tibetan: "ཆུ་སྦུག", words.English: "Plumbing"}[l],
		Fault: three{words.Chinese: "厨房水龙头关不紧，一直滴水；水槽下面的软管也有点渗。", words.Tibetan: "ཐབ་ཚང་གི་ཆུ་མགོ་དམ་པོ་བརྒྱབ་མི་ཐུབ། ཆུ་ཐིགས་པ་འདུག", words.English: "The kitchen tap does not close and drips; the hose under the sink is damp too."}[l],
		When:  three{words.Chinese: "周四下午或周六全天", words.Tibetan: "གཟའ་ཕུར་བུའི་ཕྱི་དྲོ།", words.English: "Thursday afternoon or any time on Saturday"}[l],
	}
}

func sampleJob(l words.Lang, on Medium, size JobSize) Job {
	r := sampleRequest(l)
	d := Job{
		On: on, Lang: l, Shop: shop, Job: jobCode, Kind: r.Kind, Reported: r.Asked, Resident: "洛桑卓玛（样例） བློ་བཟང་སྒྲོལ་མ།", Phone: "139 0000 0877",
		Address: "雄嘎社区 3 栋 2 单元 501 室（院子东门进，二楼右手边）", When: r.When, Volunteers: []string{"扎西顿珠", "旦增"}, Fault: r.Fault, Size: size,
		Tools: []string{"管钳 T-000044-W", "活动扳手 T-000045-Y", "生料带", "水桶"},
	}
	if size == SizeBig {
		d.Quote, d.Discount = 18000, 3650
		d.Note = three{words.Chinese: "上次没带 25 号接头，没修成。", words.Tibetan: "སྔོན་མ་མཐུད་ཆས་མེད།", words.English: "Last time a size 25 joint was missing."}[l]
		d.Parts = []JobPart{{"陶瓷阀芯龙头 DN15", 10, 8500}, {"不锈钢软管 50 cm", 20, 1250}, {"工时", 15, 4000}}
	}
	return d
}

func sampleOverdue(l words.Lang, n int) Overdue {
	d := Overdue{Lang: l, Shop: shop, Made: day(25, 8, 55)}
	lines := sampleSlip(l).Lines
	for i := range n {
		line := lines[i%len(lines)]
		d.Lines = append(d.Lines, OverdueLine{Tool: inventory.ToolID(i + 1).Code(), Name: line.Name, Borrower: "扎西顿珠（样例）", Phone: fmt.Sprintf("139 0000 %04d", i), Due: day(20-i%9, 18, 0), Days: 5 + i%9, Remark: strings.Repeat("催过 2 次，说 27 日还", i%2)})
	}
	return d
}

func sampleReminder(l words.Lang) Reminder {
	s := sampleSlip(l)
	d := Reminder{Lang: l, Shop: shop, Slip: s.Slip, Borrower: s.Borrower, Phone: s.Phone, Made: day(30, 9, 0)}
	for i, line := range s.Lines {
		d.Lines = append(d.Lines, ReminderLine{Tool: line.Tool, Name: line.Name, Second: line.Second, Due: line.Due, Days: 3 - i})
	}
	return d
}

func sampleListing(l words.Lang, n int) Listing {
	d := Listing{Lang: l, Shop: shop, Made: day(25, 8, 55), Title: "list.title.3", Columns: []ListColumn{{"list.tool", 0.3}, {"list.code", 0.2}, {"list.who", 0.2}, {"list.due", 0.15}, {"list.state", 0.15}}}
	for i, line := range slices.Repeat(sampleSlip(l).Lines, (n+2)/3)[:n] {
		d.Lines = append(d.Lines, []string{line.Name, inventory.ToolID(i + 1).Code().Human(), "扎*珠", l.Short(line.Due), l.Say("status.lent")})
	}
	return d
}

func sampleStock(l words.Lang, n int) Stocktake {
	d := Stocktake{Lang: l, Shop: shop, Made: day(25, 8, 55)}
	lines := sampleSlip(l).Lines
	state := three{words.Chinese: "在架", words.Tibetan: "བང་ཁྲིར་ཡོད།", words.English: "on the shelf"}[l]
	for i := range n {
		line := lines[i%len(lines)]
		d.Lines = append(d.Lines, StockLine{Tool: inventory.ToolID(i + 1).Code(), Name: line.Name, Second: line.Second, Shelf: fmt.Sprintf("A-%d", i/6+1), State: state, Parts: strings.Join(line.Parts, "  ")})
	}
	return d
}

func sampleCounted(l words.Lang, n int) Counted {
	d := Counted{
		Lang: l, Shop: shop, Made: day(25, 8, 55), Begun: day(23, 9, 0), Closed: day(25, 8, 50), Counted: 61, Away: 12,
		Shelf: three{words.Chinese: "全部架子", words.Tibetan: "བང་ཁྲི་ཚང་མ།", words.English: "All shelves"}[l],
	}
	found := three{words.Chinese: "没见到", words.Tibetan: "མ་མཐོང་།", words.English: "not seen"}[l]
	for _, line := range sampleStock(l, n).Lines {
		d.Lines = append(d.Lines, CountedLine{Tool: line.Tool, Name: line.Name, Shelf: line.Shelf, Found: found})
	}
	return d
}

func sampleWeek(l words.Lang, n int) WeekPaper {
	d := WeekPaper{Lang: l, Shop: shop, Made: day(25, 8, 55), From: day(25, 0, 0), To: day(31, 0, 0)}
	for i, line := range sampleStock(l, n).Lines {
		d.Lines = append(d.Lines, WeekPaperLine{Tool: line.Tool, Name: line.Name, From: day(25+i%3, 0, 0), To: day(25+i%3+i%2, 0, 0), Borrower: "测*甲", Phone: "199****0001"})
	}
	return d
}

func sampleUpkeep(l words.Lang, n int) Upkeep {
	d := Upkeep{Lang: l, Shop: shop, Made: day(25, 8, 55)}
	what := three{words.Chinese: "检查", words.Tibetan: "ཞིབ་བཤེར།", words.English: "inspect"}[l]
	for i, line := range sampleStock(l, n).Lines {
		d.Lines = append(d.Lines, UpkeepLine{Tool: line.Tool, Name: line.Name, Shelf: line.Shelf, State: line.State, What: what, Due: day(1+i%28, 18, 0), Loans: 7 * i})
	}
	return d
}

func sampleThanks(l words.Lang) Thanks {
	line := sampleSlip(l).Lines[0]
	return Thanks{
		On: Roll80, Lang: l, Shop: shop, Donation: inventory.DonationID(7).Code(), Donor: "洛*珍（样例）", Given: day(25, 10, 24), Tool: line.Tool, Name: line.Name, Second: line.Second,
	}
}

func sampleReport(l words.Lang) Report {
	tools := three{words.Chinese: "人字梯 2 米|充电式冲击钻|螺丝刀套装（十二件）|手推车|管钳|轮椅", words.Tibetan: "སྐས་འཛེག|གློག་སོར།|གཅུ་གཟེར་སྐོར་ཆས།|འདེད་འཁོར།|སྐམ་པ།|འཁོར་ལོའི་རྐུབ་སྟེགས།", words.English: "Step ladder 2 m|Cordless impact drill|Screwdriver set|Handcart|Pipe wrench|Wheelchair"}
	kinds := three{words.Chinese: "水管|电路|门锁|家电|家具", words.Tibetan: "ཆུ་སྦུག|གློག|སྒོ་ལྕགས།|གློག་ཆས།|འཛིན་ཆས།", words.English: "Plumbing|Electric|Lock|Appliance|Furniture"}
	tally := func(names string, n ...int) []Tally {
		var all []Tally
		for i, name := range strings.Split(names, "|") {
			all = append(all, Tally{name, l.Number(n[i]), n[i]})
		}
		return all
	}
	series := func(n int, name func(int) string) []Tally {
		var all []Tally
		for i := range n {
			all = append(all, Tally{name(i), l.Number(i * 7 % 23), i * 7 % 23})
		}
		return all
	}
	week := func(i int) string { return l.Number(7+i/4) + "/" + l.Number(1+i%4*7) }
	figures := func(from int, values ...string) []Figure {
		var all []Figure
		for i, v := range values {
			all = append(all, Figure{fmt.Sprintf("report.figure.%d", from+i), v, "21"})
		}
		return all
	}
	return Report{
		Lang: l, Shop: shop, From: time.Date(2026, 7, 1, 0, 0, 0, 0, lhasa), To: time.Date(2026, 12, 31, 0, 0, 0, 0, lhasa), Made: day(25, 9, 0),
		Was: l.Say("report.compared", "from", "2026", "to", "2026"), Running: true,
		Lending: ReportPart{
			figures(1, "412", "398", "29 (7.3%)", "187", "3.5", "11", "86", "61", "25", "1350"),
			[]Chart{
				{"report.chart.weeks", series(27, week), true},
				{"report.chart.busiest", tally(tools[l], 64, 51, 37, 29, 18, 3), false},
				{"report.chart.categories", tally(tools[l], 151, 64, 37, 29, 18, 3), false},
				{"report.chart.hours", series(10, func(i int) string { return l.Number(9 + i) }), true},
			},
		},
		Repairs: ReportPart{
			figures(11, "64", "57", "49", "8", "2", "3", "46", "61", "91.5", "1.4", "4.8", "1234.50", "7 (412)"),
			[]Chart{
				{"report.chart.kinds", tally(kinds[l], 21, 14, 9, 8, 5), false},
				{"report.chart.squads", tally("扎西顿珠队|银龄康养|法小帮|助行康护", 31, 14, 7, 5), false},
				{"report.chart.service", series(27, week), true},
			},
		},
	}
}

func sampleTest(l words.Lang, m Medium) Test {
	return Test{On: m, Lang: l, Shop: shop, Printer: "前台小票机", Made: day(25, 8, 50)}
}

// sampleStaffCard is a staff card with the longest number there is.
func sampleStaffCard(l words.Lang) StaffCard {
	return StaffCard{Lang: l, Shop: shop, Card: code.Code{Kind: code.Staff, Number: code.MaxNumber}, Name: "扎西顿珠", Role: three{words.Chinese: "值班", words.Tibetan: "ལས་བྱེད་པ།", words.English: "On duty"}[l], Team: "银龄康养"}
}
