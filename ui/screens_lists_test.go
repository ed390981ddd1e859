package ui_test

import (
	"context"
	"time"

	"redwrench/inventory"
	"redwrench/ui/desk/today"
	"redwrench/ui/printers"
	"redwrench/ui/takeback"
)

func init() { screens = append(screens, listScreens...) }

// backups are those of a shop with a stick.
type backups struct {
	last today.Backup
	kept []today.Kept
}

func (b *backups) LastBackup(context.Context) (today.Backup, error) {
	b.last.Kept = b.kept
	return b.last, nil
}

// atToday goes to the day's figures of a shop in which somebody has something too
// long, somebody waits, and a tool is in repair.
func (k *kiosk) atToday() *today.Flow {
	ctx := context.Background()
	a, b := k.resident(1), k.resident(2)
	done := must(k.desk.Lend(ctx, a.ID, []inventory.ToolID{33, 43, 6, 44}, "zh"))
	must(k.desk.Lend(ctx, b.ID, []inventory.ToolID{11, 45, 18}, "bo"))
	must(k.desk.PlaceHold(ctx, a.ID, 11))
	k.now = k.now.AddDate(0, 0, 9)
	must(k.desk.NoteCall(ctx, done.Loans[0].ID, inventory.DayOf(k.now)+1, 1))
	k.now = k.now.Add(3 * time.Hour)
	must(k.desk.TakeBack(ctx, 11, inventory.Return{}, 1))
	must(k.desk.TakeBack(ctx, 18, inventory.Return{Found: inventory.Damaged}, 1))
	must(k.desk.Lend(ctx, b.ID, []inventory.ToolID{57}, "zh"))
	k.backups.last = today.Backup{At: k.now.Add(-20 * time.Minute), Sticks: true}
	k.atDesk()
	f := k.Screen().(*takeback.Flow)
	f.Go(takeback.Today)
	k.queue.Drain()
	return f.Day
}

// list goes to a list of the day.
func (k *kiosk) list(l inventory.List) *today.Flow {
	f := k.atToday()
	f.Choose(l)
	k.queue.Drain()
	return f
}

// late opens the first of those who have something too long.
func (k *kiosk) late() *today.Flow {
	f := k.list(inventory.ListOverdue)
	f.List.Open(f.List.Rows()[0])
	k.queue.Drain()
	return f
}

// The states of the day's place and of its lists.
var listScreens = []screenCase{
	{"today", func(k *kiosk) { k.atToday() }},
	{"today-bad", func(k *kiosk) {
		f := k.atToday()
		f.Overview.Overdue, f.Overview.Slips = 1234, 56
		f.Printers, f.Backup = []printers.State{{Key: "printer.away"}}, today.Backup{Key: "notice.backup.failed"}
		k.Refresh()
	}},
	{"today-backup", func(k *kiosk) { k.atToday().Backups() }},
	{"today-backup-kept", func(k *kiosk) {
		k.backups.kept = []today.Kept{{At: opening, Bytes: 34_000_000}, {At: opening.AddDate(0, -1, 0), Bytes: 12}, {At: opening.AddDate(0, -2, 0), Bytes: 1 << 20}, {At: opening.AddDate(0, -3, 0), Bytes: 1 << 20}}
		k.atToday().Backups()
	}},
	{"list-out", func(k *kiosk) { k.list(inventory.ListOut) }},
	{"list-loans", func(k *kiosk) { k.list(inventory.ListLoans).List.By(4) }},
	{"list-ready", func(k *kiosk) { k.list(inventory.ListReady) }},
	{"list-off", func(k *kiosk) { k.list(inventory.ListOff) }},
	{"list-cut", func(k *kiosk) {
		f := k.list(inventory.ListLoans)
		f.List.Most = 1
		f.List.OnPaper()
		k.queue.Drain()
	}},
	{"list-slips", func(k *kiosk) { k.list(inventory.ListSlips) }},
	{"list-none", func(k *kiosk) {
		f := k.list(inventory.ListLoans)
		f.List.Find()
		k.typed("zzz")
		f.List.Enter()
		f.List.Enter()
	}},
	{"list-find", func(k *kiosk) {
		k.list(inventory.ListLoans).List.Find()
		k.typed("dz")
	}},
	{"list-saved", func(k *kiosk) {
		k.tables()
		f := k.list(inventory.ListBack)
		f.List.Save()
		f.List.As("xlsx")
		k.queue.Drain()
		f.List.To(f.List.Places[0])
	}},
	{"list-place", func(k *kiosk) {
		k.tables()
		f := k.list(inventory.ListBack)
		f.List.Save()
		f.List.As("csv")
	}},
	{"late-list", func(k *kiosk) { k.list(inventory.ListOverdue) }},
	{"late-one", func(k *kiosk) {
		f := k.late()
		f.Reveal()
		k.queue.Drain()
		f.Remind()
	}},
	{"late-promise", func(k *kiosk) { k.late().Called() }},
	{"late-print", func(k *kiosk) { k.list(inventory.ListOverdue).AskPaper() }},
	{"late-all", func(k *kiosk) {
		k.list(inventory.ListOverdue).AskAll()
	}},
}
