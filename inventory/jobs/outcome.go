package jobs

// Outcome is how a visit ended. The zero Outcome is "done".
type Outcome int

// The outcomes.
const (
	Finished  Outcome = iota
	Again             // a second visit is needed
	Parts             // a part is needed first
	Elsewhere         // a partner has to do it
)

// Action is what an outcome does with the job. Unknown outcomes do nothing.
func (o Outcome) Action() (Action, bool) {
	a, ok := map[Outcome]Action{Finished: Finish, Again: NextVisit, Parts: NeedParts, Elsewhere: PassOn}[o]
	return a, ok
}

// Result is what became of the thing, of a job that is done: the three are
// counted apart, and only what works again counts as saved. The zero Result is
// "works again", or "helped" where nothing was broken.
type Result int

// The results.
const (
	Fixed      Result = iota
	Repairable        // not now, not here; it could be repaired
	EndOfLife         // it cannot be repaired
)

// Known says that r is one of the results.
func (r Result) Known() bool { return r >= Fixed && r <= EndOfLife }
