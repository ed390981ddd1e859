// Package inventory is what the shop keeps and the rules for lending it: tools,
// residents, loans, staff, and the Desk that is the only way to change them.
// It knows no screen, no paper and no file; records go through the store port.
package inventory

import (
	"encoding/binary"

	"redwrench/inventory/code"
)

// Identifiers are the numbers in the codes people scan. A type each, so that
// the compiler notices a swap. Zero is nobody and nothing.
type (
	// ToolID numbers one physical thing.
	ToolID uint32
	// LoanID numbers one tool's way out of the shop and back.
	LoanID uint32
	// ResidentID numbers a borrower.
	ResidentID uint32
	// StaffID numbers somebody who may unlock the desk.
	StaffID uint32
	// PrintID numbers a wish for paper.
	PrintID uint32
	// ServiceID numbers a stay of a tool off the shelf.
	ServiceID uint32
	// HoldID numbers somebody's place in the queue for a tool.
	HoldID uint32
	// ReservationID numbers a tool promised to somebody for some days.
	ReservationID uint32
	// ConsumableID numbers something that is handed out and used up.
	ConsumableID uint32
	// JobID numbers a repair request or another service at a home.
	JobID uint32
	// DonationID numbers a gift of somebody to the shop.
	DonationID uint32
	// StocktakeID numbers a count of a shelf.
	StocktakeID uint32
	// HomeID numbers a place where jobs were done; nothing else is known by it.
	HomeID uint32
	// ActivityID numbers something the shop held for the neighbourhood.
	ActivityID uint32
)

// Code is what stands on the tool's tag.
func (id ToolID) Code() code.Code { return code.Code{Kind: code.Tool, Number: uint32(id)} }

// Code is what stands on the slip.
func (id LoanID) Code() code.Code { return code.Code{Kind: code.Loan, Number: uint32(id)} }

// Code is what stands on the resident's card.
func (id ResidentID) Code() code.Code { return code.Code{Kind: code.Resident, Number: uint32(id)} }

// Code is what stands on the hold's slip.
func (id HoldID) Code() code.Code { return code.Code{Kind: code.Hold, Number: uint32(id)} }

// Code is what stands on the reservation's slip.
func (id ReservationID) Code() code.Code {
	return code.Code{Kind: code.Reservation, Number: uint32(id)}
}

// Code is what stands on the box of a consumable.
func (id ConsumableID) Code() code.Code { return code.Code{Kind: code.Consumable, Number: uint32(id)} }

// Code is what stands on the request slip and on the job sheet.
func (id JobID) Code() code.Code { return code.Code{Kind: code.Job, Number: uint32(id)} }

// Code is what stands on the slip that thanks for it.
func (id DonationID) Code() code.Code { return code.Code{Kind: code.Donation, Number: uint32(id)} }

// key is the number as four bytes, so that keys sort by number.
func key[N ~uint32](parts ...N) []byte {
	k := make([]byte, 0, 4*len(parts))
	for _, n := range parts {
		k = binary.BigEndian.AppendUint32(k, uint32(n))
	}
	return k
}

// number reads the four bytes of k that begin at offset; 0 when k is too short.
func number[N ~uint32](k []byte, offset int) N {
	if len(k) < offset+4 {
		return 0
	}
	return N(binary.BigEndian.Uint32(k[offset:]))
}
