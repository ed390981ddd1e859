package ui

import (
	"time"

	"redwrench/ui/sound"
)

// oneSound is how long a sound is not made a second time: a refused deed is
// refused once, though its flow says so too.
const oneSound = 150 * time.Millisecond

// sounded is the last sound and when it was made.
type sounded struct {
	kind sound.Kind
	at   time.Time
}

// sound plays a sound at the shop's volume.
func (s *Shell) sound(k sound.Kind) {
	if now := time.Now(); k != s.sounded.kind || now.Sub(s.sounded.at) >= oneSound {
		s.sounded = sounded{k, now}
		s.Sound(k, s.Desk.Settings().Volume)
	}
}

// deed sounds when a deed is on disk, or was refused.
func (s *Shell) deed(err error) {
	if err != nil {
		s.sound(sound.Refused)
		return
	}
	s.sound(sound.Done)
}
