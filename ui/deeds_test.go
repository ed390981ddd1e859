package ui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"redwrench/assets/words"
	"redwrench/ui/say"
)

// auditors are the functions of package inventory that are given the name of the
// deed they note, and where among their arguments it stands.
var auditors = map[string]int{"audit": 3, "care": 3, "employ": 3, "onJob": 4, "moved": 2, "movedFor": 3, "moveBy": 3, "keep": 0, "forget": 5, "changeTool": 4}

func TestEveryDeedOfTheAuditHasWords(t *testing.T) {
	paths, err := filepath.Glob("../inventory/*.go")
	if err != nil || len(paths) == 0 {
		t.Fatal(err)
	}
	deeds := map[string]bool{}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if deed, ok := noted(n); ok {
				deeds[deed] = true
			}
			return true
		})
	}
	if len(deeds) < 60 {
		t.Errorf("found only %d deeds: is the source where it was?", len(deeds))
	}
	var silent []string
	for deed := range deeds {
		if key := say.DeedKey(deed); !words.Known(key) {
			silent = append(silent, key)
		}
	}
	slices.Sort(silent)
	if len(silent) > 0 {
		t.Errorf("without words: %s", strings.Join(silent, ", "))
	}
}

// noted is the deed that a call gives to an auditor as it stands there.
func noted(n ast.Node) (string, bool) {
	call, ok := n.(*ast.CallExpr)
	if !ok {
		return "", false
	}
	name := ""
	switch f := call.Fun.(type) {
	case *ast.Ident:
		name = f.Name
	case *ast.SelectorExpr:
		name = f.Sel.Name
	}
	at, ok := auditors[name]
	if !ok || len(call.Args) <= at {
		return "", false
	}
	literal, ok := call.Args[at].(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return "", false
	}
	deed, err := strconv.Unquote(literal.Value)
	return deed, err == nil
}
