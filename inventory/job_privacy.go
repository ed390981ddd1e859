package inventory

import (
	"time"

	"redwrench/inventory/jobs"
	"redwrench/inventory/store"
)

// forgetJobs takes everything personal out of the jobs of a resident who is being
// forgotten: open ones are cancelled, the notes go, and a home that nobody else
// asked for is not found any more. What remains are numbers, for the statistics.
func (d *Desk) forgetJobs(tx store.Tx, id ResidentID, now time.Time) error {
	list, err := byIndex[Job](tx, tableAsked, key(id), 4, tableJob)
	if err != nil {
		return err
	}
	for _, j := range list {
		if err := d.forgetJob(tx, j, now); err != nil {
			return err
		}
	}
	return nil
}

func (d *Desk) forgetJob(tx store.Tx, j Job, now time.Time) error {
	if j.State.Open() {
		h := &handling{tx: tx, now: now, was: j, job: j}
		h.job.State = jobs.Cancelled
		if _, err := d.cancelJob(h, ""); err != nil {
			return err
		}
	}
	notes, err := notesOf(tx, j.ID)
	if err != nil || notes.ID == 0 {
		return err
	}
	if err := tx.Delete(tableJobNotes, key(j.ID)); err != nil {
		return err
	}
	others, err := tx.Scan(tableHomeJob, store.Prefix(key(j.Home)))
	if err != nil {
		return err
	}
	for _, e := range others {
		if known, err := has(tx, tableJobNotes, e.Key[4:]); err != nil || known {
			return err // somebody else asked for it too
		}
	}
	return tx.Delete(tableHome, d.homeKey(notes.Place))
}

// busy says that somebody has an open job, or a child under their guard has.
func busy(tx store.Tx, id ResidentID) (bool, error) {
	open, err := openJobsOf(tx, id)
	if err != nil || len(open) > 0 {
		return len(open) > 0, err
	}
	children, err := tx.Scan(tableWard, store.Prefix(key(id)))
	if err != nil {
		return false, err
	}
	for _, c := range children {
		if yes, err := busy(tx, number[ResidentID](c.Key, 4)); err != nil || yes { // who has no children
			return yes, err
		}
	}
	return false, nil
}
