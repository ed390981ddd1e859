package takeback

import (
	"slices"

	"fyne.io/fyne/v2"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/inventory/jobs"
	"redwrench/ui/desk/today"
	"redwrench/ui/kit"
)

// Place is a place of the desk: an item of the bar at its side, or a tile of one
// of the two hubs. The zero Place is the counter.
type Place int

// The places.
const (
	Counter Place = iota
	Today
	Tools // the hub of the stock
	People
	Jobs
	Papers
	Reports
	Manage // the manager's hub

	Calendar // of Today
	Mistakes

	Stock // of Tools
	Supplies
	Stocktake
	Maintenance
	Donations

	Activities // of Reports, which lead there by themselves

	Festivals // of Manage
	Crew
	Settings
	Audit
	Tables
	Training
)

// room is what a place of the desk does. A room that takes typed text is a typist
// too, one that takes scans a reader, one that cares for what is no code of ours
// a misreader, one that shows the keyboard wordy, one that needs the whole width
// a filler, one with a form a keeper.
type room interface {
	Load()    // shows it as it is now
	Up() bool // leaves what is asked there; false: nothing is
	View(k kit.Kit, width, height float32) fyne.CanvasObject
}

type (
	typist interface {
		Typing() bool
		Typed(rune)
		Erase()
		Enter()
	}
	reader    interface{ Scan(code.Code) bool }
	wordy     interface{ Wording() bool }
	filler    interface{ Fills() bool }
	misreader interface{ Misread(error) bool }
	keeper    interface {
		// Unsaved says that something was changed there and not kept. It is asked
		// then whether it may be forgotten, and if so, then is called.
		Unsaved(then func()) bool
	}
)

// spot is where a place is found: in the bar, or on the hub it is under.
type spot struct {
	place Place
	under Place // 0: in the bar
	icon  string
	label string // keys of the words; what a hub says of it is label.sub
	title string
	room  room
}

// places are all places but the counter, in the order of the bar and of the hubs.
func (f *Flow) places() []spot {
	spots := []spot{
		{place: Today, icon: "clock", label: "today.place", title: "today.title", room: f.Day},
		{place: Calendar, under: Today, icon: "calendar", label: "week.place", title: "week.title", room: f.Calendar},
		{place: Mistakes, under: Today, icon: "undo", label: "desk.undo", title: "desk.undo.title", room: f.Undo},
		{place: Tools, icon: "toolbox", label: "desk.tools", title: "desk.tools.title", room: hub{f, Tools}},
		{place: Stock, under: Tools, icon: "wrench", label: "tools.place", title: "tools.title", room: f.Stock},
		{place: Supplies, under: Tools, icon: "box", label: "desk.supply", title: "desk.supply.title", room: f.Supplies},
		{place: Stocktake, under: Tools, icon: "stocktake", label: "stock.place", title: "stock.title", room: f.Stocktake},
		{place: Maintenance, under: Tools, icon: "service", label: "upkeep.place", title: "upkeep.title", room: f.Maintenance},
		{place: Donations, under: Tools, icon: "gift", label: "gift.place", title: "gift.title", room: f.Donations},
		{place: People, icon: "account", label: "desk.person", title: "desk.person.title", room: f.Person},
		{place: Jobs, icon: "jobs", label: "repair.board", title: "repair.board.title", room: f.Board},
		{place: Papers, icon: "printer", label: "papers.place", title: "papers.title", room: f.Papers},
		{place: Reports, icon: "chart", label: "report.place", title: "report.title", room: f.Report},
		{place: Activities, under: Reports, title: "desk.activities.title", room: f.Activities},
	}
	if f.Who.Role == inventory.Manager {
		spots = append(spots,
			spot{place: Manage, icon: "cog", label: "desk.manage", title: "desk.manage.title", room: hub{f, Manage}},
			spot{place: Festivals, under: Manage, icon: "calendar", label: "desk.holiday", title: "desk.holiday.title", room: f.Holidays},
			spot{place: Crew, under: Manage, icon: "team", label: "desk.crew", title: "desk.crew.title", room: f.Crew},
			spot{place: Settings, under: Manage, icon: "machine", label: "settings.place", title: "settings.title", room: f.Settings},
			spot{place: Audit, under: Manage, icon: "history", label: "audit.place", title: "audit.title", room: f.Audit},
			spot{place: Tables, under: Manage, icon: "table", label: "exchange.side"},      // a screen of its own
			spot{place: Training, under: Manage, icon: "glasses", label: "training.place"}) // too
	}
	return spots
}

// at is the spot of a place; the counter has no room.
func (f *Flow) at(p Place) spot {
	spots := f.places()
	if i := slices.IndexFunc(spots, func(s spot) bool { return s.place == p }); i >= 0 {
		return spots[i]
	}
	return spot{}
}

// ways are the ways from today's figures to other places.
func (f *Flow) ways() today.Ways {
	return today.Ways{
		Jobs: func() {
			f.Board.Filter = inventory.Filter{State: jobs.New}
			f.Go(Jobs)
		},
		More: func() []today.Way {
			var list []today.Way
			for _, s := range f.places() {
				if s.under == Today {
					list = append(list, today.Way{Icon: s.icon, Key: s.label, Go: func() { f.Go(s.place) }})
				}
			}
			return list
		},
	}
}

// hub is a place that leads to others.
type hub struct {
	flow  *Flow
	place Place
}

// Load implements room: the flow draws it.
func (hub) Load() {}

// Up implements room.
func (hub) Up() bool { return false }

// View draws a tile for each place under the hub.
func (h hub) View(k kit.Kit, width, _ float32) fyne.CanvasObject {
	columns := 2
	if k.Portrait() {
		columns = 1
	}
	each := (width - float32(columns-1)*hubGap) / float32(columns)
	var tiles []fyne.CanvasObject
	for _, s := range h.flow.places() {
		if s.under == h.place {
			tiles = append(tiles, k.Tile(kit.Tile{Icon: s.icon, Title: k.Say(s.label), Sub: k.Say(s.label + ".sub"), Width: each, OnTap: func() { h.flow.Go(s.place) }}))
		}
	}
	return k.Col(0, k.Grid(columns, hubGap, hubTile, tiles...), k.Space())
}

const (
	hubGap  = 16
	hubTile = 124 // high
)

// unsaved says that the place that is shown asks first whether something may be
// forgotten; then is called when it may.
func (f *Flow) unsaved(then func()) bool {
	k, ok := f.at(f.Place).room.(keeper)
	return ok && k.Unsaved(then)
}

// Typing says whether typed text is taken now.
func (f *Flow) Typing() bool {
	t, ok := f.at(f.Place).room.(typist)
	return ok && t.Typing()
}

// Wording says that words are typed now, not numbers.
func (f *Flow) Wording() bool {
	w, ok := f.at(f.Place).room.(wordy)
	return ok && w.Wording()
}

// Typed takes a typed character.
func (f *Flow) Typed(r rune) {
	if t, ok := f.at(f.Place).room.(typist); ok {
		t.Typed(r)
	}
}

// Erase takes the last character back.
func (f *Flow) Erase() {
	if t, ok := f.at(f.Place).room.(typist); ok {
		t.Erase()
	}
}

// Enter goes on with what was typed.
func (f *Flow) Enter() {
	if t, ok := f.at(f.Place).room.(typist); ok {
		t.Enter()
	}
}
