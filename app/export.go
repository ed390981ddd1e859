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
	flags.StringVar(&e.format, "format", "csv", "csv or json")
	flags.StringVar(to, "to", "", "the file")
	flags.BoolVar(&e.full, "full", false, "residents in full: asks for the manager's PIN")
	flags.BoolVar(&e.pinStdin, "pin-stdin", false, "residents in full: reads the manager's PIN from standard input")
}

func (e *exporting) checked(to string) error {
	switch {
	case to == "":
		return errors.New("export: say where to: --to F")
	case e.format != "csv" && e.format != "json":
		return errors.New("export: --format is csv or json")
	case !slices.Contains(exports(), e.what):
		return fmt.Errorf("export: --what is one of %s", strings.Join(exports(), ", "))
	case (e.full || e.pinStdin) && e.what != "residents":
		return errors.New("export: only residents have more to show with a PIN")
	}
	return nil
}

// exports are the words --what takes.
func exports() []string {
	var all []string
	for what := range exportTables {
		all = append(all, what)
	}
	slices.Sort(all)
	return all
}

// export writes a table to a file, whole or not at all. An older file of the
// name is replaced once the new one is on disk.
func export(ctx context.Context, s *shop, o options, stdin io.Reader, stdout, stderr io.Writer) error {
	t := exportTables[o.export.what]
	if o.export.full || o.export.pinStdin {
		if err := s.allowFull(ctx, o.export, stdin, stderr); err != nil {
			return err
		}
		t = residentsInFull
	}
	n, err := writeWhole(o.to, func(w io.Writer) (int, error) {
		if o.export.format == "json" {
			return t.json(ctx, s.Desk, w)
		}
		return t.csv(ctx, s.Desk, w)
	})
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	_, err = fmt.Fprintf(stdout, "%d %s in %s\n", n, o.export.what, o.to)
	return err
}

// allowFull asks for the manager's PIN and notes the export in the audit.
func (s *shop) allowFull(ctx context.Context, e exporting, stdin io.Reader, stderr io.Writer) error {
	staff, err := s.Staff(ctx)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(staff, func(m inventory.Staff) bool { return m.Role == inventory.Manager })
	if i < 0 {
		return fmt.Errorf("export: %w: the shop has no manager yet", inventory.ErrNotStaff)
	}
	if !e.pinStdin {
		fmt.Fprint(stderr, "PIN of the manager: ")
	}
	line, err := bufio.NewReader(io.LimitReader(stdin, 64)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("export: the PIN: %w", err)
	}
	if err := s.Unlock(ctx, staff[i].ID, strings.TrimSpace(line)); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return s.NoteExport(ctx, staff[i].ID, e.what)
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
