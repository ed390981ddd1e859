package ime

import (
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"redwrench/assets"
)

// typed are buffers of up to 24 letters: syllables, initials and both mixed,
// cut anywhere, and some that can be read in very many ways.
func typed(p *Pinyin) []string {
	list := []string{
		"zhuangzhuangzhuangzhuang", "zzzzzzzzzzzzzzzzzzzzzzzz", "aaaaaaaaaaaaaaaaaaaaaaaa", "anananananananananananan", "shishishishishishishishi",
		"nanannanannanannanannana", "lianliangniannianglianli", "xianxianxianxianxianxian", "lingninglinninglinningli", "yi", "z", "shi",
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		var b strings.Builder
		for b.Len() < 24 {
			letter := p.t.letters[random.IntN(len(p.t.letters))][0]
			s := p.t.by[letter][random.IntN(len(p.t.by[letter]))]
			b.WriteString(s[:1+random.IntN(len(s))*random.IntN(2)])
			if random.IntN(3) > 0 {
				b.WriteString(s[1:])
			}
		}
		list = append(list, b.String()[:1+random.IntN(24)])
	}
	return list
}

// times runs f for each of n things, again and again, and reports what the
// one in the middle, the 99th of 100 and the slowest take, each at its best:
// what other programs of a busy machine take away does not count.
func times(b *testing.B, n int, f func(i int)) {
	b.ReportAllocs()
	took := make([]time.Duration, n)
	for i := range took {
		took[i] = time.Hour
	}
	for b.Loop() {
		for i := range n {
			start := time.Now()
			f(i)
			took[i] = min(took[i], time.Since(start))
		}
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[n/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(took[n*99/100].Microseconds()), "p99-µs")
	b.ReportMetric(float64(took[n-1].Microseconds()), "max-µs")
}

func BenchmarkLook(b *testing.B) {
	p := pinyin(b)
	buffers := typed(p)
	times(b, len(buffers), func(i int) { p.Look(buffers[i], Context{Name: i%2 == 0}, true) })
}

// BenchmarkPlainLook is the plain alternative: each entry of the table is
// held against the beginning of the buffer, in full pinyin only, and no
// sentence is made.
func BenchmarkPlainLook(b *testing.B) {
	p := pinyin(b)
	buffers := typed(p)
	times(b, len(buffers), func(i int) {
		var found []Candidate
		for n := range p.t.words {
			e := &p.t.words[n]
			for row := range e.rows {
				rest, ok := buffers[i], true
				for k := row * e.n; ok && k < (row+1)*e.n; k++ {
					rest, ok = strings.CutPrefix(rest, p.t.by[e.keys[k]][e.sound[k]])
				}
				if ok {
					found = append(found, Candidate{Text: e.word(row), Keys: len(buffers[i]) - len(rest)})
				}
			}
		}
		slices.SortFunc(found, func(a, b Candidate) int { return b.Keys - a.Keys })
	})
}

func BenchmarkStrokes(b *testing.B) {
	s := parts(b).strokes
	buffers := []string{"h", "*", "**", "******", "hsh", "hshszh", "*s*h*p*n", "p*", "***h", strings.Repeat("*", 24)}
	times(b, len(buffers), func(i int) { s.Look(buffers[i], Context{Name: true}) })
}

func BenchmarkParts(b *testing.B) {
	p := parts(b)
	list := []string{"土口", "一", "一一", "口口口口", "水", "草水金", "王文王", "龙天", "言五口"}
	times(b, len(list), func(i int) { p.Look(list[i], Context{Name: true}) })
}

func BenchmarkSpelt(b *testing.B) {
	p := parts(b)
	list := []string{"tukou", "shishishishi", "jijiji", "yiyi", "longtian", "xianxian"}
	times(b, len(list), func(i int) { p.Spelt(list[i], Context{Name: true}) })
}

func BenchmarkMatch(b *testing.B) {
	p := pinyin(b)
	list := []string{"zxdz", "zhaxidunzhu", "顿", "dianzuan", "xx"}
	times(b, len(list), func(i int) { p.Matcher(list[i])("扎西顿珠 活动扳手 手电钻") })
}

func BenchmarkOpen(b *testing.B) {
	b.ReportAllocs()
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	kept, err := open(assets.PinyinTable)
	if err != nil {
		b.Fatal(err)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	for b.Loop() {
		if _, err := open(assets.PinyinTable); err != nil {
			b.Fatal(err)
		}
		parts(b)
	}
	runtime.KeepAlive(kept)
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1024, "kept-KiB")
}
