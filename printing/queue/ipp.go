package queue

import (
	"context"
	"errors"
	"fmt"

	"redwrench/inventory"
	"redwrench/printing/ipp"
)

// Network is an IPP printer or a CUPS queue.
//
// Create-Job prints nothing, so a broken one is looked up by name and else
// asked for again; a broken Send-Document is looked up by number; once the
// printer has the document it is never sent again.
type Network struct {
	client *ipp.Client
	record inventory.Printer
}

// Print implements Printer.
func (p Network) Print(ctx context.Context, job inventory.PrintJob, name string, paper func() (Paper, error), keep func(inventory.PrintJob) error) (inventory.PrintJob, error) {
	if job.State == inventory.PrintPending {
		next := job
		next.State = inventory.PrintCreating
		if err := keep(next); err != nil {
			return job, err
		}
		return p.create(ctx, next, name, paper, keep)
	}
	switch job.State {
	case inventory.PrintCreating:
		found, err := p.client.JobNamed(ctx, name)
		switch {
		case err == nil && !found.Ended():
			return p.resume(ctx, found, job, paper, keep)
		case err != nil && !errors.Is(err, ipp.ErrNotFound):
			return job, outcome(err)
		}
		// Not there, or given up by the printer while it waited: sending is
		// stored before it begins, so the document was never there.
		return p.create(ctx, job, name, paper, keep)
	case inventory.PrintSending:
		found, err := p.known(ctx, job, name)
		if errors.Is(err, ipp.ErrNotFound) {
			job.State = inventory.PrintUnknown // the printer forgot it: staff look
			return job, nil
		}
		if err != nil {
			return job, outcome(err)
		}
		return p.resume(ctx, found, job, paper, keep)
	case inventory.PrintAccepted:
		return p.poll(ctx, job, name)
	}
	return job, nil
}

// create asks for an empty job, on the paper's medium as the printer calls it, and
// sends the document into it. What cannot be made is not asked for.
func (p Network) create(ctx context.Context, job inventory.PrintJob, name string, paper func() (Paper, error), keep func(inventory.PrintJob) error) (inventory.PrintJob, error) {
	made, err := paper()
	if err != nil {
		return job, err
	}
	ticket, err := p.ticket(ctx, made)
	if err != nil {
		return job, outcome(err)
	}
	remote, err := p.client.CreateJob(ctx, name, ticket)
	if errors.Is(err, ipp.ErrRefused) && ticket != (ipp.Ticket{}) { // rather the printer's own way than no slip
		remote, err = p.client.CreateJob(ctx, name, ipp.Ticket{})
	}
	if err != nil {
		return job, outcome(err)
	}
	job.State, job.Remote = inventory.PrintSending, remote
	if err := keep(job); err != nil {
		return job, err
	}
	return p.send(ctx, job, func() (Paper, error) { return made, nil })
}

// ticket is how a paper is printed: as large as it is, on a medium of its size;
// one that is larger than the sheets in the printer is made to fit them.
func (p Network) ticket(ctx context.Context, made Paper) (ipp.Ticket, error) {
	if sheet := p.record; sheet.Height > 0 && (made.Width > float64(sheet.Width)+1 || made.Height > float64(sheet.Height)+1) {
		return p.client.Ticket(ctx, float64(sheet.Width), float64(sheet.Height), ipp.ScaleToFit)
	}
	return p.client.Ticket(ctx, made.Width, made.Height, ipp.AsLarge)
}

// resume goes on with a job the printer knows.
func (p Network) resume(ctx context.Context, found ipp.Job, job inventory.PrintJob, paper func() (Paper, error), keep func(inventory.PrintJob) error) (inventory.PrintJob, error) {
	if job.Remote != found.ID || job.State != inventory.PrintSending {
		job.State, job.Remote = inventory.PrintSending, found.ID
		if err := keep(job); err != nil {
			return job, err
		}
	}
	switch {
	case found.Incoming():
		return p.send(ctx, job, paper)
	case found.Ended():
		job.State = inventory.PrintUnknown // with the document or without it? staff look
		return job, nil
	}
	job.State = inventory.PrintAccepted
	return job, nil
}

func (p Network) send(ctx context.Context, job inventory.PrintJob, paper func() (Paper, error)) (inventory.PrintJob, error) {
	raw, err := p.file(paper)
	if err != nil {
		_ = p.client.CancelJob(ctx, job.Remote) // an empty job; the printer drops it by itself else
		return job, err
	}
	if err := p.client.SendDocument(ctx, job.Remote, raw); err != nil {
		return job, outcome(err)
	}
	job.State = inventory.PrintAccepted
	return job, nil
}

// file is the paper as a PDF.
func (p Network) file(paper func() (Paper, error)) ([]byte, error) {
	made, err := paper()
	if err != nil || !p.record.Curves || made.Document == nil {
		return made.PDF, err
	}
	file, err := made.Document.Curves()
	if err != nil {
		err = fmt.Errorf("%w: %w", ErrRender, err)
	}
	return file, err
}

// known is the job at the printer. One that has our number and not our name is
// another's: a printer that was switched off, and CUPS after a crash, give
// numbers out again. It returns ipp.ErrNotFound.
func (p Network) known(ctx context.Context, job inventory.PrintJob, name string) (ipp.Job, error) {
	found, err := p.client.Job(ctx, job.Remote)
	if err == nil && found.Name != name {
		err = ipp.ErrNotFound
	}
	return found, err
}

// poll asks how an accepted job fares.
func (p Network) poll(ctx context.Context, job inventory.PrintJob, name string) (inventory.PrintJob, error) {
	found, err := p.known(ctx, job, name)
	switch {
	case errors.Is(err, ipp.ErrNotFound):
		job.State = inventory.PrintUnknown
		return job, nil
	case err != nil:
		return job, outcome(err)
	case found.State == ipp.JobCompleted:
		job.State = inventory.PrintDone
	case found.Ended():
		job.State = inventory.PrintFailed
	}
	return job, nil
}

// outcome is an error of the client as one of this package.
func outcome(err error) error {
	switch {
	case errors.Is(err, ipp.ErrBusy):
		return ErrBusy
	case errors.Is(err, ipp.ErrAway):
		return fmt.Errorf("%w: %w", ErrAway, err)
	}
	return fmt.Errorf("%w: %w", ErrRefused, err)
}

// Health implements Printer.
func (p Network) Health(ctx context.Context) Condition {
	state, err := p.client.Printer(ctx)
	if err != nil {
		return Away
	}
	for _, r := range state.Reasons {
		switch {
		case r == "media-empty", r == "media-needed":
			return OutOfPaper
		case r == "cover-open", r == "door-open":
			return CoverOpen
		case r == "media-jam":
			return Jammed
		}
	}
	if state.State == ipp.PrinterStopped {
		return Stopped
	}
	return Ready
}
