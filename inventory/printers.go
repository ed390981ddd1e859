package inventory

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"redwrench/inventory/store"
)

// PrinterRole is what a printer is for. A shop has one printer of each role;
// one machine may be all three.
type PrinterRole int

// The roles.
const (
	SlipPrinter  PrinterRole = iota + 1 // slips and cards, on a roll
	SheetPrinter                        // job sheets, lists and reports, on A4 or A5
	LabelPrinter                        // labels for tools
)

// PrinterRoles is every role.
var PrinterRoles = []PrinterRole{SlipPrinter, SheetPrinter, LabelPrinter}

// Printer is where the papers of a role come out. Lengths are in millimetres;
// zero is the role's usual one (see DefaultPrinter).
type Printer struct {
	Role PrinterRole `cbor:"1,keyasint"`
	Name string      `cbor:"2,keyasint,omitempty"` // what the staff call it
	// Address is folder:DIR, ipp://…, ipps://…, cups:NAME, escpos:///dev/… or
	// escpos://HOST[:PORT]; empty: a folder beside the records.
	Address string `cbor:"3,keyasint,omitempty"`
	Width   int    `cbor:"4,keyasint,omitempty"` // of the paper
	Height  int    `cbor:"5,keyasint,omitempty"` // 0: a roll
	Margin  int    `cbor:"6,keyasint,omitempty"` // at the left and at the right, where nothing prints
	DPI     int    `cbor:"7,keyasint,omitempty"`
	Curves  bool   `cbor:"8,keyasint,omitempty"` // draw text as outlines, for a printer whose own text engine fails
}

// DefaultPrinter is the printer of a role in a shop that has set none: a folder
// beside the records.
func DefaultPrinter(role PrinterRole) Printer {
	p := Printer{Role: role}
	p.fill()
	return p
}

// fill puts the usual lengths in where there are none.
func (p *Printer) fill() {
	usual := Printer{Width: 210, Height: 297, Margin: 5, DPI: 600}
	if p.Role == SlipPrinter {
		usual = Printer{Width: 80, Margin: 4, DPI: 203}
	}
	if p.Width == 0 {
		p.Width, p.Height, p.Margin = usual.Width, usual.Height, usual.Margin
	}
	if p.DPI == 0 {
		p.DPI = usual.DPI
	}
}

// Folder says that the printer is a folder: what is printed stays a file.
func (p Printer) Folder() bool { return p.Address == "" || strings.HasPrefix(p.Address, "folder:") }

// Dots is how many dots stand side by side across the paper, in whole bytes: 576
// on 80 mm at 203 dpi, 384 on 58 mm with a margin of 5.
func (p Printer) Dots() int {
	p.fill()
	dots := float64(p.Width-2*p.Margin) * float64(p.DPI) / 25.4
	return (int(dots+0.5) + 7) / 8 * 8
}

// Refusals of printers and of decisions about papers.
var (
	// ErrPrinter: not a possible printer. It is wrapped with the field's name.
	ErrPrinter = errors.New("inventory: not a possible printer")
	// ErrNoPrint: no such print job, or it needs no decision any more.
	ErrNoPrint = errors.New("inventory: no such print job")
)

// addresses are the beginnings of the addresses printers have.
var addresses = []string{"folder:", "ipp://", "ipps://", "cups:", "escpos://"}

// Check returns ErrPrinter, wrapped with the name of the first field that is
// outside its bounds. Whether a printer is there it does not know.
func (p Printer) Check() error {
	bad := func(field string) error { return fmt.Errorf("%w: %s", ErrPrinter, field) }
	line := func(s string, most int) bool {
		return utf8.ValidString(s) && utf8.RuneCountInString(s) <= most && strings.IndexFunc(s, unicode.IsControl) < 0
	}
	known := p.Address == ""
	for _, scheme := range addresses {
		known = known || strings.HasPrefix(p.Address, scheme) && len(p.Address) > len(scheme)
	}
	switch {
	case p.Role < SlipPrinter || p.Role > LabelPrinter:
		return bad("Role")
	case !line(p.Name, 40):
		return bad("Name")
	case !known || !line(p.Address, 300):
		return bad("Address")
	case p.Width != 0 && (p.Width < 20 || p.Width > 1000):
		return bad("Width")
	case p.Height < 0 || p.Height > 2000:
		return bad("Height")
	case p.Margin < 0 || p.Width != 0 && 4*p.Margin > p.Width:
		return bad("Margin")
	case p.DPI != 0 && (p.DPI < 72 || p.DPI > 2400):
		return bad("DPI")
	}
	return nil
}

// tablePrinter: role -> printer.
const tablePrinter store.Table = "printer"

// Printers is the printer of each role, in the order of PrinterRoles, the usual
// lengths filled in.
func (d *Desk) Printers(ctx context.Context) ([]Printer, error) {
	list := make([]Printer, len(PrinterRoles))
	err := d.store.View(ctx, func(tx store.Tx) error {
		for i, role := range PrinterRoles {
			p, err := get[Printer](tx, tablePrinter, key(uint32(role)))
			if errors.Is(err, store.ErrNotFound) {
				p, err = Printer{Role: role}, nil
			}
			if err != nil {
				return err
			}
			p.fill()
			list[i] = p
		}
		return nil
	})
	return list, err
}

// SetPrinter makes p the printer of its role. Papers another printer has begun
// are not begun again: staff are asked. Only a manager may. Refusals:
// ErrNotManager, ErrPrinter, ErrClockBack.
func (d *Desk) SetPrinter(ctx context.Context, p Printer, who StaffID) error {
	return d.setPrinter(ctx, p, who, func(tx store.Tx) error { return manager(tx, who) })
}

// InstallPrinter is SetPrinter by whoever sets the machine up: who can do so can
// do anything. In the audit it is the kiosk's own deed.
func (d *Desk) InstallPrinter(ctx context.Context, p Printer) error {
	return d.setPrinter(ctx, p, 0, func(store.Tx) error { return nil })
}

func (d *Desk) setPrinter(ctx context.Context, p Printer, who StaffID, may func(store.Tx) error) error {
	if err := p.Check(); err != nil {
		return err
	}
	return d.deed(ctx, func(tx store.Tx, now time.Time, _ *numbers) error {
		return steps(
			func() error { return may(tx) },
			func() error { return put(tx, tablePrinter, key(uint32(p.Role)), p) },
			func() error { return audit(tx, now, who, "set printer", fmt.Sprint(p.Role)) },
		)
	})
}

// RemovePrinter makes the folder beside the records the printer of a role again.
// Only a manager may. Refusals: ErrNotManager, ErrClockBack.
func (d *Desk) RemovePrinter(ctx context.Context, role PrinterRole, who StaffID) error {
	return d.deed(ctx, func(tx store.Tx, now time.Time, _ *numbers) error {
		return steps(
			func() error { return manager(tx, who) },
			func() error { return tx.Delete(tablePrinter, key(uint32(role))) },
			func() error { return audit(tx, now, who, "remove printer", fmt.Sprint(role)) },
		)
	})
}

// PrintTestPage wishes for a page with a ruler and a code. who is on duty, or 0:
// whoever sets the machine up. Refusals: ErrNotStaff, ErrPrinter, ErrClockBack.
func (d *Desk) PrintTestPage(ctx context.Context, role PrinterRole, lang Lang, who StaffID) (PrintID, error) {
	if err := (Printer{Role: role}).Check(); err != nil {
		return 0, err
	}
	var id PrintID
	err := d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		if who != 0 {
			if err := onDuty(tx, who); err != nil {
				return err
			}
		}
		id = draw(&n.print)
		return steps(
			func() error {
				return wish(tx, PrintJob{ID: id, Paper: TestPage, Subject: uint32(role), Lang: lang, Asked: now})
			},
			func() error { return audit(tx, now, who, "test page", fmt.Sprint(role)) },
		)
	})
	return id, err
}
