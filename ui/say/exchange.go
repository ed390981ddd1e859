package say

import (
	"errors"
	"time"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/inventory/exchange"
	"redwrench/inventory/people"
)

// ofFiles are the refusals of files and cells that need no value.
var ofFiles = []struct {
	err error
	key string
}{
	{inventory.ErrKnown, "refused.known"},
	{inventory.ErrFuture, "refused.future"},
	{exchange.ErrEmpty, "refused.file.empty"},
	{exchange.ErrBig, "refused.file.big"},
	{exchange.ErrNotTable, "refused.file.nottable"},
	{exchange.ErrOldExcel, "refused.file.oldexcel"},
	{exchange.ErrBroken, "refused.file.broken"},
	{exchange.ErrEncoding, "refused.file.encoding"},
	{exchange.ErrHeader, "refused.file.header"},
	{exchange.ErrNoStock, "refused.file.nostock"},
	{exchange.ErrDate, "refused.cell.date"},
	{exchange.ErrMoney, "refused.cell.money"},
	{exchange.ErrNumber, "refused.cell.number"},
	{exchange.ErrWord, "refused.cell.word"},
	{exchange.ErrParts, "refused.cell.parts"},
	{exchange.ErrRounded, "refused.cell.rounded"},
	{exchange.ErrBeyond, "refused.cell.beyond"},
}

// inCells are refusals that are said otherwise of a cell than of a deed.
var inCells = []struct {
	err   error
	field string // "": of every column
	key   string
}{
	{inventory.ErrKnown, "document", "refused.cell.document"},
	{inventory.ErrNoConsent, "", "refused.cell.consent"},
	{inventory.ErrWithdrawn, "", "refused.cell.withdrawn"},
	{inventory.ErrNoCategory, "", "refused.cell.category"},
	{inventory.ErrNoTool, "gear", "refused.cell.gear"},
	{inventory.ErrNote, "", "refused.cell.text"},
	{inventory.ErrQuantity, "", "refused.cell.quantity"},
	{inventory.ErrNoPart, "", "refused.cell.parts"},
	{people.ErrBorn, "", "refused.cell.date"},
}

// ofTable is the sentence of a refusal of a whole table.
func ofTable(l words.Lang, err error) (string, bool) {
	var (
		not      *inventory.NotImported
		repeated *inventory.Repeated
		quotes   *exchange.BadQuotes
		no       *exchange.NoColumn
		two      *exchange.TwoColumns
	)
	switch {
	case errors.As(err, &not):
		return l.Say("refused.notimported", "n", l.Number(not.Findings.Bad)), true
	case errors.As(err, &repeated):
		return l.Say("refused.repeated", "row", l.Number(repeated.Row)), true
	case errors.As(err, &quotes):
		return l.Say("refused.file.quotes", "row", l.Number(quotes.Row)), true
	case errors.As(err, &no):
		return l.Say("refused.file.nocolumn", "name", no.Name), true
	case errors.As(err, &two):
		return l.Say("refused.file.twocolumns", "name", two.Name), true
	case errors.Is(err, inventory.ErrTooManyRows):
		return l.Say("refused.toomanyrows", "n", l.Number(inventory.MaxImport)), true
	case errors.Is(err, exchange.ErrColumns):
		return l.Say("refused.file.columns", "n", l.Number(exchange.MaxColumns)), true
	}
	for _, p := range ofFiles {
		if errors.Is(err, p.err) {
			return l.Say(p.key), true
		}
	}
	return "", false
}

// Problem is why a row of a table cannot be taken in: which row, which column as
// the file calls it, and why.
func Problem(l words.Lang, s *exchange.Sheet, p inventory.Problem) string {
	why := ""
	for _, c := range inCells {
		if errors.Is(p.Err, c.err) && (c.field == "" || c.field == p.Field) {
			why = l.Say(c.key)
			break
		}
	}
	if why == "" {
		why = Refusal(l, p.Err, nil, time.Time{}) // of a cell no refusal tells a time
	}
	if p.Field == "" {
		return l.Say("refused.cell.wholerow", "row", l.Number(p.Row), "why", why)
	}
	return l.Say("refused.cell.row", "row", l.Number(p.Row), "column", s.Column(p.Field), "why", why)
}
