package main

import (
	"context"
	"log/slog"
	"os"

	"github.com/ebitengine/purego"
)

// xlib are the functions of X11's libraries that keep the screen lit.
type xlib struct {
	open  func(name *byte) uintptr
	saver func(display uintptr, timeout, interval, blanking, exposures int32) int32
	power func(display uintptr, event, err *int32) int32
	awake func(display uintptr) int32
	close func(display uintptr) int32
}

// keepLit switches off the X server's screen saver and the display's power
// saving: outside opening hours the kiosk shows a dark screen instead. What it
// cannot do is logged, for who sets the machine up.
func keepLit(_ context.Context, log *slog.Logger) {
	if os.Getenv("DISPLAY") == "" {
		return
	}
	x, err := loadX()
	if err != nil {
		log.Warn("the screen may go dark by itself; set the machine up not to", "error", err)
		return
	}
	display := x.open(nil)
	if display == 0 {
		log.Warn("the screen may go dark by itself; set the machine up not to", "error", "no display")
		return
	}
	defer x.close(display)
	x.saver(display, 0, 0, 0, 0)
	var event, fault int32
	if x.power(display, &event, &fault) != 0 { // else the display cannot sleep
		x.awake(display)
	}
}

func loadX() (x xlib, err error) {
	for _, l := range []struct {
		file      string
		functions map[string]any
	}{
		{"libX11.so.6", map[string]any{"XOpenDisplay": &x.open, "XSetScreenSaver": &x.saver, "XCloseDisplay": &x.close}},
		{"libXext.so.6", map[string]any{"DPMSQueryExtension": &x.power, "DPMSDisable": &x.awake}},
	} {
		lib, err := purego.Dlopen(l.file, purego.RTLD_NOW|purego.RTLD_GLOBAL)
		if err != nil {
			return x, err
		}
		for name, fn := range l.functions {
			at, err := purego.Dlsym(lib, name)
			if err != nil {
				return x, err
			}
			purego.RegisterFunc(fn, at)
		}
	}
	return x, nil
}
