package forms

import (
	"fmt"
	"strings"
	"testing"

	"redwrench/assets/words"
	"redwrench/inventory"
)

func sampleReferral(l words.Lang, on Medium) Referral {
	d := sampleJob(l, on, SizeBig)
	return Referral{
		On: on, Lang: l, Shop: shop, Job: jobCode, Partner: "测试法律服务所（样例）", Helps: three{words.Chinese: "法律咨询", words.Tibetan: "ཁྲིམས་ལུགས་བླ་འདྲི།", words.English: "legal advice"}[l],
		Call: "0891-0000001", Resident: d.Resident, Phone: d.Phone, Address: d.Address, Kind: d.Kind, Fault: d.Fault,
		Why: "需要专业律师看合同。", Reported: day(24, 10, 25), Passed: day(25, 9, 5),
	}
}

func sampleService(l words.Lang, on Medium, visits int) Service {
	d := Service{
		On: on, Lang: l, Shop: shop, Number: "S12", Name: "旦增（样例）", Document: "540102199001010000",
		Squad: "扎西顿珠志愿服务队", From: day(1, 0, 0), To: day(30, 0, 0), Made: day(30, 17, 0), Travel: 3,
	}
	for i := range visits {
		d.Lines = append(d.Lines, ServiceLine{Day: day(1+i%29, 9, 0), Job: inventory.JobID(i + 1).Code(), What: sampleRequest(l).Kind, Place: "扎细街", HalfHours: 1 + i%5, Confirmed: "值班甲"})
		d.HalfHours += 1 + i%5
	}
	return d
}

// round is a day's round of so many sheets.
func round(l words.Lang, n int) []Job {
	var list []Job
	for i := range n {
		d := sampleJob(l, A5, JobSize(i%3))
		d.Job = inventory.JobID(i + 1).Code()
		list = append(list, d)
	}
	return list
}

func TestARoundIsOnePaperWithASheetForEachJob(t *testing.T) {
	p, err := JobSheets(round(words.Chinese, 5))
	must(t, p, err)
	if p.Pages != 5 {
		t.Fatalf("%d pages, want 5", p.Pages)
	}
	for i, page := range strings.Split(strings.TrimSuffix(written(t, p), "\f"), "\f") {
		for n := range 5 {
			if has := strings.Contains(page, inventory.JobID(n+1).Code().Human()); has != (n == i) {
				t.Errorf("page %d names job %d: %t", i+1, n+1, has)
			}
		}
	}
	if _, err := JobSheets(nil); err == nil {
		t.Error("a round without jobs became a paper")
	}
}

func TestALongServiceRecordGoesOnWithItsHead(t *testing.T) {
	p, err := ServiceCertificate(sampleService(words.Chinese, A4, 80))
	must(t, p, err)
	pages := strings.Split(strings.TrimSuffix(written(t, p), "\f"), "\f")
	if len(pages) < 2 {
		t.Fatalf("80 visits on %d page", len(pages))
	}
	for i, page := range pages {
		if !strings.Contains(page, words.Chinese.Say("paper.service.by")) {
			t.Errorf("page %d has no head of the table", i+1)
		}
	}
	if sum := fmt.Sprintf("共 %s 小时", tenths(5*sampleService(words.Chinese, A4, 80).HalfHours)); !strings.Contains(letters(pages[0]), letters(sum)) {
		t.Errorf("the sum %q is not said:\n%s", sum, pages[0])
	}
}

func BenchmarkRound(b *testing.B) {
	for _, l := range words.All {
		list := round(l, 20)
		b.Run(string(l), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p, err := JobSheets(list)
				must(b, p, err)
			}
		})
	}
}
