package main

import (
	"testing"

	"fyne.io/fyne/v2/test"
)

// TestEndQuietly notices a Fyne whose last work has another name.
func TestEndQuietly(t *testing.T) {
	a := test.NewTempApp(t)
	l, ok := a.Lifecycle().(interface {
		SetOnStoppedHookExecuted(func())
		OnStopped() func()
	})
	if !ok {
		t.Fatal("Fyne's lifecycle has changed: see whether its last work is still queued while the queue closes")
	}
	l.SetOnStoppedHookExecuted(func() {})
	endQuietly(a)
	if l.OnStopped() != nil {
		t.Error("Fyne still has work at its end")
	}
}
