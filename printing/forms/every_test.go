package forms

import (
	"bytes"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/inventory/code"
)

// letters is s without blanks and line ends.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

func sorted(s string) string {
	r := []rune(s)
	slices.Sort(r)
	return string(r)
}

func TestAnotherReaderFindsExactlyTheWordsOfEveryPaper(t *testing.T) {
	unraced(t)
	for _, l := range words.All {
		for _, n := range papers(l) {
			p, err := n.make()
			must(t, p, err)
			if len(p.Missing) > 0 {
				t.Errorf("%s/%s: no font has %q", l, n.name, string(p.Missing))
			}
			pages := strings.Split(written(t, p), "\f")
			for i, lines := range p.Document.Lines() {
				got, want := letters(pages[i]), ""
				for _, line := range lines {
					want += letters(line.Text())
					if !strings.Contains(got, letters(line.Text())) {
						t.Errorf("%s/%s, page %d: no line %q", l, n.name, i+1, line.Text())
					}
				}
				if sorted(got) != sorted(want) {
					t.Errorf("%s/%s, page %d: other letters than were set:\n%s\n%s", l, n.name, i+1, sorted(got), sorted(want))
				}
				if strings.Contains(got, "paper.") || strings.ContainsAny(got, "{}") {
					t.Errorf("%s/%s: a sentence nobody wrote, or a hole nobody filled:\n%s", l, n.name, pages[i])
				}
			}
		}
	}
}

func TestEveryPaperIsCleanAndCarriesItsFont(t *testing.T) {
	unraced(t)
	qpdf, fonts := tool(t, "qpdf", "qpdf"), tool(t, "pdffonts", "poppler-utils")
	for _, l := range words.All {
		if l != words.Tibetan && !whole() {
			continue
		}
		for _, n := range papers(l) {
			p, err := n.make()
			path := save(t, must(t, p, err))
			if out, err := exec.Command(qpdf, "--check", path).CombinedOutput(); err != nil {
				t.Errorf("%s/%s: %v: %s", l, n.name, err, out)
			}
			rows := strings.Split(strings.TrimSpace(run(t, fonts, path)), "\n")[2:]
			for _, row := range rows { // name, type, encoding, emb, sub, uni, object
				if cells := strings.Fields(row); len(cells) < 8 || cells[len(cells)-5] != "yes" {
					t.Errorf("%s/%s: not embedded: %s", l, n.name, row)
				}
			}
			if len(rows) != 1 {
				t.Errorf("%s/%s: %d fonts, want 1", l, n.name, len(rows))
			}
		}
	}
}

func TestEveryPaperMadeTwiceIsTheSameFile(t *testing.T) {
	for _, l := range words.All {
		if l != words.Tibetan && !whole() {
			continue
		}
		again := papers(l)
		for i, n := range papers(l) {
			a, err := n.make()
			must(t, a, err)
			for _, m := range again {
				if m.name != n.name {
					continue
				}
				b, err := m.make()
				if must(t, b, err); !bytes.Equal(a.PDF, b.PDF) {
					t.Errorf("%s/%s (%d): two prints differ", l, n.name, i)
				}
			}
		}
	}
}

func TestNoInkLeavesThePage(t *testing.T) {
	unraced(t)
	for _, l := range words.All {
		for _, n := range papers(l) {
			p, err := n.make()
			must(t, p, err)
			if pages := p.Document.Overprinted(); pages != nil {
				t.Errorf("%s/%s: ink leaves page %d", l, n.name, pages)
			}
		}
	}
}

func TestTheWordsOfASlipStandOnIt(t *testing.T) {
	contains := func(name, got string, want ...string) {
		for _, w := range want {
			if !strings.Contains(letters(got), letters(w)) {
				t.Errorf("%s: no %q in\n%s", name, w, got)
			}
		}
	}
	make := func(p Paper, err error) string { return written(t, must(t, p, err)) }
	d := sampleRenewal(words.Chinese)
	contains("renewal", make(RenewalSlip(d)), "续借单", "L-000123-S", "11月26日(周四) 09:05", "11月30日(周一) 18:00 前", d.Lines[0].Why, "还可以续借的次数：1")
	contains("return", make(ReturnReceipt(sampleReturn(words.Chinese))), "归还单", "完好齐全", "缺配件", "缺少：钻头 × 5  电池 × 2", "晚还天数：1", "有损坏，送去修理")
	contains("hold", make(HoldReady(sampleWaiting(words.English))), "READY FOR YOU", "H-000008-S", "Kept for", "央*", "Please fetch it by", "Sat 28 Nov, before 18:00")
	contains("reservation", make(ReservationSlip(sampleBooking(words.English))), "B-000015-L", "Fri 27 Nov to Sun 29 Nov")
	one := sampleBooking(words.English)
	one.To = one.From
	if got := make(ReservationSlip(one)); strings.Contains(got, "Fri 27 Nov to") {
		t.Errorf("one day is said twice:\n%s", got)
	}
	contains("request", make(RequestSlip(sampleRequest(words.Tibetan))), "J-000877-B", "ཆུ་སྦུག", "ཆུ་ཐིགས་པ་འདུག", "小修免费")
	for _, m := range []Medium{A5, A4} {
		job := make(JobSheet(sampleJob(words.Chinese, m, SizeBig)))
		contains("job", job, "洛桑卓玛（样例）", "139 0000 0877", "雄嘎社区 3 栋 2 单元 501 室", "¥ 180.00", "− ¥ 36.50", "¥ 143.50", "陶瓷阀芯龙头 DN15", "1.5", "60.00", "¥ 170.00", "管钳 T-000044-W", "扎西顿珠  旦增")
	}
	contains("staff card", make(StaffCardPaper(sampleStaffCard(words.Chinese))), "工作人员卡", "扎西顿珠", "值班", "银龄康养", sampleStaffCard(words.Chinese).Card.Human())
	contains("overdue", make(OverdueList(sampleOverdue(words.Chinese, 3))), "139 0000 0002", "T-000003-J", "11月18日", "共 3 行")
	contains("reminder", make(ReminderSlip(sampleReminder(words.Chinese))), "催还单", "L-000123-S", "扎*珠", "11月27日(周五)", "已过 3 天")
	cut := sampleListing(words.English, 3)
	cut.Of = 7
	contains("list-cut", make(DeskList(cut)), "Only the first 3 of 7 lines")
	contains("list", make(DeskList(sampleListing(words.English, 3))), "On loan", "Step ladder 2 m", "T-000003-J", "on loan")
	contains("no overdue", make(OverdueList(sampleOverdue(words.Chinese, 0))), "没有逾期的工具。")
	contains("stocktake", make(StocktakeList(sampleStock(words.English, 2))), "A-1", "T-000002-L", "battery × 2", "on the shelf")
	contains("counted", make(StocktakeReport(sampleCounted(words.Chinese, 2))), "全部架子", "2026年11月23日 — 2026年11月25日", "见到 61 件", "T-000002-L", "没见到", "共 2 行")
	contains("counted, all right", make(StocktakeReport(sampleCounted(words.English, 0))), "Nothing was out of order")
	contains("upkeep", make(UpkeepList(sampleUpkeep(words.Chinese, 2))), "到期检查和更换", "T-000002-L", "检查", "共 2 行")
	contains("week", make(ReservationWeek(sampleWeek(words.Chinese, 2))), "一周预约", "T-000002-L", "199****0001", "共 2 行")
	contains("no reservations", make(ReservationWeek(sampleWeek(words.Chinese, 0))), "这一周没有预约。")
	contains("no upkeep", make(UpkeepList(sampleUpkeep(words.Chinese, 0))), "这个月没有要检查或更换的工具。")
	contains("thanks", make(ThanksSlip(sampleThanks(words.Chinese))), "洛*珍", inventory.DonationID(7).Code().Human(), "谢谢")
	contains("report", make(PeriodReport(sampleReport(words.Chinese))), "412", "7.3%", "3.5", "91.5", "上期 21", "1234.50", "2026年7月1日 到 2026年12月31日", "人字梯 2 米", "银龄康养")
	contains("test page", make(TestPage(sampleTest(words.Chinese, Roll80))), "前台小票机", "T-000001-N")
}

func TestAJobSheetIsOnePage(t *testing.T) {
	for _, l := range words.All {
		for _, m := range []Medium{A5, A4} {
			for size := SizeOpen; size <= SizeBig; size++ {
				p, err := JobSheet(sampleJob(l, m, size))
				if must(t, p, err); p.Pages != 1 {
					t.Errorf("%s, size %d on %.0f mm: %d pages", l, size, p.Width, p.Pages)
				}
			}
		}
	}
}

func TestAReportIsTwoPagesAndATestPageOne(t *testing.T) {
	for _, l := range words.All {
		p, err := PeriodReport(sampleReport(l))
		if must(t, p, err); p.Pages != 2 {
			t.Errorf("%s: a report of %d pages", l, p.Pages)
		}
		for _, m := range []Medium{Roll80, Roll58, A5, A4} {
			p, err := TestPage(sampleTest(l, m))
			if must(t, p, err); p.Pages != 1 {
				t.Errorf("%s on medium %d: a test page of %d pages", l, m, p.Pages)
			}
		}
	}
}

func TestMoneyIsWrittenInYuan(t *testing.T) {
	for fen, want := range map[int64]string{0: "0.00", 5: "0.05", 1250: "12.50", -3650: "−36.50", 123456789: "1234567.89"} {
		if got := money(fen); got != want {
			t.Errorf("%d fen: %q, want %q", fen, got, want)
		}
	}
	for _, c := range []struct {
		part JobPart
		want int64
	}{{JobPart{"", 20, 1250}, 2500}, {JobPart{"", 5, 6000}, 3000}, {JobPart{"", 1, 5}, 1}, {JobPart{"", 0, 100}, 0}} {
		if got := c.part.Cost(); got != c.want {
			t.Errorf("%d tenths of %d fen: %d, want %d", c.part.Tenths, c.part.Price, got, c.want)
		}
	}
	for n, want := range map[int]string{10: "1", 5: "0.5", 15: "1.5", 0: "0", 123: "12.3"} {
		if got := tenths(n); got != want {
			t.Errorf("%d tenths: %q, want %q", n, got, want)
		}
	}
}

// hostile is every paper with s wherever a text can stand.
func hostile(s string) []named {
	in := Shop{Name: inventory.Name{Zh: s, Bo: s, En: s}, Place: s, Phone: s}
	slip := hostileSlip(s)
	slip.Lines = slip.Lines[:1]
	tally := []Tally{{s, s, 5}, {s, s, -3}, {s, "", 1 << 40}}
	return []named{
		{"slip", func() (Paper, error) { return Slip(slip) }},
		{"slip-58", func() (Paper, error) { d := slip; d.On = Roll58; return Slip(d) }},
		{"slip-a5", func() (Paper, error) { d := slip; d.On = A5; return Slip(d) }},
		{"renewal", func() (Paper, error) {
			return RenewalSlip(Renewal{Lang: words.Lang(s), Shop: in, Slip: slip.Slip, Borrower: s, Phone: s, Left: -1, Lines: slip.Lines})
		}},
		{"return", func() (Paper, error) {
			return ReturnReceipt(Return{Shop: in, Slip: slip.Slip, Borrower: s, Phone: s, Lines: []ReturnLine{{Name: s, Second: s, Found: 99, Missing: []string{s, s}, Late: 1 << 30}}})
		}},
		{"reminder", func() (Paper, error) {
			return ReminderSlip(Reminder{On: 99, Shop: in, Slip: slip.Slip, Borrower: s, Phone: s, Lines: []ReminderLine{{Name: s, Second: s, Days: -1}}})
		}},
		{"list", func() (Paper, error) {
			return DeskList(Listing{Lang: words.Tibetan, Shop: in, Title: "list.title.3", Columns: []ListColumn{{"list.tool", 1}, {"list.who", 2}}, Lines: [][]string{{s, s}, {}, nil}})
		}},
		{"hold", func() (Paper, error) {
			return HoldReady(Waiting{On: 99, Shop: in, Hold: slip.Slip, Who: s, Phone: s, Name: s, Second: s})
		}},
		{"reservation", func() (Paper, error) {
			return ReservationSlip(Booking{Shop: in, Booking: slip.Slip, Who: s, Phone: s, Name: s, Second: s, Copy: true})
		}},
		{"request", func() (Paper, error) {
			return RequestSlip(Request{Shop: in, Job: jobCode, Who: s, Phone: s, Kind: s, Fault: s, When: s})
		}},
		{"card", func() (Paper, error) {
			return Card(ResidentCard{Form: CardPlastic, Shop: in, Card: slip.Slip, Name: s})
		}},
		{"staff card", func() (Paper, error) {
			return StaffCardPaper(StaffCard{Shop: in, Card: slip.Slip, Name: s, Role: s, Team: s})
		}},
		{"labels", func() (Paper, error) {
			return Labels(ToolLabels{Sheet: 99, Labels: []ToolLabel{{Zh: s, Bo: s, Donor: s}, {}}, Tags: []code.Code{{}, {Kind: code.Tool, Number: 1 << 31}}})
		}},
		{"job", func() (Paper, error) {
			return JobSheet(Job{Lang: words.Tibetan, Shop: in, Job: jobCode, Kind: s, Resident: s, Phone: s, Address: s, When: s, Volunteers: []string{s, s}, Fault: s, Note: s, Tools: []string{s, s}, Size: 99, Quote: -1 << 60, Discount: 1 << 60, Parts: []JobPart{{s, -5, 1 << 40}}, Copy: true})
		}},
		{"overdue", func() (Paper, error) {
			return OverdueList(Overdue{Lang: words.Tibetan, Shop: in, Lines: []OverdueLine{{Name: s, Borrower: s, Phone: s, Days: -1, Remark: s}}})
		}},
		{"stock", func() (Paper, error) {
			return StocktakeList(Stocktake{Shop: in, Lines: []StockLine{{Name: s, Second: s, Shelf: s, State: s, Parts: s}}})
		}},
		{"report", func() (Paper, error) {
			part := ReportPart{[]Figure{{"report.figure.1", s, s}}, []Chart{{"report.chart.weeks", tally, true}, {"report.chart.kinds", tally, false}, {"report.chart.hours", nil, true}}}
			return PeriodReport(Report{Shop: in, Was: s, Lending: part, Repairs: part})
		}},
		{"test", func() (Paper, error) { return TestPage(Test{On: A4, Shop: in, Printer: s}) }},
	}
}

// hostileTexts is 400 texts: runs of every plane, bytes that are no UTF-8,
// controls, endless names.
func hostileTexts() []string {
	texts := []string{
		"", "\xff\xfe中\xed\xa0\x80\xf4\x90\x80\x80", "\x00\x01\x1b[31m\n\n\r\t\u202e\u200d", "   \u3000  ", "ྐིེ\u0301\u0301ྱྱྱྱྱྱྱྱ",
		"(\\) Tj ET endstream endobj >> %", "👩‍👩‍👧‍👦🇨🇳❤️", strings.Repeat("扎西顿珠", 2500), strings.Repeat("x", 10_000),
		strings.Repeat("བསྒྲུབས", 1400), strings.Repeat("ཧཱུྃ", 2500), strings.Repeat("\u0301", 10_000), strings.Repeat("\n", 10_000), strings.Repeat("，", 10_000),
	}
	for n := range 0x110000 / 0x1000 { // 272 runs of a 4,096th
		var b strings.Builder
		for r := n * 0x1000; r < (n+1)*0x1000; r += 67 {
			b.WriteRune(rune(r))
		}
		texts = append(texts, b.String())
	}
	bytes := rapid.Custom(func(t *rapid.T) string { return string(rapid.SliceOfN(rapid.Byte(), 1, 300).Draw(t, "bytes")) })
	for seed := 0; len(texts) < 400; seed++ {
		texts = append(texts, bytes.Example(seed))
	}
	return texts
}

func TestNoTextStopsAPaper(t *testing.T) {
	unraced(t)
	texts := hostileTexts()
	if len(texts) != 400 {
		t.Fatalf("%d texts", len(texts))
	}
	for i, s := range texts {
		all := hostile(s)
		for k, n := range all {
			if k > 0 && (i%3 > 0 || k != 1+i/3%(len(all)-1)) && !whole() { // each text on a slip, each third on one paper more
				continue
			}
			p, err := n.make()
			if err == nil && p.Document.Overprinted() != nil {
				t.Errorf("text %d (%.20q) leaves the paper on %s", i, s, n.name)
			}
			if err != nil {
				t.Fatalf("text %d (%.20q) on %s: %v", i, s, n.name, err)
			}
			if p.Pages < 1 || p.Pages > 20 || p.Height > longest {
				t.Errorf("text %d on %s: %d pages of %.0f mm", i, n.name, p.Pages, p.Height)
			}
		}
	}
}

func TestASlipOfTwentyToolsIsWhole(t *testing.T) {
	for _, m := range []Medium{Roll80, Roll58, A5} {
		d := fullSlip(words.Chinese)
		d.On = m
		p, err := Slip(d)
		got := letters(written(t, must(t, p, err)))
		for i, line := range d.Lines {
			if !strings.Contains(got, line.Tool.Human()) {
				t.Errorf("medium %d: tool %d is not on the slip", m, i)
			}
			for _, s := range append(line.Parts, line.Name, line.Safety) {
				if s != "" && !strings.Contains(got, letters(s)) {
					t.Errorf("medium %d, tool %d: not whole: %q", m, i, s)
				}
			}
		}
		if last := fmt.Sprintf("%d/%d", p.Pages, p.Pages); !strings.Contains(got, last) {
			t.Errorf("medium %d: no page %s", m, last)
		}
	}
}
