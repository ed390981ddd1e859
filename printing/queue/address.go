package queue

import (
	"errors"
	"fmt"
	"strings"

	"redwrench/inventory"
	"redwrench/printing/escpos"
	"redwrench/printing/ipp"
	"redwrench/printing/raster"
)

// ErrAddress: not the address of a printer.
var ErrAddress = errors.New("queue: not a printer")

// Open is the printer at the address of a record: ipp://…, ipps://…, cups:NAME,
// escpos://…, folder:DIR or a plain folder. It does not ask whether the printer
// is there. It returns ErrAddress.
func Open(p inventory.Printer) (Printer, error) {
	scheme, rest, found := strings.Cut(p.Address, ":")
	switch {
	case p.Address == "":
		return nil, ErrAddress
	case found && scheme == "folder" && rest != "":
		return &Folder{Dir: rest}, nil
	case found && (scheme == "ipp" || scheme == "ipps" || scheme == "cups"):
		client, err := ipp.NewClient(p.Address)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrAddress, err)
		}
		return Network{client, p}, nil
	case found && scheme == "escpos":
		address, err := escpos.Parse(p.Address)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrAddress, err)
		}
		return &Receipt{address: address, head: raster.Head{Dots: p.Dots(), DPI: max(p.DPI, 1)}}, nil
	case found && len(scheme) > 1: // a single letter is a drive
		return nil, fmt.Errorf("%w: %q", ErrAddress, scheme)
	}
	return &Folder{Dir: p.Address}, nil
}
