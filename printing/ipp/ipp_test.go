package ipp_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"testing"

	"redwrench/printing/ipp"
	"redwrench/printing/ipp/ipptest"
)

func client(t *testing.T, uri string) *ipp.Client {
	t.Helper()
	c, err := ipp.NewClient(uri)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAJobFromBeginningToPaper(t *testing.T) {
	ctx := context.Background()
	p := ipptest.New(t, 1)
	c := client(t, p.URI)
	id, err := c.CreateJob(ctx, "slip 1", ipp.Ticket{})
	if err != nil {
		t.Fatal(err)
	}
	if j, err := c.Job(ctx, id); err != nil || !j.Incoming() {
		t.Errorf("before the document: %+v, %v", j, err)
	}
	if n := len(p.Printed()); n != 0 {
		t.Errorf("Create-Job printed %d papers", n)
	}
	if err := c.SendDocument(ctx, id, []byte("%PDF-1.4")); err != nil {
		t.Fatal(err)
	}
	if j, err := c.JobNamed(ctx, "slip 1"); err != nil || j.ID != id || j.State != ipp.JobCompleted {
		t.Errorf("found by name: %+v, %v", j, err)
	}
	if p.Printed()["slip 1"] != 1 {
		t.Errorf("printed %v", p.Printed())
	}
}

func TestWhatAPrinterSaysIsUnderstood(t *testing.T) {
	ctx := context.Background()
	p := ipptest.New(t, 1)
	c := client(t, p.URI)
	if _, err := c.Job(ctx, 77); !errors.Is(err, ipp.ErrNotFound) {
		t.Errorf("an unknown job: %v", err)
	}
	if _, err := c.JobNamed(ctx, "nobody's"); !errors.Is(err, ipp.ErrNotFound) {
		t.Errorf("an unknown name: %v", err)
	}
	p.OutOfPaper(true)
	if s, err := c.Printer(ctx); err != nil || s.State != ipp.PrinterStopped || !slices.Contains(s.Reasons, "media-empty") {
		t.Errorf("out of paper: %+v, %v", s, err)
	}
	p.Away(true)
	if _, err := c.Printer(ctx); !errors.Is(err, ipp.ErrAway) {
		t.Errorf("away: %v", err)
	}
	if _, err := client(t, "ipp://127.0.0.1:1/ipp/print").Printer(ctx); !errors.Is(err, ipp.ErrAway) {
		t.Errorf("nobody there: %v", err)
	}
}

func TestPrinterAddresses(t *testing.T) {
	for address, ok := range map[string]bool{
		"ipp://printer.local/ipp/print": true, "ipps://127.0.0.1:8631/ipp/print": true, "cups:Slips": true,
		"http://printer/": false, "ipp://": false, "": false, "ipp://bad host/": false,
	} {
		if _, err := ipp.NewClient(address); (err == nil) != ok {
			t.Errorf("%q: %v", address, err)
		}
	}
}

// Bytes from the network never do harm.
func FuzzDecode(f *testing.F) {
	f.Add(ipp.Request{Operation: ipp.GetPrinter}.Answer(ipp.Printer{State: ipp.PrinterIdle}))
	f.Add(ipp.Request{Operation: ipp.GetJobs}.Answer(ipp.Printer{}, ipp.Job{ID: 1, Name: "slip", State: ipp.JobPending, Reasons: []string{"none"}}))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if _, err := ipp.ReadRequest(bytes.NewReader(raw)); err != nil && !errors.Is(err, ipp.ErrMessage) {
			t.Fatal(err)
		}
	})
}

func TestTheMediumIsThePrintersOwnName(t *testing.T) {
	ctx := context.Background()
	p := ipptest.New(t, 1)
	for _, s := range []struct {
		what          string
		media         []string
		width, height float64
		want          string
		custom        ipp.Size
	}{
		{"a name of that size", []string{"na_letter_8.5x11in", "iso_a4_210x297mm"}, 210, 297, "iso_a4_210x297mm", ipp.Size{}},
		{"inches", []string{"na_letter_8.5x11in"}, 216, 279, "na_letter_8.5x11in", ipp.Size{}},
		{"a roll", []string{"custom_min_50x20mm", "custom_max_80x3000mm"}, 80, 143, "", ipp.Size{Width: 8000, Height: 14300}},
		{"a roll that is too narrow", []string{"custom_min_40x20mm", "custom_max_58x3000mm"}, 80, 143, "", ipp.Size{}},
		{"names nobody can read", []string{"big", "_x_mm", "a_1..2x3mm"}, 80, 143, "", ipp.Size{}},
		{"nothing at all", nil, 210, 297, "", ipp.Size{}},
	} {
		p.Media(s.media...)
		if got, err := client(t, p.URI).Ticket(ctx, s.width, s.height, ipp.AsLarge); err != nil || got.Media != s.want || got.Custom != s.custom || got.Scaling != "none" || got.Sides != "one-sided" {
			t.Errorf("%s: %+v, %v; want %q", s.what, got, err, s.want)
		}
	}
}
