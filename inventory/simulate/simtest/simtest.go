// Package simtest compares what a simulated shop said was on disk with what is
// there, for the tests that kill, cut and damage it. No program imports it.
package simtest

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/inventory/store"
)

// DeedOf is the audit's word for what an acknowledgement says.
var DeedOf = map[string]string{
	"staff": "appoint manager", "resident": "register", "verified": "verify",
	"loan": "lend", "return": "take back", "found": "find again", "renew": "renew", "extend": "extend", "lost": "declare lost",
	"hold": "place hold", "unhold": "cancel hold", "reservation": "reserve", "unreserve": "cancel reservation",
	"shelf": "back on shelf", "off": "take off shelf", "part": "part found", "safe": "inspect: safe", "unsafe": "inspect: not safe", "sight": "sight",
	"consumable": "add consumable", "restock": "restock", "handout": "hand out", "giveback": "give back", "count": "count",
	"tool": "add tool", "retire": "retire", "replace": "plan replacement",
	"counting": "begin stocktake", "seen": "see tool", "unseen": "unsee tool", "counted": "close stocktake",
	"donation": "take donation", "nameless": "forget donor", "struck": "strike donation", "activity": "add activity", "struckout": "strike activity",
	"opened": "open personal data", "merged": "merge",
	"volunteer": "enlist", "job": "report job", "jobagain": "reopen job", "jobcancelled": "cancel job", "jobgivenup": "give up job",
	"jobpassed": "pass on job", "jobpriced": "price job", "jobagreed": "agree to quote", "jobgiven": "assign job", "jobarranged": "arrange visit", "along": "lend for job",
	"jobfilledin": "fill in job sheet", "stars": "rate job",
}

// Deed parts an acknowledgement into what it says, of which record, and the
// audit's word for it; the word is empty for what nobody knows.
func Deed(ack string) (what, code, deed string) {
	what, rest, _ := strings.Cut(ack, " ")
	code, undone, _ := strings.Cut(rest, " ")
	if what == "undo" {
		return what, code, "undo " + undone
	}
	return what, code, DeedOf[what]
}

// Idle are the acknowledgements of deeds that do nothing, and say nothing to the
// audit, when another client was quicker.
var Idle = map[string]bool{"verified": true, "shelf": true}

// Acks are the whole lines of deeds in what a simulation has printed: "loan L…".
func Acks(printed string) []string {
	var acks []string
	for line := range strings.Lines(printed) {
		if ack, ok := strings.CutPrefix(line, "ack "); ok && strings.HasSuffix(ack, "\n") {
			acks = append(acks, strings.TrimSpace(ack))
		}
	}
	return acks
}

// Missing are the acknowledged deeds that the audit does not know, or that the
// records do not show whatever the audit says.
func Missing(ctx context.Context, d *inventory.Desk, acks []string) ([]string, error) {
	var lost []string
	audit, err := audited(ctx, d)
	if err != nil {
		return nil, err
	}
	back := map[string]bool{}
	for after := inventory.LoanID(0); ; {
		page, err := d.LoansAfter(ctx, after, 1000)
		if err != nil {
			return nil, err
		}
		for _, l := range page {
			back[l.ID.Code().String()] = !l.Open()
			after = l.ID
		}
		if len(page) < 1000 {
			break
		}
	}
	times := map[string]int{}
	for _, ack := range acks {
		what, code, deed := Deed(ack)
		if times[ack]++; times[ack] > 1 && Idle[what] {
			times[ack] = 1
		}
		isBack, there := back[code]
		switch {
		case deed == "":
			lost = append(lost, "no word of the audit for: "+what)
		case audit[deed+" "+code] < times[ack]:
			lost = append(lost, ack+" is not in the audit")
		case (what == "loan" || what == "return") && !there:
			lost = append(lost, ack+" is not there")
		case what == "return" && !isBack:
			lost = append(lost, ack+" is still out")
		case what == "resident":
			if err := registered(ctx, d, code); errors.Is(err, inventory.ErrNoResident) {
				lost = append(lost, ack+" is not there")
			} else if err != nil {
				return nil, err
			}
		}
	}
	return lost, nil
}

func registered(ctx context.Context, d *inventory.Desk, card string) error {
	c, err := code.Parse(card)
	if err != nil {
		return fmt.Errorf("%w: %w", store.ErrDamaged, err)
	}
	_, err = d.ByCard(ctx, inventory.ResidentID(c.Number))
	return err
}

// audited counts the deeds of the audit by deed and subject.
func audited(ctx context.Context, d *inventory.Desk) (map[string]int, error) {
	known := map[string]int{}
	for after := uint64(0); ; {
		page, err := d.EntriesAfter(ctx, after, 1000)
		if err != nil {
			return nil, err
		}
		for _, e := range page {
			for _, s := range append(e.Subjects, code.Code{Kind: code.Staff, Number: uint32(e.Who)}.String()) {
				known[e.Deed+" "+s]++
			}
			after = e.Seq
		}
		if len(page) < 1000 {
			return known, nil
		}
	}
}
