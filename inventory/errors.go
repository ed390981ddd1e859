package inventory

import (
	"errors"
	"fmt"
	"time"
)

// Refusals without a value. The screens turn them into sentences.
var (
	// ErrNoTool: no tool has this number; perhaps another shop's tag.
	ErrNoTool = errors.New("inventory: no such tool")
	// ErrNoResident: no resident has this card, or it was erased.
	ErrNoResident = errors.New("inventory: no such resident")
	// ErrNoLoan: no loan has this number.
	ErrNoLoan = errors.New("inventory: no such loan")
	// ErrNotLent: the tool is not out, so it cannot be taken back.
	ErrNotLent = errors.New("inventory: tool is not lent")
	// ErrLentTwice: the tool has an open loan already. The rules refuse that
	// before (*NotFree); the records refuse it once more.
	ErrLentTwice = errors.New("inventory: tool has an open loan")
	// ErrBlocked: staff have blocked the resident.
	ErrBlocked = errors.New("inventory: resident is blocked")
	// ErrNoMatch: telephone number and last four do not belong together.
	ErrNoMatch = errors.New("inventory: number and last four do not match")
	// ErrDocumentTaken: the identity number is registered with another
	// telephone number; staff must look.
	ErrDocumentTaken = errors.New("inventory: identity number is registered otherwise")
	// ErrWrongPIN: that is not the PIN.
	ErrWrongPIN = errors.New("inventory: wrong PIN")
	// ErrWeakPIN: not six digits, or too easy to guess.
	ErrWeakPIN = errors.New("inventory: PIN too easy")
	// ErrStaffed: the shop already has a manager.
	ErrStaffed = errors.New("inventory: shop has a manager")
	// ErrNotStaff: only staff on duty may do this.
	ErrNotStaff = errors.New("inventory: not staff")
	// ErrNotManager: only a manager may do this.
	ErrNotManager = errors.New("inventory: not a manager")
	// ErrNothing: an empty basket.
	ErrNothing = errors.New("inventory: nothing to lend")
	// ErrClockBack: the clock stands before the last deed in the records.
	ErrClockBack = errors.New("inventory: clock was set back")
)

// NotFree is the refusal to lend a tool that is not on the shelf.
type NotFree struct {
	Tool   ToolID
	Status Status
	Reason Reason    // when OffShelf
	Since  time.Time // lent or off the shelf since
	Due    time.Time // when Lent
	Until  time.Time // when Held: how long it waits for its holder
	From   Day       // when Reserved for a later day: the first one; 0: for today
}

func (e *NotFree) Error() string {
	return fmt.Sprintf("inventory: tool %d is not on the shelf (status %d)", e.Tool, e.Status)
}

// notFree is the refusal to lend the item as it stands.
func (i Item) notFree() *NotFree {
	return &NotFree{Tool: i.Tool.ID, Status: i.Status, Reason: i.Reason, Since: i.Since, Due: i.Due, Until: i.Until, From: i.From}
}

// LimitReached is the refusal to lend more at a time than the resident may have.
type LimitReached struct {
	Have, Want, Max int
	Unverified      bool // the limit is that of residents whose card no staff has seen
}

func (e *LimitReached) Error() string {
	return fmt.Sprintf("inventory: limit: has %d, wants %d, may have %d", e.Have, e.Want, e.Max)
}

// OverdueElsewhere is the refusal to lend while something else is long overdue.
type OverdueElsewhere struct {
	Tool ToolID
	Days int
}

func (e *OverdueElsewhere) Error() string {
	return fmt.Sprintf("inventory: tool %d is %d days overdue", e.Tool, e.Days)
}

// TooYoung is the refusal to lend a tool to somebody below its age.
type TooYoung struct {
	Tool   ToolID
	MinAge int
}

func (e *TooYoung) Error() string {
	return fmt.Sprintf("inventory: tool %d is lent from %d years", e.Tool, e.MinAge)
}

// Wait is the refusal to look at a PIN or a last four after too many wrong ones.
type Wait struct{ Until time.Time }

func (e *Wait) Error() string { return "inventory: too many wrong tries" }
