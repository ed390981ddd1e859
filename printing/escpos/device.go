package escpos

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/url"
	"os"
	"strings"
	"syscall"
	"time"
)

// Errors of a device.
var (
	// ErrAway: it could not be reached, or it went away in the middle.
	ErrAway = errors.New("escpos: printer is away")
	// ErrAddress: not the address of a receipt printer.
	ErrAddress = errors.New("escpos: not a printer address")
)

// Address is where a receipt printer is: a device of this machine, or a host
// with a port.
type Address struct {
	device string
	host   string
}

// defaultPort is the port receipt printers listen on.
const defaultPort = "9100"

// Parse reads escpos:///dev/usb/lp0 or escpos://HOST[:PORT]. It returns
// ErrAddress.
func Parse(address string) (Address, error) {
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Scheme != "escpos" || u.RawQuery != "" || u.Fragment != "" || u.User != nil:
		return Address{}, ErrAddress
	case u.Host == "" && strings.HasPrefix(u.Path, "/") && len(u.Path) > 1:
		return Address{device: u.Path}, nil
	case u.Hostname() == "" || strings.Trim(u.Path, "/") != "":
		return Address{}, ErrAddress
	}
	port := u.Port()
	if port == "" {
		port = defaultPort
	}
	return Address{host: net.JoinHostPort(u.Hostname(), port)}, nil
}

// String is the address as Parse reads it.
func (a Address) String() string { return "escpos://" + a.host + a.device }

// line is what is open to a printer.
type line interface {
	io.ReadWriteCloser
	SetReadDeadline(time.Time) error
	SetWriteDeadline(time.Time) error
}

// How long a printer may take for what.
const (
	toConnect = 2 * time.Second
	toAnswer  = 500 * time.Millisecond // a question of DLE EOT: it is answered at once or never
	toConfirm = time.Second            // the question GS r, when there is nothing before it
	toTake    = 3 * time.Second        // a band, while the printer prints the ones before
)

// open opens the line to the printer. It returns ErrAway.
func (a Address) open(ctx context.Context) (line, error) {
	if a.host != "" {
		conn, err := (&net.Dialer{Timeout: toConnect}).DialContext(ctx, "tcp", a.host)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrAway, err)
		}
		return conn, nil
	}
	info, err := os.Stat(a.device)
	if err == nil && info.Mode()&(fs.ModeDevice|fs.ModeNamedPipe) == 0 {
		err = errors.New("not a device") // a file would swallow every slip
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrAway, err)
	}
	// Without waiting, so that a printer that takes nothing can time out. A pipe
	// is one way: what is written to it must not be read back as an answer.
	flag := os.O_RDWR
	if info.Mode()&fs.ModeNamedPipe != 0 {
		flag = os.O_WRONLY
	}
	file, err := os.OpenFile(a.device, flag|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrAway, err)
	}
	return file, nil
}
