// Package stage is what a screen may ask of the shell that shows it: routes as
// plain data, a new drawing, a flash, work in the background. Flows know it;
// they know neither the shell nor Fyne.
package stage

import (
	"context"
	"time"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/ui/task"
)

// Route names a screen and carries what it starts with.
type Route interface{ route() }

// The routes of the kiosk.
type (
	// Home is the first screen. Alone: nobody went there, the last visitor has left;
	// it is as the next one expects it, in Chinese.
	Home struct{ Alone bool }
	// Borrow begins a loan, with a tool or a resident that was scanned. By is who
	// of the staff does it for the resident: the way ends at their desk.
	Borrow struct {
		Tool inventory.ToolID
		Who  inventory.Resident
		By   inventory.Staff
	}
	// Loans shows what somebody has and waits for; Who zero: ask first. Code is
	// what was scanned on the way: shown at the top if it is theirs.
	Loans struct {
		Who  inventory.Resident
		Code code.Code
	}
	// Repair reports something to be repaired at home; Who zero: ask first. With
	// By somebody of the staff writes it down for the resident.
	Repair struct {
		Who inventory.Resident
		By  inventory.Staff
	}
	// Requests shows what a resident asked for.
	Requests struct{ Who inventory.Resident }
	// Progress shows how a job stands whose slip was scanned, and asks how
	// content one is once it is done. It needs no login and shows nobody's data.
	Progress struct{ Job inventory.JobID }
	// Volunteer is the jobs of somebody on the staff.
	Volunteer struct{ Who inventory.Staff }
	// Register keeps a new resident. With By somebody of the staff writes down a
	// child whose Guardian is at the desk; the way ends there.
	Register struct {
		Guardian inventory.Resident
		By       inventory.Staff
	}
	// Unlock asks staff for the PIN and goes on to the desk.
	Unlock struct{}
	// Desk is the staff's counter.
	Desk struct{ Who inventory.Staff }
	// Printers is how the printers are, and which papers need a decision.
	Printers struct{ Who inventory.Staff }
	// Tables takes tables in and writes them; with Of at once the service record of
	// that volunteer, with Deeds the lines of the audit that pass.
	Tables struct {
		Who   inventory.Staff
		Of    inventory.StaffID
		Deeds *inventory.DeedFilter
	}
	// Training leads to the shop for practice, and back from it.
	Training struct{ Who inventory.Staff }
	// Setup asks the manager of a new shop to set a PIN.
	Setup struct{}
	// Closed rests outside opening hours.
	Closed struct{}
	// Leave asks for the manager's PIN and ends the program.
	Leave struct{}
)

func (Home) route()      {}
func (Borrow) route()    {}
func (Loans) route()     {}
func (Register) route()  {}
func (Repair) route()    {}
func (Requests) route()  {}
func (Progress) route()  {}
func (Volunteer) route() {}
func (Unlock) route()    {}
func (Desk) route()      {}
func (Printers) route()  {}
func (Tables) route()    {}
func (Training) route()  {}
func (Setup) route()     {}
func (Closed) route()    {}
func (Leave) route()     {}

// Stage is the shell as a flow sees it. All methods are called on the UI's
// goroutine.
type Stage interface {
	// Show leaves the current screen and shows another.
	Show(Route)
	// Refresh draws the current screen anew from its state.
	Refresh()
	// Flash shows for a moment that a scan was accepted or refused.
	Flash(accepted bool)
	// Rescan gives what was scanned to the screen that is shown now, as if it
	// had been scanned there.
	Rescan(text string)
	// Lang is the language chosen.
	Lang() words.Lang
	// Runner does work off the UI's goroutine.
	Runner() *task.Runner
	// After calls fn on the UI's goroutine after d, unless ctx ends before.
	After(ctx context.Context, d time.Duration, fn func())
	// Printed wakes the printer's worker: a wish for paper was stored.
	Printed()
}

// UndoneAtOnce is how long staff can take their last deed back with one tap; later
// it stands among the last deeds (see package ui/desk/undo).
const UndoneAtOnce = 30 * time.Second

// Chrome says what the shell draws around a screen.
type Chrome struct {
	Title string // key of the words
	Step  int    // which step of the journey this is, from 1; with Of
	Of    int    // how many steps it has; 0: it is no journey
	Staff bool   // only staff come here: nobody to call for help
	First bool   // a first screen: logo instead of Back, never cleared
	Busy  bool   // work goes on: not cleared meanwhile
	Bare  bool   // no header and no footer: the screen fills the window
}
