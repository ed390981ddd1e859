package ime

import "testing"

// hard are buffers that can be read in many ways.
var hard = []string{
	"zhaxidunzhu", "zxdz", "z", "yi", "zhuangzhuangzhuangzhuang", "zzzzzzzzzzzzzzzzzzzzzzzz", "anananananananananananan",
	"shishishishishishishishi", "nanannanannanannanannana", "lianliangniannianglianli", "sszzllnnxxjjyyggddbbhhzz", "xianxianxianxianxianxian",
	"lingninglinninglinningli",
}

func BenchmarkLook(b *testing.B) {
	p, err := NewPinyin()
	if err != nil {
		b.Fatal(err)
	}
	for _, buffer := range hard {
		for _, c := range []Context{{}, {Name: true}} {
			name := buffer
			if c.Name {
				name += "/name"
			}
			b.Run(name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					p.Look(buffer, c, true)
				}
			})
		}
	}
}

func BenchmarkStrokes(b *testing.B) {
	s, err := NewStrokes()
	if err != nil {
		b.Fatal(err)
	}
	for _, buffer := range []string{"h", "*", "******", "hsh", "hshszh", "*s*h*p*n", "************************"} {
		b.Run(buffer, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s.Look(buffer, Context{Name: true})
			}
		})
	}
}

func BenchmarkOpen(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := NewPinyin(); err != nil {
			b.Fatal(err)
		}
		if _, err := NewParts(); err != nil {
			b.Fatal(err)
		}
	}
}
