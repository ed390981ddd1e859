package sound_test

import (
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/ui/sound"
)

func loudest(samples []int16) int {
	most := 0
	for _, s := range samples {
		most = max(most, int(s), -int(s))
	}
	return most
}

func TestEachVolumeIsLouderThanTheOneBefore(t *testing.T) {
	for _, k := range []sound.Kind{sound.Accepted, sound.Refused, sound.Done} {
		if n := len(sound.Samples(k, inventory.VolumeOff)); n != 0 {
			t.Errorf("sound %d: %d samples though the volume is off", k, n)
		}
		before := 0
		for _, v := range []inventory.Volume{inventory.VolumeQuiet, inventory.VolumeNormal, inventory.VolumeLoud} {
			now := loudest(sound.Samples(k, v))
			if now < 2*before || now == 0 || now > 32000 {
				t.Errorf("sound %d at volume %d: at most %d after %d", k, v, now, before)
			}
			before = now
		}
	}
}

func TestSoundsAreShortAndDoNotClick(t *testing.T) {
	for _, k := range []sound.Kind{sound.Accepted, sound.Refused, sound.Done} {
		s := sound.Samples(k, inventory.VolumeLoud)
		if long := time.Duration(len(s)) * time.Second / sound.Rate; long < 50*time.Millisecond || long > 400*time.Millisecond {
			t.Errorf("sound %d lasts %v", k, long)
		}
		if s[0] != 0 || s[len(s)-1] != 0 {
			t.Errorf("sound %d begins with %d and ends with %d", k, s[0], s[len(s)-1])
		}
		for i := 1; i < len(s); i++ {
			if d := int(s[i]) - int(s[i-1]); d > 8000 || d < -8000 {
				t.Fatalf("sound %d jumps by %d at %d", k, d, i)
			}
		}
	}
}

func TestNoTwoSoundsAreTheSame(t *testing.T) {
	crossings := map[int]sound.Kind{}
	for _, k := range []sound.Kind{sound.Accepted, sound.Refused, sound.Done} {
		s, n := sound.Samples(k, inventory.VolumeNormal), 0
		for i := 1; i < len(s); i++ {
			if s[i-1] < 0 && s[i] >= 0 {
				n++
			}
		}
		if other, ok := crossings[n]; ok {
			t.Errorf("sounds %d and %d swing %d times each", k, other, n)
		}
		crossings[n] = k
	}
}
