package inventory

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"time"

	"redwrench/inventory/jobs"
	"redwrench/inventory/store"
)

// The tables of jobs.
const (
	tableJob      store.Table = "job"      // jobs
	tableJobNotes store.Table = "jobnotes" // job: where it is and every word about it; sealed
	tableJobKind  store.Table = "jobkind"  // kind id
	tableBoard    store.Table = "board"    // state, rank, second, job: the board
	tableByKind   store.Table = "bykind"   // kind, then as board
	tableBySquad  store.Table = "bysquad"  // squad, then as board
	tableBig      store.Table = "big"      // as board: big jobs
	tableAsked    store.Table = "asked"    // resident, job
	tableMine     store.Table = "mine"     // staff, job: open jobs of somebody
	tableVisit    store.Table = "visit"    // staff, from second, job, number of the visit: arranged (0) and made
	tableClosed   store.Table = "closed"   // second, job: jobs that are not open by time
	tableAlong    store.Table = "along"    // job, loan: what is out for it
	tableHadAlong store.Table = "hadalong" // job, loan: what ever was
	tableUsed     store.Table = "used"     // job, consumable, sequence: moves for it
	tableHome     store.Table = "home"     // keyed hash of the place -> home
	tableHomeJob  store.Table = "homejob"  // home, job
)

// Job is a request registered at the shop, from the report to what became of it
// (PRODUCT.md, Records). Who it is for is a number; where it is and what was
// written about it stands sealed, in JobNotes. A job is never deleted.
type Job struct {
	ID         JobID       `cbor:"1,keyasint"`
	Kind       KindID      `cbor:"2,keyasint"`
	State      jobs.State  `cbor:"3,keyasint,omitempty"`
	Resident   ResidentID  `cbor:"4,keyasint"`
	Reported   time.Time   `cbor:"5,keyasint"`
	Rank       jobs.Rank   `cbor:"6,keyasint,omitempty"`
	When       jobs.When   `cbor:"7,keyasint,omitempty"`
	Squad      SquadID     `cbor:"8,keyasint,omitempty"`
	Faults     []Name      `cbor:"9,keyasint,omitempty"` // ready phrases that were chosen
	Volunteers []StaffID   `cbor:"10,keyasint,omitempty"`
	Visit      jobs.Span   `cbor:"11,keyasint,omitzero"` // arranged
	Visits     []Visit     `cbor:"12,keyasint,omitempty"`
	Big        bool        `cbor:"13,keyasint,omitempty"`
	Quote      jobs.Quote  `cbor:"14,keyasint,omitzero"`  // of a big one
	Off        jobs.Fen    `cbor:"15,keyasint,omitempty"` // the discount on the quote
	Agreed     time.Time   `cbor:"16,keyasint,omitzero"`  // the resident agreed to the quote
	Closed     time.Time   `cbor:"17,keyasint,omitzero"`
	ClosedBy   StaffID     `cbor:"18,keyasint,omitempty"` // 0: the resident
	Result     jobs.Result `cbor:"19,keyasint,omitempty"` // of a job that is done
	Partner    PartnerID   `cbor:"20,keyasint,omitempty"` // whom it was passed on to
	Stars      int         `cbor:"21,keyasint,omitempty"` // how content, 1–5; 0: nobody has said
	Rated      time.Time   `cbor:"22,keyasint,omitzero"`
	Home       HomeID      `cbor:"23,keyasint"`
	Again      []time.Time `cbor:"24,keyasint,omitempty"` // when the same fault was reported again
	By         StaffID     `cbor:"25,keyasint,omitempty"` // who wrote the report down; 0: the resident
	Lang       Lang        `cbor:"26,keyasint,omitempty"` // of the resident
	Changes    uint32      `cbor:"27,keyasint,omitempty"` // how often the record was written
	Before     jobs.State  `cbor:"28,keyasint,omitempty"` // the state before the last move, for an undo
}

// Visit is one visit that was made, as the sheet says.
type Visit struct {
	jobs.Span
	Work      []Work       `cbor:"3,keyasint"`
	Outcome   jobs.Outcome `cbor:"4,keyasint,omitempty"`
	Materials jobs.Fen     `cbor:"5,keyasint,omitempty"` // their cost
	At        time.Time    `cbor:"6,keyasint"`           // when the sheet was filled in
	By        StaffID      `cbor:"7,keyasint"`           // by whom
	Undone    UndoReason   `cbor:"8,keyasint,omitempty"` // filled in by mistake, taken back by a counter-entry
	Was       jobs.State   `cbor:"9,keyasint,omitempty"` // the job's state before, for an undo
}

// Work is what one volunteer gave on a visit, as the service record wants it.
type Work struct {
	Who    StaffID        `cbor:"1,keyasint"`
	Hours  jobs.HalfHours `cbor:"2,keyasint"`
	Travel jobs.HalfHours `cbor:"3,keyasint,omitempty"`
}

// JobNotes is the personal side of a job: where it is, and every word that
// somebody wrote. It is stored sealed and goes when the resident is forgotten.
type JobNotes struct {
	ID     JobID        `cbor:"1,keyasint"`
	Place  jobs.Place   `cbor:"2,keyasint"`
	Words  string       `cbor:"3,keyasint,omitempty"` // what is wrong, in the resident's words
	Quote  string       `cbor:"4,keyasint,omitempty"` // what the quote is for
	End    string       `cbor:"5,keyasint,omitempty"` // why it was cancelled or passed on
	Visits []VisitNotes `cbor:"6,keyasint,omitempty"` // as Job.Visits
}

// VisitNotes is what was written about a visit.
type VisitNotes struct {
	Did       string     `cbor:"1,keyasint,omitempty"`
	Why       string     `cbor:"2,keyasint,omitempty"` // another visit, a part, a partner is needed
	Materials []Material `cbor:"3,keyasint,omitempty"`
}

// Material is something that was used up and has to be paid.
type Material struct {
	What string   `cbor:"1,keyasint"`
	Cost jobs.Fen `cbor:"2,keyasint,omitempty"`
}

// LogValue keeps all but the code out of every log.
func (n JobNotes) LogValue() slog.Value { return slog.StringValue(n.String()) }

// String is the job's code.
func (n JobNotes) String() string { return "notes of job " + n.ID.Code().Human() }

// Format is String, whatever the verb.
func (n JobNotes) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, n.String()) }

// Refusals of jobs; those of states, money, times and places are in package jobs.
var (
	// ErrNoJob: no job has this number.
	ErrNoJob = errors.New("inventory: no such job")
	// ErrNoKind: no such kind of jobs, or not offered any more.
	ErrNoKind = errors.New("inventory: no such kind of job")
	// ErrNoPhrase: the kind has no such ready phrase.
	ErrNoPhrase = errors.New("inventory: no such phrase")
	// ErrNotUrgent: a job of this kind is never urgent.
	ErrNotUrgent = errors.New("inventory: never urgent")
	// ErrOtherFault: the old job is of another kind, home or person, or too long
	// ago: a new request is needed.
	ErrOtherFault = errors.New("inventory: not the same fault")
	// ErrNoSkill: the volunteer has not the skill the job asks; it stays on the board.
	ErrNoSkill = errors.New("inventory: skill does not fit")
	// ErrNoPIN: a volunteer without a PIN does nothing at the kiosk alone.
	ErrNoPIN = errors.New("inventory: volunteer without a PIN")
	// ErrNotTeam: that volunteer is not on the job.
	ErrNotTeam = errors.New("inventory: not on this job")
	// ErrOnTeam: that volunteer is on the job already.
	ErrOnTeam = errors.New("inventory: on this job already")
	// ErrNoQuote: there is nothing the resident could agree to.
	ErrNoQuote = errors.New("inventory: job has no quote")
	// ErrNotAgreed: a big job is done only after the resident agreed to its quote.
	ErrNotAgreed = errors.New("inventory: quote not agreed to")
	// ErrNoPartner: no such partner.
	ErrNoPartner = errors.New("inventory: no such partner")
	// ErrStars: how content one is goes from 1 to 5.
	ErrStars = errors.New("inventory: not a number of stars")
	// ErrRated: it was rated, and that is too long ago to change.
	ErrRated = errors.New("inventory: rated already")
)

// Overlap warns that somebody would be at two homes at a time. The same deed,
// confirmed, is done.
type Overlap struct {
	Who   StaffID
	Other JobID
	Visit jobs.Span // the other one, in the shop's zone
}

func (e *Overlap) Error() string {
	return fmt.Sprintf("inventory: visit overlaps one of job %d", e.Other)
}

// ToolsAlong is the refusal to close a job while tools are out for it.
type ToolsAlong struct{ Tools []ToolID }

func (e *ToolsAlong) Error() string {
	return fmt.Sprintf("inventory: %d tools are out for the job", len(e.Tools))
}

// boardKey orders jobs of a state: open ones by rank, then by who asked first;
// the others by time, the latest first.
func (j Job) boardKey() []byte {
	if j.State.Open() {
		return key(uint32(j.State), uint32(j.Rank), second(j.Reported), uint32(j.ID))
	}
	return key(uint32(j.State), 0, ^second(j.Closed), uint32(j.ID))
}

// named puts a name before a key; no name holds a zero byte.
func named[S ~string](name S, k []byte) []byte { return slices.Concat([]byte(name), []byte{0}, k) }

// entries are the index entries that are true of a job.
func (j Job) entries() []entry {
	if j.ID == 0 {
		return nil
	}
	board := j.boardKey()
	list := []entry{
		{tableBoard, board},
		{tableByKind, named(j.Kind, board)},
		{tableAsked, key(uint32(j.Resident), uint32(j.ID))},
		{tableHomeJob, key(uint32(j.Home), uint32(j.ID))},
	}
	if j.Squad != "" {
		list = append(list, entry{tableBySquad, named(j.Squad, board)})
	}
	if j.Big {
		list = append(list, entry{tableBig, board})
	}
	if !j.State.Open() {
		list = append(list, entry{tableClosed, key(second(j.Closed), uint32(j.ID))})
	}
	for _, v := range j.Volunteers {
		if j.State.Open() {
			list = append(list, entry{tableMine, key(uint32(v), uint32(j.ID))})
		}
		if !j.Visit.IsZero() {
			list = append(list, entry{tableVisit, key(uint32(v), second(j.Visit.From), uint32(j.ID), 0)})
		}
	}
	for n, v := range j.Visits {
		for _, w := range v.Work {
			if v.Undone == 0 {
				list = append(list, entry{tableVisit, key(uint32(w.Who), second(v.From), uint32(j.ID), uint32(n+1))})
			}
		}
	}
	return list
}

// keepJob stores a job and the index entries that are true of it, and removes
// those that were true of before.
func keepJob(tx store.Tx, before, j Job) (Job, error) {
	j.Changes = before.Changes + 1
	return j, steps(
		func() error { return reindex(tx, before.entries(), j.entries()) },
		func() error { return put(tx, tableJob, key(j.ID), j) },
	)
}

// jobOf is a job, or ErrNoJob.
func jobOf(tx store.Tx, id JobID) (Job, error) {
	j, err := get[Job](tx, tableJob, key(id))
	return j, unknown(err, ErrNoJob)
}

// notesOf are the notes of a job; none when its resident was forgotten.
func notesOf(tx store.Tx, id JobID) (JobNotes, error) {
	n, err := get[JobNotes](tx, tableJobNotes, key(id))
	if errors.Is(err, store.ErrNotFound) {
		return JobNotes{}, nil
	}
	return n, err
}

// keepNotes stores the notes of a job, unless its resident was forgotten.
func keepNotes(tx store.Tx, n JobNotes) error {
	if n.ID == 0 {
		return nil
	}
	return put(tx, tableJobNotes, key(n.ID), n)
}

// handling is one deed on a job.
type handling struct {
	tx    store.Tx
	now   time.Time
	n     *numbers
	by    Staff
	actor jobs.Actor
	was   Job
	job   Job
	names []string // further subjects of the audit entry
}

// onJob runs a deed of somebody on the staff on a job: whether they may do it in
// its state, the change, the record, the entry.
func (d *Desk) onJob(ctx context.Context, id JobID, who StaffID, a jobs.Action, deed string, change func(*handling) error) (Job, error) {
	var done Job
	err := d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		h, err := handle(tx, now, n, id, who, a)
		if err != nil {
			return err
		}
		if err := change(h); err != nil {
			return err
		}
		done, err = h.keep(deed)
		return err
	})
	if err != nil {
		return Job{}, err
	}
	return d.localJob(done), nil
}

// handle begins a deed on a job: the job in the state after the action.
func handle(tx store.Tx, now time.Time, n *numbers, id JobID, who StaffID, a jobs.Action) (*handling, error) {
	s, err := acting(tx, who)
	if err != nil {
		return nil, err
	}
	j, err := jobOf(tx, id)
	if err != nil {
		return nil, err
	}
	h := &handling{tx: tx, now: now, n: n, by: s, actor: s.to(j), was: j, job: j}
	h.job.State, err = j.State.Next(a, h.actor)
	return h, err
}

// keep stores what the deed made of the job, with the audit entry; the entry
// counts the job's changes, so that an undo can tell whether it is the last.
func (h *handling) keep(deed string) (Job, error) {
	if h.job.State != h.was.State {
		h.job.Before = h.was.State
	}
	j, err := keepJob(h.tx, h.was, h.job)
	if err != nil {
		return j, err
	}
	return j, audit(h.tx, h.now, h.by.ID, deed, append([]string{j.ID.Code().String(), nth(j.Changes)}, h.names...)...)
}

// acting is somebody on the staff who may do something at the kiosk alone:
// ErrNotStaff, ErrNoPIN.
func acting(tx store.Tx, who StaffID) (Staff, error) {
	s, err := employed(tx, who)
	if err == nil && len(s.Hash) == 0 {
		err = ErrNoPIN
	}
	return s, err
}

// to is who somebody on the staff is to a job.
func (s Staff) to(j Job) jobs.Actor {
	switch {
	case s.Role == Manager:
		return jobs.Manager
	case s.Role == Duty:
		return jobs.Duty
	case slices.Contains(j.Volunteers, s.ID):
		return jobs.Own
	}
	return jobs.Helper
}

// close ends an open job. What was arranged is off; who was on it stays named.
func (h *handling) close() {
	h.job.Closed, h.job.ClosedBy, h.job.Visit = h.now, h.by.ID, jobs.Span{}
}

// localJob is j with its times in the shop's zone.
func (d *Desk) localJob(j Job) Job {
	j.Reported, j.Agreed, j.Closed, j.Rated = d.Local(j.Reported), d.local(j.Agreed), d.local(j.Closed), d.local(j.Rated)
	j.Visit = d.localSpan(j.Visit)
	j.Again = slices.Clone(j.Again)
	for i, t := range j.Again {
		j.Again[i] = d.Local(t)
	}
	j.Visits = slices.Clone(j.Visits)
	for i, v := range j.Visits {
		j.Visits[i].Span, j.Visits[i].At = d.localSpan(v.Span), d.Local(v.At)
	}
	return j
}

func (d *Desk) localSpan(s jobs.Span) jobs.Span {
	return jobs.Span{From: d.local(s.From), To: d.local(s.To)}
}

// Asked is when the job was asked for, or the same fault the last time.
func (j Job) Asked() time.Time {
	if n := len(j.Again); n > 0 {
		return j.Again[n-1]
	}
	return j.Reported
}
