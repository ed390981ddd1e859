package inventory

import (
	"slices"

	"redwrench/inventory/store"
)

// changesResident are the deeds that change a resident's record.
var changesResident = []string{"verify", "block", "unblock", "note", "correct", "agree", "withdraw", "merge"}

// changedLookBack is how many deeds are gone through for who changed a record.
const changedLookBack = 5000

// changedMeanwhile is *ChangedMeanwhile with who changed a resident's record last;
// 0: the resident, or nobody knows any more.
func changedMeanwhile(tx store.Tx, id ResidentID) error {
	changed, left := &ChangedMeanwhile{}, changedLookBack
	err := walk(tx, tableAudit, true, func(e Entry) (bool, error) {
		left--
		if slices.Contains(changesResident, e.Deed) && slices.Contains(e.Subjects, id.Code().String()) {
			changed.By = e.Who
			return false, nil
		}
		return left > 0, nil
	})
	if err != nil {
		return err
	}
	return changed
}
