package inventory

import (
	"context"
	"errors"
	"time"

	"redwrench/inventory/people"
	"redwrench/inventory/store"
)

// The tables of donations.
const (
	tableDonation store.Table = "donation" // donations
	tableDonor    store.Table = "donor"    // donation; sealed: what its donor is called
)

// Donation is a tool, or money for tools, that somebody gave. What the donor is
// called is kept beside it, sealed, and never more of it than they agreed to.
type Donation struct {
	ID      DonationID `cbor:"1,keyasint"`
	At      time.Time  `cbor:"2,keyasint"`
	By      StaffID    `cbor:"3,keyasint"` // who took it
	Tool    ToolID     `cbor:"4,keyasint,omitempty"`
	Fen     int        `cbor:"5,keyasint,omitempty"` // money; 0: a tool was given
	Purpose Purpose    `cbor:"6,keyasint,omitempty"` // of money
	Naming  Naming     `cbor:"7,keyasint,omitempty"`
	Struck  time.Time  `cbor:"8,keyasint,omitzero"` // it was noted by mistake, and counts nowhere
}

// Purpose is what money was given for. The zero Purpose is whatever the shop needs.
type Purpose int

// The purposes one can tap.
const (
	AnyPurpose Purpose = iota
	ForTools
	ForSupplies
	lastPurpose = ForSupplies
)

// Naming is how a donor agreed to be named. The zero Naming is not at all.
type Naming int

// The ways to be named.
const (
	Nameless   Naming = iota
	NameMasked        // 扎*珠
	NameWhole
)

// Donor is what the donor of a donation is called. It is personal data.
type Donor struct {
	Donation DonationID `cbor:"1,keyasint"`
	Name     string     `cbor:"2,keyasint"`
}

// Gift is what somebody gives: a tool (its name and category at least), or money.
type Gift struct {
	Tool    Tool
	Fen     int
	Purpose Purpose
	Donor   string // their name; kept as far as Naming allows
	Naming  Naming
	Lang    Lang // of the thanks
}

// Given is a donation as the donor agreed to be named. Times are in the shop's
// zone.
type Given struct {
	Donation Donation
	Donor    string // "": nameless
	Tool     Tool   // when a tool was given
}

var (
	// ErrNoDonation: there is no such donation, or it was struck out.
	ErrNoDonation = errors.New("inventory: no such donation")
	// ErrGift: a gift is one tool, or money for a purpose one can tap.
	ErrGift = errors.New("inventory: neither a tool nor money")
)

// The deeds that remove what a donor is called.
const (
	deedForgetDonor    = "forget donor"
	deedStrikeDonation = "strike donation"
)

// mostFen is the largest gift of money: a million yuan.
const mostFen = 100_000_000

// check says what is wrong with a gift by itself, and how the donor is called.
func (g Gift) check() (donor string, err error) {
	money, tool := g.Fen != 0, g.Tool.Name.Zh != ""
	switch {
	case money == tool, g.Purpose < AnyPurpose || g.Purpose > lastPurpose, g.Naming < Nameless || g.Naming > NameWhole:
		return "", ErrGift
	case money && (g.Fen < 0 || g.Fen > mostFen):
		return "", ErrQuantity
	case g.Naming == Nameless:
		return "", nil
	}
	_, err = people.ParseName(g.Donor)
	return g.Shown(), err
}

// Shown is what of the donor's name is kept and shown; "": nothing.
func (g Gift) Shown() string {
	name, err := people.ParseName(g.Donor)
	switch {
	case err != nil, g.Naming == Nameless:
		return ""
	case g.Naming == NameMasked:
		return people.MaskName(name)
	}
	return name
}

// TakeDonation keeps a gift with a wish for the slip that thanks for it. A tool is
// kept with its own number at once.
// Refusals: ErrNotStaff, ErrGift, ErrQuantity, people.ErrName, those of AddTool.
func (d *Desk) TakeDonation(ctx context.Context, g Gift, who StaffID) (Given, error) {
	donor, err := g.check()
	if err != nil {
		return Given{}, err
	}
	var given Given
	err = d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		if err := onDuty(tx, who); err != nil {
			return err
		}
		gave := Donation{ID: draw(&n.donation), At: now, By: who, Fen: g.Fen, Purpose: g.Purpose, Naming: g.Naming}
		given = Given{Donation: gave, Donor: donor}
		subjects := []string{gave.ID.Code().String()}
		if g.Fen == 0 {
			t := g.Tool
			t.Origin = Origin{Donated: true, Date: now, Donor: donor, Thanks: donor != ""}
			added, err := addTools(tx, t, 1, who, now, n)
			if err != nil {
				return err
			}
			given.Tool, given.Donation.Tool = added[0], added[0].ID
			subjects = append(subjects, given.Donation.Tool.Code().String())
		}
		return steps(
			func() error { return put(tx, tableDonation, key(gave.ID), given.Donation) },
			func() error { return keepDonor(tx, gave.ID, donor) },
			func() error {
				return wish(tx, PrintJob{ID: draw(&n.print), Paper: ThanksSlip, Subject: uint32(gave.ID), Lang: g.Lang, Asked: now})
			},
			func() error { return audit(tx, now, who, "take donation", subjects...) },
		)
	})
	return given, err
}

// keepDonor keeps what a donor is called, unless that is nothing.
func keepDonor(tx store.Tx, id DonationID, name string) error {
	if name == "" {
		return nil
	}
	return put(tx, tableDonor, key(id), Donor{Donation: id, Name: name})
}

// donation is one that counts, for somebody on duty.
func donation(tx store.Tx, id DonationID, who StaffID) (Donation, error) {
	if err := onDuty(tx, who); err != nil {
		return Donation{}, err
	}
	return donationOf(tx, id)
}

func donationOf(tx store.Tx, id DonationID) (Donation, error) {
	g, err := get[Donation](tx, tableDonation, key(id))
	if err == nil && !g.Struck.IsZero() {
		err = ErrNoDonation
	}
	return g, unknown(err, ErrNoDonation)
}

// StrikeDonation takes a donation out of all lists; the record stays, what the
// donor is called does not. A tool stays in the shop as one that was donated.
// Refusals: ErrNotStaff, ErrNoDonation, ErrClockBack.
func (d *Desk) StrikeDonation(ctx context.Context, id DonationID, who StaffID) error {
	return d.withdrawName(ctx, id, who, deedStrikeDonation, func(g *Donation, now time.Time) { g.Struck = now })
}

// ForgetDonor makes a donation nameless: the donor does not want to be named any
// more. Refusals: ErrNotStaff, ErrNoDonation, ErrClockBack.
func (d *Desk) ForgetDonor(ctx context.Context, id DonationID, who StaffID) error {
	return d.withdrawName(ctx, id, who, deedForgetDonor, func(*Donation, time.Time) {})
}

// withdrawName is a deed that changes a donation and removes what its donor is
// called, also from the tool.
func (d *Desk) withdrawName(ctx context.Context, id DonationID, who StaffID, deed string, change func(g *Donation, now time.Time)) error {
	return d.deed(ctx, func(tx store.Tx, now time.Time, _ *numbers) error {
		g, err := donation(tx, id, who)
		if err != nil {
			return err
		}
		change(&g, now)
		return unname(tx, g, who, now, deed)
	})
}

// unname keeps a donation without what its donor is called, in its own records
// and in the tool's.
func unname(tx store.Tx, g Donation, who StaffID, now time.Time, deed string) error {
	g.Naming = Nameless
	return steps(
		func() error { return put(tx, tableDonation, key(g.ID), g) },
		func() error { return tx.Delete(tableDonor, key(g.ID)) },
		func() error { return namelessTool(tx, g.Tool, who, now) },
		func() error { return audit(tx, now, who, deed, g.ID.Code().String()) },
	)
}

// namelessTool removes who gave a tool; 0: there is none.
func namelessTool(tx store.Tx, id ToolID, who StaffID, now time.Time) error {
	if id == 0 {
		return nil
	}
	t, err := get[Tool](tx, tableTool, key(id))
	if err != nil {
		return err
	}
	t.Origin.Donor, t.Origin.Thanks = "", false
	t.Edit = Edit{Times: t.Edit.Times + 1, By: who, At: now} // nobody writes it back unseen
	return put(tx, tableTool, key(id), t)
}

// Donations are the donations that count, the newest first, at most limit.
func (d *Desk) Donations(ctx context.Context, limit int) ([]Given, error) {
	var list []Given
	err := d.store.View(ctx, func(tx store.Tx) error {
		list = nil
		return walk(tx, tableDonation, true, func(g Donation) (bool, error) {
			if g.Struck.IsZero() {
				given, err := d.given(tx, g)
				if err != nil {
					return false, err
				}
				list = append(list, given)
			}
			return len(list) < limit, nil
		})
	})
	return list, err
}

// DonationOf is a donation that counts. It returns ErrNoDonation.
func (d *Desk) DonationOf(ctx context.Context, id DonationID) (Given, error) {
	var given Given
	err := d.store.View(ctx, func(tx store.Tx) error {
		g, err := donationOf(tx, id)
		if err != nil {
			return err
		}
		given, err = d.given(tx, g)
		return err
	})
	return given, err
}

// given is a donation with its tool and what the donor is called.
func (d *Desk) given(tx store.Tx, g Donation) (Given, error) {
	given := Given{Donation: g}
	given.Donation.At = d.Local(g.At)
	donor, err := get[Donor](tx, tableDonor, key(g.ID))
	if err := unknown(err, nil); err != nil {
		return given, err
	}
	given.Donor = donor.Name
	if g.Tool != 0 {
		given.Tool, err = get[Tool](tx, tableTool, key(g.Tool))
		return given, err
	}
	return given, nil
}

// inSpan says whether a donation of money counts in a span.
func (g Donation) inSpan(s span) bool {
	return g.Fen > 0 && g.Struck.IsZero() && s.holds(g.At.Unix())
}

// reportMoney fills in the figure of money that was given.
func (d *Desk) reportMoney(tx store.Tx, r *Report) error {
	is, was := r.Period.seconds(d.zone), r.Before.seconds(d.zone)
	return every(tx, tableDonation, func(g Donation) error {
		for _, n := range []struct {
			of *Numbers
			in span
		}{{&r.Is, is}, {&r.Was, was}} {
			if g.inSpan(n.in) {
				n.of.Gifts++
				n.of.Given += g.Fen
			}
		}
		return nil
	})
}

func moneyBehind(tx store.Tx, s span) ([]Record, error) {
	var list []Record
	err := every(tx, tableDonation, func(g Donation) error {
		if g.inSpan(s) {
			list = append(list, Record{Donation: g.ID})
		}
		return nil
	})
	return list, err
}

// donations: each is a tool that is there or money; a donor has a name exactly if
// they agreed to be named.
func (c *checker) donations() error {
	named := map[DonationID]bool{}
	err := each(c, tableDonation, func(g Donation) DonationID { return g.ID }, func(g Donation, what string) error {
		named[g.ID] = g.Naming != Nameless
		if c.first() && (g.Fen < 0 || (g.Fen == 0) != c.tools[g.Tool] || !c.crew[g.By]) {
			c.fault("%s: neither a tool that is there nor money, or taken by nobody", what)
		}
		return nil
	})
	if err != nil || !c.first() {
		return err
	}
	err = each(c, tableDonor, func(d Donor) DonationID { return d.Donation }, func(d Donor, what string) error {
		if !named[d.Donation] {
			c.fault("%s: named, and did not agree", what)
		}
		delete(named, d.Donation)
		return nil
	})
	for id, missing := range named {
		if missing {
			c.fault("donation %d: without its donor's name", id)
		}
	}
	return err
}
