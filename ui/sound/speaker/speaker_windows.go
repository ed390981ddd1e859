package speaker

import (
	"encoding/binary"
	"runtime"
	"unsafe"

	"golang.org/x/sys/windows"
)

// Flags of PlaySound.
const (
	noDefault = 2 // no other sound instead
	inMemory  = 4
)

// find is how to play here, or nil.
func find() func([]int16, int) {
	play := windows.NewLazySystemDLL("winmm.dll").NewProc("PlaySoundW")
	if play.Find() != nil {
		return nil
	}
	return func(samples []int16, rate int) {
		file := wave(samples, rate)
		_, _, _ = play.Call(uintptr(unsafe.Pointer(&file[0])), 0, noDefault|inMemory) // returns when it was played
		runtime.KeepAlive(file)
	}
}

// wave is a WAV file of samples, one channel of 16 bits.
func wave(samples []int16, rate int) []byte {
	put := binary.LittleEndian
	size := uint32(2 * len(samples))
	file := put.AppendUint32([]byte("RIFF"), 36+size)
	file = put.AppendUint32(append(file, "WAVEfmt "...), 16)
	file = put.AppendUint16(file, 1) // PCM
	file = put.AppendUint16(file, 1) // channel
	file = put.AppendUint32(file, uint32(rate))
	file = put.AppendUint32(file, uint32(2*rate))
	file = put.AppendUint16(file, 2)
	file = put.AppendUint16(file, 16)
	file = put.AppendUint32(append(file, "data"...), size)
	for _, s := range samples {
		file = put.AppendUint16(file, uint16(s))
	}
	return file
}
