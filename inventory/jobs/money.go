package jobs

import (
	"errors"
	"fmt"
)

// Fen is money: a hundredth of a yuan. Never a floating-point number.
type Fen int64

// MostFen is the largest sum of one line: a million yuan.
const MostFen Fen = 100_000_000

// String is the sum in yuan: "12.50".
func (f Fen) String() string {
	sign := ""
	if f < 0 {
		sign, f = "-", -f
	}
	return fmt.Sprintf("%s%d.%02d", sign, f/100, f%100)
}

// ErrMoney: not a possible sum.
var ErrMoney = errors.New("jobs: not a possible sum")

// Quote is what a big job will cost before the discount.
type Quote struct {
	Materials Fen `cbor:"1,keyasint,omitempty"`
	Labour    Fen `cbor:"2,keyasint,omitempty"`
}

// Check returns ErrMoney for a quote of nothing, of less than nothing or of more
// than MostFen.
func (q Quote) Check() error {
	if q.Materials < 0 || q.Labour < 0 || q.Materials > MostFen || q.Labour > MostFen || q.Sum() == 0 {
		return ErrMoney
	}
	return nil
}

// Sum is the price without a discount.
func (q Quote) Sum() Fen { return q.Materials + q.Labour }

// Discount is the shop's rule for big jobs: so many percent off ("大修优惠").
type Discount struct {
	Labour    int `cbor:"1,keyasint,omitempty"`
	Materials int `cbor:"2,keyasint,omitempty"`
}

// Possible says that both are percentages.
func (d Discount) Possible() bool {
	return d.Labour >= 0 && d.Labour <= 100 && d.Materials >= 0 && d.Materials <= 100
}

// Off is what the rule takes off a quote. A part of a fen is the resident's:
// each line is rounded up.
func (d Discount) Off(q Quote) Fen {
	return percent(q.Labour, d.Labour) + percent(q.Materials, d.Materials)
}

// Price is what the resident pays.
func (d Discount) Price(q Quote) Fen { return q.Sum() - d.Off(q) }

func percent(sum Fen, of int) Fen { return (sum*Fen(of) + 99) / 100 }
