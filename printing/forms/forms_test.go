package forms

import (
	"bytes"
	"fmt"
	"image"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/inventory/code"
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

func TestPapersMadeAlikeAreTheSameFile(t *testing.T) {
	for name, make := range map[string]func() Paper{
		"slip":   func() Paper { return slip(t, sampleSlip(words.Tibetan)) },
		"card":   func() Paper { return card(t, sampleCard(words.English)) },
		"labels": func() Paper { return labels(t, sampleLabels(5)) },
	} {
		if !bytes.Equal(make().PDF, make().PDF) {
			t.Errorf("%s: two prints differ", name)
		}
	}
}

func TestAnotherReaderFindsNothingWrong(t *testing.T) {
	program := tool(t, "qpdf", "qpdf")
	for name, p := range map[string]Paper{
		"slip": slip(t, sampleSlip(words.Chinese)), "card": card(t, sampleCard(words.Tibetan)), "labels": labels(t, sampleLabels(50)),
	} {
		if out, err := exec.Command(program, "--check", save(t, p)).CombinedOutput(); err != nil {
			t.Errorf("%s: %v: %s", name, err, out)
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

func TestTheCodesOfSlipAndCardCanBeScanned(t *testing.T) {
	for _, lang := range words.All {
		d, c := sampleSlip(lang), sampleCard(lang)
		d.Copy = lang == words.Tibetan
		onSlip, onCard := raster(t, slip(t, d))[0], raster(t, card(t, c))[0]
		onSlip = crop(onSlip, image.Rect(0, 0, 640, 800)) // a camera sees the upper half
		for got, want := range map[string]string{
			scanned(t, onSlip): d.Slip.Payload(), scanned(t, onCard): c.Card.Payload(),
			zbar(t, onSlip)[0]: d.Slip.Payload(), zbar(t, onCard)[0]: c.Card.Payload(),
		} {
			if got != want {
				t.Errorf("%s: %q, want %q", lang, got, want)
			}
		}
	}
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

func TestNoTextStopsAPaper(t *testing.T) {
	var planes strings.Builder
	for r := rune(1); r < 0x110000; r += 397 {
		planes.WriteRune(r)
	}
	for name, s := range map[string]string{
		"nothing":            "",
		"all planes":         planes.String(),
		"invalid UTF-8":      "\xff\xfe中\xed\xa0\x80\xf4\x90\x80\x80",
		"controls":           "\x00\x01\x1b[31m\n\n\r\t\u202e\u200d",
		"only blanks":        "   \u3000  ",
		"lone signs":         "ྐིེ\u0301\u0301ྱྱྱྱྱྱྱྱ",
		"PDF syntax":         "(\\) Tj ET endstream endobj >> %",
		"10,000 characters":  strings.Repeat("扎西顿珠", 2500),
		"a word of 10,000":   strings.Repeat("x", 10_000),
		"10,000 Tibetan":     strings.Repeat("བསྒྲུབས", 1400),
		"a note of 200":      strings.Repeat("请戴安全帽，", 33),
		"emoji and families": "👩‍👩‍👧‍👦🇨🇳❤️",
	} {
		d := hostileSlip(s)
		if testing.Short() {
			d.Lines = d.Lines[:1]
		}
		p := slip(t, d)
		if p.Height > longest || p.Width != 80 {
			t.Errorf("%s: a slip of %.0f × %.0f mm", name, p.Width, p.Height)
		}
		card(t, ResidentCard{Lang: "xx", Shop: d.Shop, Card: code.Code{Kind: code.Resident}, Name: s})
		labels(t, ToolLabels{Labels: []ToolLabel{{Zh: s, Bo: s, Donor: s}, {}}})
	}
	rapid.Check(t, func(rt *rapid.T) {
		d := hostileSlip(string(rapid.SliceOf(rapid.Byte()).Draw(rt, "text")))
		d.Lines = d.Lines[:1]
		if _, err := Slip(d); err != nil {
			rt.Fatal(err)
		}
	})
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
