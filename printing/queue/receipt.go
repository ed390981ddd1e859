package queue

import (
	"context"
	"fmt"
	"sync"
	"time"

	"redwrench/inventory"
	"redwrench/printing/escpos"
	"redwrench/printing/raster"
)

// Receipt is a receipt printer that takes dots. It knows no jobs, so what
// matters is the moment the first byte of a slip is on its way: before that
// nothing was printed; after it a line that breaks leaves the outcome unknown,
// and staff look at the paper.
//
// The line of a slip that is not on paper yet stays open, also while there is no
// paper: the printer goes on when it gets some, and then says so.
type Receipt struct {
	address escpos.Address
	head    raster.Head

	mu   sync.Mutex // one talks with the printer at a time
	job  inventory.PrintID
	open *escpos.Session // of job; nil: none
	well time.Time       // since when the printer is well and yet does not finish

	last struct { // what the printer last said, for who must not wait
		sync.Mutex
		Condition
	}
}

// How long Print waits for a slip, and how long a printer that is well may take
// to tell that a slip is on paper.
const (
	printsWithin  = 8 * time.Second
	answersWithin = 30 * time.Second
)

// Print implements Printer.
func (p *Receipt) Print(ctx context.Context, job inventory.PrintJob, _ string, paper func() (Paper, error), keep func(inventory.PrintJob) error) (inventory.PrintJob, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case job.State == inventory.PrintPending && p.open != nil:
		return job, ErrBusy
	case job.State == inventory.PrintPending:
		return p.begin(ctx, job, paper, keep)
	case p.open == nil || p.job != job.ID:
		job.State = inventory.PrintUnknown // the line of this slip is gone: staff look
		return job, nil
	}
	return p.goOn(job)
}

// begin opens the line and sends a slip.
func (p *Receipt) begin(ctx context.Context, job inventory.PrintJob, paper func() (Paper, error), keep func(inventory.PrintJob) error) (inventory.PrintJob, error) {
	made, err := paper()
	if err != nil {
		return job, err
	}
	if made.Document == nil {
		return job, fmt.Errorf("%w: no pages", ErrRender)
	}
	dots, err := p.draw(made)
	if err != nil {
		return job, err
	}
	session, status, err := p.address.Open(ctx)
	if err != nil {
		p.say(Away)
		return job, fmt.Errorf("%w: %w", ErrAway, err)
	}
	p.say(condition(status))
	if !status.Well() {
		_ = session.Close()
		return job, notWell{condition(status)}
	}
	if err := session.Begin(dots); err != nil {
		_ = session.Close()
		return job, fmt.Errorf("%w: %w", ErrAway, err)
	}
	next := job
	next.State = inventory.PrintSending
	if err := keep(next); err != nil {
		_ = session.Close()
		return job, err
	}
	p.job, p.open, p.well = job.ID, session, time.Now()
	return p.goOn(next)
}

// draw makes dots of the pages; a panic on the way is an error, as in package pdf.
func (p *Receipt) draw(made Paper) (dots escpos.Document, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: panic of type %T", ErrRender, r)
		}
	}()
	var pages []raster.Bitmap
	for _, page := range made.Document.List() {
		pages = append(pages, raster.Page(page, p.head))
	}
	return escpos.Encode(pages...), nil
}

// goOn sends what the printer takes, and waits a little for the slip to be on
// paper.
func (p *Receipt) goOn(job inventory.PrintJob) (inventory.PrintJob, error) {
	if !p.open.Sent() {
		status, err := p.open.Push()
		if err != nil && !p.open.Began() {
			p.end(Away)
			job.State = inventory.PrintPending // nothing of it left here
			return job, fmt.Errorf("%w: %w", ErrAway, err)
		}
		if err != nil {
			return p.lost(job)
		}
		if !p.open.Sent() {
			p.say(condition(status))
			p.well = time.Now()
			return job, nil
		}
	}
	job.State = inventory.PrintAccepted
	done, err := p.open.Printed(printsWithin)
	if err != nil {
		return p.lost(job)
	}
	if done {
		p.end(Ready)
		job.State = inventory.PrintDone
		return job, nil
	}
	status, err := p.open.Status()
	if err != nil {
		return p.lost(job)
	}
	p.say(condition(status))
	switch {
	case !status.Well():
		p.well = time.Now()
	case time.Since(p.well) > answersWithin:
		return p.lost(job)
	}
	return job, nil
}

// lost ends a slip of which nobody can tell.
func (p *Receipt) lost(job inventory.PrintJob) (inventory.PrintJob, error) {
	p.end(Away)
	job.State = inventory.PrintUnknown
	return job, nil
}

func (p *Receipt) end(c Condition) {
	_ = p.open.Close()
	p.open = nil
	p.say(c)
}

// Close breaks the line of a slip that is not on paper yet.
func (p *Receipt) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.open == nil {
		return nil
	}
	err := p.open.Close()
	p.open = nil
	return err
}

// Health implements Printer. While a slip is on its way the printer has no ear
// for a second line: then it is as the slip last found it.
func (p *Receipt) Health(ctx context.Context) Condition {
	if !p.mu.TryLock() {
		return p.heard()
	}
	defer p.mu.Unlock()
	if p.open != nil {
		return p.heard() // whoever prints asks
	}
	session, status, err := p.address.Open(ctx)
	if err != nil {
		p.say(Away)
		return Away
	}
	_ = session.Close()
	p.say(condition(status))
	return condition(status)
}

func (p *Receipt) say(c Condition) {
	p.last.Lock()
	defer p.last.Unlock()
	p.last.Condition = c
}

func (p *Receipt) heard() Condition {
	p.last.Lock()
	defer p.last.Unlock()
	return p.last.Condition
}

func condition(s escpos.Status) Condition {
	switch {
	case s.CoverOpen:
		return CoverOpen
	case s.PaperOut:
		return OutOfPaper
	case s.Fault:
		return Jammed
	case s.Offline:
		return Stopped
	}
	return Ready
}
