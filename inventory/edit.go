package inventory

import (
	"fmt"
	"time"
)

// Edit is the last correction of a record by staff. Who corrects it hands in the
// one they read: when it is no longer the last, somebody else came before them.
// The zero Edit is none: the record is as it was first kept.
type Edit struct {
	Times int       `cbor:"1,keyasint"`
	By    StaffID   `cbor:"2,keyasint,omitempty"`
	At    time.Time `cbor:"3,keyasint"`
}

// ChangedMeanwhile refuses to write over what somebody changed after it was
// read: it would undo their change unseen. By is who.
type ChangedMeanwhile struct{ By StaffID }

func (e *ChangedMeanwhile) Error() string {
	return fmt.Sprintf("inventory: changed meanwhile by staff %d", e.By)
}

// next is the edit after e of who read the record at the edit read, or
// *ChangedMeanwhile.
func (e Edit) next(read Edit, who StaffID, now time.Time) (Edit, error) {
	if e.Times != read.Times {
		return Edit{}, &ChangedMeanwhile{By: e.By}
	}
	return Edit{Times: e.Times + 1, By: who, At: now}, nil
}
