// Package ipp speaks the Internet Printing Protocol with network printers and
// CUPS queues: just the operations a kiosk needs (RFC 8010, RFC 8011). It knows
// no slip and no queue of ours.
package ipp

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// Operations and status codes (RFC 8011, 5.4.15 and appendix B).
const (
	opCreateJob     = 0x0005
	opSendDocument  = 0x0006
	opCancelJob     = 0x0008
	opGetJob        = 0x0009
	opGetJobs       = 0x000A
	opGetPrinter    = 0x000B
	statusNotFound  = 0x0406
	statusGone      = 0x0407
	statusBusy      = 0x0507
	firstBadStatus  = 0x0100
	versionMajor    = 1
	versionMinor    = 1
	maxAttributes   = 20_000
	maxMessageBytes = 4 << 20
)

// Tags of groups and values (RFC 8010, 3.5).
const (
	tagOperation  = 0x01
	tagJob        = 0x02
	tagEnd        = 0x03
	tagPrinter    = 0x04
	tagInteger    = 0x21
	tagBoolean    = 0x22
	tagEnum       = 0x23
	tagCollection = 0x34
	tagCollected  = 0x37
	tagText       = 0x41
	tagName       = 0x42
	tagKeyword    = 0x44
	tagURI        = 0x45
	tagCharset    = 0x47
	tagLanguage   = 0x48
	tagMIME       = 0x49
	tagMember     = 0x4A
	firstValueTag = 0x10
)

// ErrMessage: what came is no IPP message.
var ErrMessage = errors.New("ipp: malformed message")

// attribute is one attribute with all its values.
type attribute struct {
	tag    byte
	name   string
	values [][]byte
}

func text(tag byte, name, value string) attribute {
	return attribute{tag, name, [][]byte{[]byte(value)}}
}

func integer(tag byte, name string, n int) attribute {
	return attribute{tag, name, [][]byte{binary.BigEndian.AppendUint32(nil, uint32(int32(n)))}}
}

func boolean(name string, b bool) attribute {
	v := []byte{0}
	if b {
		v[0] = 1
	}
	return attribute{tagBoolean, name, [][]byte{v}}
}

func keywords(name string, values ...string) attribute {
	a := attribute{tag: tagKeyword, name: name}
	for _, v := range values {
		a.values = append(a.values, []byte(v))
	}
	return a
}

// number is the first value as an integer or enum; 0 when it is none.
func (a attribute) number() int {
	if len(a.values) == 0 || len(a.values[0]) != 4 {
		return 0
	}
	return int(int32(binary.BigEndian.Uint32(a.values[0])))
}

// words are all values as text.
func (a attribute) words() []string {
	list := make([]string, len(a.values))
	for i, v := range a.values {
		list[i] = string(v)
	}
	return list
}

// first is the first value as text; empty when there is none.
func (a attribute) first() string {
	if len(a.values) == 0 {
		return ""
	}
	return string(a.values[0])
}

// group is a group of attributes: of the operation, of a job, of the printer.
type group struct {
	tag        byte
	attributes []attribute
}

// get is an attribute by name; its zero value when there is none.
func (g group) get(name string) attribute {
	for _, a := range g.attributes {
		if a.name == name {
			return a
		}
	}
	return attribute{}
}

// message is a request (code is the operation) or a response (code is the status).
type message struct {
	code   int
	id     int
	groups []group
}

// all are the groups with a tag.
func (m message) all(tag byte) []group {
	var list []group
	for _, g := range m.groups {
		if g.tag == tag {
			list = append(list, g)
		}
	}
	return list
}

// first is the first group with a tag; empty when there is none.
func (m message) first(tag byte) group {
	for _, g := range m.groups {
		if g.tag == tag {
			return g
		}
	}
	return group{}
}

// encode writes the message as RFC 8010, 3.1 says.
func (m message) encode() []byte {
	b := []byte{versionMajor, versionMinor}
	b = binary.BigEndian.AppendUint16(b, uint16(m.code))
	b = binary.BigEndian.AppendUint32(b, uint32(m.id))
	for _, g := range m.groups {
		b = append(b, g.tag)
		for _, a := range g.attributes {
			name := a.name
			for _, v := range a.values {
				b = append(b, a.tag)
				b = binary.BigEndian.AppendUint16(b, uint16(len(name)))
				b = append(b, name...)
				b = binary.BigEndian.AppendUint16(b, uint16(len(v)))
				b = append(b, v...)
				name = "" // further values of the same attribute have none
			}
		}
	}
	return append(b, tagEnd)
}

// decode reads a message. What follows it, a document, stays in r. The bytes
// come from outside: there are limits, and every fault is ErrMessage.
func decode(r io.Reader) (message, error) {
	d := decoder{r: io.LimitReader(r, maxMessageBytes)}
	head := d.bytes(8)
	if d.err != nil {
		return message{}, d.fail()
	}
	m := message{code: int(binary.BigEndian.Uint16(head[2:])), id: int(binary.BigEndian.Uint32(head[4:]))}
	for count := 0; ; count++ {
		tag := d.bytes(1)
		switch {
		case d.err != nil:
			return message{}, d.fail()
		case count > maxAttributes:
			return message{}, fmt.Errorf("%w: too long", ErrMessage)
		case tag[0] == tagEnd:
			return m, nil
		case tag[0] < firstValueTag:
			m.groups = append(m.groups, group{tag: tag[0]})
			continue
		case len(m.groups) == 0:
			return message{}, fmt.Errorf("%w: a value before any group", ErrMessage)
		}
		name, value := d.field(), d.field()
		if d.err != nil {
			return message{}, d.fail()
		}
		g := &m.groups[len(m.groups)-1]
		if n := len(g.attributes); len(name) == 0 && n > 0 {
			g.attributes[n-1].values = append(g.attributes[n-1].values, value)
			continue
		}
		g.attributes = append(g.attributes, attribute{tag[0], string(name), [][]byte{value}})
	}
}

type decoder struct {
	r   io.Reader
	err error
}

func (d *decoder) bytes(n int) []byte {
	b := make([]byte, n)
	if d.err == nil {
		_, d.err = io.ReadFull(d.r, b)
	}
	return b
}

func (d *decoder) field() []byte {
	n := d.bytes(2)
	if d.err != nil {
		return nil
	}
	return d.bytes(int(binary.BigEndian.Uint16(n)))
}

func (d *decoder) fail() error { return fmt.Errorf("%w: %w", ErrMessage, d.err) }
