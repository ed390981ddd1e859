package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/inventory/exchange"
	"redwrench/ui/say"
)

// importing is what the flags of import and template say.
type importing struct {
	what     string
	dry      bool
	pinStdin bool
}

func (i *importing) flags(flags *flag.FlagSet, o *options) {
	flags.StringVar(&i.what, "what", "", "tools or residents")
	flags.StringVar(&o.from, "from", "", "the file")
	flags.BoolVar(&i.dry, "dry-run", false, "only say what is wrong")
	flags.BoolVar(&o.yes, "yes", false, "take it in: asks for the manager's PIN")
	flags.BoolVar(&i.pinStdin, "pin-stdin", false, "reads the manager's PIN from standard input")
}

func (i *importing) checked(o options) error {
	switch {
	case i.what != string(exchange.Tools) && i.what != string(exchange.Residents):
		return errors.New("import: --what is tools or residents")
	case o.from == "":
		return errors.New("import: say which file: --from F")
	case i.dry && o.yes:
		return errors.New("import: --dry-run or --yes, not both")
	}
	return nil
}

// importTable reads a table and says what is wrong with it, a line for each
// problem; with --yes it takes the whole table in, or nothing. Residents are
// looked at only with the manager's PIN too: the answer says who is registered.
func importTable(ctx context.Context, s *shop, o options, stdin io.Reader, stdout, stderr io.Writer) error {
	var who inventory.StaffID
	if o.yes || o.imports.what == string(exchange.Residents) {
		var err error
		if who, err = s.managerByPIN(ctx, o.imports.pinStdin, stdin, stderr); err != nil {
			return fmt.Errorf("import: %w", err)
		}
	}
	sheet, err := readTable(ctx, o.from, exchange.What(o.imports.what), s)
	if err != nil {
		return fmt.Errorf("import: %w: %s", err, say.Refusal(words.English, err, nil, s.Now()))
	}
	found, err := sheet.Look(ctx, s.Desk, nil)
	if err != nil {
		return fmt.Errorf("import: %w", err)
	}
	tellFindings(stdout, sheet, found)
	if found.Bad > 0 {
		return errFaults
	}
	if !o.yes {
		_, err := fmt.Fprintln(stdout, "nothing was changed; take it in with --yes")
		return err
	}
	if _, err := sheet.Import(ctx, s.Desk, who, nil); err != nil {
		return fmt.Errorf("import: %w", err)
	}
	_, err = fmt.Fprintf(stdout, "%d %s taken in from %s\n", found.Rows, sheet.What, o.from)
	return err
}

// readTable reads the table in a file.
func readTable(ctx context.Context, path string, what exchange.What, s *shop) (*exchange.Sheet, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // only read
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	return exchange.Read(ctx, f, info.Size(), what, s.Now().Location(), nil)
}

// tellFindings says what a look at a table found.
func tellFindings(stdout io.Writer, sheet *exchange.Sheet, found inventory.Findings) {
	for _, p := range found.Problems {
		fmt.Fprintln(stdout, say.Problem(words.English, sheet, p))
	}
	fmt.Fprintf(stdout, "%d rows, %d problems", found.Rows, found.Bad)
	if found.Renumbered > 0 {
		fmt.Fprintf(stdout, ", %d with another code than they bring", found.Renumbered)
	}
	if sheet.LeftOut > 0 {
		fmt.Fprintf(stdout, ", %d rows left out", sheet.LeftOut)
	}
	fmt.Fprintln(stdout)
	if len(sheet.Unread) > 0 {
		fmt.Fprintln(stdout, "columns not used:", strings.Join(sheet.Unread, ", "))
	}
}

// checkedTemplate says whether there is such a template.
func (i *importing) checkedTemplate(o options) error {
	switch {
	case i.what != string(exchange.Tools) && i.what != string(exchange.Residents):
		return errors.New("template: --what is tools or residents")
	case filepath.Ext(o.to) != ".csv" && filepath.Ext(o.to) != ".xlsx":
		return errors.New("template: say where to: --to F.csv or --to F.xlsx")
	}
	return nil
}

// template writes a table to fill in.
func template(o options, stdout io.Writer) error {
	format := exchange.Format(strings.TrimPrefix(filepath.Ext(o.to), "."))
	_, err := writeWhole(o.to, func(w io.Writer) (int, error) {
		return 0, exchange.WriteTemplate(w, exchange.What(o.imports.what), format)
	})
	if err != nil {
		return fmt.Errorf("template: %w", err)
	}
	_, err = fmt.Fprintln(stdout, o.to)
	return err
}
