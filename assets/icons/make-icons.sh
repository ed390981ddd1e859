#!/bin/sh
# Makes the icons anew beside this script. Needs npm and ImageMagick.
# A line of the table: our name, the set, the set's name. Add an icon when a
# screen or the stock wants it.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent @mdi/svg@7.4.47 @tabler/icons@3.51.0 >/dev/null
mkdir mdi tabler
tar xzf mdi-svg-*.tgz -C mdi --strip-components=1
tar xzf tabler-icons-*.tgz -C tabler --strip-components=1

# paths SVG writes the icon's paths, each with the given attributes.
paths() {
	grep -o ' d="[^"]*"' "$1" | grep -v 'M0 0h24v24' | sed "s|^|<path $2|; s|\$|/>|" | tr -d '\n'
}
fill='fill="#000000"'
stroke='fill="none" stroke="#000000" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'

while read -r name set its; do
	case $set in
	mdi) body=$(paths "mdi/svg/$its.svg" "$fill") ;;
	tabler) body=$(paths "tabler/icons/outline/$its.svg" "$stroke") ;;
	esac
	printf '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">%s</svg>\n' "$body" >"$here/$name.svg"
done <<'TABLE'
account mdi account
alert mdi alert
alert-circle mdi alert-circle
back mdi arrow-left
box mdi package-variant-closed
calendar mdi calendar-month
card mdi card-account-details
cash mdi cash
chart mdi chart-bar
check mdi check-circle
circular-saw mdi circular-saw
clock mdi clock-outline
close mdi close
cog mdi cog
contrast mdi circle-half-full
crutches tabler crutches
dolly mdi dolly
door mdi door
down mdi chevron-down
drill tabler hammer-drill
ear mdi headphones
erase mdi backspace-outline
face-1 mdi emoticon-cry-outline
face-2 mdi emoticon-sad-outline
face-3 mdi emoticon-neutral-outline
face-4 mdi emoticon-happy-outline
face-5 mdi emoticon-excited-outline
faucet mdi faucet
flashlight mdi flashlight
frame mdi human-walker
gauge mdi gauge
gift mdi gift
glasses mdi glasses
glove mdi hand-back-right
glue mdi spray
goggles mdi safety-goggles
hammer mdi hammer
hard-hat mdi hard-hat
heat mdi hair-dryer
help mdi human-greeting-variant
history mdi history
home mdi home
image mdi image
jobs mdi clipboard-list
knife mdi box-cutter
ladder mdi ladder
left mdi chevron-left
lightbulb mdi lightbulb
loans mdi clipboard-clock
lock mdi lock
machine mdi tune
moon mdi weather-night
minus mdi minus
more mdi dots-horizontal
partner mdi handshake
pencil mdi pencil
phone mdi phone
pipe-wrench mdi pipe-wrench
place mdi map-marker
pliers mdi pliers
plunger mdi pipe
plus mdi plus
power-plug mdi power-plug
printer mdi printer
qrcode-scan mdi qrcode-scan
queue mdi human-queue
register mdi account-plus
renew mdi calendar-refresh
repair mdi pipe-leak
return mdi keyboard-return
right mdi chevron-right
roller mdi format-paint
search mdi magnify
saw mdi hand-saw
saw-blade mdi saw-blade
scale mdi scale-balance
scissors mdi content-cut
screwdriver mdi screwdriver
service mdi wrench-clock
shift mdi apple-keyboard-shift
shovel mdi shovel
sofa mdi sofa
spirit-level mdi spirit-level
staff mdi account-hard-hat
stocktake mdi clipboard-check
table mdi table
table-in mdi table-arrow-left
table-new mdi table-plus
table-out mdi table-arrow-right
tape-measure mdi tape-measure
team mdi account-group
text-size mdi format-size
toolbox mdi toolbox
undo mdi undo
up mdi chevron-up
urgent mdi bell-alert
walker mdi human-cane
washing-machine mdi washing-machine
wheelbarrow mdi wheel-barrow
wheelchair mdi wheelchair
window mdi window-closed-variant
wrench mdi wrench
TABLE
cp mdi/LICENSE "$here/LICENSE-mdi.txt"
cp tabler/LICENSE "$here/LICENSE-tabler.txt"

# The program's icon: a white wrench on red. Drawn large and made smaller, for
# smooth edges; stroke="none" because ImageMagick would outline it in black.
wrench=$(paths mdi/svg/wrench.svg 'fill="#FFFFFF" stroke="none"')
cat >app.svg <<SVG
<svg xmlns="http://www.w3.org/2000/svg" width="1024" height="1024" viewBox="0 0 1024 1024">
<rect width="1024" height="1024" rx="212" fill="#B3181F" stroke="none"/>
<g transform="translate(182 182) scale(27.5)">$wrench</g>
</svg>
SVG
convert -background none app.svg -resize 256x256 -depth 8 -strip -define png:exclude-chunks=date,time "PNG32:$here/app.png"
