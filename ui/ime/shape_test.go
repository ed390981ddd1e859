package ime

import "testing"

func first(list []Candidate) string {
	if len(list) == 0 {
		return ""
	}
	return list[0].Text
}

func has(list []Candidate, text string) bool {
	for _, c := range list {
		if c.Text == text {
			return true
		}
	}
	return false
}

func TestCharactersByStrokesAndParts(t *testing.T) {
	p, err := NewParts()
	if err != nil {
		t.Fatal(err)
	}
	if got := p.strokes.Look("hsh*zh", Context{}); !has(got, "吉") || !has(got, "𠮷") {
		t.Errorf("hsh*zh: got %v", got)
	}
	if got := p.Look("龙天", Context{}); first(got) != "䶮" {
		t.Errorf("龙天: got %v", got)
	}
	if got := p.ByRadical("氵", 3); !has(got, "江") {
		t.Errorf("氵 and 3: got %v", got)
	}
}
