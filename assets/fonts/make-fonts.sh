#!/bin/sh
# Makes RedWrench-Regular.ttf and RedWrench-Bold.ttf anew beside this script.
# Needs npm and Debian's python3-fonttools and fonts-lxgw-wenkai.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent @expo-google-fonts/noto-sans-sc@0.4.3 @expo-google-fonts/noto-serif-tibetan@0.4.2
for f in *.tgz; do mkdir "${f%.tgz}" && tar xzf "$f" -C "${f%.tgz}" --strip-components=1; done
sc=expo-google-fonts-noto-sans-sc-0.4.3
bo=expo-google-fonts-noto-serif-tibetan-0.4.2
rare=/usr/share/fonts/truetype/lxgw-wenkai
make() { /usr/bin/python3 "$here/make_fonts.py" "$@"; }
make $sc/400Regular/*.ttf $bo/500Medium/*.ttf "$rare/LXGWWenKai-Regular.ttf" Regular "$here/RedWrench-Regular.ttf"
make $sc/700Bold/*.ttf $bo/800ExtraBold/*.ttf "$rare/LXGWWenKai-Bold.ttf" Bold "$here/RedWrench-Bold.ttf"
cp $sc/LICENSE_FONT "$here/OFL-NotoSansSC.txt"
cp $bo/LICENSE_FONT "$here/OFL-NotoSerifTibetan.txt"
