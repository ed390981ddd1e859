// Package speaker plays samples on the machine's loudspeaker, if it has one. It
// knows no sound of ours and no Fyne. Where there is no device, or no library for
// it, it is silent.
package speaker

// Speaker plays one sound after the other.
type Speaker struct {
	waiting chan []int16
}

// Open starts a Speaker for samples of one channel, rate a second. It looks for
// the device when there is something to play, each time anew: one that is
// plugged in later is found.
func Open(rate int) *Speaker {
	s := &Speaker{waiting: make(chan []int16, 1)}
	go s.run(rate)
	return s
}

// Play plays samples soon and does not wait. A sound that comes while another
// one waits already is not played: late it would tell nothing.
func (s *Speaker) Play(samples []int16) {
	if len(samples) == 0 {
		return
	}
	select {
	case s.waiting <- samples:
	default:
	}
}

// Close ends the Speaker; what waits is still played. No Play may follow.
func (s *Speaker) Close() { close(s.waiting) }

func (s *Speaker) run(rate int) {
	device := find()
	for samples := range s.waiting {
		if device != nil {
			device(samples, rate)
		}
	}
}
