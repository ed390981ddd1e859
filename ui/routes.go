package ui

import (
	"context"

	"redwrench/ui/borrow"
	"redwrench/ui/desk/exchange"
	"redwrench/ui/home"
	"redwrench/ui/loans"
	"redwrench/ui/printers"
	"redwrench/ui/register"
	"redwrench/ui/setup"
	"redwrench/ui/stage"
	"redwrench/ui/takeback"
)

// build makes the screen of a route: the one place that does.
func (s *Shell) build(ctx context.Context, r stage.Route) screen {
	switch r := r.(type) {
	case stage.Borrow:
		return borrow.New(ctx, s, s.Desk, r)
	case stage.Loans:
		return loans.New(ctx, s, s.Desk, r)
	case stage.Register:
		return register.NewScreen(ctx, s, s.Desk)
	case stage.Unlock:
		return takeback.NewUnlock(ctx, s, s.Desk)
	case stage.Desk:
		return takeback.New(ctx, s, s.Desk, r.Who)
	case stage.Printers:
		return printers.New(ctx, s, s.Desk, s.Config.Printers, r.Who)
	case stage.Tables:
		return exchange.New(ctx, s, s.Desk, s.Config.Media, r.Who)
	case stage.Setup:
		return setup.New(ctx, s, s.Desk)
	}
	return home.New(ctx, s, s.Desk)
}
