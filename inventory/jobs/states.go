package jobs

import "errors"

// State is how far a job has come. The zero State is new.
type State int

// The states, in the order of the board.
const (
	New       State = iota // on the board, nobody's
	Assigned               // somebody's, no visit arranged
	Visiting               // a visit is arranged, or going on
	Waiting                // for parts
	Done                   // visited, the sheet is filled in
	PassedOn               // to a partner
	Cancelled              // by the resident, or by staff with a reason
	states
)

// States is every state, in the order of the board.
var States = []State{New, Assigned, Visiting, Waiting, Done, PassedOn, Cancelled}

// Known says that s is one of the states.
func (s State) Known() bool { return s >= New && s < states }

// Open says that something is still to be done for the job.
func (s State) Open() bool { return s.Known() && s < Done }

// Actor is who does something, as far as the job is concerned.
type Actor int

// The actors.
const (
	Stranger  Actor = iota // anybody whose job it is not
	Asker                  // the resident who asked for it
	Helper                 // a volunteer whose job it is not
	Own                    // a volunteer of the job
	Duty                   // staff on duty
	Manager                // duty, too
	actorsEnd              // not an actor
)

// Action is what is done with a job.
type Action int

// The actions. GiveUp leaves the state to the caller when others stay on the
// job; the visit's three outcomes are NextVisit, NeedParts and Finish.
const (
	Take      Action = iota // take it for oneself
	Assign                  // give it to somebody, also one more
	GiveUp                  // somebody hands it back
	HandOver                // somebody hands it to somebody else
	Visit                   // arrange a visit, or begin one
	NextVisit               // fill in the sheet: a second visit is needed
	NeedParts               // fill in the sheet: a part is needed first
	Finish                  // fill in the sheet: done
	PassOn                  // a partner takes it
	Cancel
	Reopen // the same fault again
	Price  // say whether it is small or big, and quote
	Agree  // note that the resident agrees to the quote
	Equip  // take tools or consumables along
	Look   // open the sheet with the address
	Rate   // say how content one is
	actionsEnd
)

// Refusals of a move.
var (
	// ErrNotYours: it is the job of others; or only staff may do that.
	ErrNotYours = errors.New("jobs: not yours to do")
	// ErrClosed: the job was passed on or cancelled.
	ErrClosed = errors.New("jobs: job is closed")
	// ErrFilledIn: the sheet was filled in already, the job is done.
	ErrFilledIn = errors.New("jobs: sheet was filled in already")
	// ErrNotNow: not in the state the job is in: somebody has taken it, or
	// nobody has yet.
	ErrNotNow = errors.New("jobs: not in this state")
	// ErrNotDone: only a job that is done can be rated.
	ErrNotDone = errors.New("jobs: job is not done yet")
)

// move is one line of the rule: in which states who may do it, and where it
// leads; the zero Then means that the state stays.
type move struct {
	from []State
	by   []Actor
	then State
	move bool
}

var (
	open  = []State{New, Assigned, Visiting, Waiting}
	taken = []State{Assigned, Visiting, Waiting}
	staff = []Actor{Duty, Manager}
	team  = []Actor{Own, Duty, Manager}
)

// moves is the rule of the shop.
var moves = map[Action]move{
	Take:      {from: []State{New}, by: []Actor{Helper, Duty, Manager}, then: Assigned, move: true},
	Assign:    {from: open, by: staff},
	GiveUp:    {from: taken, by: team},
	HandOver:  {from: taken, by: team},
	Visit:     {from: taken, by: team, then: Visiting, move: true},
	NextVisit: {from: taken, by: team, then: Assigned, move: true},
	NeedParts: {from: taken, by: team, then: Waiting, move: true},
	Finish:    {from: taken, by: team, then: Done, move: true},
	PassOn:    {from: open, by: team, then: PassedOn, move: true},
	Cancel:    {from: open, by: []Actor{Asker, Duty, Manager}, then: Cancelled, move: true},
	Reopen:    {from: []State{Done}, by: []Actor{Asker, Duty, Manager}, then: New, move: true},
	Price:     {from: open, by: team},
	Agree:     {from: open, by: team},
	Equip:     {from: taken, by: team},
	Look:      {from: States, by: team},
	Rate:      {from: []State{Done}, by: []Actor{Stranger, Asker, Helper, Own, Duty, Manager}},
}

// Next is the state after an action by somebody on a job in state s, or the
// refusal: ErrNotYours, ErrClosed, ErrFilledIn, ErrNotNow, ErrNotDone. What is
// wrong with the person comes first, so that a refusal tells a stranger nothing.
//
// A resident cancels only before a visit is arranged; a volunteer whose job it
// is not may look at a job that is free to take; where an action leaves the
// state to others (Assign, GiveUp, HandOver), see AfterTeam.
func (s State) Next(a Action, by Actor) (State, error) {
	m, known := moves[a]
	if !known || !s.Known() {
		return s, ErrNotNow
	}
	switch {
	case a == Look && by == Helper:
		if s != New {
			return s, ErrNotYours
		}
	case !contains(m.by, by):
		return s, ErrNotYours
	}
	if a == Cancel && by == Asker && (s == Visiting || s == Waiting) {
		return s, ErrNotNow
	}
	if contains(m.from, s) {
		if m.move {
			return m.then, nil
		}
		return s, nil
	}
	switch {
	case a == Rate && s.Open():
		return s, ErrNotDone
	case s == PassedOn || s == Cancelled:
		return s, ErrClosed
	case s == Done:
		return s, ErrFilledIn
	}
	return s, ErrNotNow
}

// AfterTeam is the state of an open job whose team is now so many: a new one
// somebody has is assigned, one nobody has is new again.
func (s State) AfterTeam(size int) State {
	switch {
	case size == 0 && s.Open():
		return New
	case size > 0 && s == New:
		return Assigned
	}
	return s
}

func contains[T comparable](list []T, v T) bool {
	for _, x := range list {
		if x == v {
			return true
		}
	}
	return false
}
