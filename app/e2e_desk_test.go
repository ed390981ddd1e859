package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// What the runs through the desk's places share: where things are, waiting for
// what should come, and reading the records.

// More colours of our screens: alertBox is the ground of a refusal, amberBox of what
// is announced and of the band over the shop for practice.
var (
	card     = [3]byte{0xFF, 0xFF, 0xFF}
	keys     = [3]byte{0xEF, 0xE4, 0xD8}
	alertBox = [3]byte{0xFB, 0xE3, 0xE3}
	amberBox = [3]byte{0xFF, 0xF0, 0xCC}
)

// Tiles of the hub of tools.
var (
	tileSupplies    = [2]int{1005, 145}
	tileStocktake   = [2]int{500, 285}
	tileMaintenance = [2]int{1005, 285}
	tileDonations   = [2]int{500, 425}
)

// hub goes to a place of the hub of tools.
func (s *stand) hub(tile [2]int) {
	s.t.Helper()
	s.place(barTools)
	s.press(tile[0], tile[1])
}

// said waits until it is said at the top that something was done, or refused.
func (s *stand) said(ground [3]byte) {
	s.t.Helper()
	s.until(1200, 110, func(c [3]byte) bool { return c == ground })
	s.settled()
}

// header is how many lines of the display the header takes, with its clock.
const header = 80

// page is what is shown under the header.
func (s *stand) page() []byte { return s.look(nil) }

// look is page, into the room of an earlier one.
func (s *stand) look(room []byte) []byte {
	s.t.Helper()
	if room == nil {
		room = make([]byte, (s.high-header)*4*s.wide)
	}
	s.lines(room, header, 0)
	return room
}

// press taps, and waits until what is under the header has changed and then
// stays as it is.
func (s *stand) press(x, y int) {
	s.t.Helper()
	before := s.page()
	s.tool("xdotool", "mousemove", fmt.Sprint(x), fmt.Sprint(y), "click", "1")
	var now []byte
	for began := time.Now(); ; {
		if now = s.look(now); !bytes.Equal(now, before) {
			break
		}
		if time.Since(began) > patiently {
			s.picture("in-vain")
			s.t.Fatalf("nothing changed on the screen; the log:\n%s", s.log.String())
		}
		time.Sleep(glance)
	}
	s.settled()
}

// shows waits until the pixel has the colour, and keeps a picture if it has a name.
func (s *stand) shows(x, y int, want [3]byte, picture string) {
	s.t.Helper()
	s.until(x, y, func(c [3]byte) bool { return c == want })
	if picture != "" {
		s.picture(picture)
	}
}

// shownAgain waits until a page is shown again.
func (s *stand) shownAgain(page []byte) bool {
	s.t.Helper()
	var now []byte
	for began := time.Now(); time.Since(began) < patiently; time.Sleep(glance) {
		if now = s.look(now); bytes.Equal(now, page) {
			return true
		}
	}
	return false
}

// settled waits until nothing moves under the header, as a person does before the
// next touch.
func (s *stand) settled() {
	s.t.Helper()
	last, now, since := s.page(), []byte(nil), time.Now()
	for began := since; time.Since(since) < atOneTap && time.Since(began) < patiently; {
		time.Sleep(3 * glance)
		if now = s.look(now); !bytes.Equal(now, last) {
			last, now, since = now, last, time.Now()
		}
	}
}

// table is an exported table.
type table []map[string]string

// find is the first row with such a value in a column.
func (t table) find(column, value string) map[string]string {
	if i := slices.IndexFunc(t, func(row map[string]string) bool { return row[column] == value }); i >= 0 {
		return t[i]
	}
	return nil
}

// exported is a table as `export` writes it. The kiosk must be closed.
func (s *stand) exported(what string, more ...string) table {
	s.t.Helper()
	file := filepath.Join(s.dir, what+".csv")
	s.run(append([]string{"export", "--what", what, "--to", file}, more...)...)
	return s.table(file)
}

// table is a table in a file.
func (s *stand) table(file string) table {
	s.t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		s.t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(raw, []byte("\ufeff")))).ReadAll()
	if err != nil {
		s.t.Fatal(err)
	}
	var list table
	for _, r := range rows[1:] {
		row := map[string]string{}
		for i, name := range rows[0] {
			row[name] = r[i]
		}
		list = append(list, row)
	}
	return list
}
