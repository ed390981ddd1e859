package tools

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"redwrench/inventory"
	"redwrench/ui/task"
	"redwrench/ui/typing"
)

// Field is something of a tool that staff may change.
type Field int

// The fields, in the order they are shown.
const (
	NameZh Field = iota
	NameBo
	NameEn
	OfCategory
	OfIcon
	OfParts
	Shelf
	LoanDays
	MinAge
	InspectDays
	SafetyZh
	SafetyBo
	SafetyEn
	OfGear
	OfOrigin
	Serial
	Notes
	fields = iota
)

// of points to the field in a tool.
func (x Field) of(t *inventory.Tool) any {
	return [...]any{&t.Name.Zh, &t.Name.Bo, &t.Name.En, &t.Category, &t.Icon, &t.Parts, &t.Shelf, &t.LoanDays, &t.MinAge, &t.InspectDays,
		&t.Safety.Zh, &t.Safety.Bo, &t.Safety.En, &t.Gear, &t.Origin, &t.Serial, &t.Notes}[x]
}

// same says that the field is the same in two tools.
func (x Field) same(a, b inventory.Tool) bool {
	if x == OfOrigin {
		at, bt := a.Origin.Date, b.Origin.Date
		a.Origin.Date, b.Origin.Date = at.UTC(), bt.UTC()
	}
	text := func(t inventory.Tool) string {
		switch v := x.of(&t).(type) {
		case *[]inventory.Part:
			return fmt.Sprint(*v)
		case *[]inventory.ToolID:
			return fmt.Sprint(*v)
		case *inventory.Origin:
			return fmt.Sprint(*v)
		case *inventory.CategoryID:
			return string(*v)
		case *int:
			return fmt.Sprint(*v)
		case *string:
			return *v
		}
		return ""
	}
	return text(a) == text(b)
}

// take gives a tool the field of another.
func (x Field) take(to *inventory.Tool, from inventory.Tool) {
	switch v := x.of(to).(type) {
	case *[]inventory.Part:
		*v = slices.Clone(from.Parts)
	case *[]inventory.ToolID:
		*v = slices.Clone(from.Gear)
	case *inventory.Origin:
		*v = from.Origin
	case *inventory.CategoryID:
		*v = from.Category
	case *int:
		*v = *x.of(&from).(*int)
	case *string:
		*v = *x.of(&from).(*string)
	}
}

// differing are the fields in which two tools differ.
func differing(a, b inventory.Tool) []Field {
	var list []Field
	for x := range Field(fields) {
		if !x.same(a, b) {
			list = append(list, x)
		}
	}
	return list
}

// Add begins a new tool with its name.
func (f *Flow) Add() {
	f.forget()
	f.Done = ""
	f.name()
	f.stage.Refresh()
}

func (f *Flow) name() {
	f.Step, f.Hits, f.Refusal = Naming, nil, nil
	f.Text = typing.New(f.stage.Lang, wordRules(f.desk, longestName))
	f.Text.Set(f.Draft.Name.Zh)
}

// offered is how many earlier tools are offered to somebody who names a new one.
const offered = 12

// suggest looks for earlier tools that the name may mean.
func (f *Flow) suggest() {
	words := f.Text.Sought()
	q := f.query(words)
	q.Where, q.Limit = inventory.Ever, offered
	f.asked++
	mine := f.asked
	if words == "" {
		f.Hits = nil
		return
	}
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) ([]inventory.Tool, error) { return f.desk.Earlier(ctx, q) },
		func(list []inventory.Tool, err error) {
			if mine == f.asked {
				f.Hits, f.Refusal = list, err
				f.stage.Refresh()
			}
		})
}

// Pick begins with what is known of an earlier tool of the name.
func (f *Flow) Pick(t inventory.Tool) { f.begin(t) }

// Alike begins a new tool like the one that is looked at.
func (f *Flow) Alike() { f.begin(f.Item.Tool) }

func (f *Flow) begin(like inventory.Tool) {
	f.forget()
	f.Done, f.Refusal = "", nil
	f.Draft = inventory.Tool{Name: like.Name, Category: like.Category, Icon: like.Icon, Parts: slices.Clone(like.Parts), Shelf: like.Shelf,
		LoanDays: like.LoanDays, MinAge: like.MinAge, InspectDays: like.InspectDays, Safety: like.Safety, Photo: like.Photo, Gear: slices.Clone(like.Gear)}
	f.Draft.Origin.Date = f.today()
	f.Step = Form
	f.stage.Refresh()
}

// named goes on with the name that was typed: with what is known of an earlier tool
// of the very same name, else it asks for the category.
func (f *Flow) named() {
	name := strings.TrimSpace(f.Text.String())
	if name == "" {
		f.Refusal = inventory.ErrNoName
		return
	}
	if i := slices.IndexFunc(f.Hits, func(t inventory.Tool) bool { return t.Name.Zh == name }); i >= 0 && f.Draft.Category == "" {
		f.Pick(f.Hits[i])
		return
	}
	f.Draft.Name.Zh = name
	f.Draft.Origin.Date = f.today()
	f.Step = Kind
}

// OfKind puts the draft into a category; a new tool gets its picture.
func (f *Flow) OfKind(c inventory.Category) {
	if f.Draft.ID == 0 && (f.Draft.Icon == "" || f.Draft.Category != c.ID) {
		f.Draft.Icon = c.Icon
	}
	f.Draft.Category, f.Step = c.ID, Form
	f.stage.Refresh()
}

// category is the one of an id, as far as it was read.
func (f *Flow) category(id inventory.CategoryID) inventory.Category {
	for _, c := range f.Categories {
		if c.ID == id {
			return c
		}
	}
	return inventory.Category{}
}

// Edit begins to change the tool that is looked at.
func (f *Flow) Edit() {
	f.Draft, f.Read = f.Item.Tool, f.Item.Tool
	f.Draft.Parts, f.Draft.Gear = slices.Clone(f.Read.Parts), slices.Clone(f.Read.Gear)
	f.Step, f.Done, f.Refusal = Form, "", nil
	f.stage.Refresh()
}

// Many says how many equal tools are added.
func (f *Flow) Many(n int) {
	f.Count = min(max(n, 1), inventory.MostAlike)
	f.stage.Refresh()
}

// Ask asks for something of the draft.
func (f *Flow) Ask(s Step) {
	f.Step, f.Page, f.Refusal = s, 0, nil
	if s == Gear {
		f.Sought, f.Where, f.Of, f.Along = "", inventory.InStock, "", nil
		f.read()
		f.readAlong()
	}
	f.stage.Refresh()
}

// GiveIcon gives what is being changed a picture.
func (f *Flow) GiveIcon(icon string) {
	if f.before() == Category {
		f.Rule.Icon = icon
	} else {
		f.Draft.Icon = icon
	}
	f.Step, f.Page = f.before(), 0
	f.stage.Refresh()
}

// CountPart says how many of a part come back; none: it is no part any more.
func (f *Flow) CountPart(place, n int) {
	if n < 1 {
		f.Draft.Parts = slices.Delete(f.Draft.Parts, place, place+1)
	} else {
		f.Draft.Parts[place].Count = min(n, mostOfPart)
	}
	f.stage.Refresh()
}

// mostOfPart is how many of a part a tool has at most, mostParts how many parts.
const mostOfPart, mostParts = 200, 12

// MayAddPart says that there is room for another part.
func (f *Flow) MayAddPart() bool { return len(f.Draft.Parts) < mostParts }

// AddPart asks for the name of another part.
func (f *Flow) AddPart() {
	f.Sheet = question{back: Parts}
	f.Text = typing.New(f.stage.Lang, wordRules(f.desk, longestName))
	f.Step, f.Refusal, f.Known = Part, nil, f.known()
	f.stage.Refresh()
}

// known are the parts of the tools that are listed, each name once.
func (f *Flow) known() []inventory.Part {
	var list []inventory.Part
	for _, i := range f.Items {
		for _, p := range i.Tool.Parts {
			if !slices.ContainsFunc(list, func(q inventory.Part) bool { return q.Name.Zh == p.Name.Zh }) {
				list = append(list, p)
			}
		}
	}
	return list
}

// TakePart adds a part by its name; one that is there already is counted once more.
func (f *Flow) TakePart(n inventory.Name) {
	f.Step = Parts
	if i := slices.IndexFunc(f.Draft.Parts, func(p inventory.Part) bool { return p.Name.Zh == n.Zh }); i >= 0 {
		f.CountPart(i, f.Draft.Parts[i].Count+1)
		return
	}
	f.Draft.Parts = append(f.Draft.Parts, inventory.Part{Name: n, Count: 1})
	f.stage.Refresh()
}

// TakeGear offers a tool with the draft, or no longer.
func (f *Flow) TakeGear(id inventory.ToolID) {
	if i := slices.Index(f.Draft.Gear, id); i >= 0 {
		f.Draft.Gear = slices.Delete(f.Draft.Gear, i, i+1)
	} else if id != f.Draft.ID && len(f.Draft.Gear) < mostGear {
		f.Draft.Gear = append(f.Draft.Gear, id)
	}
	f.readAlong()
	f.stage.Refresh()
}

// mostGear is how many tools are offered with one.
const mostGear = 4

// readAlong reads the tools that are offered with the draft.
func (f *Flow) readAlong() {
	gear := slices.Clone(f.Draft.Gear)
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) ([]inventory.Item, error) {
		var list []inventory.Item
		for _, id := range gear {
			i, err := f.desk.Item(ctx, id)
			if err != nil {
				return list, err
			}
			list = append(list, i)
		}
		return list, nil
	}, func(list []inventory.Item, err error) {
		if f.Along, f.Refusal = list, err; errors.Is(err, inventory.ErrNoTool) { // the tag of another shop
			f.Draft.Gear = slices.DeleteFunc(f.Draft.Gear, func(id inventory.ToolID) bool { return id == gear[len(list)] })
		}
		f.stage.Refresh()
	})
}

// Given says whether the tool was given, or bought.
func (f *Flow) Given(given bool) {
	f.Draft.Origin.Donated = given
	f.stage.Refresh()
}

// Thank says whether the donor agreed to be named.
func (f *Flow) Thank() {
	f.Draft.Origin.Thanks = !f.Draft.Origin.Thanks
	f.stage.Refresh()
}

// Keep keeps the draft: new tools, or the correction.
func (f *Flow) Keep() {
	if f.Step != Form {
		return
	}
	t, count := f.Draft, f.Count
	if t.Origin.Donated {
		t.Origin.PriceFen = 0
	} else {
		t.Origin.Donor, t.Origin.Thanks = "", false
	}
	if t.ID == 0 {
		f.add(t, count)
		return
	}
	f.change(t)
}

// change keeps a correction, or shows what somebody else changed meanwhile.
func (f *Flow) change(t inventory.Tool) {
	f.Busy, f.Refusal = true, nil
	f.stage.Refresh()
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.Tool, error) {
		kept, err := f.desk.ChangeTool(ctx, t, f.who.ID)
		var changed *inventory.ChangedMeanwhile
		if errors.As(err, &changed) {
			item, seen := f.desk.Item(ctx, t.ID)
			return item.Tool, errors.Join(err, seen)
		}
		return kept, err
	}, func(now inventory.Tool, err error) {
		f.Busy, f.Refusal = false, err
		var changed *inventory.ChangedMeanwhile
		switch {
		case errors.As(err, &changed):
			f.Theirs, f.Step = now, Differs
		case err == nil:
			f.Draft, f.Read = inventory.Tool{}, inventory.Tool{}
			f.Done = "tools.kept"
			f.Open(now.ID)
		}
		f.stage.Refresh()
	})
}

// Difference is what somebody else changed meanwhile.
func (f *Flow) Difference() []Field { return differing(f.Theirs, f.Read) }

// Mine says that the field was changed here, too.
func (f *Flow) Mine(x Field) bool { return !x.same(f.Draft, f.Read) }

// OnTop puts what was changed here on top of what somebody else changed, to be
// looked at and kept.
func (f *Flow) OnTop() {
	merged := f.Theirs
	for _, x := range differing(f.Draft, f.Read) {
		x.take(&merged, f.Draft)
	}
	f.Draft, f.Read, f.Step, f.Refusal = merged, f.Theirs, Form, nil
	f.stage.Refresh()
}

// TakeTheirs forgets what was changed here.
func (f *Flow) TakeTheirs() {
	f.Draft, f.Read = inventory.Tool{}, inventory.Tool{}
	f.Open(f.Theirs.ID)
}
