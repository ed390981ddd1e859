package assets

import _ "embed"

// The tables behind the on-screen keyboards, made by ime/make-ime.sh;
// ime/make_ime.py describes their form. They are strings, so that what is
// found in them is handed on without a copy.
var (
	// PinyinTable has the characters and words with their syllables (Apache-2.0, Unicode licence).
	//
	//go:embed ime/pinyin.tbl
	PinyinTable string
	// StrokeTable has the characters by their strokes (LGPL-3).
	//
	//go:embed ime/strokes.txt
	StrokeTable string
	// StrokeIndex tells where each character's lines are in StrokeTable (LGPL-3).
	//
	//go:embed ime/strokes.idx
	StrokeIndex string
	// RadicalTable has the characters by radical and other strokes (Unicode licence).
	//
	//go:embed ime/radicals.txt
	RadicalTable string
)
