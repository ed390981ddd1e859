package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/folder"
	"redwrench/inventory/ledger"
)

// Limits of the process that examines records. A file of 10^5 loans (50 MB)
// takes 2 s and 60 MB here; what goes beyond is held up by damage.
var examineAtLeast = 20 * time.Second // less in tests

const (
	examinePerSecond = 2 << 20   // bytes of the file
	examineMemory    = 768 << 20 // real memory
	examineAddresses = 2 << 30   // beside twice the file
	deedsTold        = 500       // of those that a restore would lose
)

// exitCodes of `redwrench verify`; 0 is sound, or no shop yet.
var exitCodes = map[folder.Result]int{
	folder.Sound: 0, folder.NoShop: 0, folder.Damaged: 10, folder.Gone: 11, folder.NoKey: 12, folder.WrongKey: 13,
	folder.InUse: 14, folder.Incomplete: 15, folder.Newer: 16, folder.Unreadable: 17, folder.Failed: 18,
}

// exited ends the program with a code, without a word: all is said.
type exited int

func (e exited) Error() string { return fmt.Sprintf("exit code %d", int(e)) }

// verify examines the records and prints the report as a line of JSON. It is
// meant for this program itself and for scripts; people use check.
func verify(ctx context.Context, o options, stdout io.Writer) error {
	data, err := dataDir(o.data)
	if err != nil {
		return err
	}
	path := o.file
	if path == "" {
		path = filepath.Join(data, "shop.db")
	}
	var size uint64
	if info, err := os.Stat(path); err == nil {
		size = uint64(info.Size())
	}
	if err := limitMemory(examineMemory, examineAddresses+2*size); err != nil {
		return err
	}
	if o.after >= 0 {
		return json.NewEncoder(stdout).Encode(readDeeds(ctx, path, data, o))
	}
	var r folder.Report
	if o.file != "" {
		r = folder.ExamineFile(ctx, path, data, ledger.Rules(fill))
	} else {
		r = folder.Examine(ctx, data, ledger.Rules(fill))
	}
	if err := json.NewEncoder(stdout).Encode(r); err != nil {
		return err
	}
	if code := exitCodes[r.Result]; code != 0 {
		return exited(code)
	}
	return nil
}

// readDeeds reads what can be read of the audit after a deed.
func readDeeds(ctx context.Context, path, data string, o options) inventory.Deeds {
	unknown, noted := witnessed(data, uint64(o.after))
	st, closer, err := folder.Look(ctx, path, data, ledger.Rules(fill))
	if err != nil {
		return unknown
	}
	defer func() { _ = closer.Close() }()
	return inventory.DeedsAfter(ctx, st, uint64(o.after), noted, deedsTold)
}

// witnessed is what the witness alone knows of the deeds after seq: how many
// there were. noted is the number of the last one it knows, or 0.
func witnessed(data string, seq uint64) (d inventory.Deeds, noted uint64) {
	n, err := folder.ReadWitness(data)
	if err != nil {
		return inventory.Deeds{Open: true}, 0
	}
	d.Total = max(n.Seq, seq) - seq
	d.Unreadable = d.Total
	return d, n.Seq
}

// examine examines the shop in data in a process of its own.
func examine(ctx context.Context, data string) folder.Report {
	return examined(ctx, filepath.Join(data, "shop.db"), "--data", data)
}

// examineFile examines a copy of a shop's records in a process of its own. data
// is where the data of this machine lie.
func examineFile(ctx context.Context, path, data string) folder.Report {
	return examined(ctx, path, "--file", path, "--data", data)
}

func examined(ctx context.Context, path string, args ...string) folder.Report {
	out, failed := ask(ctx, path, args...)
	var r folder.Report
	if json.Unmarshal(out, &r) == nil && r.Result != "" {
		return r
	}
	switch {
	case ctx.Err() != nil:
		return folder.Report{Result: folder.Failed, Faults: []string{ctx.Err().Error()}}
	case errors.Is(failed, context.DeadlineExceeded):
		return folder.Report{Result: folder.TimedOut, Faults: []string{"the examination did not come to an end"}}
	case failed == nil:
		failed = errors.New("the examination said nothing")
	}
	if exit := new(exec.ExitError); !errors.As(failed, &exit) {
		return folder.Report{Result: folder.Failed, Faults: []string{failed.Error()}}
	}
	return folder.Report{Result: folder.Crashed, Faults: []string{"the examination died: " + failed.Error()}}
}

// deedsAfter is what can be read of the deeds after seq in the records of data,
// which may be damaged: it is read in a process of its own.
func deedsAfter(ctx context.Context, data string, seq uint64) inventory.Deeds {
	out, _ := ask(ctx, filepath.Join(data, "shop.db"), "--data", data, "--after", strconv.FormatUint(seq, 10))
	var d inventory.Deeds
	if json.Unmarshal(out, &d) == nil {
		return d
	}
	d, _ = witnessed(data, seq) // it died of the file
	return d
}

// ask runs `redwrench verify` on the file at path as a child within its limits
// and returns what it printed. An error is an *exec.ExitError with the child's
// last words, context.DeadlineExceeded, or why there was no child.
func ask(ctx context.Context, path string, args ...string) ([]byte, error) {
	limit := examineAtLeast
	if info, err := os.Stat(path); err == nil {
		limit += time.Duration(info.Size()/examinePerSecond) * time.Second
	}
	limited, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(limited, self, append([]string{"verify"}, args...)...)
	cmd.Env = append(os.Environ(), "GOMEMLIMIT="+strconv.Itoa(examineMemory/2), "GOTRACEBACK=single")
	dieWithUs(cmd)
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	runtime.LockOSThread() // see dieWithUs
	err = cmd.Run()
	runtime.UnlockOSThread()
	switch {
	case err != nil && limited.Err() != nil:
		err = limited.Err()
	case err != nil:
		err = fmt.Errorf("%w%s", err, lastWords(said.String()))
	}
	return out.Bytes(), err
}

// lastWords is the line a dying Go program says why.
func lastWords(said string) string {
	for line := range strings.Lines(said) {
		for _, mark := range []string{"panic: ", "fatal error: ", "runtime: out of memory", "redwrench: "} {
			if strings.HasPrefix(line, mark) {
				line = strings.TrimSpace(line)
				return ": " + line[:min(len(line), 200)]
			}
		}
	}
	return ""
}

// check examines the records in a process of its own and prints a line for each
// fault. A folder in which no shop was made yet has none, and stays empty.
func check(ctx context.Context, o options, stdout io.Writer) error {
	data, err := dataDir(o.data)
	if err != nil {
		return err
	}
	r := examine(ctx, data)
	switch r.Result {
	case folder.Sound:
		if r.Witness != "" {
			fmt.Fprintln(stdout, r.Witness)
		}
		for _, n := range r.Notes {
			fmt.Fprintln(stdout, n)
		}
		if r.Schema < inventory.NewestSchema {
			fmt.Fprintf(stdout, "the records are of schema %d; the next start brings them to %d\n", r.Schema, inventory.NewestSchema)
		}
		if len(r.Notes) > 0 {
			return errFaults
		}
		_, err := fmt.Fprintln(stdout, "the records are in order")
		return err
	case folder.NoShop:
		_, err := fmt.Fprintf(stdout, "no shop was made in %s yet\n", data)
		return err
	case folder.Damaged, folder.Crashed, folder.TimedOut, folder.Incomplete:
		for _, f := range r.Faults {
			fmt.Fprintln(stdout, f)
		}
		return errFaults
	}
	return errors.Join(append([]error{r.Err()}, details(r.Faults)...)...)
}

func details(faults []string) []error {
	var all []error
	for _, f := range faults {
		all = append(all, errors.New(f))
	}
	return all
}
