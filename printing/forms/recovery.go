package forms

import (
	"strconv"
	"time"

	"redwrench/assets/words"
	"redwrench/printing/pdf"
	"redwrench/printing/qr"
	"redwrench/printing/text"
)

// RecoverySheet is what a shop keeps in an envelope: its key, to be scanned or
// typed in on another machine. Whoever has it can read all personal data.
type RecoverySheet struct {
	Shop    Shop
	ShopID  string
	Made    time.Time // in the shop's zone
	Groups  []string  // of the key, in order
	Payload string    // of the QR code
}

// The sheet: A4 with a wide border, for punching and folding.
const (
	pageWidth    = 210.0
	pageHeight   = 297.0
	sheetMargin  = 20.0
	sheetWidth   = pageWidth - 2*sheetMargin
	keyColumns   = 4
	keyHeight    = 11.0
	sheetModule  = 1.0
	stepsPerLang = 4
)

// Recovery is the sheet: one page of A4, in three languages.
func Recovery(d RecoverySheet) (paper Paper, err error) {
	defer pdf.Recover(&err)
	matrix, err := qr.New(d.Payload)
	if err != nil {
		return Paper{}, err
	}
	doc := pdf.New(words.Chinese.Say("paper.recovery") + " " + d.ShopID)
	page := doc.Page(pageWidth, pageHeight)
	y := sheetHead(page, d)

	side := sheetModule * float64(matrix.Size())
	quiet := sheetModule * qr.Quiet
	codeLeft := toDot(pageWidth - sheetMargin - side)
	page.Code(codeLeft, toDot(y+2), sheetModule, qr.Quiet, matrix)
	room := codeLeft - quiet - sheetMargin - 2
	bottom := y + 2
	for _, l := range words.All {
		lines := text.Fit(room, 5, span(l.Say("paper.recovery.secret"), secretStyle(l)))
		bottom = stack(page, sheetMargin, bottom, lines...) + 2.5
	}
	y = max(bottom, toDot(y+2)+side+quiet) + 2

	y = keyGroups(page, y, d.Groups) + 5
	for _, l := range words.All {
		for n := range stepsPerLang {
			lines := text.Fit(sheetWidth-6, 3, span(l.Say("paper.recovery."+strconv.Itoa(n+1)), stepStyle(l)))
			page.Text(sheetMargin, y+lines[0].Ascent, text.Set(span(l.Number(n+1)+".", stepStyle(l))))
			y = stack(page, sheetMargin+6, y, lines...) + 0.6
		}
		y += 2.6
	}
	return finish(doc, page)
}

// sheetHead is the title, the shop and the day, and where it ends.
func sheetHead(page *pdf.Page, d RecoverySheet) float64 {
	y := stack(page, sheetMargin, 16,
		shrink(words.Chinese.Say("paper.recovery"), bold(24), sheetWidth, 12),
		text.Fit(sheetWidth, 1, span(words.Tibetan.Say("paper.recovery")+"    ", bold(13)), span(words.English.Say("paper.recovery"), bold(13)))[0])
	y = stack(page, sheetMargin, y+1,
		text.Fit(sheetWidth, 1, span(d.Shop.Name.Zh, bold(13)), span("   "+d.Shop.Place, plain(11)))[0],
		text.Fit(sheetWidth, 1, span(words.Chinese.Say("paper.recovery.shop", "id", d.ShopID, "day", d.Made.Format("2006-01-02")), plain(11)))[0])
	page.Rule(sheetMargin, y+1.5, sheetWidth, 0.5)
	return y + 3
}

// keyGroups sets the groups with their numbers in a frame, row by row, and
// returns where it ends.
func keyGroups(page *pdf.Page, y float64, groups []string) float64 {
	rows := (len(groups) + keyColumns - 1) / keyColumns
	high := float64(rows)*keyHeight + 4
	page.Frame(sheetMargin, y, sheetWidth, high, 0.5)
	const step = (sheetWidth - 6) / keyColumns
	for i, g := range groups {
		x := sheetMargin + 4 + float64(i%keyColumns)*step
		base := y + 2 + float64(i/keyColumns)*keyHeight + 7.6
		number := text.Set(span(strconv.Itoa(i+1), plain(9)))
		page.Text(x+5-number.Width, base, number)
		page.Text(x+8, base, text.Set(span(g, bold(20))))
	}
	return y + high
}

func secretStyle(l words.Lang) text.Style {
	if l == words.Chinese {
		return bold(12)
	}
	return plain(10)
}

func stepStyle(l words.Lang) text.Style {
	if l == words.Chinese {
		return plain(11)
	}
	return plain(9.5)
}
