package ui

import (
	"context"

	"redwrench/ui/borrow"
	"redwrench/ui/closed"
	"redwrench/ui/desk/exchange"
	"redwrench/ui/desk/today"
	"redwrench/ui/home"
	"redwrench/ui/leave"
	"redwrench/ui/loans"
	"redwrench/ui/printers"
	"redwrench/ui/register"
	"redwrench/ui/repair"
	"redwrench/ui/setup"
	"redwrench/ui/stage"
	"redwrench/ui/takeback"
	"redwrench/ui/training"
	"redwrench/ui/volunteer"
)

// build makes the screen of a route: the one place that does.
func (s *Shell) build(ctx context.Context, r stage.Route) screen {
	switch r := r.(type) {
	case stage.Borrow:
		return borrow.New(ctx, s, s.Desk, r)
	case stage.Loans:
		return loans.New(ctx, s, s.Desk, r)
	case stage.Repair:
		return repair.New(ctx, s, s.Desk, r)
	case stage.Requests:
		return repair.NewRequests(ctx, s, s.Desk, r.Who)
	case stage.Progress:
		return repair.NewProgress(ctx, s, s.Desk, r.Job)
	case stage.Volunteer:
		return volunteer.New(ctx, s, s.Desk, r.Who)
	case stage.Register:
		return register.NewScreen(ctx, s, s.Desk, r)
	case stage.Unlock:
		return takeback.NewUnlock(ctx, s, s.Desk)
	case stage.Desk:
		return takeback.New(ctx, s, s.Desk, s.Press, today.Machines{Room: s.Config.Printers, Backups: s.Config.Backups, Media: s.Config.Media}, r.Who)
	case stage.Printers:
		return printers.New(ctx, s, s.Desk, s.Config.Printers, r.Who)
	case stage.Tables:
		return exchange.New(ctx, s, s.Desk, s.Config.Media, r)
	case stage.Training:
		return training.New(s, r.Who, s.Training, s.Train)
	case stage.Setup:
		return setup.New(ctx, s, s.Desk)
	case stage.Closed:
		return closed.New(ctx, s, s.Desk)
	case stage.Leave:
		return leave.New(ctx, s, s.Desk, s.Quit)
	}
	return home.New(ctx, s, s.Desk)
}
