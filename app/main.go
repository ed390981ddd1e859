// Command redwrench is the kiosk of a neighbourhood tool-lending shop, and the
// tools around its records. See run for the sub-commands.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	var code exited
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
	case errors.As(err, &code):
		os.Exit(int(code))
	case errors.Is(err, errFaults):
		os.Exit(1) // said already, a line each
	default:
		fmt.Fprintln(os.Stderr, "redwrench:", err)
		os.Exit(1)
	}
}

// errFaults: check found faults and has printed them.
var errFaults = errors.New("faults were found")

const usage = `redwrench: the kiosk of a tool-lending shop

  redwrench [--data DIR] [--printer P] [--window] [--backup-to DIR]
                                      open the kiosk
  redwrench train   [--window]        a shop for practice, thrown away at the end: invented people,
                                      nothing is printed but into files
  redwrench demo    [--data DIR]      fill a data folder: starter stock, invented residents
  redwrench labels  [--data DIR] --to F.pdf [--start N]
                                      labels of all tools on A4 sheets of 48
  redwrench backup  [--data DIR] [--to DIR]
                                      make a verified backup now, and an encrypted one in DIR
  redwrench restore --from F [--data DIR] [--yes]
                                      what would be missing with backup F (.db or .age) in place of the
                                      records; with --yes do it: the present file is kept beside
  redwrench recovery-sheet [--data DIR] --to F.pdf
                                      the shop's key on paper: A4, to be kept locked away
  redwrench recover [--data DIR] [--key GROUPS]
                                      write the key file from that sheet (without --key: typed or scanned)
  redwrench check   [--data DIR]      verify the records; a line for each fault
  redwrench verify  [--data DIR] [--file F]
                                      the same for scripts: one line of JSON, an exit code for each outcome
  redwrench printers [--data DIR] [--add ROLE=ADDRESS[,name=N,width=MM,height=MM,margin=MM,dpi=N,curves]] [--test ROLE]
                                      the shop's printers and the queues CUPS knows; set one; print
                                      a test page; ROLE is slip, sheet or label
  redwrench import  [--data DIR] --what tools|residents --from F [--dry-run|--yes] [--pin-stdin]
                                      looks at a table (CSV or XLSX; also of Snipe-IT or Homebox), a line
                                      for each problem; with --yes and the manager's PIN takes it in,
                                      whole or not at all; residents are looked at with the PIN too
  redwrench template --what tools|residents --to F.csv|F.xlsx
                                      a table to fill in
  redwrench export  [--data DIR] --what W --to F [--format csv|json|xlsx] [--full|--pin-stdin]
                                      records as a table, the code first: tools, loans, residents,
                                      holds, reservations, consumables, moves, services, jobs, visits,
                                      stocktakes, sightings (the tools of each), donations, activities,
                                      audit; residents and donors masked, or with the manager's PIN
                                      residents in full and donors as they agreed to be named
  redwrench report  [--data DIR] --from DAY --until DAY --to F.pdf|F.csv|F.xlsx [--lang zh|bo|en]
                                      what the shop did from 2026-01-01 until 2026-06-30, both
                                      included, beside the period before: A4, or a table
  redwrench simulate [--data DIR] --days N [--seed N] [--clients N] [--rate N]
                                      invented people use the shop; a line for each deed on disk
  redwrench version

  --data DIR    where the records are (default: the user's data folder)
  --printer P   print slips there, whatever the records say: folder:DIR,
                ipp://HOST/PATH, ipps://…, cups:NAME, escpos:///dev/usb/lp0
                or escpos://HOST:9100
  --backup-to   a second folder for backups, which are encrypted there: a stick
  --window      in a window instead of the full screen
`

// run does what the arguments say and returns when it is done or ctx ends.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	command := "kiosk"
	if len(args) > 0 && args[0] != "" && args[0][0] != '-' {
		command, args = args[0], args[1:]
	}
	o, err := parse(command, args, stderr)
	if err != nil {
		return err
	}
	switch command {
	case "kiosk":
		return kiosk(ctx, o, stderr)
	case "train":
		return train(ctx, o, stderr)
	case "demo":
		return withShop(ctx, o, stdout, demo)
	case "labels":
		return withShop(ctx, o, stdout, labels)
	case "check":
		return check(ctx, o, stdout)
	case "verify":
		return verify(ctx, o, stdout)
	case "backup":
		return withShop(ctx, o, stdout, backupNow)
	case "restore":
		return restore(ctx, o, stdout)
	case "recover":
		return recoverKey(ctx, o, os.Stdin, stdout)
	case "recovery-sheet":
		return withShop(ctx, o, stdout, recoverySheet)
	case "printers":
		return withShop(ctx, o, stdout, printers)
	case "export":
		return withShop(ctx, o, stdout, func(ctx context.Context, s *shop, o options, stdout io.Writer) error {
			return export(ctx, s, o, os.Stdin, stdout, stderr)
		})
	case "report":
		return withShop(ctx, o, stdout, report)
	case "import":
		return withShop(ctx, o, stdout, func(ctx context.Context, s *shop, o options, stdout io.Writer) error {
			return importTable(ctx, s, o, os.Stdin, stdout, stderr)
		})
	case "template":
		return template(o, stdout)
	case "simulate":
		return simulateShop(ctx, o, stdout, stderr)
	case "version":
		_, err := fmt.Fprintf(stdout, "%s %s (build %d)\n", appName, appVersion, appBuild)
		return err
	}
	fmt.Fprint(stderr, usage)
	return fmt.Errorf("no sub-command %q", command)
}

// options are the flags. Each sub-command looks at its own.
type options struct {
	data     string
	printer  string
	window   bool
	training bool // the shop for practice
	to       string
	start    int
	file     string
	backupTo string
	from     string
	yes      bool
	key      string
	after    int64
	args     []string // as they were given, for starting the program again
	add      string
	test     string

	export     exporting
	imports    importing
	simulation simulation
	report     reporting
}

func parse(command string, args []string, stderr io.Writer) (options, error) {
	o := options{args: args}
	flags := flag.NewFlagSet(command, flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() { fmt.Fprint(stderr, usage) }
	flags.StringVar(&o.data, "data", "", "the folder of the records")
	switch command {
	case "train":
		o.training = true
		flags.BoolVar(&o.window, "window", false, "in a window")
	case "kiosk":
		flags.StringVar(&o.printer, "printer", "", "where slips are printed")
		flags.BoolVar(&o.window, "window", false, "in a window")
		flags.StringVar(&o.backupTo, "backup-to", "", "a second folder for backups, encrypted: a stick")
	case "backup":
		flags.StringVar(&o.to, "to", "", "a second folder for it, encrypted: a stick")
	case "restore":
		flags.StringVar(&o.from, "from", "", "the backup")
		flags.BoolVar(&o.yes, "yes", false, "do it")
	case "recover":
		flags.StringVar(&o.key, "key", "", "the key of the recovery sheet")
	case "recovery-sheet":
		flags.StringVar(&o.to, "to", "", "the PDF file")
	case "verify":
		flags.StringVar(&o.file, "file", "", "a copy of the records, such as a backup")
		flags.Int64Var(&o.after, "after", -1, "print the deeds after this one instead")
	case "labels":
		flags.StringVar(&o.to, "to", "", "the PDF file")
		flags.IntVar(&o.start, "start", 0, "labels already taken from the first sheet")
	case "printers":
		flags.StringVar(&o.add, "add", "", "the printer of a role")
		flags.StringVar(&o.test, "test", "", "the role of the printer to try")
	case "export":
		o.export.flags(flags, &o.to)
	case "report":
		o.report.flags(flags, &o.to)
	case "import":
		o.imports.flags(flags, &o)
	case "template":
		flags.StringVar(&o.imports.what, "what", "", "tools or residents")
		flags.StringVar(&o.to, "to", "", "the file")
	case "simulate":
		o.simulation.flags(flags)
	}
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("%q is too much", flags.Arg(0))
	}
	switch {
	case (command == "labels" || command == "recovery-sheet") && o.to == "":
		return o, fmt.Errorf("%s: say where to: --to F.pdf", command)
	case command == "restore" && o.from == "":
		return o, errors.New("restore: say which backup: --from F")
	case o.printer != "":
		return o, usable(o.printer)
	case command == "export":
		return o, o.export.checked(o.to)
	case command == "report":
		return o, o.report.checked(o.to)
	case command == "import":
		return o, o.imports.checked(o)
	case command == "template":
		return o, o.imports.checkedTemplate(o)
	case command == "simulate":
		return o, o.simulation.checked()
	}
	return o, nil
}
