// Package escpostest is a small receipt printer in the process of a test. It
// reads ESC/POS as a real one does, puts the dots on paper that a test can look
// at, and can be out of paper, silent, slow to forget, or unplugged in the
// middle of a slip.
package escpostest

import (
	"io"
	"net"
	"sync"
	"testing"

	"redwrench/printing/raster"
)

// Printer is a printer. Its methods may be called from any goroutine.
type Printer struct {
	// Address is where it listens, after Listen.
	Address string

	mu     sync.Mutex
	change *sync.Cond
	papers []raster.Bitmap // cut off, in their order
	begun  raster.Bitmap   // in the printer, not cut yet
	torn   int             // papers that were begun and never finished
	faults []string
	empty  bool
	open   bool
	dumb   bool
	plain  bool // knows DLE EOT but not GS r
	left   int  // bytes until it is unplugged; -1: never
	conns  map[io.Closer]bool
	ear    net.Listener
}

// New is a printer that is well and listens nowhere yet.
func New() *Printer {
	p := &Printer{left: -1, conns: map[io.Closer]bool{}}
	p.change = sync.NewCond(&p.mu)
	return p
}

// Listen makes the printer listen on the loopback until the test ends.
func (p *Printer) Listen(t testing.TB) *Printer {
	t.Helper()
	ear, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p.Address, p.ear = "escpos://"+ear.Addr().String(), ear
	var running sync.WaitGroup
	running.Go(func() {
		for {
			conn, err := ear.Accept()
			if err != nil {
				return
			}
			running.Go(func() { p.Serve(conn) })
		}
	})
	t.Cleanup(func() {
		_ = ear.Close()
		p.Unplug()
		running.Wait()
	})
	return p
}

func (p *Printer) with(fn func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	fn()
	p.change.Broadcast()
}

// OutOfPaper takes the roll out, or puts a new one in.
func (p *Printer) OutOfPaper(empty bool) { p.with(func() { p.empty = empty }) }

// CoverOpen opens or shuts the cover.
func (p *Printer) CoverOpen(open bool) { p.with(func() { p.open = open }) }

// Silent makes the printer answer nothing.
func (p *Printer) Silent() { p.with(func() { p.dumb = true }) }

// Plain makes the printer know only the questions of real time.
func (p *Printer) Plain() { p.with(func() { p.plain = true }) }

// UnplugAfter breaks the line after so many bytes; whoever calls again is
// answered.
func (p *Printer) UnplugAfter(bytes int) { p.with(func() { p.left = bytes }) }

// Unplug breaks every line at once and forgets what was not printed.
func (p *Printer) Unplug() {
	p.with(func() {
		for c := range p.conns {
			_ = c.Close()
			delete(p.conns, c)
		}
	})
}

// Papers are the papers that were cut off, and how many more were begun and
// torn.
func (p *Printer) Papers() (whole []raster.Bitmap, torn int) {
	p.with(func() { whole, torn = append(whole, p.papers...), p.torn })
	return whole, torn
}

// Faults are commands that make no sense.
func (p *Printer) Faults() (faults []string) {
	p.with(func() { faults = append(faults, p.faults...) })
	return faults
}

// memory is what the printer keeps of what it has not printed yet, in bytes.
const memory = 32 << 10

// Serve reads from one line until it breaks.
func (p *Printer) Serve(conn io.ReadWriteCloser) {
	p.with(func() { p.conns[conn] = true })
	b := &buffer{p: p, conn: conn}
	var running sync.WaitGroup
	running.Go(func() { b.print() })
	b.receive()
	running.Wait()
	_ = conn.Close()
	p.with(func() {
		delete(p.conns, conn)
		if p.begun.Height > 0 {
			p.begun = raster.Bitmap{}
			p.torn++
		}
	})
}

// buffer is what came over a line and is not printed yet.
type buffer struct {
	p      *Printer
	conn   io.ReadWriteCloser
	bytes  []byte // guarded by the printer's mutex
	ended  bool
	recent [3]byte
}

// receive takes bytes in and answers the questions of real time at once.
func (b *buffer) receive() {
	chunk := make([]byte, 512)
	for {
		n, err := b.conn.Read(chunk)
		for _, c := range chunk[:n] {
			if !b.take(c) {
				err = io.EOF
				break
			}
		}
		if err != nil {
			b.p.with(func() { b.ended = true })
			return
		}
	}
}

func (b *buffer) take(c byte) bool {
	p := b.p
	p.mu.Lock()
	for len(b.bytes) >= memory && p.conns[b.conn] && p.left != 0 {
		p.change.Wait()
	}
	if p.left == 0 || !p.conns[b.conn] {
		_ = b.conn.Close()
		p.left = -1
		b.ended = true
		p.mu.Unlock()
		p.change.Broadcast()
		return false
	}
	if p.left > 0 {
		p.left--
	}
	b.bytes = append(b.bytes, c)
	b.recent = [3]byte{b.recent[1], b.recent[2], c}
	var answer []byte
	if b.recent[0] == 0x10 && b.recent[1] == 0x04 && !p.dumb {
		answer = []byte{p.realTime(c)}
	}
	p.mu.Unlock()
	p.change.Broadcast()
	if answer != nil {
		_, _ = b.conn.Write(answer)
	}
	return true
}

// realTime is the answer to DLE EOT n.
func (p *Printer) realTime(n byte) byte {
	a := byte(0x12)
	switch {
	case n == 1 && (p.empty || p.open):
		a |= 0x08
	case n == 2:
		if p.open {
			a |= 0x04
		}
		if p.empty {
			a |= 0x20
		}
	case n == 4 && p.empty:
		a |= 0x60
	}
	return a
}

// next is n bytes of the buffer; false when the line ended before. It waits
// while there is no paper.
func (b *buffer) next(n int) ([]byte, bool) {
	p := b.p
	p.mu.Lock()
	defer p.mu.Unlock()
	for (len(b.bytes) < n || p.empty || p.open) && !b.ended {
		p.change.Wait()
	}
	if len(b.bytes) < n || p.empty || p.open {
		return nil, false
	}
	piece := append([]byte(nil), b.bytes[:n]...)
	b.bytes = b.bytes[n:]
	p.change.Broadcast()
	return piece, true
}

// print works off one command after the other.
func (b *buffer) print() {
	for {
		first, ok := b.next(2)
		if !ok {
			return
		}
		switch string(first) {
		case "\x10\x04":
			_, ok = b.next(1)
		case "\x1b@":
		case "\x1da":
			_, ok = b.next(1)
		case "\x1dr":
			if _, ok = b.next(1); ok && !b.p.dumb && !b.p.plain {
				_, _ = b.conn.Write([]byte{0})
			}
		case "\x1dV":
			if _, ok = b.next(2); ok {
				b.p.with(func() { b.p.papers, b.p.begun = append(b.p.papers, b.p.begun), raster.Bitmap{} })
			}
		case "\x1dv":
			ok = b.band()
		default:
			b.p.with(func() { b.p.faults = append(b.p.faults, string(first)) })
		}
		if !ok {
			return
		}
	}
}

// band puts a band of GS v 0 on the paper.
func (b *buffer) band() bool {
	head, ok := b.next(6) // '0', mode, width in bytes, rows
	if !ok {
		return false
	}
	stride, rows := int(head[2])|int(head[3])<<8, int(head[4])|int(head[5])<<8
	for range rows {
		row, ok := b.next(stride)
		if !ok {
			return false
		}
		b.p.with(func() {
			b.p.begun.Width = 8 * stride
			b.p.begun.Height++
			b.p.begun.Rows = append(b.p.begun.Rows, row...)
		})
	}
	return true
}
