package ipp

import (
	"errors"
	"io"
	"slices"
)

// Request is what a printer was asked, read from the bytes a client sent. It
// serves the printer in package ipptest.
type Request struct {
	Operation Operation
	Job       int
	Name      string // of the job
	Which     string // "completed" or "not-completed"
	Document  []byte
	Ticket    Ticket // of a CreateJob

	id int
}

// Operation is an IPP operation (RFC 8011, 5.4.15).
type Operation int

// The operations this package speaks.
const (
	CreateJob        Operation = opCreateJob
	SendDocument     Operation = opSendDocument
	CancelJob        Operation = opCancelJob
	GetJob           Operation = opGetJob
	GetJobs          Operation = opGetJobs
	GetPrinter       Operation = opGetPrinter
	statusSuccess              = 0x0000
	statusBad                  = 0x0400
	statusAttributes           = 0x040B
)

// ReadRequest reads a request. It returns ErrMessage.
func ReadRequest(r io.Reader) (Request, error) {
	m, err := decode(r)
	if err != nil {
		return Request{}, err
	}
	op := m.first(tagOperation)
	first := func(name string) string {
		if w := op.get(name).words(); len(w) > 0 {
			return w[0]
		}
		return ""
	}
	req := Request{Operation: Operation(m.code), Job: op.get("job-id").number(), Name: first("job-name"), Which: first("which-jobs"), id: m.id}
	template := m.first(tagJob)
	req.Ticket = Ticket{Media: template.get("media").first(), Scaling: template.get("print-scaling").first(), Sides: template.get("sides").first()}
	if col := template.get("media-col").values; len(col) > 6 { // as a Ticket writes it
		req.Ticket.Custom = Size{attribute{values: col[4:]}.number(), attribute{values: col[6:]}.number()}
	}
	if req.Operation == SendDocument {
		if req.Document, err = io.ReadAll(io.LimitReader(r, maxMessageBytes)); err != nil {
			return Request{}, errors.Join(ErrMessage, err)
		}
	}
	return req, nil
}

// Busy is the response of a printer that takes one job at a time and has one.
func (r Request) Busy() []byte { return message{code: statusBusy, id: r.id}.encode() }

// Refuse is the response of a printer that cannot do what a job says.
func (r Request) Refuse() []byte { return message{code: statusAttributes, id: r.id}.encode() }

// Answer is the response to a request: these jobs, or the printer's own state.
// A job of ID 0 in answer to a question about a job means "not found".
func (r Request) Answer(p Printer, jobs ...Job) []byte {
	m := message{code: statusSuccess, id: r.id, groups: []group{{tagOperation, []attribute{
		text(tagCharset, "attributes-charset", "utf-8"),
		text(tagLanguage, "attributes-natural-language", "en"),
	}}}}
	switch r.Operation {
	case GetPrinter:
		reasons := p.Reasons
		if len(reasons) == 0 {
			reasons = []string{"none"}
		}
		m.groups = append(m.groups, group{tagPrinter, []attribute{
			integer(tagEnum, "printer-state", int(p.State)), keywords("printer-state-reasons", reasons...),
			keywords("media-supported", p.Media...), keywords("media-col-supported", "media-size"), keywords("print-scaling-supported", "auto", AsLarge, ScaleToFit), keywords("sides-supported", "one-sided", "two-sided-long-edge")}})
	case CreateJob, SendDocument, CancelJob, GetJob, GetJobs:
		if slices.ContainsFunc(jobs, func(j Job) bool { return j.ID == 0 }) {
			m.code = statusNotFound
			break
		}
		for _, j := range jobs {
			m.groups = append(m.groups, group{tagJob, []attribute{
				integer(tagInteger, "job-id", j.ID), text(tagName, "job-name", j.Name),
				integer(tagEnum, "job-state", int(j.State)), keywords("job-state-reasons", j.Reasons...)}})
		}
	default:
		m.code = statusBad
	}
	return m.encode()
}
