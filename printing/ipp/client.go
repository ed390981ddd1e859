package ipp

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Errors of a Client. None carries anything of a document.
var (
	// ErrAway: nobody answered, or the connection broke. What was asked for may
	// or may not have happened.
	ErrAway = errors.New("ipp: printer is away")
	// ErrRefused: the printer answered that it will not.
	ErrRefused = errors.New("ipp: printer refused")
	// ErrBusy: the printer takes one job at a time and has one.
	ErrBusy = errors.New("ipp: printer is busy")
	// ErrNotFound: the printer does not know the job (any more).
	ErrNotFound = errors.New("ipp: no such job")
	// ErrURI: not the address of an IPP printer.
	ErrURI = errors.New("ipp: not a printer address")
)

const (
	timeout     = 10 * time.Second
	defaultPort = "631"
	pdfFormat   = "application/pdf"
)

// Client speaks with one printer. Its methods may be called from any goroutine.
type Client struct {
	uri  string // ipp://…, as the printer wants to be named
	http string // where it is reached
	web  http.Client
	id   atomic.Int32
	can  struct { // see abilities
		sync.Mutex
		group
		asked time.Time
	}
}

// NewClient makes a client for ipp://HOST[:PORT]/PATH, ipps://… or cups:NAME,
// a queue of this machine. It returns ErrURI.
func NewClient(address string) (*Client, error) {
	if name, ok := strings.CutPrefix(address, "cups:"); ok {
		address = "ipp://" + cups() + "/printers/" + url.PathEscape(name)
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "ipp" && u.Scheme != "ipps" {
		return nil, ErrURI
	}
	c := &Client{uri: u.String(), web: http.Client{Timeout: timeout}}
	if u.Port() == "" {
		u.Host = net.JoinHostPort(u.Hostname(), defaultPort)
	}
	u.Scheme = map[string]string{"ipp": "http", "ipps": "https"}[u.Scheme]
	c.http = u.String()
	return c, nil
}

// ask sends a request with an optional document and returns the response.
func (c *Client) ask(ctx context.Context, op int, document []byte, operation []attribute, more ...group) (message, error) {
	m := message{code: op, id: int(c.id.Add(1)), groups: append([]group{{tagOperation, append([]attribute{
		text(tagCharset, "attributes-charset", "utf-8"),
		text(tagLanguage, "attributes-natural-language", "en"),
		text(tagURI, "printer-uri", c.uri),
	}, operation...)}}, more...)}
	body := append(m.encode(), document...)
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.http, bytes.NewReader(body))
	if err != nil {
		return message{}, ErrURI
	}
	req.Header.Set("Content-Type", "application/ipp")
	res, err := c.web.Do(req)
	if err != nil {
		return message{}, fmt.Errorf("%w: %w", ErrAway, err)
	}
	defer func() { _, _ = io.Copy(io.Discard, io.LimitReader(res.Body, 1<<20)); _ = res.Body.Close() }()
	if res.StatusCode != http.StatusOK {
		return message{}, fmt.Errorf("%w: HTTP status %d", ErrRefused, res.StatusCode)
	}
	answer, err := decode(res.Body)
	switch {
	case err != nil:
		return message{}, fmt.Errorf("%w: %w", ErrAway, err) // cut short: as good as no answer
	case answer.code == statusNotFound || answer.code == statusGone:
		return message{}, ErrNotFound
	case answer.code == statusBusy:
		return message{}, ErrBusy
	case answer.code >= firstBadStatus:
		return message{}, fmt.Errorf("%w: status %#04x", ErrRefused, answer.code)
	}
	return answer, nil
}

// user is who prints, for the printer's own list.
func user() attribute { return text(tagName, "requesting-user-name", "redwrench") }

// CreateJob makes an empty job of this name and returns its number. Nothing is
// printed yet.
func (c *Client) CreateJob(ctx context.Context, name string, t Ticket) (int, error) {
	var template []group
	if list := t.attributes(); len(list) > 0 {
		template = append(template, group{tagJob, list})
	}
	answer, err := c.ask(ctx, opCreateJob, nil, []attribute{user(), text(tagName, "job-name", name)}, template...)
	if err != nil {
		return 0, err
	}
	id := answer.first(tagJob).get("job-id").number()
	if id <= 0 {
		return 0, fmt.Errorf("%w: no job number", ErrRefused)
	}
	return id, nil
}

// SendDocument gives a job its only document, a PDF.
func (c *Client) SendDocument(ctx context.Context, job int, pdf []byte) error {
	_, err := c.ask(ctx, opSendDocument, pdf, []attribute{
		integer(tagInteger, "job-id", job), user(),
		text(tagMIME, "document-format", pdfFormat), boolean("last-document", true),
	})
	return err
}

// CancelJob takes a job back.
func (c *Client) CancelJob(ctx context.Context, job int) error {
	_, err := c.ask(ctx, opCancelJob, nil, []attribute{integer(tagInteger, "job-id", job), user()})
	return err
}

// Job is what the printer says of a job.
type Job struct {
	ID    int
	Name  string
	State JobState
	// Reasons are the printer's words for the state: job-incoming while the
	// document is not there yet.
	Reasons []string
}

// Incoming says that the printer still waits for the document.
func (j Job) Incoming() bool {
	return slices.Contains(j.Reasons, "job-incoming") || slices.Contains(j.Reasons, "job-data-insufficient")
}

// Ended says that the printer gave the job up: it was cancelled or aborted.
func (j Job) Ended() bool { return j.State == JobCanceled || j.State == JobAborted }

// JobState is job-state of RFC 8011, 5.3.7.
type JobState int

// The job states of RFC 8011.
const (
	JobPending    JobState = 3
	JobHeld       JobState = 4
	JobProcessing JobState = 5
	JobStopped    JobState = 6
	JobCanceled   JobState = 7
	JobAborted    JobState = 8
	JobCompleted  JobState = 9
)

var jobAttributes = keywords("requested-attributes", "job-id", "job-name", "job-state", "job-state-reasons")

func job(g group) Job {
	j := Job{ID: g.get("job-id").number(), State: JobState(g.get("job-state").number()), Reasons: g.get("job-state-reasons").words()}
	j.Name = g.get("job-name").first()
	return j
}

// Job asks for a job by its number. It returns ErrNotFound.
func (c *Client) Job(ctx context.Context, id int) (Job, error) {
	answer, err := c.ask(ctx, opGetJob, nil, []attribute{integer(tagInteger, "job-id", id), user(), jobAttributes})
	if err != nil {
		return Job{}, err
	}
	return job(answer.first(tagJob)), nil
}

// JobNamed looks for a job by its name, among those to come and those done. It
// returns ErrNotFound.
func (c *Client) JobNamed(ctx context.Context, name string) (Job, error) {
	for _, which := range []string{"not-completed", "completed"} {
		answer, err := c.ask(ctx, opGetJobs, nil, []attribute{user(), keywords("which-jobs", which), jobAttributes})
		if err != nil && !errors.Is(err, ErrNotFound) {
			return Job{}, err
		}
		for _, g := range answer.all(tagJob) {
			if j := job(g); j.Name == name {
				return j, nil
			}
		}
	}
	return Job{}, ErrNotFound
}

// Printer is what the printer says of itself.
type Printer struct {
	State   PrinterState
	Reasons []string // without -error, -warning, -report; "none" left out
	Media   []string // what a printer of package ipptest has; a Client asks for a Ticket
}

// PrinterState is printer-state of RFC 8011, 5.4.11.
type PrinterState int

// The printer states of RFC 8011.
const (
	PrinterIdle       PrinterState = 3
	PrinterProcessing PrinterState = 4
	PrinterStopped    PrinterState = 5
)

// Printer asks the printer how it is.
func (c *Client) Printer(ctx context.Context) (Printer, error) {
	answer, err := c.ask(ctx, opGetPrinter, nil, []attribute{user(),
		keywords("requested-attributes", "printer-state", "printer-state-reasons")})
	if err != nil {
		return Printer{}, err
	}
	return printer(answer.first(tagPrinter)), nil
}

func printer(g group) Printer {
	p := Printer{State: PrinterState(g.get("printer-state").number())}
	for _, r := range g.get("printer-state-reasons").words() {
		for _, grade := range []string{"-error", "-warning", "-report"} {
			r = strings.TrimSuffix(r, grade)
		}
		if r != "none" {
			p.Reasons = append(p.Reasons, r)
		}
	}
	return p
}
