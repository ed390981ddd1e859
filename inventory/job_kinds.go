package inventory

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"redwrench/inventory/jobs"
	"redwrench/inventory/store"
)

// KindID names a kind of jobs: "plumbing", "haircut", …
type KindID string

// SquadID names a squad of volunteers.
type SquadID string

// PartnerID names somebody jobs are passed on to.
type PartnerID string

// JobKind is a trade or another service of the team (PRODUCT.md, Records).
type JobKind struct {
	ID      KindID  `cbor:"1,keyasint"`
	Name    Name    `cbor:"2,keyasint"`
	Icon    string  `cbor:"3,keyasint"`
	Order   int     `cbor:"4,keyasint,omitempty"` // place among the pictures
	Skill   KindID  `cbor:"5,keyasint,omitempty"` // the kind whose skill it asks: its own or another's; "": none
	Squad   SquadID `cbor:"6,keyasint,omitempty"` // whose work it is; "": anybody's
	Phrases []Name  `cbor:"7,keyasint,omitempty"` // what is wrong, ready to be tapped
	Gone    bool    `cbor:"8,keyasint,omitempty"` // no longer offered; old jobs keep it
	Urgent  bool    `cbor:"9,keyasint,omitempty"` // can be urgent: no water, no power
}

// Squad is a part of the volunteers' team.
type Squad struct {
	ID   SquadID `cbor:"1,keyasint"`
	Name Name    `cbor:"2,keyasint"`
}

// Partner is somebody outside whom jobs are passed on to: a law firm, a clinic,
// a shop of the alliance.
type Partner struct {
	ID    PartnerID `cbor:"1,keyasint"`
	Name  Name      `cbor:"2,keyasint"`
	Phone string    `cbor:"3,keyasint,omitempty"`
	What  Name      `cbor:"4,keyasint,omitzero"` // what they help with
}

// JobRules are the shop's own rules for jobs.
type JobRules struct {
	Squads     []Squad       `cbor:"1,keyasint,omitempty"`
	Partners   []Partner     `cbor:"2,keyasint,omitempty"`
	Discount   jobs.Discount `cbor:"3,keyasint,omitzero"`  // on big jobs
	ReopenDays int           `cbor:"4,keyasint,omitempty"` // the same fault within so many days reopens the old job
	ElderAge   int           `cbor:"5,keyasint,omitempty"` // from what age jobs come first
}

func defaultJobRules() JobRules {
	return JobRules{
		Squads: []Squad{
			{ID: "team", Name: Name{Zh: "扎西顿珠志愿服务队", En: "Tashi Dondrup team"}},
			{ID: "silver", Name: Name{Zh: "银龄康养", En: "Silver care"}},
			{ID: "law", Name: Name{Zh: "法小帮", En: "Legal help"}},
			{ID: "mobility", Name: Name{Zh: "助行康护", En: "Mobility care"}},
		},
		Discount:   jobs.Discount{Labour: 20},
		ReopenDays: 30,
		ElderAge:   60,
	}
}

// fill puts the defaults in where a shop was founded before there were jobs.
func (r *JobRules) fill() {
	if r.ElderAge == 0 {
		*r = defaultJobRules()
	}
}

// wrong names the first rule that cannot be; "" when all can.
func (r JobRules) wrong() string {
	if !r.Discount.Possible() {
		return "Discount"
	}
	squads := map[SquadID]bool{}
	for _, s := range r.Squads {
		if !goodID(s.ID) || squads[s.ID] || strings.TrimSpace(s.Name.Zh) == "" {
			return "Squads"
		}
		squads[s.ID] = true
	}
	partners := map[PartnerID]bool{}
	for _, p := range r.Partners {
		if !goodID(p.ID) || partners[p.ID] || strings.TrimSpace(p.Name.Zh) == "" {
			return "Partners"
		}
		partners[p.ID] = true
	}
	return ""
}

// Partner is the partner with an id.
func (r JobRules) Partner(id PartnerID) (Partner, bool) {
	i := slices.IndexFunc(r.Partners, func(p Partner) bool { return p.ID == id })
	if i < 0 {
		return Partner{}, false
	}
	return r.Partners[i], true
}

// goodID says whether a name can be part of a key: 1 to 32 small letters,
// digits and dashes.
func goodID[S ~string](id S) bool {
	return id != "" && len(id) <= 32 && strings.Trim(string(id), "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

// JobKinds are the kinds, in the order of the pictures; those no longer offered
// too, at the end.
func (d *Desk) JobKinds(ctx context.Context) ([]JobKind, error) {
	var list []JobKind
	err := d.store.View(ctx, func(tx store.Tx) (err error) {
		list, err = all[JobKind](tx, tableJobKind, store.Range{})
		return err
	})
	slices.SortStableFunc(list, func(a, b JobKind) int {
		switch {
		case a.Gone == b.Gone:
			return cmp.Compare(a.Order, b.Order)
		case a.Gone:
			return 1
		}
		return -1
	})
	return list, err
}

// ChangeJobKind keeps a kind, a new one or an old one with other words. Only a
// manager may. Refusals: ErrNotManager, ErrSettings, ErrClockBack.
func (d *Desk) ChangeJobKind(ctx context.Context, k JobKind, who StaffID) error {
	if err := k.check(); err != nil {
		return err
	}
	return d.deed(ctx, func(tx store.Tx, now time.Time, _ *numbers) error {
		return steps(
			func() error { return manager(tx, who) },
			func() error { return put(tx, tableJobKind, []byte(k.ID), k) },
			func() error { return audit(tx, now, who, "change job kind", string(k.ID)) },
		)
	})
}

func (k JobKind) check() error {
	bad := !goodID(k.ID) || strings.TrimSpace(k.Name.Zh) == "" || len(k.Phrases) > 100 ||
		k.Skill != "" && !goodID(k.Skill) || k.Squad != "" && !goodID(k.Squad) ||
		slices.ContainsFunc(k.Phrases, func(p Name) bool { return strings.TrimSpace(p.Zh) == "" })
	if bad {
		return fmt.Errorf("%w: JobKind", ErrSettings)
	}
	return nil
}

// AdoptJobKinds gives a shop that was founded before there were jobs its kinds;
// one that has any stays as it is. It says whether it gave any.
// Refusals: ErrSettings, ErrClockBack.
func (d *Desk) AdoptJobKinds(ctx context.Context, kinds []JobKind) (bool, error) {
	there, err := d.JobKinds(ctx)
	if err != nil || len(there) > 0 || len(kinds) == 0 {
		return false, err
	}
	err = d.deed(ctx, func(tx store.Tx, now time.Time, _ *numbers) error {
		return steps(
			func() error { return putKinds(tx, kinds) },
			func() error { return audit(tx, now, 0, "adopt job kinds") },
		)
	})
	return err == nil, err
}

func putKinds(tx store.Tx, kinds []JobKind) error {
	for _, k := range kinds {
		if err := k.check(); err != nil {
			return err
		}
		if err := put(tx, tableJobKind, []byte(k.ID), k); err != nil {
			return err
		}
	}
	return nil
}

// kindOf is a kind, also one no longer offered, or ErrNoKind.
func kindOf(tx store.Tx, id KindID) (JobKind, error) {
	k, err := get[JobKind](tx, tableJobKind, []byte(id))
	return k, unknown(err, ErrNoKind)
}
