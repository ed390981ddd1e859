// Package exchange reads tables of tools and residents from files of other
// programs and writes the shop's tables to such files: CSV, XLSX and JSON. It
// knows the shape of files; what may be taken in is decided by the Desk. All it
// reads is untrusted: it refuses rather than guesses, in bounded memory.
package exchange

import (
	"errors"
	"fmt"
)

// Format is a kind of file.
type Format string

// The formats. JSON is only written.
const (
	CSV  Format = "csv"
	XLSX Format = "xlsx"
	JSON Format = "json"
)

// Shape is whose table a file holds. The zero Shape is our own.
type Shape int

// The shapes that are recognised by their headers.
const (
	Own Shape = iota
	SnipeIT
	Homebox
)

// What is the kind of records of a table.
type What string

// What can be taken in.
const (
	Tools     What = "tools"
	Residents What = "residents"
)

// MaxColumns is how many columns a table that is taken in can have.
const MaxColumns = 256

// Limits of a file that is taken in.
const (
	maxFile     = 64 << 20  // bytes
	maxUnzipped = 256 << 20 // bytes of one part of an XLSX
	maxStrings  = 64 << 20  // bytes of an XLSX's shared strings
	maxCell     = 64 << 10  // bytes; Excel's own limit is 32,767 characters
)

// Refusals of a whole file.
var (
	// ErrEmpty: no row under the header.
	ErrEmpty = errors.New("exchange: no rows")
	// ErrBig: larger than any table of 100,000 rows, or unpacks to that.
	ErrBig = errors.New("exchange: file too big")
	// ErrNotTable: neither text nor XLSX.
	ErrNotTable = errors.New("exchange: not a table")
	// ErrOldExcel: an .xls of old, or protected by a password.
	ErrOldExcel = errors.New("exchange: old or protected Excel file")
	// ErrBroken: an XLSX that is cut short or damaged.
	ErrBroken = errors.New("exchange: damaged XLSX")
	// ErrEncoding: neither UTF-8 nor GB18030, or a mixture.
	ErrEncoding = errors.New("exchange: unknown encoding")
	// ErrColumns: more columns than any table has.
	ErrColumns = errors.New("exchange: too many columns")
	// ErrHeader: the first row names no column that is known.
	ErrHeader = errors.New("exchange: no header")
	// ErrNoStock: a table of another program, which holds tools only.
	ErrNoStock = errors.New("exchange: holds no residents")
)

// Refusals of a cell.
var (
	// ErrDate: not a day.
	ErrDate = errors.New("exchange: not a day")
	// ErrMoney: not an amount, or with more than two decimals.
	ErrMoney = errors.New("exchange: not an amount")
	// ErrNumber: not a number, or out of all bounds.
	ErrNumber = errors.New("exchange: not a number")
	// ErrWord: not one of the words of this column.
	ErrWord = errors.New("exchange: unknown word")
	// ErrParts: not "battery*2; charger*1".
	ErrParts = errors.New("exchange: not a list of parts")
	// ErrRounded: a number that Excel has rounded; its column must be text.
	ErrRounded = errors.New("exchange: rounded by Excel")
	// ErrBeyond: a cell beyond the last column of the header.
	ErrBeyond = errors.New("exchange: more cells than columns")
)

// BadQuotes is a row whose quotes do not close, or a cell longer than any.
type BadQuotes struct{ Row int }

func (e *BadQuotes) Error() string { return fmt.Sprintf("exchange: quotes of row %d", e.Row) }

// NoColumn is a header without a column that must be there.
type NoColumn struct{ Name string }

func (e *NoColumn) Error() string { return "exchange: no column " + e.Name }

// TwoColumns is a header that names one column twice.
type TwoColumns struct{ Name string }

func (e *TwoColumns) Error() string { return "exchange: two columns " + e.Name }
