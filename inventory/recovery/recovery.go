// Package recovery writes a shop's master key so that people can keep it on
// paper and type it in again: 17 groups of four letters or digits and a check
// character. It knows no paper.
//
// The key is the shop's number (8 bytes) and its master key (32 bytes), five
// bits a character in Crockford's alphabet, which has no I, L, O and U: 16
// groups. The last group is the first 20 bits of the SHA-256 of these 40 bytes.
// The check character of a group finds each single wrong character, each swap of
// two in it, and a group that stands in another's place.
package recovery

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
)

// Groups is the number of groups of a key, Letters that of characters in each.
const (
	Groups  = 17
	Letters = 5
)

// prefix marks the payload of the QR code.
const prefix = "RWKEY:"

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// ErrKey: what was typed is no shop's key. All other errors of Read are it too.
var ErrKey = errors.New("recovery: not a key")

// WrongGroup is a group that was mistyped: it has a character no key has, too
// many or too few of them, or its check character does not fit.
type WrongGroup struct{ Group int } // from 1

func (e *WrongGroup) Error() string { return fmt.Sprintf("recovery: group %d is mistyped", e.Group) }

// Unwrap makes it ErrKey.
func (e *WrongGroup) Unwrap() error { return ErrKey }

// Missing is a key of too many or too few groups, each of which fits its place.
type Missing struct{ Have int }

func (e *Missing) Error() string {
	return fmt.Sprintf("recovery: %d groups, a key has %d", e.Have, Groups)
}

// Unwrap makes it ErrKey.
func (e *Missing) Unwrap() error { return ErrKey }

// Write is the key of a shop in groups. shop is its number, 16 hex digits; any
// other is ErrKey.
func Write(shop string, master [32]byte) ([]string, error) {
	id, err := hex.DecodeString(shop)
	if err != nil || len(id) != 8 {
		return nil, fmt.Errorf("%w: the shop's number", ErrKey)
	}
	values := split(append(id, master[:]...))
	values = append(values, total(values)...)
	groups := make([]string, Groups)
	for i := range groups {
		part := values[i*(Letters-1) : (i+1)*(Letters-1)]
		var b strings.Builder
		for _, v := range append(part[:len(part):len(part)], check(i+1, part)) {
			b.WriteByte(alphabet[v])
		}
		groups[i] = b.String()
	}
	return groups, nil
}

// Payload is what the QR code of the groups says.
func Payload(groups []string) string { return prefix + strings.Join(groups, "") }

// longest is how many bytes of a key are looked at.
const longest = 1000

// Read reads a key as it was scanned, or typed in either case, with blanks or
// dashes between the groups or anywhere, and with O for 0 and I or L for 1.
// Errors: *WrongGroup, the first of them; *Missing; ErrKey.
func Read(text string) (shop string, master [32]byte, err error) {
	if len(text) > longest {
		return "", master, fmt.Errorf("%w: too long", ErrKey)
	}
	text = strings.TrimPrefix(strings.ToUpper(strings.TrimSpace(text)), prefix)
	groups := grouped(strings.NewReplacer("O", "0", "I", "1", "L", "1").Replace(text))
	var values []byte
	for i, g := range groups {
		part, ok := parse(i+1, g)
		if !ok {
			return "", master, &WrongGroup{i + 1}
		}
		values = append(values, part...)
	}
	if len(groups) != Groups {
		return "", master, &Missing{len(groups)}
	}
	data := values[:len(values)-(Letters-1)]
	if string(total(data)) != string(values[len(data):]) {
		return "", master, fmt.Errorf("%w: the groups do not belong together", ErrKey)
	}
	raw := join(data)
	copy(master[:], raw[8:])
	return hex.EncodeToString(raw[:8]), master, nil
}

// grouped is text in its groups. When blanks and dashes do not make groups of
// the right length of it, but it has all its characters, they do not count.
func grouped(text string) []string {
	groups := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '-' || r == '\n' || r == '\r' || r == '\t' })
	all := strings.Join(groups, "")
	if len(all) != Groups*Letters {
		return groups
	}
	groups = groups[:0:0]
	for i := 0; i < len(all); i += Letters {
		groups = append(groups, all[i:i+Letters])
	}
	return groups
}

// parse is the values of group number n, without its check character.
func parse(n int, group string) ([]byte, bool) {
	if len(group) != Letters {
		return nil, false
	}
	values := make([]byte, Letters)
	for i := range values {
		v := strings.IndexByte(alphabet, group[i])
		if v < 0 {
			return nil, false
		}
		values[i] = byte(v)
	}
	part := values[:Letters-1]
	return part, check(n, part) == values[Letters-1]
}

// check is the check character of group number n over GF(32): the sum of its
// values, each times another power of x, and of its number. Any two places, and
// any two numbers, weigh differently.
func check(n int, part []byte) byte {
	sum := times(byte(n), 16)
	weight := byte(2)
	for _, v := range part {
		sum ^= times(v, weight)
		weight = times(weight, 2)
	}
	return sum
}

// times is the product in GF(32) modulo x^5 + x^2 + 1.
func times(a, b byte) byte {
	var p byte
	for ; b > 0; b >>= 1 {
		if b&1 == 1 {
			p ^= a
		}
		if a <<= 1; a&32 != 0 {
			a ^= 0x25
		}
	}
	return p
}

// total is the values of the last group: of the sum over the others.
func total(values []byte) []byte {
	sum := sha256.Sum256(join(values))
	return split(sum[:])[:Letters-1]
}

// split is data in values of five bits; join is the reverse.
func split(data []byte) []byte {
	var out []byte
	var bits, have uint
	for _, b := range data {
		bits, have = bits<<8|uint(b), have+8
		for ; have >= 5; have -= 5 {
			out = append(out, byte(bits>>(have-5))&31)
		}
	}
	return out
}

func join(values []byte) []byte {
	var out []byte
	var bits, have uint
	for _, v := range values {
		bits, have = bits<<5|uint(v), have+5
		if have >= 8 {
			have -= 8
			out = append(out, byte(bits>>have))
		}
	}
	return out
}
