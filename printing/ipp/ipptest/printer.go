// Package ipptest is a small real IPP printer in the process of a test. It keeps
// jobs as RFC 8011 says, counts what it has put on paper, and can be away, out
// of paper, or on a line that is cut in the middle of exchanges.
package ipptest

import (
	"bytes"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"redwrench/printing/ipp"
)

// Printer is a printer. Its methods may be called from any goroutine.
type Printer struct {
	// URI is its address.
	URI string

	mu      sync.Mutex
	jobs    []*ipp.Job
	printed map[string]int // by job name
	tickets map[string]ipp.Ticket
	media   []string
	picky   bool
	cut     float64 // share of exchanges that break
	random  *rand.Rand
	away    bool
	empty   bool
	single  bool
}

// New starts a printer that ends with the test. seed makes its cuts repeatable.
func New(t testing.TB, seed uint64) *Printer {
	p := &Printer{printed: map[string]int{}, tickets: map[string]ipp.Ticket{}, random: rand.New(rand.NewPCG(seed, 1))}
	server := httptest.NewServer(p)
	t.Cleanup(server.Close)
	p.URI = strings.Replace(server.URL, "http://", "ipp://", 1) + "/ipp/print"
	return p
}

// Cut breaks this share of the exchanges: half of them before the printer hears
// of them, half after it did what was asked.
func (p *Printer) Cut(share float64) { p.with(func() { p.cut = share }) }

// Away makes the printer unreachable, or reachable again.
func (p *Printer) Away(away bool) { p.with(func() { p.away = away }) }

// OutOfPaper empties the tray, or fills it; what waited is then printed.
func (p *Printer) OutOfPaper(empty bool) {
	p.with(func() {
		p.empty = empty
		for _, j := range p.jobs {
			p.work(j)
		}
	})
}

// Single makes the printer take one job at a time.
func (p *Printer) Single() { p.with(func() { p.single = true }) }

// Forget drops every job, as a printer does that was switched off.
func (p *Printer) Forget() { p.with(func() { p.jobs = nil }) }

// Media gives the printer these media, by their names.
func (p *Printer) Media(names ...string) { p.with(func() { p.media = names }) }

// Picky makes the printer refuse every job that says how it is to be printed.
func (p *Printer) Picky() { p.with(func() { p.picky = true }) }

// Ticket is how the job of this name was asked to be printed.
func (p *Printer) Ticket(name string) (t ipp.Ticket) {
	p.with(func() { t = p.tickets[name] })
	return t
}

// Printed is how often each job name came out.
func (p *Printer) Printed() map[string]int {
	counts := map[string]int{}
	p.with(func() {
		for name, n := range p.printed {
			counts[name] = n
		}
	})
	return counts
}

func (p *Printer) with(fn func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	fn()
}

// ServeHTTP implements http.Handler.
func (p *Printer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	fate := p.random.Float64()
	if p.away || fate < p.cut/2 {
		panic(http.ErrAbortHandler) // never heard of
	}
	answer := p.answer(body)
	if fate < p.cut {
		panic(http.ErrAbortHandler) // done, but nobody hears so
	}
	w.Header().Set("Content-Type", "application/ipp")
	_, _ = w.Write(answer)
}

func (p *Printer) answer(body []byte) []byte {
	req, err := ipp.ReadRequest(bytes.NewReader(body))
	if err != nil {
		return nil
	}
	state := ipp.Printer{State: ipp.PrinterIdle}
	if p.empty {
		state = ipp.Printer{State: ipp.PrinterStopped, Reasons: []string{"media-empty-error"}}
	}
	state.Media = p.media
	switch req.Operation {
	case ipp.CreateJob:
		if p.single && slices.ContainsFunc(p.jobs, func(j *ipp.Job) bool { return j.State < ipp.JobCanceled }) {
			return req.Busy()
		}
		if p.picky && req.Ticket != (ipp.Ticket{}) {
			return req.Refuse()
		}
		j := &ipp.Job{ID: len(p.jobs) + 1, Name: req.Name, State: ipp.JobPending, Reasons: []string{"job-incoming"}}
		p.jobs = append(p.jobs, j)
		p.tickets[j.Name] = req.Ticket
		return req.Answer(state, *j)
	case ipp.GetJobs:
		var list []ipp.Job
		for _, j := range p.jobs {
			if done := j.State >= ipp.JobCanceled; done == (req.Which == "completed") {
				list = append(list, *j)
			}
		}
		return req.Answer(state, list...)
	case ipp.GetPrinter:
		return req.Answer(state)
	}
	if req.Job < 1 || req.Job > len(p.jobs) {
		return req.Answer(state, ipp.Job{})
	}
	j := p.jobs[req.Job-1]
	switch req.Operation {
	case ipp.SendDocument:
		j.Reasons = []string{"job-queued"}
		p.work(j)
	case ipp.CancelJob:
		j.State = ipp.JobCanceled
	}
	return req.Answer(state, *j)
}

// work puts a job with a document on paper, if there is any.
func (p *Printer) work(j *ipp.Job) {
	if p.empty || j.State == ipp.JobCompleted || j.Incoming() {
		return
	}
	j.State, j.Reasons = ipp.JobCompleted, []string{"job-completed-successfully"}
	p.printed[j.Name]++
}
