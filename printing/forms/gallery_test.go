package forms

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"redwrench/assets/words"
)

// TestEveryPaperAsAPicture draws every paper in every language into the folder
// that REDWRENCH_GALLERY names (make gallery).
func TestEveryPaperAsAPicture(t *testing.T) {
	to := os.Getenv("REDWRENCH_GALLERY")
	if to == "" {
		t.Skip("draws only for make gallery")
	}
	program := tool(t, "pdftoppm", "poppler-utils")
	for _, l := range words.All {
		for _, n := range papers(l) {
			if only := os.Getenv("REDWRENCH_PAPERS"); only != "" && !strings.Contains(only, string(l)+"/"+n.name+",") {
				continue
			}
			p, err := n.make()
			p = must(t, p, err)
			dir := filepath.Join(to, "paper", string(l))
			if err := os.MkdirAll(dir, 0o755); err != nil {
				t.Fatal(err)
			}
			run(t, program, "-r", "120", "-png", save(t, p), filepath.Join(dir, n.name))
		}
	}
}
