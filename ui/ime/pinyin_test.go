package ime

import (
	"bufio"
	"os"
	"strings"
	"testing"
)

func pinyin(t testing.TB) *Pinyin {
	t.Helper()
	p, err := NewPinyin()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// numberOf is where a text stands in a list, from 1; 0 if it does not.
func numberOf(list []Candidate, text string, keys int) int {
	for i, c := range list {
		if c.Text == text && c.Keys == keys {
			return i + 1
		}
	}
	return 0
}

func texts(list []Candidate) string {
	var all []string
	for _, c := range list[:min(len(list), 10)] {
		all = append(all, c.Text)
	}
	return strings.Join(all, " ")
}

// names are frequent parts of Tibetan names in Chinese, as they are spelt.
const names = `扎西 zha xi,顿珠 dun zhu,卓玛 zhuo ma,次仁 ci ren,拉旺 la wang,达珍 da zhen,措姆 cuo mu,平措 ping cuo,多吉 duo ji,旺堆 wang dui,
央金 yang jin,格桑 ge sang,尼玛 ni ma,达瓦 da wa,米玛 mi ma,拉巴 la ba,普布 pu bu,巴桑 ba sang,边巴 bian ba,德吉 de ji,曲珍 qu zhen,拉姆 la mu,
仁增 ren zeng,丹增 dan zeng,旦增 dan zeng,嘎玛 ga ma,强巴 qiang ba,洛桑 luo sang,索朗 suo lang,贡嘎 gong ga,顿旦 dun dan,白玛 bai ma,仓决 cang jue,
玉珍 yu zhen,央宗 yang zong,罗布 luo bu,群培 qun pei,加措 jia cuo,坚参 jian can,江村 jiang cun,益西 yi xi,德庆 de qing,其美 qi mei,普尺 pu chi,
旺姆 wang mu,欧珠 ou zhu,朗杰 lang jie,班觉 ban jue,桑珠 sang zhu,赤列 chi lie`

func TestTibetanNamesAreOnTheFirstPage(t *testing.T) {
	p := pinyin(t)
	for entry := range strings.SplitSeq(names, ",") {
		f := strings.Fields(entry)
		whole, initials, mixed := strings.Join(f[1:], ""), f[1][:1]+f[2][:1], f[1]+f[2][:1]
		for _, letters := range []string{whole, initials, mixed} {
			for _, before := range []string{"", "扎西", "扎西·"} {
				list := p.Look(letters, Context{Before: before, Name: true}, false)
				if n := numberOf(list, f[0], len(letters)); n == 0 || n > 8 {
					t.Errorf("%s behind %q: %s is number %d of %s", letters, before, f[0], n, texts(list))
				}
			}
		}
	}
}

func TestTheFirstCandidate(t *testing.T) {
	p := pinyin(t)
	name := Context{Name: true}
	for _, c := range []struct {
		letters string
		where   Context
		want    string
	}{
		{"zx", name, "扎西"},
		{"dz", name, "顿珠"},
		{"zm", name, "卓玛"},
		{"cr", name, "次仁"},
		{"lw", name, "拉旺"},
		{"cm", name, "措姆"},
		{"pc", name, "平措"},
		{"zxdz", name, "扎西顿珠"},
		{"zhaxdz", name, "扎西顿珠"},
		{"ZhaXiDunZhu", name, "扎西顿珠"},
		{"lawangciren", name, "拉旺次仁"},
		{"dawaciren", name, "达瓦次仁"},
		{"wang", name, "王"},
		{"qiu", name, "邱"},
		{"zeng", name, "曾"},
		{"wei", Context{Before: "王", Name: true}, "伟"},
		{"wangwei", name, "王伟"},
		{"ouyang", name, "欧阳"},
		{"li", Context{Before: "扎西·", Name: true}, "李"},
		{"banshou", Context{}, "扳手"},
		{"shuilongtou", Context{}, "水龙头"},
		{"womendeshuilongtou", Context{}, "我们的水龙头"},
		{"lasashichengguanqu", Context{}, "拉萨市城关区"},
		{"xionggashequ", Context{}, "雄嘎社区"},
		{"nv", Context{}, "女"},
		{"lvse", Context{}, "绿色"},
		{"nvren", Context{}, "女人"},
		{"lveduo", Context{}, "掠夺"},
		{"lueduo", Context{}, "掠夺"},
		{"xi'an", Context{}, "西安"},
		{"fang'an", Context{}, "方案"},
		{"wom", Context{}, "我们"},
	} {
		if list := p.Look(c.letters, c.where, false); len(list) == 0 || list[0].Text != c.want || list[0].Keys != len(c.letters) {
			t.Errorf("%s in %+v: got %s, want %s", c.letters, c.where, texts(list), c.want)
		}
	}
}

func TestSurnamesGoFirstWhereANameBegins(t *testing.T) {
	p := pinyin(t)
	for entry := range strings.SplitSeq("王 wang,李 li,张 zhang,刘 liu,陈 chen,杨 yang,黄 huang,赵 zhao,吴 wu,周 zhou,徐 xu,孙 sun,马 ma,朱 zhu,胡 hu,郭 guo,何 he,高 gao,林 lin,罗 luo,曾 zeng,单 shan,邱 qiu,任 ren", ",") {
		surname, letters, _ := strings.Cut(entry, " ")
		for _, before := range []string{"", "扎西·", "扎西・"} {
			if list := p.Look(letters, Context{Before: before, Name: true}, false); list[0].Text != surname {
				t.Errorf("%s behind %q: got %s", letters, before, texts(list))
			}
		}
	}
}

func TestNameCharactersGoFirstFurtherOn(t *testing.T) {
	p := pinyin(t)
	for letters, want := range map[string]string{"wei": "伟", "fang": "芳", "li": "丽", "jun": "军", "jie": "杰", "na": "娜", "xiuying": "秀英", "jianguo": "建国", "xiuy": "秀英", "zhen": "珍"} {
		if list := p.Look(letters, Context{Before: "王", Name: true}, false); numberOf(list[:3], want, len(letters)) == 0 {
			t.Errorf("%s behind 王: got %s", letters, texts(list))
		}
	}
}

func TestSyllablesThatAreMixedUp(t *testing.T) {
	p := pinyin(t)
	for letters, want := range map[string]string{
		"zaxi": "扎西", "zuoma": "卓玛", "lima": "尼玛", "chiren": "次仁", "nasa": "拉萨", "cenguan": "城关", "sequ": "社区",
		"cuizi": "锤子", "tizhi": "梯子", "xinming": "姓名", "zengduan": "诊断", "linshi": "临时",
	} {
		if n := numberOf(p.Look(letters, Context{}, true), want, len(letters)); n == 0 || n > 8 {
			t.Errorf("%s: %s is number %d", letters, want, n)
		}
	}
	for letters, other := range map[string]string{"zaxi": "扎西", "nasa": "拉萨", "xinming": "姓名", "cenguan": "城关"} {
		if n := numberOf(p.Look(letters, Context{}, false), other, len(letters)); n > 0 {
			t.Errorf("%s: %s is offered although nothing may be mixed up", letters, other)
		}
	}
	for letters, other := range map[string]string{"zhouma": "卓玛", "shanglan": "山南", "fuzi": "胡子"} {
		if n := numberOf(p.Look(letters, Context{}, true), other, len(letters)); n > 0 {
			t.Errorf("%s: %s is offered although these are never mixed up", letters, other)
		}
	}
}

func TestTheFirstSyllableCanBeChosenAlone(t *testing.T) {
	list := pinyin(t).Look("zhaxidunzhu", Context{Name: true}, false)
	for text, keys := range map[string]int{"扎西顿珠": 11, "扎西": 5, "扎": 3, "札": 3} {
		if numberOf(list, text, keys) == 0 {
			t.Errorf("%s for %d letters is not among the candidates", text, keys)
		}
	}
}

func TestLettersThatBeginNoSyllable(t *testing.T) {
	p := pinyin(t)
	for _, letters := range []string{"", "'", "i", "u", "v", "1", "扎西", "\x00", "\xff", "ı"} {
		if list := p.Look(letters, Context{}, true); list != nil {
			t.Errorf("%q: got %s", letters, texts(list))
		}
	}
}

// general are the 8,105 characters of 通用规范汉字表 with their readings.
func general(t testing.TB) map[string][]string {
	t.Helper()
	f, err := os.Open("testdata/general.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all := map[string][]string{}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		f := strings.Fields(lines.Text())
		all[f[0]] = f[1:]
	}
	if len(all) != 8105 {
		t.Fatalf("%d characters, want 8,105", len(all))
	}
	return all
}

func TestEveryGeneralCharacterIsReachedByEachOfItsReadings(t *testing.T) {
	p := pinyin(t)
	all := general(t)
	for _, rare := range []string{"𠮷 ji", "㛃 jie", "䶮 yan", "喆 zhe", "堃 kun", "犇 ben"} {
		f := strings.Fields(rare)
		all[f[0]] = f[1:]
	}
	for _, where := range []Context{{}, {Name: true}, {Before: "王", Name: true}} {
		for _, fuzzy := range []bool{false, true} {
			found := map[string]map[string]bool{} // by letters
			for char, readings := range all {
				if len(readings) == 0 {
					t.Errorf("%s has no reading", char)
				}
				for _, r := range readings {
					if found[r] == nil {
						found[r] = map[string]bool{}
						for _, c := range p.Look(r, where, fuzzy) {
							found[r][c.Text] = found[r][c.Text] || c.Keys == len(r)
						}
					}
					if !found[r][char] {
						t.Errorf("%s is not among the candidates of %s in %+v", char, r, where)
					}
				}
			}
		}
	}
}

func TestMatch(t *testing.T) {
	p := pinyin(t)
	for _, c := range []struct {
		query, text string
		want        bool
	}{
		{"zxdz", "扎西顿珠", true},
		{"zhaxi", "扎西顿珠", true},
		{"dunzhu", "扎西顿珠", true},
		{"dun", "扎西顿珠", true},
		{"du", "扎西顿珠", true},
		{"xdun", "扎西顿珠", true},
		{"ZHA XI", "扎西·顿珠", true},
		{"xid", "扎西·顿珠", true},
		{"顿", "扎西顿珠", true},
		{"zha西", "扎西顿珠", true},
		{"", "扎西", true},
		{"zd", "扎西顿珠", false},
		{"hax", "扎西顿珠", false},
		{"卓", "扎西顿珠", false},
		{"dianzuan", "手电钻", true},
		{"sdz", "手电钻", true},
		{"zhq", "手电钻", false},
		{"12v", "电钻 12V", true},
		{"dz12", "电钻 12V", true},
		{"cq", "重庆", true},
		{"lvse", "绿色", true},
		{"t-000", "T-000123", true},
		{"བཀྲ", "བཀྲ་ཤིས", true},
		{strings.Repeat("zha", 30), "扎西", false},
	} {
		if got := p.Matcher(c.query)(c.text); got != c.want {
			t.Errorf("%q in %q: got %v", c.query, c.text, got)
		}
	}
}
