#!/bin/sh
# Makes RedWrench-Regular.ttf and RedWrench-Bold.ttf anew beside this script.
# Needs npm, apt-get and Debian's python3-fonttools and fonts-lxgw-wenkai;
# fonts-hanazono is only unpacked, not installed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent @expo-google-fonts/noto-sans-sc@0.4.3 @expo-google-fonts/noto-serif-tibetan@0.4.2
for f in *.tgz; do mkdir "${f%.tgz}" && tar xzf "$f" -C "${f%.tgz}" --strip-components=1; done
apt-get download fonts-hanazono
dpkg-deb -x fonts-hanazono_*.deb hanazono
sc=expo-google-fonts-noto-sans-sc-0.4.3
bo=expo-google-fonts-noto-serif-tibetan-0.4.2
rare=/usr/share/fonts/truetype/lxgw-wenkai
last=hanazono/usr/share/fonts/truetype/hanazono/HanaMinB.ttf
make() { /usr/bin/python3 "$here/make_fonts.py" "$@"; }
# Tibetan of weight 800 would hang lower than 700 and want a higher line.
make $sc/400Regular/*.ttf $bo/500Medium/*.ttf "$rare/LXGWWenKai-Regular.ttf" $last Regular "$here/RedWrench-Regular.ttf"
make $sc/700Bold/*.ttf $bo/700Bold/*.ttf "$rare/LXGWWenKai-Bold.ttf" $last Bold "$here/RedWrench-Bold.ttf" "$here/../../ui/ime/testdata/general.txt"

# ofl COPYRIGHT-FILE HEADING is the licence under that heading of a Debian copyright file.
ofl() {
	awk -v heading="License: $2" '
		$0 == heading { seen = 1; text = ""; next }
		/^[A-Z][A-Za-z-]*:/ { seen = 0 }
		seen { sub(/^ +/, ""); sub(/^\.$/, ""); text = text $0 "\n" }
		END { printf "%s", text }' "$1"
}
cp $sc/LICENSE_FONT "$here/OFL-NotoSansSC.txt"
cp $bo/LICENSE_FONT "$here/OFL-NotoSerifTibetan.txt"
{
	echo 'Copyright (c) 2021-2022 lxgw, with Reserved Font Names "霞鹜" and "LXGW".'
	echo 'The merged font has its Han characters beyond the Basic Multilingual Plane'
	echo 'from LXGW WenKai and uses neither name.'
	ofl /usr/share/doc/fonts-lxgw-wenkai/copyright OFL-1.1
} >"$here/OFL-LXGWWenKai.txt"
ofl hanazono/usr/share/doc/fonts-hanazono/copyright Open-Font-License >"$here/OFL-Hanazono.txt"
