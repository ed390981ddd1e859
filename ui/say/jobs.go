package say

import (
	"errors"
	"time"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/inventory/jobs"
)

// ofJobs are the refusals about jobs that need no value.
var ofJobs = []refusal{
	{jobs.ErrNotYours, "refused.job.notyours"},
	{jobs.ErrClosed, "refused.job.closed"},
	{jobs.ErrFilledIn, "refused.job.filledin"},
	{jobs.ErrNotNow, "refused.job.notnow"},
	{jobs.ErrNotDone, "refused.job.notdone"},
	{jobs.ErrMoney, "refused.job.money"},
	{jobs.ErrSpan, "refused.job.span"},
	{jobs.ErrHours, "refused.job.hours"},
	{jobs.ErrPlace, "refused.job.place"},
	{inventory.ErrNoJob, "refused.job.none"},
	{inventory.ErrNoKind, "refused.job.kind"},
	{inventory.ErrNoPhrase, "refused.job.phrase"},
	{inventory.ErrNotUrgent, "refused.job.noturgent"},
	{inventory.ErrOtherFault, "refused.job.otherfault"},
	{inventory.ErrNoSkill, "refused.job.skill"},
	{inventory.ErrNoPIN, "refused.job.nopin"},
	{inventory.ErrNotTeam, "refused.job.notteam"},
	{inventory.ErrOnTeam, "refused.job.onteam"},
	{inventory.ErrNoQuote, "refused.job.noquote"},
	{inventory.ErrNotAgreed, "refused.job.notagreed"},
	{inventory.ErrNoPartner, "refused.job.partner"},
	{inventory.ErrStars, "refused.job.stars"},
	{inventory.ErrRated, "refused.job.rated"},
}

// aboutJobs is withValue for jobs.
func aboutJobs(l words.Lang, err error, name func(inventory.ToolID) string, now time.Time) (string, bool) {
	var (
		clash *inventory.Overlap
		tools *inventory.ToolsAlong
	)
	switch {
	case errors.As(err, &clash):
		return l.Say("refused.job.overlap", "job", clash.Other.Code().Human(), "day", Day(l, inventory.DayOf(clash.Visit.From), now),
			"from", l.Clock(clash.Visit.From), "to", l.Clock(clash.Visit.To)), true
	case errors.As(err, &tools) && len(tools.Tools) > 0:
		list := name(tools.Tools[0])
		for _, id := range tools.Tools[1:] {
			list = l.Say("time.list", "a", list, "b", name(id))
		}
		return l.Say("refused.job.tools", "tools", list), true
	}
	return "", false
}
