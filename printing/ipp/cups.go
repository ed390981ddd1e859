package ipp

import (
	"context"
	"net"
	"os"
	"strings"
)

const opCUPSGetPrinters = 0x4002

// Queue is a printer that CUPS knows.
type Queue struct {
	Name string // for an address cups:NAME
	Info string // what people call it; may be empty
	Printer
}

// cups is where CUPS listens: HOST:PORT of CUPS_SERVER as for its own programs,
// else this machine.
func cups() string {
	server := os.Getenv("CUPS_SERVER")
	switch {
	case server == "" || strings.HasPrefix(server, "/"): // a socket: the port is open too
		return net.JoinHostPort("127.0.0.1", defaultPort)
	case !strings.Contains(server, ":"):
		return net.JoinHostPort(server, defaultPort)
	}
	return server
}

// Queues asks CUPS for the printers it knows. It returns ErrAway where there is
// no CUPS.
func Queues(ctx context.Context) ([]Queue, error) {
	c, err := NewClient("ipp://" + cups() + "/")
	if err != nil {
		return nil, err
	}
	answer, err := c.ask(ctx, opCUPSGetPrinters, nil, []attribute{user(),
		keywords("requested-attributes", "printer-name", "printer-info", "printer-state", "printer-state-reasons")})
	if err == ErrNotFound { // no queues at all
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var list []Queue
	for _, g := range answer.all(tagPrinter) {
		q := Queue{Name: g.get("printer-name").first(), Info: g.get("printer-info").first(), Printer: printer(g)}
		if q.Name != "" {
			list = append(list, q)
		}
	}
	return list, nil
}
