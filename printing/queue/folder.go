package queue

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"redwrench/inventory"
)

// Folder is a printer that puts PDFs into a folder. It prints nothing twice: a
// file that bears the job's name is that job.
type Folder struct{ Dir string }

// Print implements Printer.
func (p Folder) Print(_ context.Context, job inventory.PrintJob, name string, pdf func() ([]byte, error), _ func(inventory.PrintJob) error) (inventory.PrintJob, error) {
	path := filepath.Join(p.Dir, job.Asked.Format("20060102-150405-")+name+".pdf")
	if _, err := os.Stat(path); err == nil {
		job.State = inventory.PrintDone
		return job, nil
	}
	raw, err := pdf()
	if err != nil {
		return job, err
	}
	if err := p.write(path, raw); err != nil {
		return job, fmt.Errorf("%w: %w", ErrAway, err)
	}
	job.State = inventory.PrintDone
	return job, nil
}

// write puts the file there whole or not at all.
func (p Folder) write(path string, raw []byte) error {
	if err := os.MkdirAll(p.Dir, 0o700); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(p.Dir, ".slip-*")
	if err != nil {
		return err
	}
	_, err = tmp.Write(raw)
	err = errors.Join(err, tmp.Sync(), tmp.Close())
	if err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		_ = os.Remove(tmp.Name())
	}
	return err
}

// Health implements Printer: a folder that takes a file is ready.
func (p Folder) Health(context.Context) Condition {
	if _, err := os.Stat(p.Dir); errors.Is(err, fs.ErrNotExist) {
		if os.MkdirAll(p.Dir, 0o700) != nil {
			return Unwritable
		}
	}
	f, err := os.CreateTemp(p.Dir, ".try-*")
	if err != nil {
		return Unwritable
	}
	_, err = f.Write([]byte{0})
	if errors.Join(err, f.Close(), os.Remove(f.Name())) != nil {
		return Unwritable
	}
	return Ready
}
