// Package sound makes the kiosk's short sounds: samples computed from notes, no
// files. It knows no device (see speaker) and no Fyne. A sound never is the only
// sign of anything.
package sound

import (
	"math"
	"time"

	"redwrench/inventory"
)

// Kind is what a sound tells. The zero Kind is a scan that was accepted.
type Kind int

// The sounds.
const (
	Accepted Kind = iota // a scan counts
	Refused              // a scan or a deed does not
	Done                 // a deed is on disk
)

// Rate is how many samples a second has.
const Rate = 48000

// note is a tone and how long it sounds.
type note struct {
	hertz float64
	long  time.Duration
}

// Old ears hear high tones badly, so all lie around 1 kHz or below.
var tunes = map[Kind][]note{
	Accepted: {{988, 90 * time.Millisecond}},
	Refused:  {{294, 110 * time.Millisecond}, {0, 40 * time.Millisecond}, {262, 170 * time.Millisecond}},
	Done:     {{784, 90 * time.Millisecond}, {1047, 180 * time.Millisecond}},
}

// gains are the volumes as shares of what the device can: 9 to 12 dB apart.
var gains = map[inventory.Volume]float64{
	inventory.VolumeQuiet:  0.06,
	inventory.VolumeNormal: 0.25,
	inventory.VolumeLoud:   0.8,
}

// Samples are those of a sound at a volume: one channel, Rate a second. There
// are none when the volume is off.
func Samples(k Kind, v inventory.Volume) []int16 {
	gain := gains[v]
	if gain == 0 {
		return nil
	}
	var all []int16
	for _, n := range tunes[k] {
		all = append(all, n.samples(gain)...)
	}
	return all
}

// swell is how long a note takes to come and to go: a sudden edge would click.
const swell = 8 * time.Millisecond

// samples is a note with its octave, which makes it less shrill than a bare sine.
func (n note) samples(gain float64) []int16 {
	count := int(n.long * Rate / time.Second)
	edge := float64(swell * Rate / time.Second)
	out := make([]int16, count)
	for i := range out {
		shape := min(1, float64(i)/edge, float64(count-1-i)/edge)
		phase := 2 * math.Pi * n.hertz * float64(i) / Rate
		wave := 0.8*math.Sin(phase) + 0.2*math.Sin(2*phase)
		out[i] = int16(math.MaxInt16 * gain * shape * wave)
	}
	return out
}
