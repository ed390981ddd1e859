package queue

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/store/durable"
)

// Folder is a printer that puts PDFs into a folder. It prints nothing twice: a
// file that bears the job's name is that job.
type Folder struct {
	Dir string

	tried time.Time // when a file was last written to see whether one can be
}

// triedFor is how long a folder that took a file is believed to take another.
const triedFor = time.Minute

// Print implements Printer.
func (p *Folder) Print(_ context.Context, job inventory.PrintJob, name string, paper func() (Paper, error), _ func(inventory.PrintJob) error) (inventory.PrintJob, error) {
	path := filepath.Join(p.Dir, job.Asked.Format("20060102-150405-")+name+".pdf")
	if _, err := os.Stat(path); err == nil {
		job.State = inventory.PrintDone
		return job, nil
	}
	made, err := paper()
	if err != nil {
		return job, err
	}
	err = durable.MkdirAll(p.Dir)
	if err == nil {
		err = durable.WriteNew(path, made.PDF)
	}
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return job, fmt.Errorf("%w: %w", ErrAway, err)
	}
	job.State = inventory.PrintDone
	return job, nil
}

// Health implements Printer: a folder that takes a file is ready.
func (p *Folder) Health(context.Context) Condition {
	if _, err := os.Stat(p.Dir); err != nil {
		p.tried = time.Time{}
		if os.MkdirAll(p.Dir, 0o700) != nil {
			return Unwritable
		}
	}
	if time.Since(p.tried) < triedFor {
		return Ready
	}
	f, err := os.CreateTemp(p.Dir, ".try-*")
	if err != nil {
		return Unwritable
	}
	_, err = f.Write([]byte{0})
	if errors.Join(err, f.Close(), os.Remove(f.Name())) != nil {
		return Unwritable
	}
	p.tried = time.Now()
	return Ready
}
