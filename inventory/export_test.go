package inventory

import "redwrench/inventory/store"

// EncodeForTest is a record as it is stored.
func EncodeForTest(v any) []byte { return must(encoding.Marshal(v)) }

// KeepLoanForTest stores a new loan past the rules.
func KeepLoanForTest(tx store.Tx, l Loan) error { return keepLoan(tx, Loan{}, l) }
