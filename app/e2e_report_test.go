package main

import (
	"archive/zip"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestTheReportInAWindow asks a simulated shop for its half-year: the figures, a
// chart, the records behind each, the report on paper and as a workbook. Both
// say what `report` says. Pictures in out/e2e/report.
func TestTheReportInAWindow(t *testing.T) {
	needs(t, "Xvfb", "xdotool", "pdftotext", "pdfinfo")
	s := newStand(t)
	s.into = "report"
	s.run("simulate", "--days", "182", "--seed", "7")
	until := time.Now().In(time.FixedZone("", 8*3600))
	from := until.AddDate(0, 0, -182)
	file := filepath.Join(s.dir, "report.csv")
	s.run("report", "--from", from.Format(time.DateOnly), "--until", until.Format(time.DateOnly), "--to", file)
	loans := s.table(file).find("name", "借出次数")["value"]
	if len(loans) < 3 {
		t.Fatalf("%q loans in half a year", loans)
	}

	s.open()
	s.unlock(simulatedPIN)
	s.place(barReports)
	s.settled()
	s.picture("half")
	s.press(818, 115) // days of one's own
	for _, day := range []time.Time{from, until} {
		s.typeText(day.Format("20060102"))
		s.picture("day")
		s.tool("xdotool", "key", "Return")
		s.settled()
	}
	s.until(480, 385, func(c [3]byte) bool { return c == card }) // the first figure was counted
	s.settled()
	figures := s.page()
	s.picture("figures")
	s.press(380, 338) // loans
	s.picture("behind")
	s.press(1176, 115)
	if !s.shownAgain(figures) {
		t.Error("back from the records the figures are others")
	}
	s.chart()

	sheets := s.papers("sheets")
	s.tap(1156, 193)
	paper := s.newPaper("sheets", sheets)
	if text := s.text(paper); !slices.Contains(strings.Fields(text), loans) {
		t.Errorf("the paper does not say %s loans:\n%s", loans, text)
	}
	if info := string(s.tool("pdfinfo", paper)); !strings.Contains(info, "(A4)") {
		t.Errorf("the paper is\n%s", info)
	}
	s.settled()
	s.picture("printed")
	if book := s.saveReport(); !strings.Contains(book, ">"+loans+"<") {
		t.Errorf("the workbook does not say %s loans:\n%s", loans, book)
	}
	s.close()
}

// chart goes on to a chart, lists its bars and opens the records behind the first.
func (s *stand) chart() {
	s.t.Helper()
	next := func() { s.press(1203, 747) }
	for range 4 {
		next()
	}
	s.until(700, 326, func(c [3]byte) bool { return c == red }) // its first bar
	s.picture("chart")
	chart := s.page()
	s.press(700, 326)
	s.picture("bars")
	s.press(500, 205)
	s.picture("behind-bar")
	for range 2 {
		s.press(1176, 115)
	}
	if !s.shownAgain(chart) {
		s.t.Error("back from the records the chart is another")
	}
}

// saveReport saves the report as a workbook and returns what its sheet says.
func (s *stand) saveReport() string {
	s.t.Helper()
	s.press(933, 115) // as a table
	s.picture("table")
	s.press(1010, 114)
	s.press(436, 247)                                            // a workbook
	s.until(740, 265, func(c [3]byte) bool { return c == card }) // places were found
	s.picture("place")
	s.press(700, 247) // this machine
	s.until(1200, 188, func(c [3]byte) bool { return c == greenBox })
	s.picture("saved")
	files, _ := filepath.Glob(filepath.Join(s.dir, "data", "redwrench", "export", "redwrench-report-*.xlsx"))
	if len(files) != 1 {
		s.t.Fatalf("saved: %v", files)
	}
	book, err := zip.OpenReader(files[0])
	if err != nil {
		s.t.Fatal(err)
	}
	defer book.Close()
	var text strings.Builder
	for _, part := range book.File {
		if !strings.HasPrefix(part.Name, "xl/worksheets/") && part.Name != "xl/sharedStrings.xml" {
			continue
		}
		r, err := part.Open()
		if err != nil {
			s.t.Fatal(err)
		}
		if _, err := io.Copy(&text, r); err != nil {
			s.t.Fatal(err)
		}
		_ = r.Close() // only read
	}
	return text.String()
}
