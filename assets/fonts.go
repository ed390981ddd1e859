// Package assets is what the program carries with it: fonts, icons, the starter
// stock. It imports nothing of ours.
package assets

import _ "embed"

// FontRegular is the text font of screen and paper as TrueType: Chinese, Latin
// and Tibetan in one file (fonts/make_fonts.py says why). Callers share the
// bytes and must not change them.
//
//go:embed fonts/RedWrench-Regular.ttf
var FontRegular []byte

// FontBold is FontRegular's bold companion, with the 8,105 Han characters of
// 通用规范汉字表 only.
//
//go:embed fonts/RedWrench-Bold.ttf
var FontBold []byte
