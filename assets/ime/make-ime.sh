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
cp /usr/share/common-licenses/Apache-2.0 "$here/LICENSE-pinyin-Apache-2.0.txt"
cp /usr/share/common-licenses/LGPL-3 "$here/LICENSE-strokes-LGPL-3.txt"
cp /usr/share/common-licenses/GPL-3 "$here/LICENSE-strokes-GPL-3.txt"
cp usr/share/doc/unicode-data/copyright "$here/LICENSE-unicode.txt"
