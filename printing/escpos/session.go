package escpos

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"syscall"
	"time"
)

// Session is an open line to a printer. It is for one goroutine.
type Session struct {
	line     line
	heard    bool // it has answered a question on this line
	confirms bool // it answers GS r, so it tells when it has worked all off
	sent     bool // all of the document is on its way, the question behind it
	printed  bool // and was answered

	rest   Document
	began  bool // something of it may have reached the printer
	torn   bool // a part of rest[0] is on its way: no question may stand here
	pushed int  // commands since the last question
}

// Open opens the line and asks the printer how it is. A printer that answers
// nothing is not away: many cannot. It returns ErrAway.
func (a Address) Open(ctx context.Context) (*Session, Status, error) {
	l, err := a.open(ctx)
	if err != nil {
		return nil, Status{}, err
	}
	s := &Session{line: l}
	status, err := s.Status()
	if err != nil {
		_ = s.Close()
		return nil, Status{}, err
	}
	return s, status, nil
}

// Close ends the session.
func (s *Session) Close() error { return s.line.Close() }

// Status asks the printer how it is: DLE EOT, which it answers also while it
// prints and while it is out of paper. It returns ErrAway.
func (s *Session) Status() (Status, error) {
	if s.torn {
		return Status{Heard: s.heard, Offline: true}, nil // full to the brim, and does not print
	}
	if _, _, err := s.answer(func(byte) bool { return false }, time.Millisecond); err != nil {
		return Status{}, err // what lies there answers an older question
	}
	var status Status
	for _, n := range []int{askPrinter, askCause, askPaper} {
		switch _, err := s.write([]byte{dle, eot, byte(n)}, toAnswer); {
		case errors.Is(err, os.ErrDeadlineExceeded):
			return Status{Heard: s.heard, Offline: true}, nil
		case err != nil:
			return Status{}, err
		}
		answer, ok, err := s.answer(realTime, toAnswer)
		switch {
		case err != nil:
			return Status{}, err
		case !ok && n == askPrinter:
			return Status{Heard: s.heard, Offline: s.heard}, nil // it cannot answer, or no longer does
		case ok:
			status, s.heard = status.hear(n, answer), true
		}
	}
	return status, nil
}

// Begin hands the session its document; Push sends it. Nothing is printed yet.
// It returns ErrAway.
func (s *Session) Begin(d Document) error {
	s.rest = d
	if !s.heard {
		return nil
	}
	if _, err := s.write(asked, toTake); err != nil {
		return err
	}
	_, ok, err := s.answer(queued, toConfirm)
	s.confirms, s.printed = ok, false
	return err
}

// questionEvery is the number of commands between two questions.
const questionEvery = 8

// Push sends what the printer takes, and says how it is when it does not take
// all; then Push again. It returns ErrAway: the rest was not sent.
func (s *Session) Push() (Status, error) {
	for len(s.rest) > 0 {
		if s.heard && !s.torn && s.pushed >= questionEvery {
			s.pushed = 0
			if status, err := s.Status(); err != nil || !status.Well() {
				return status, err
			}
		}
		n, err := s.write(s.rest[0], toTake)
		s.began = s.began || n > 0
		if errors.Is(err, os.ErrDeadlineExceeded) {
			s.rest[0], s.torn = s.rest[0][n:], s.torn || n > 0
			return Status{Heard: s.heard, Offline: true}, nil
		}
		if err != nil {
			return Status{}, err
		}
		s.rest, s.torn = s.rest[1:], false
		s.pushed++
	}
	if !s.sent && s.confirms {
		if _, err := s.write(asked, toTake); err != nil {
			return Status{}, err
		}
	}
	s.sent = true
	return Status{Heard: s.heard}, nil
}

// Began says whether something of the document may have reached the printer: if
// not, nothing was printed.
func (s *Session) Began() bool { return s.began }

// Sent says whether the printer has taken the whole document.
func (s *Session) Sent() bool { return s.sent }

// Printed says whether all that was sent is on paper, as far as the printer
// tells: it has answered the question that came last; or, when it does not know
// that question, it is well and has taken all; or, when it answers nothing, it
// has taken all. wait is how long to wait for that. It returns ErrAway.
func (s *Session) Printed(wait time.Duration) (bool, error) {
	switch {
	case s.printed:
		return true, nil
	case s.confirms:
		_, _, err := s.answer(queued, wait)
		return s.printed, err
	case s.heard:
		status, err := s.Status()
		return status.Well(), err
	}
	return true, s.farewell(wait)
}

// farewell closes our side of a network line: a printer that does the same has
// read all. One that breaks the line instead has not; one that keeps still
// tells nothing.
func (s *Session) farewell(wait time.Duration) error {
	conn, ok := s.line.(*net.TCPConn)
	if !ok {
		return nil
	}
	if err := conn.CloseWrite(); err != nil {
		return fmt.Errorf("%w: %w", ErrAway, err)
	}
	_ = conn.SetReadDeadline(time.Now().Add(wait))
	_, err := io.Copy(io.Discard, io.LimitReader(conn, mostNoise))
	if err != nil && !errors.Is(err, os.ErrDeadlineExceeded) {
		return fmt.Errorf("%w: %w", ErrAway, err)
	}
	return nil
}

// write writes b within the time and says how much of it went. It returns
// ErrAway.
func (s *Session) write(b []byte, within time.Duration) (int, error) {
	_ = s.line.SetWriteDeadline(time.Now().Add(within)) // a line without deadlines never waits
	n, err := s.line.Write(b)
	if err != nil {
		return n, fmt.Errorf("%w: %w", ErrAway, err)
	}
	return n, nil
}

// mostNoise is how many bytes that answer nothing are read at a time.
const mostNoise = 256

// answer reads until a byte comes that is of the kind asked for. Nothing in
// time is no error, and neither is a line that cannot be read.
func (s *Session) answer(kind func(byte) bool, within time.Duration) (byte, bool, error) {
	_ = s.line.SetReadDeadline(time.Now().Add(within))
	b := make([]byte, 1)
	for range mostNoise {
		_, err := s.line.Read(b)
		switch {
		case errors.Is(err, os.ErrDeadlineExceeded), errors.Is(err, syscall.EBADF), errors.Is(err, syscall.EINVAL):
			return 0, false, nil // nothing comes, or nothing can: the line is one way
		case err != nil:
			return 0, false, fmt.Errorf("%w: %w", ErrAway, err)
		}
		if queued(b[0]) && s.sent {
			s.printed = true
		}
		if kind(b[0]) {
			return b[0], true, nil
		}
	}
	return 0, false, nil
}
