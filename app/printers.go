package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strconv"
	"strings"
	"time"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/printing/ipp"
	"redwrench/printing/queue"
	"redwrench/ui"
	screen "redwrench/ui/printers"
	"redwrench/ui/say"
)

// newRoom is the shop's printers. slips is where slips are printed whatever the
// records say; empty: where they say.
func newRoom(s *shop, slips string, log *slog.Logger, onStatus func([]queue.Status)) *queue.Room {
	return queue.NewRoom(queue.RoomConfig{
		Book: s.Desk, Render: press{s.Desk, s.folder}.render, ShopID: s.folder.ShopID, Dir: s.folder.Dir, Slips: slips, Log: log, OnStatus: onStatus,
	})
}

// usable says whether address is one of a printer.
func usable(address string) error {
	_, err := queue.Open(inventory.Printer{Role: inventory.SlipPrinter, Address: address})
	return err
}

// foot is what the footer says of the printers: of the one that needs somebody,
// the slips' first; else of one that prints; else that all is well.
func foot(list []queue.Status) ui.Printer {
	said := ui.Printer{Key: "printer.ready", Role: inventory.SlipPrinter}
	for _, s := range list {
		is := ui.Printer{Key: statusKey(s), Waiting: s.Waiting, Role: s.Printer.Role, Name: s.Printer.Name}
		if s.Condition != queue.Ready {
			return is
		}
		if s.Waiting > 0 && said.Key == "printer.ready" {
			said = is
		}
	}
	return said
}

// statusKey is a printer's status as the screens say it.
func statusKey(s queue.Status) string {
	if s.Condition == queue.Ready && s.Waiting > 0 {
		return "printer.printing"
	}
	return conditionKey(s.Condition)
}

func conditionKey(c queue.Condition) string {
	return map[queue.Condition]string{
		queue.Ready: "printer.ready", queue.Away: "printer.away", queue.OutOfPaper: "printer.paper", queue.CoverOpen: "printer.cover",
		queue.Jammed: "printer.jam", queue.Stopped: "printer.stopped", queue.Unwritable: "printer.unwritable",
	}[c]
}

// machines is the shop's printers as the screen knows them.
type machines struct {
	*queue.Room
	practice bool // no real printer may be used
}

// Status implements ui/printers.Room.
func (m machines) Status() []screen.State {
	var list []screen.State
	for _, s := range m.Room.Status() {
		list = append(list, screen.State{Printer: s.Printer, Key: statusKey(s), Well: s.Condition == queue.Ready, Waiting: s.Waiting})
	}
	return list
}

// Queues implements ui/printers.Room.
func (m machines) Queues(ctx context.Context) ([]screen.Queue, error) {
	if m.practice {
		return nil, nil
	}
	found, err := ipp.Queues(ctx)
	var list []screen.Queue
	for _, q := range found {
		name := q.Info
		if name == "" {
			name = q.Name
		}
		list = append(list, screen.Queue{Address: "cups:" + q.Name, Name: name, Well: q.State != ipp.PrinterStopped && len(q.Reasons) == 0})
	}
	return list, err
}

// Usable implements ui/printers.Room.
func (m machines) Usable(address string) error {
	if m.practice {
		if err := folderOnly(address); err != nil {
			return err
		}
	}
	return errors.Join((inventory.Printer{Role: inventory.SlipPrinter, Address: address}).Check(), usable(address))
}

// printers lists the shop's printers and the queues CUPS knows, sets one, or
// tries one.
func printers(ctx context.Context, s *shop, o options, stdout io.Writer) error {
	if o.add != "" {
		p, err := parsePrinter(o.add)
		if err != nil {
			return err
		}
		if err := s.InstallPrinter(ctx, p); err != nil {
			return err
		}
	}
	if o.test != "" {
		role, err := parseRole(o.test)
		if err != nil {
			return err
		}
		return testPage(ctx, s, role, stdout)
	}
	return listPrinters(ctx, s, stdout)
}

// roleNames are the roles as the command line calls them.
var roleNames = map[string]inventory.PrinterRole{"slip": inventory.SlipPrinter, "sheet": inventory.SheetPrinter, "label": inventory.LabelPrinter}

func parseRole(name string) (inventory.PrinterRole, error) {
	role, ok := roleNames[name]
	if !ok {
		return 0, fmt.Errorf("%q is no printer's role: slip, sheet or label", name)
	}
	return role, nil
}

func roleName(r inventory.PrinterRole) string {
	for name, role := range roleNames {
		if role == r {
			return name
		}
	}
	return strconv.Itoa(int(r))
}

// parsePrinter reads ROLE=ADDRESS with what may follow: ,name=…,width=80,…
func parsePrinter(text string) (inventory.Printer, error) {
	fields := strings.Split(text, ",")
	name, address, _ := strings.Cut(fields[0], "=")
	role, err := parseRole(name)
	if err != nil {
		return inventory.Printer{}, err
	}
	p := inventory.Printer{Role: role, Address: address}
	numbers := map[string]*int{"width": &p.Width, "height": &p.Height, "margin": &p.Margin, "dpi": &p.DPI}
	for _, field := range fields[1:] {
		key, value, _ := strings.Cut(field, "=")
		switch number, known := numbers[key]; {
		case known:
			if *number, err = strconv.Atoi(value); err != nil {
				return p, fmt.Errorf("%s is no number: %q", key, value)
			}
		case key == "name":
			p.Name = value
		case key == "curves":
			p.Curves = true
		default:
			return p, fmt.Errorf("%q is nothing a printer has: name, width, height, margin, dpi, curves", key)
		}
	}
	if p.Address != "" {
		if err := usable(p.Address); err != nil {
			return p, err
		}
	}
	return p, p.Check()
}

func listPrinters(ctx context.Context, s *shop, stdout io.Writer) error {
	list, err := s.Printers(ctx)
	if err != nil {
		return err
	}
	room := newRoom(s, "", slog.New(slog.DiscardHandler), func([]queue.Status) {})
	for _, p := range list {
		p.Address = room.Address(p)
		machine, err := queue.Open(p)
		if err != nil {
			return err
		}
		waiting, err := s.PrintsFor(ctx, p.Role, 1000)
		if err != nil {
			return err
		}
		state := say.Printer(words.English, conditionKey(machine.Health(ctx)), p.Role, p.Name, len(waiting))
		fmt.Fprintf(stdout, "%s\t%s\t%s\t%d×%d mm, %d dpi\t%d waiting\t%s\n", roleName(p.Role), p.Name, p.Address, p.Width, p.Height, p.DPI, len(waiting), state)
	}
	asked, err := s.UndecidedPrints(ctx, 1000)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "%d papers need a decision at the desk\n", len(asked))
	found, err := ipp.Queues(ctx)
	if err != nil {
		_, err = fmt.Fprintln(stdout, "no CUPS answers on this machine")
		return err
	}
	for _, q := range found {
		fmt.Fprintf(stdout, "found\tcups:%s\t%s\t%s\n", q.Name, q.Info, strings.Join(append([]string{queueState(q)}, q.Reasons...), ", "))
	}
	return nil
}

func queueState(q ipp.Queue) string {
	switch q.State {
	case ipp.PrinterIdle:
		return "idle"
	case ipp.PrinterProcessing:
		return "printing"
	}
	return "stopped"
}

// testWithin is how long a test page may take before nobody waits for it.
const testWithin = time.Minute

var errNotPrinted = errors.New("the test page was not printed")

// testPage prints the test page of a role and waits for it.
func testPage(ctx context.Context, s *shop, role inventory.PrinterRole, stdout io.Writer) error {
	id, err := s.PrintTestPage(ctx, role, "zh", 0)
	if err != nil {
		return err
	}
	ctx, stop := context.WithTimeout(ctx, testWithin)
	last := queue.Status{}
	room := newRoom(s, "", slog.New(slog.DiscardHandler), func(list []queue.Status) {
		for _, st := range list {
			if st.Printer.Role == role && st.Condition != last.Condition {
				last = st
				fmt.Fprintln(stdout, say.Printer(words.English, conditionKey(st.Condition), role, st.Printer.Name, st.Waiting))
			}
		}
	})
	ended := make(chan struct{})
	go func() { defer close(ended); room.Run(ctx) }()
	defer func() { stop(); <-ended }()
	for tick := time.NewTicker(100 * time.Millisecond); ; {
		job, err := s.PrintJob(ctx, id)
		switch {
		case err != nil:
			return err
		case job.State == inventory.PrintDone:
			_, err := fmt.Fprintln(stdout, "printed")
			return err
		case job.State.Final():
			return errNotPrinted
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("%w yet; it waits", errNotPrinted)
		case <-tick.C:
		}
	}
}
