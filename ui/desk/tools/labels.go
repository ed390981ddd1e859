package tools

import (
	"context"

	"redwrench/inventory"
	"redwrench/ui/desk/papers"
	"redwrench/ui/task"
)

// PrintLabels wishes for the labels of the tools that were added, or of the one
// that is looked at.
func (f *Flow) PrintLabels() {
	l := inventory.Labels{Start: f.Row * labelColumns}
	for _, t := range f.New {
		l.Tools = append(l.Tools, t.ID)
	}
	if f.Step == One {
		l.Tools = []inventory.ToolID{f.Item.Tool.ID}
	}
	if f.Roll {
		l.Sheet, l.Start = inventory.Single50, 0
	}
	lang := inventory.Lang(f.stage.Lang())
	deed(f, func(ctx context.Context) (inventory.PrintJob, error) {
		_, err := f.desk.Print(ctx, inventory.Wish{Paper: inventory.ToolLabels, Lang: lang, Labels: l}, f.who.ID)
		return inventory.PrintJob{}, err
	}, func(inventory.PrintJob) {
		f.Done = "papers.printing"
		f.stage.Printed()
	})
}

// labelColumns is how many labels stand side by side on a sheet, labelRows how many
// rows it has.
const labelColumns, labelRows = 4, 12

// StartAt says which row of the sheet of labels is the first free one.
func (f *Flow) StartAt(row int) {
	f.Row = min(max(row, 0), labelRows-1)
	f.stage.Refresh()
}

// seekRoll finds out what labels are printed on.
func (f *Flow) seekRoll() {
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (bool, error) { return papers.OnRoll(ctx, f.desk) }, func(roll bool, err error) {
		if f.Roll = roll; err != nil {
			f.Refusal = err
		}
		f.stage.Refresh()
	})
}
