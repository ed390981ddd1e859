package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"redwrench/inventory"
	"redwrench/inventory/exchange"
)

// exporting is what the flags of export say.
type exporting struct {
	what     string
	format   string
	full     bool
	pinStdin bool
}

func (e *exporting) flags(flags *flag.FlagSet, to *string) {
	flags.StringVar(&e.what, "what", "", "which records")
	flags.StringVar(&e.format, "format", "csv", "csv, json or xlsx")
	flags.StringVar(to, "to", "", "the file")
	flags.BoolVar(&e.full, "full", false, "people in full: asks for the manager's PIN")
	flags.BoolVar(&e.pinStdin, "pin-stdin", false, "people in full: reads the manager's PIN from standard input")
}

func (e *exporting) checked(to string) error {
	_, known := exchange.Find(e.what)
	_, more := exchange.InFull(e.what)
	switch {
	case to == "":
		return errors.New("export: say where to: --to F")
	case !slices.Contains([]exchange.Format{exchange.CSV, exchange.JSON, exchange.XLSX}, exchange.Format(e.format)):
		return errors.New("export: --format is csv, json or xlsx")
	case !known:
		return fmt.Errorf("export: --what is one of %s", strings.Join(exchange.Names(), ", "))
	case (e.full || e.pinStdin) && !more:
		return errors.New("export: only residents and donations have more to show with a PIN")
	}
	return nil
}

// export writes a table to a file, whole or not at all. An older file of the
// name is replaced once the new one is on disk.
func export(ctx context.Context, s *shop, o options, stdin io.Reader, stdout, stderr io.Writer) error {
	t, _ := exchange.Find(o.export.what)
	if o.export.full || o.export.pinStdin {
		who, err := s.managerByPIN(ctx, o.export.pinStdin, stdin, stderr)
		if err == nil {
			err = s.NoteExport(ctx, who, o.export.what)
		}
		if err != nil {
			return fmt.Errorf("export: %w", err)
		}
		t, _ = exchange.InFull(o.export.what)
	}
	n, err := writeWhole(o.to, func(w io.Writer) (int, error) {
		return t.Write(ctx, s.Desk, w, exchange.Format(o.export.format), nil)
	})
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	_, err = fmt.Fprintf(stdout, "%d %s in %s\n", n, o.export.what, o.to)
	return err
}

// managerByPIN asks for the manager's PIN, on standard input without a word.
func (s *shop) managerByPIN(ctx context.Context, silent bool, stdin io.Reader, stderr io.Writer) (inventory.StaffID, error) {
	staff, err := s.Staff(ctx)
	if err != nil {
		return 0, err
	}
	i := slices.IndexFunc(staff, func(m inventory.Staff) bool { return m.Role == inventory.Manager })
	if i < 0 {
		return 0, fmt.Errorf("%w: the shop has no manager yet", inventory.ErrNotStaff)
	}
	if !silent {
		fmt.Fprint(stderr, "PIN of the manager: ")
	}
	line, err := bufio.NewReader(io.LimitReader(stdin, 64)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return 0, fmt.Errorf("the PIN: %w", err)
	}
	return staff[i].ID, s.Unlock(ctx, staff[i].ID, strings.TrimSpace(line))
}

// writeWhole gives write a new file beside path that only the owner may read,
// puts it on disk and then gives it the name. When anything fails path is as it
// was.
func writeWhole(path string, write func(io.Writer) (int, error)) (n int, err error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".new-*")
	if err != nil {
		return 0, err
	}
	defer func() {
		if err != nil {
			_ = f.Close()           // closed already, or given up
			_ = os.Remove(f.Name()) // the first error says more
		}
	}()
	w := bufio.NewWriterSize(f, 1<<16)
	if n, err = write(w); err != nil {
		return 0, err
	}
	if err := errors.Join(w.Flush(), f.Sync(), f.Close()); err != nil {
		return 0, err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return 0, err
	}
	return n, syncFolder(filepath.Dir(path))
}
