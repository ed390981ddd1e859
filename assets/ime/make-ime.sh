#!/bin/sh
# Makes pinyin.tbl, strokes.txt, strokes.idx and radicals.txt anew beside this script, and
# the list that ui/ime's tests go through. Needs apt-get and Debian's
# python3-fonttools; the packages with the data are only unpacked, not installed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download rime-data-pinyin-simp rime-data-stroke unicode-data
for f in *.deb; do dpkg-deb -x "$f" .; done
/usr/bin/python3 "$here/make_ime.py" "$work/usr/share" "$here"

# made FILES PACKAGE tells where the files are from, whose that is and that it was changed.
made() {
	echo "$1: made by make_ime.py from Debian's $2, cut down and put into another form."
	echo
	cat "usr/share/doc/$2/copyright"
	echo
}
{ made pinyin.tbl rime-data-pinyin-simp; cat /usr/share/common-licenses/Apache-2.0; } >"$here/LICENSE-pinyin-Apache-2.0.txt"
{ made "strokes.txt and strokes.idx" rime-data-stroke; cat /usr/share/common-licenses/LGPL-3; } >"$here/LICENSE-strokes-LGPL-3.txt"
cp /usr/share/common-licenses/GPL-3 "$here/LICENSE-strokes-GPL-3.txt"
made "pinyin.tbl (readings, levels), radicals.txt and ui/ime/testdata/general.txt" unicode-data >"$here/LICENSE-unicode.txt"
