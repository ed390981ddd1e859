package inventory

import (
	"context"
	"time"

	"redwrench/inventory/store"
)

func init() { pinMemory = 1 << 10 }

// EncodeForTest is a record as it is stored.
func EncodeForTest(v any) []byte { return must(encoding.Marshal(v)) }

// KeepLoanForTest stores a new loan past the rules.
func KeepLoanForTest(tx store.Tx, l Loan) error { return keepLoan(tx, Loan{}, l) }

// KeepJobsForTest stores new jobs and their notes past the rules, in one
// transaction.
func KeepJobsForTest(ctx context.Context, d *Desk, list []Job, notes []JobNotes) error {
	return d.deed(ctx, func(tx store.Tx, _ time.Time, used *numbers) (err error) {
		for i, j := range list {
			if j.Home, err = d.homeAt(tx, notes[i].Place, used); err != nil {
				return err
			}
			if err := keepNotes(tx, notes[i]); err != nil {
				return err
			}
			if _, err := keepJob(tx, Job{}, j); err != nil {
				return err
			}
		}
		return nil
	})
}

// Told are the names of the settings the audit tells.
func Told(s Settings) []string {
	var names []string
	for _, t := range s.told() {
		names = append(names, t.name)
	}
	return names
}
