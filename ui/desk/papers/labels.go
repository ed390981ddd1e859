package papers

import (
	"context"

	"redwrench/inventory"
	"redwrench/ui/task"
)

// stock is what labels can be made of.
type stock struct {
	tools []inventory.ToolID
	one   inventory.Tool
	roll  bool
}

// singleWidth is the widest paper, in millimetres, that is a roll of single labels.
const singleWidth = 70

// ChooseLabels asks which labels, on which sheet: of all tools at first.
func (f *Flow) ChooseLabels() { f.ChooseLabel(0) }

// ChooseLabel asks for the label of one tool; 0: of all.
func (f *Flow) ChooseLabel(id inventory.ToolID) {
	if f.Busy {
		return
	}
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (stock, error) { return f.stock(ctx, id) }, func(s stock, err error) {
		if err != nil {
			f.Notice = Notice{Err: err}
			f.stage.Flash(false)
			f.stage.Refresh()
			return
		}
		if id != 0 {
			f.stage.Flash(true)
		}
		if f.Step != Choosing { // what was chosen before stays while tags are scanned
			f.Labels = inventory.Labels{}
		}
		f.Step, f.Notice, f.All, f.Tool, f.Roll = Choosing, Notice{}, s.tools, s.one, s.roll
		if s.roll {
			f.Labels = inventory.Labels{Sheet: inventory.Single50, Tags: f.Labels.Tags}
		}
		f.stage.Refresh()
	})
}

func (f *Flow) stock(ctx context.Context, id inventory.ToolID) (stock, error) {
	var s stock
	items, err := f.desk.Catalogue(ctx)
	if err != nil {
		return s, err
	}
	for _, i := range items {
		if i.Status != inventory.Retired {
			s.tools = append(s.tools, i.Tool.ID)
		}
	}
	if id != 0 {
		item, err := f.desk.Item(ctx, id)
		if err != nil {
			return s, err
		}
		s.one = item.Tool
	}
	s.roll, err = OnRoll(ctx, f.desk)
	return s, err
}

// OnRoll says that labels are printed on a roll of single ones.
func OnRoll(ctx context.Context, desk *inventory.Desk) (bool, error) {
	printers, err := desk.Printers(ctx)
	for _, p := range printers {
		if p.Role == inventory.LabelPrinter {
			return p.Width < singleWidth, err
		}
	}
	return false, err
}

// AllTools wants the labels of all tools again.
func (f *Flow) AllTools() {
	f.Tool = inventory.Tool{}
	f.stage.Refresh()
}

// Sheet chooses what the labels are printed on.
func (f *Flow) Sheet(s inventory.LabelSheet) {
	f.Labels.Sheet = s
	f.Labels.Start = min(f.Labels.Start, s.PerSheet()-1)
	f.stage.Refresh()
}

// Tags wants small second tags too, or not.
func (f *Flow) Tags() {
	f.Labels.Tags = !f.Labels.Tags
	f.stage.Refresh()
}

// columns is how many labels stand side by side on a sheet.
const columns = 4

// Used says how much of the first sheet is used up: so many whole rows and so
// many labels of the next.
func (f *Flow) Used(rows, more int) {
	f.Labels.Start = min(max(rows*columns+min(max(more, 0), columns-1), 0), f.Labels.Sheet.PerSheet()-1)
	f.stage.Refresh()
}

// labels are those that were chosen.
func (f *Flow) labels() inventory.Labels {
	l := f.Labels
	l.Tools = f.All
	if f.Tool.ID != 0 {
		l.Tools = []inventory.ToolID{f.Tool.ID}
	}
	return l
}
