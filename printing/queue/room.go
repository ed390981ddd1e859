package queue

import (
	"context"
	"io"
	"log/slog"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"redwrench/inventory"
)

// Book is where the wishes and the shop's printers are kept; inventory.Desk is
// one.
type Book interface {
	Outbox
	// Printers is the printer of each role.
	Printers(ctx context.Context) ([]inventory.Printer, error)
}

// RoomConfig is what a Room needs; all of it is required.
type RoomConfig struct {
	Book     Book
	Render   Render
	ShopID   string
	Dir      string         // folders of printers that are nowhere else are made in it
	Slips    string         // the address of the slip printer whatever the book says; empty: the book's
	OnStatus func([]Status) // called when one changes, one call at a time, in the order of the roles
	Log      *slog.Logger
}

// Room is all the shop's printers, a worker for each. Make it with NewRoom,
// start it with Run.
type Room struct {
	RoomConfig
	changed chan struct{}

	mu      sync.Mutex
	workers []*Worker
	status  []Status
}

// NewRoom makes a Room.
func NewRoom(cfg RoomConfig) *Room { return &Room{RoomConfig: cfg, changed: make(chan struct{}, 1)} }

// Wake says that there may be something new to print. It never blocks.
func (r *Room) Wake() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, w := range r.workers {
		w.Wake()
	}
}

// Changed says that a printer in the book is another now. It never blocks.
func (r *Room) Changed() {
	select {
	case r.changed <- struct{}{}:
	default:
	}
}

// Status is how the printers are, as far as they have been heard of.
func (r *Room) Status() []Status {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.status)
}

// again is how long the room waits when the book cannot be read.
const again = 5 * time.Second

// Run prints until ctx ends.
func (r *Room) Run(ctx context.Context) {
	for ctx.Err() == nil {
		printers, err := r.Book.Printers(ctx)
		if err != nil {
			r.Log.Error("the printers cannot be read", "error", err)
			select {
			case <-ctx.Done():
			case <-time.After(again):
			}
			continue
		}
		r.work(ctx, printers)
	}
}

// work runs a worker for each printer until one of them is another, or ctx ends.
func (r *Room) work(ctx context.Context, printers []inventory.Printer) {
	ctx, stop := context.WithCancel(ctx)
	var running sync.WaitGroup
	machines := map[string]Printer{}
	r.mu.Lock()
	r.workers, r.status = nil, nil
	for i, record := range printers {
		record.Address = r.Address(record)
		machine := machines[record.Address] // one machine may have several roles
		if machine == nil {
			var err error
			if machine, err = Open(record); err != nil {
				r.Log.Error("a printer has no usable address", "printer", record.Role, "error", err)
				machine = nowhere{}
			}
			machines[record.Address] = machine
		}
		w := New(Config{
			Outbox: r.Book, Render: r.Render, Record: record, Printer: machine, ShopID: r.ShopID, Log: r.Log,
			OnStatus: func(s Status) { r.say(i, s) },
		})
		r.workers, r.status = append(r.workers, w), append(r.status, Status{Printer: record})
	}
	for _, w := range r.workers {
		running.Go(func() { w.Run(ctx) })
	}
	r.mu.Unlock()
	select {
	case <-ctx.Done():
	case <-r.changed:
	}
	stop()
	running.Wait()
	for _, m := range machines {
		if c, ok := m.(io.Closer); ok {
			_ = c.Close()
		}
	}
}

// folders are where papers go that have no printer.
var folders = map[inventory.PrinterRole]string{
	inventory.SlipPrinter: "slips", inventory.SheetPrinter: "sheets", inventory.LabelPrinter: "labels",
}

// Address is where a printer of the book really is.
func (r *Room) Address(p inventory.Printer) string {
	switch {
	case p.Role == inventory.SlipPrinter && r.Slips != "":
		return r.Slips
	case p.Address == "":
		return "folder:" + filepath.Join(r.Dir, folders[p.Role])
	}
	return p.Address
}

func (r *Room) say(i int, s Status) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if i >= len(r.status) || r.status[i].Printer != s.Printer {
		return // of a printer that is another now
	}
	r.status[i] = s
	r.OnStatus(slices.Clone(r.status))
}

// nowhere is a printer whose address is none.
type nowhere struct{}

// Print implements Printer.
func (nowhere) Print(_ context.Context, job inventory.PrintJob, _ string, _ func() (Paper, error), _ func(inventory.PrintJob) error) (inventory.PrintJob, error) {
	return job, ErrAway
}

// Health implements Printer.
func (nowhere) Health(context.Context) Condition { return Away }
