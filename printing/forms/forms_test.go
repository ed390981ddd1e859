package forms

import (
	"bytes"
	"fmt"
	"image"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"redwrench/assets/words"
	"redwrench/inventory"
)

func slip(t testing.TB, d LoanSlip) Paper {
	t.Helper()
	p, err := Slip(d)
	return must(t, p, err)
}

func card(t testing.TB, d ResidentCard) Paper {
	t.Helper()
	p, err := Card(d)
	return must(t, p, err)
}

func labels(t testing.TB, d ToolLabels) Paper {
	t.Helper()
	p, err := Labels(d)
	return must(t, p, err)
}

func TestTheSlipSaysWhatItShouldInEachLanguage(t *testing.T) {
	for lang, want := range map[words.Lang][]string{
		words.Chinese: {
			"红扳手志愿服务铺", "Red Wrench Volunteer Service Shop", "雄嘎社区 · 扎细街道", "借用单 གཡར་འཛིན། LOAN SLIP", "L-000123-S",
			"借用人 གཡར་མཁན།", "扎*珠", "138****6621", "11月24日(周二)  10:25", "人字梯 2 米", "སྐས་འཛེག T-000031-B",
			"两人使用：一人扶梯，一人上梯。请戴安", "电池 × 2 充电器 × 1 钻头 × 5", "11月27日(周五) 18:00 前", "11月30日(周一) 18:00 前",
			"ཟླ་༡༡ཚེས་༣༠ (གཟའ་ཟླ་བ།) ༡༨:༠༠ གོང་།", "有问题请打电话 0891-0000000", "谢谢您！ 1/1",
		},
		words.Tibetan: {
			"借用单 གཡར་འཛིན། LOAN SLIP", "གཡར་མཁན། 借用人", "ཟླ་༡༡ཚེས་༢༤ (གཟའ་མིག་དམར།)  ༡༠:༢༥", "སྐས་འཛེག\n人字梯 2 米 T-000031-B",
			"གློག་སྨན། × ༢ 充电器 × ༡", "༡༨:༠༠ གོང་།\n11月30日(周一) 18:00 前", "ཁ་པར། 0891-0000000", "ཐུགས་རྗེ་ཆེ། ༡/༡",
		},
		words.English: {
			"Borrower 借用人", "Tue 24 Nov  10:25", "Step ladder 2 m\n人字梯 2 米 T-000031-B", "drill bits × 5 side handle × 1",
			"Mon 30 Nov, before 18:00\n11月30日(周一) 18:00 前", "Questions? Call 0891-0000000", "Thank you! 1/1",
		},
	} {
		p := slip(t, sampleSlip(lang))
		got := written(t, p)
		for _, w := range want {
			if !strings.Contains(got, w+"\n") && !strings.Contains(got, w+" \n") {
				t.Errorf("%s: no line %q in\n%s", lang, w, got)
			}
		}
		if len(p.Missing) > 0 {
			t.Errorf("%s: no font has %q", lang, string(p.Missing))
		}
		if strings.Contains(got, "paper.") {
			t.Errorf("%s: a sentence nobody wrote:\n%s", lang, got)
		}
	}
}

func TestTheSlipOfACopySaysSo(t *testing.T) {
	d := sampleSlip(words.Chinese)
	if strings.Contains(written(t, slip(t, d)), "复印件") {
		t.Error("the first print calls itself a copy")
	}
	d.Copy = true
	if got := written(t, slip(t, d)); !strings.Contains(got, "复印件  འདྲ་བཤུས།  COPY\n") {
		t.Errorf("no mark of a copy in\n%s", got)
	}
}

func TestACopySaysWhatCameBack(t *testing.T) {
	d := sampleSlip(words.Chinese)
	d.Copy, d.Lines = true, slices.Clone(d.Lines)
	for i := range d.Lines {
		d.Lines[i].Back = day(26, 17, 30)
	}
	got := written(t, slip(t, d))
	if strings.Contains(got, words.Chinese.Say("paper.due.title")) {
		t.Errorf("a tool that came back is due:\n%s", got)
	}
	if n := strings.Count(got, "11月26日(周四)  17:30"); n != len(d.Lines) {
		t.Errorf("%d of %d tools say when they came back:\n%s", n, len(d.Lines), got)
	}
	d.Lines[0].Back = time.Time{}
	if got := written(t, slip(t, d)); strings.Count(got, words.Chinese.Say("paper.due.title")) != 1 {
		t.Errorf("the tool that is out has no day:\n%s", got)
	}
}

func TestRareCharactersReachThePaper(t *testing.T) {
	d := sampleSlip(words.Chinese)
	d.Borrower, d.Lines[0].Name, d.Lines[0].Second = "𠮷*㛃", "䶮牌手电钻 𪚥", "བསྒྲུབས་སྒྲོལ་མ།"
	got := written(t, slip(t, d))
	for _, want := range []string{"𠮷*㛃\n", "䶮牌手电钻 𪚥\n", "བསྒྲུབས་སྒྲོལ་མ། T-"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

func TestTheSlipIsSmall(t *testing.T) {
	d := sampleSlip(words.Chinese)
	d.Lines = d.Lines[:2]
	if p := slip(t, d); len(p.PDF) > 40<<10 {
		t.Errorf("a slip of two tools has %d bytes", len(p.PDF))
	}
}

// outside is the darkest dot of a page left or right of the printable width.
func outside(page *image.Gray, f format) string {
	for y := range page.Rect.Dy() {
		for x, grey := range page.Pix[y*page.Stride:][:page.Rect.Dx()] {
			if (float64(x) < f.margin*8 || float64(x) >= (f.width-f.margin)*8) && grey < 128 {
				return fmt.Sprintf("ink at %.2f, %.2f mm", float64(x)/8, float64(y)/8)
			}
		}
	}
	return ""
}

func TestNothingIsPrintedBesideThePrintableWidth(t *testing.T) {
	unraced(t)
	papers := map[string]Paper{}
	for _, lang := range words.All {
		d := sampleSlip(lang)
		d.Copy = true
		papers["slip "+string(lang)], papers["card "+string(lang)] = slip(t, d), card(t, sampleCard(lang))
	}
	for _, s := range []string{strings.Repeat("ཤུབསྒྲུ", 60), strings.Repeat("WMj", 60), strings.Repeat("，！㛃", 60)} {
		d := hostileSlip(s)
		d.Lines = d.Lines[:2]
		papers[s[:6]] = slip(t, d)
	}
	for name, p := range papers {
		for n, page := range raster(t, p) {
			if where := outside(page, Roll80.format()); where != "" {
				t.Errorf("%s, page %d: %s", name, n+1, where)
			}
		}
	}
}

// With make paper every language at every resolution, else one of each.
func TestTheCodeOfEachPaperCanBeScanned(t *testing.T) {
	unraced(t)
	wide := func(p Paper) image.Rectangle { return image.Rect(0, 0, int(p.Width), int(min(p.Height, 100))) }
	corner := func(p Paper) image.Rectangle { return image.Rect(int(p.Width/2), 0, int(p.Width), 60) }
	for name, c := range map[string]struct {
		want string
		part func(Paper) image.Rectangle // in millimetres: what a scanner is held over
	}{
		"slip": {sampleSlip(words.Chinese).Slip.Payload(), wide}, "slip-copy": {sampleSlip(words.Chinese).Slip.Payload(), wide},
		"slip-58": {sampleSlip(words.Chinese).Slip.Payload(), wide}, "slip-a5": {sampleSlip(words.Chinese).Slip.Payload(), corner},
		"return": {sampleReturn(words.Chinese).Slip.Payload(), wide}, "hold": {sampleWaiting(words.Chinese).Hold.Payload(), wide},
		"reservation": {sampleBooking(words.Chinese).Booking.Payload(), wide}, "request": {jobCode.Payload(), wide}, "request-58": {jobCode.Payload(), wide},
		"job-big-a5": {jobCode.Payload(), corner}, "job-open-a4": {jobCode.Payload(), corner},
		"card-strip": {sampleCard(words.Chinese).Card.Payload(), wide}, "card-plastic": {sampleCard(words.Chinese).Card.Payload(), wide},
		"card-bo-plastic": {sampleCard(words.Chinese).Card.Payload(), wide}, "staff-plastic": {sampleStaffCard(words.Chinese).Card.Payload(), wide},
	} {
		for i, l := range words.All {
			for k, dpi := range []float64{203.2, 300, 600} {
				if !whole() && (k > 0 || i != len(name)%3) {
					continue
				}
				p := paperOf(t, l, name)
				area, dots := c.part(p), dpi/25.4
				img := rasterAt(t, p, dpi)[0]
				img = crop(img, image.Rect(int(float64(area.Min.X)*dots), 0, int(float64(area.Max.X)*dots), int(float64(area.Max.Y)*dots)))
				if got := scanned(t, img); got != c.want {
					t.Errorf("%s/%s at %.0f dpi: gozxing reads %q, want %q", l, name, dpi, got, c.want)
				}
				if got := zbar(t, img)[0]; got != c.want {
					t.Errorf("%s/%s at %.0f dpi: zbarimg reads %q, want %q", l, name, dpi, got, c.want)
				}
			}
		}
	}
}

// paperOf is one of the papers by its name.
func paperOf(t testing.TB, l words.Lang, name string) Paper {
	t.Helper()
	for _, n := range papers(l) {
		if n.name == name {
			p, err := n.make()
			return must(t, p, err)
		}
	}
	t.Fatalf("no paper %s", name)
	return Paper{}
}

// hostileSlip has s wherever a text can stand.
func hostileSlip(s string) LoanSlip {
	d := LoanSlip{
		Lang: words.Tibetan, Slip: inventory.LoanID(1).Code(), Borrower: s, Phone: s, Copy: true,
		Shop: Shop{Name: inventory.Name{Zh: s, Bo: s, En: s}, Place: s, Phone: s},
	}
	for i := range 20 {
		d.Lines = append(d.Lines, SlipLine{
			Tool: inventory.ToolID(i).Code(), Name: s, Second: s, Parts: []string{s, s, s}, Safety: s,
			Due: time.Date(2026, 11, 24+i/2, 18, 0, 0, 0, lhasa),
		})
	}
	return d
}

func TestManySlipsAtOnce(t *testing.T) {
	var want [3][]byte
	for i, lang := range words.All {
		want[i] = slip(t, sampleSlip(lang)).PDF
	}
	var all sync.WaitGroup
	for i := range 6 {
		all.Go(func() {
			for range 3 {
				p, err := Slip(sampleSlip(words.All[i%3]))
				if err != nil || !bytes.Equal(p.PDF, want[i%3]) {
					t.Errorf("slip %d differs from the one made alone: %v", i, err)
				}
			}
		})
	}
	all.Wait()
}

func TestACopyOfACardSaysSo(t *testing.T) {
	c := sampleCard(words.Tibetan)
	if strings.Contains(written(t, card(t, c)), "COPY") {
		t.Error("the first card says it is a copy")
	}
	c.Copy = true
	if got := written(t, card(t, c)); !strings.Contains(got, "复印件 COPY") {
		t.Errorf("no word of a copy in\n%s", got)
	}
}
