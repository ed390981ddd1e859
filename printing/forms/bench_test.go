package forms

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/jung-kurt/gofpdf"

	"redwrench/assets"
	"redwrench/assets/words"
	"redwrench/inventory"
)

// BenchmarkSlip compares our slip of two tools with the plain way: the same
// lines by gofpdf alone, the whole fonts handed to it.
func BenchmarkSlip(b *testing.B) {
	for _, lang := range words.All {
		d := sampleSlip(lang)
		d.Lines = d.Lines[:2]
		b.Run("redwrench/"+string(lang), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p, err := Slip(d)
				must(b, p, err)
				b.ReportMetric(float64(len(p.PDF)), "bytes")
			}
		})
	}
	b.Run("plain", func(b *testing.B) {
		b.ReportAllocs()
		lines := slipLines(b)
		for b.Loop() {
			b.ReportMetric(float64(len(plainSlip(b, lines))), "bytes")
		}
	})
}

func BenchmarkCard(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		p, err := Card(sampleCard(words.Tibetan))
		must(b, p, err)
	}
}

func BenchmarkLabels(b *testing.B) {
	for _, n := range []int{inventory.Sheet48.PerSheet(), 1000} {
		d := sampleLabels(n)
		b.Run(fmt.Sprintf("redwrench/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p, err := Labels(d)
				must(b, p, err)
				b.ReportMetric(float64(len(p.PDF)), "bytes")
			}
		})
	}
	b.Run("plain/48", func(b *testing.B) {
		b.ReportAllocs()
		var lines []string
		for _, l := range sampleLabels(inventory.Sheet48.PerSheet()).Labels {
			lines = append(lines, l.Zh, l.Bo, l.Tool.Human())
		}
		for b.Loop() {
			b.ReportMetric(float64(len(plainSlip(b, lines))), "bytes")
		}
	})
}

func BenchmarkJob(b *testing.B) {
	for _, l := range words.All {
		d := sampleJob(l, A5, SizeBig)
		b.Run("redwrench/"+string(l), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p, err := JobSheet(d)
				must(b, p, err)
				b.ReportMetric(float64(len(p.PDF)), "bytes")
			}
		})
	}
	b.Run("plain", func(b *testing.B) {
		b.ReportAllocs()
		p, err := JobSheet(sampleJob(words.Chinese, A5, SizeBig))
		var lines []string
		for _, l := range must(b, p, err).Document.Lines()[0] {
			lines = append(lines, l.Text())
		}
		for b.Loop() {
			b.ReportMetric(float64(len(plainSlip(b, lines))), "bytes")
		}
	})
}

// slipLines is the text of a slip, line by line.
func slipLines(b *testing.B) []string {
	b.Helper()
	d := sampleSlip(words.Chinese)
	l := []string{d.Shop.Name.Zh, d.Shop.Name.En, d.Shop.Place, words.Chinese.Say("paper.slip"), words.Tibetan.Say("paper.slip"),
		d.Slip.Human(), d.Borrower, d.Phone, words.Chinese.Date(d.Out), words.Chinese.Say("paper.care"), words.Tibetan.Say("paper.care")}
	for _, t := range d.Lines[:2] {
		l = append(l, t.Name, t.Second, t.Tool.Human(), t.Safety, words.Chinese.Date(t.Due), words.Tibetan.Date(t.Due))
		l = append(l, t.Parts...)
	}
	return l
}

func plainSlip(b *testing.B, lines []string) []byte {
	b.Helper()
	out := gofpdf.NewCustom(&gofpdf.InitType{OrientationStr: "P", UnitStr: "mm", Size: gofpdf.SizeType{Wd: 80, Ht: 250}})
	out.AddUTF8FontFromBytes("all", "", bytes.Clone(assets.FontRegular))
	out.AddUTF8FontFromBytes("all", "B", bytes.Clone(assets.FontBold))
	out.AddPage()
	for i, l := range lines {
		out.SetFont("all", []string{"", "B"}[i%2], 11)
		out.Text(4, 10+6*float64(i), l)
	}
	var file bytes.Buffer
	if err := out.Output(&file); err != nil {
		b.Fatal(err)
	}
	return file.Bytes()
}
