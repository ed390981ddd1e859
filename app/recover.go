package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/folder"
	"redwrench/inventory/recovery"
	"redwrench/inventory/store/durable"
	"redwrench/printing/forms"
)

// errNotYet: a restore was shown and not asked for with --yes.
var errNotYet = errors.New("nothing was changed; say --yes to restore")

// restore puts a backup in the place of the records, which are kept beside. It
// first says what would be missing then.
func restore(ctx context.Context, o options, stdout io.Writer) error {
	data, err := dataDir(o.data)
	if err != nil {
		return err
	}
	present := examine(ctx, data)
	if present.Result == folder.InUse {
		return present.Err()
	}
	way, err := stage(ctx, data, o.from, func() error { return nil })
	if err != nil {
		return err
	}
	defer way.drop()
	fmt.Fprintf(stdout, "%s is a good backup: shop %s, up to deed %d of %s\n", o.from, way.staged.ShopID, way.report.Deeds, when(way.report.Last))
	if present.Result == folder.NoShop {
		fmt.Fprintf(stdout, "there are no records in %s yet\n", data)
	} else {
		way.missing = deedsAfter(ctx, data, way.report.Deeds)
		sayMissing(stdout, way.missing, way.report.Last)
	}
	if !o.yes {
		return errNotYet
	}
	kept, err := way.put(ctx, time.Now())
	if err != nil {
		return err
	}
	fmt.Fprintln(stdout, "restored")
	if kept != "" {
		fmt.Fprintf(stdout, "the records that were there are kept as %s\n", kept)
	}
	return nil
}

// sayMissing lists the deeds a restore would lose, a line each: when, what, to
// which records, by whom.
func sayMissing(w io.Writer, d inventory.Deeds, last time.Time) {
	switch {
	case d.Total == 0 && d.Open:
		fmt.Fprintf(w, "what was done after %s cannot be told: the present records cannot be read\n", when(last))
		return
	case d.Total == 0:
		fmt.Fprintln(w, "no deed will be missing")
		return
	}
	fmt.Fprintf(w, "%d deeds will be missing:\n", d.Total)
	for _, e := range d.Read {
		who := "resident or kiosk"
		if e.Who != 0 {
			who = fmt.Sprintf("staff %d", e.Who)
		}
		fmt.Fprintf(w, "  %s  deed %d  %s  %s  by %s\n", when(e.At), e.Seq, e.Deed, strings.Join(e.Subjects, " "), who)
	}
	if d.Unreadable > 0 {
		fmt.Fprintf(w, "  %d of them cannot be read; they were done after %s\n", d.Unreadable, when(last))
	}
	if rest := d.Total - d.Unreadable - uint64(len(d.Read)); d.Unreadable == 0 && rest > 0 {
		fmt.Fprintf(w, "  and %d more\n", rest)
	}
}

func when(t time.Time) string {
	if t.IsZero() {
		return "an unknown time"
	}
	return t.In(shopTime().Location()).Format("2006-01-02 15:04:05")
}

// recoverKey writes the shop's key file from its recovery sheet.
func recoverKey(_ context.Context, o options, stdin io.Reader, stdout io.Writer) error {
	data, err := dataDir(o.data)
	if err != nil {
		return err
	}
	text := o.key
	if text == "" || text == "-" {
		fmt.Fprintf(stdout, "Scan the code of the recovery sheet, or type its %d groups and an empty line:\n", recovery.Groups)
		text = typedKey(stdin)
	}
	shop, master, err := recovery.Read(text)
	if err != nil {
		return err
	}
	path, err := folder.Recover(data, shop, master, folder.Stamp(time.Now()))
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(stdout, "the key of shop %s is in %s\n", shop, path)
	return err
}

// typedKey is what is typed until an empty line or until it is as long as a key.
func typedKey(in io.Reader) string {
	var b strings.Builder
	lines := bufio.NewScanner(io.LimitReader(in, 4<<10))
	for lines.Scan() {
		line := strings.TrimSpace(lines.Text())
		if line == "" && b.Len() > 0 {
			break
		}
		b.WriteString(line + " ")
		if len(strings.NewReplacer(" ", "", "-", "").Replace(b.String())) >= recovery.Groups*recovery.Letters {
			break
		}
	}
	return b.String()
}

// recoverySheet writes the sheet with the shop's key. Only its owner may read
// the file; print it and remove it.
func recoverySheet(_ context.Context, s *shop, o options, stdout io.Writer) error {
	paper, err := press{s.Desk, s.folder}.recovery()
	if err != nil {
		return err
	}
	if err := durable.WriteNew(o.to, paper.PDF); err != nil {
		if errors.Is(err, os.ErrExist) {
			return fmt.Errorf("%s is there already: %w", o.to, err)
		}
		return err
	}
	_, err = fmt.Fprintf(stdout, "the recovery sheet is in %s: print it, then remove the file\n", o.to)
	return err
}

// recovery is the sheet with the shop's key, read from its file now.
func (p press) recovery() (forms.Paper, error) {
	master, err := folder.Master(p.folder.Dir, p.folder.ShopID)
	if err != nil {
		return forms.Paper{}, err
	}
	groups, err := recovery.Write(p.folder.ShopID, master)
	if err != nil {
		return forms.Paper{}, err
	}
	return forms.Recovery(forms.RecoverySheet{
		Shop: p.shop(), ShopID: p.folder.ShopID, Made: p.desk.Now(), Groups: groups, Payload: recovery.Payload(groups),
	})
}
