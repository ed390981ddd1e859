package ime

import "testing"

func TestTheCommonNamesByTheirInitials(t *testing.T) {
	p, err := NewPinyin()
	if err != nil {
		t.Fatal(err)
	}
	for letters, want := range map[string]string{
		"zx": "扎西", "zm": "卓玛", "cr": "次仁", "lw": "拉旺", "dz": "顿珠", "cm": "措姆", "pc": "平措", "zxdz": "扎西顿珠", "zhaxdz": "扎西顿珠",
	} {
		if got := p.Look(letters, Context{Name: true}, false); len(got) == 0 || got[0].Text != want {
			t.Errorf("%s: got %.1v, want %s", letters, got, want)
		}
	}
}
