package queue

import (
	"context"
	"log/slog"
	"slices"
	"testing"
	"time"

	"redwrench/inventory"
)

// book is an outbox with printers.
type book struct {
	*outbox
	printers []inventory.Printer // guarded by the outbox's mutex
}

// Printers implements Book.
func (b *book) Printers(context.Context) ([]inventory.Printer, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.printers), nil
}

func (b *book) set(i int, p inventory.Printer) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.printers[i] = p
}

func room(t testing.TB, b Book) *Room {
	t.Helper()
	return NewRoom(RoomConfig{
		Book: b, Render: render, ShopID: "0123456789abcdef", Dir: t.TempDir(), OnStatus: func([]Status) {}, Log: slog.New(slog.DiscardHandler),
	})
}

func eventually(t testing.TB, holds func() bool) {
	t.Helper()
	for began := time.Now(); !holds(); time.Sleep(5 * time.Millisecond) {
		if time.Since(began) > 20*time.Second {
			t.Fatal("it never came")
		}
	}
}

func TestAFlagStandsOverTheBookForSlips(t *testing.T) {
	b := &book{outbox: newOutbox(1), printers: []inventory.Printer{slipPrinter("ipp://127.0.0.1:1/")}}
	r := room(t, b)
	r.Slips = "folder:" + t.TempDir()
	running, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { r.Run(running); close(ended) }()
	eventually(t, func() bool { return b.states()[inventory.PrintDone] == 1 })
	stop()
	<-ended
}

// What is wrong with a printer is known within five seconds.
func TestThePaceIsFastEnough(t *testing.T) {
	if worst := calm.watch + calm.look; worst > 5*time.Second {
		t.Errorf("%v until somebody hears that a printer is away", worst)
	}
}
