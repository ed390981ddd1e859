package speaker

import (
	"unsafe"

	"github.com/ebitengine/purego"
)

// alsa are the five functions of ALSA's library that play a sound. The library
// is looked for while the program runs, because many a machine has none. Desktops
// route its device "default" to PipeWire or PulseAudio.
type alsa struct {
	open   func(pcm *unsafe.Pointer, name string, stream, mode int32) int32
	params func(pcm unsafe.Pointer, format, access int32, channels, rate uint32, resample int32, latency uint32) int32
	write  func(pcm unsafe.Pointer, samples *int16, frames uint64) int64
	drain  func(pcm unsafe.Pointer) int32
	close  func(pcm unsafe.Pointer) int32
}

// Constants of alsa/pcm.h.
const (
	streamPlayback      = 0
	formatS16           = 2 // little endian
	accessRWInterleaved = 3
	latency             = 60_000 // microseconds
	library             = "libasound.so.2"
)

// find is how to play here, or nil.
func find() func([]int16, int) {
	lib, err := purego.Dlopen(library, purego.RTLD_NOW|purego.RTLD_LOCAL)
	if err != nil {
		return nil
	}
	var a alsa
	var silence func(handler uintptr) int32
	for name, fn := range map[string]any{
		"snd_pcm_open": &a.open, "snd_pcm_set_params": &a.params, "snd_pcm_writei": &a.write, "snd_pcm_drain": &a.drain, "snd_pcm_close": &a.close,
		"snd_lib_error_set_handler": &silence,
	} {
		at, err := purego.Dlsym(lib, name)
		if err != nil {
			return nil
		}
		purego.RegisterFunc(fn, at)
	}
	silence(purego.NewCallback(func(file, line, function, code, format uintptr) uintptr { return 0 })) // else it complains on stderr
	return a.play
}

// play plays samples to their end; if that cannot be, it does nothing.
func (a alsa) play(samples []int16, rate int) {
	var pcm unsafe.Pointer
	if a.open(&pcm, "default", streamPlayback, 0) < 0 {
		return
	}
	defer a.close(pcm)
	if a.params(pcm, formatS16, accessRWInterleaved, 1, uint32(rate), 1, latency) < 0 {
		return
	}
	for len(samples) > 0 {
		n := a.write(pcm, &samples[0], uint64(len(samples)))
		if n <= 0 {
			return
		}
		samples = samples[n:]
	}
	a.drain(pcm)
}
