package backup

import (
	"crypto/ecdh"
	"crypto/hkdf"
	"crypto/sha256"
	"fmt"
	"strings"

	"filippo.io/age"
)

// Recipient is for whom the backups of a shop are encrypted: the public half of
// a key that is derived from its master key. Who holds only this can write
// backups and read none.
func Recipient(master [32]byte) (age.Recipient, error) {
	key, err := ecdh.X25519().NewPrivateKey(scalar(master))
	if err != nil {
		return nil, fmt.Errorf("backup: %w", err)
	}
	return age.ParseX25519Recipient(bech32("age", key.PublicKey().Bytes()))
}

// Identity opens what was encrypted for Recipient.
func Identity(master [32]byte) (age.Identity, error) {
	return age.ParseX25519Identity(strings.ToUpper(bech32("age-secret-key-", scalar(master))))
}

// scalar is the shop's key for backups. The words are part of the format.
func scalar(master [32]byte) []byte {
	key, err := hkdf.Key(sha256.New, master[:], nil, "redwrench backups", 32)
	if err != nil {
		panic(err) // cannot be: 32 bytes are far below the limit of HKDF
	}
	return key
}

const bech32Letters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"

// bech32 is data in the encoding of BIP 173, in which age reads its keys.
func bech32(prefix string, data []byte) string {
	var five []byte // data in groups of five bits
	var bits, have uint
	for _, b := range data {
		bits, have = bits<<8|uint(b), have+8
		for ; have >= 5; have -= 5 {
			five = append(five, byte(bits>>(have-5))&31)
		}
	}
	if have > 0 {
		five = append(five, byte(bits<<(5-have))&31)
	}
	sum := uint32(1)
	mix := func(v byte) {
		top := sum >> 25
		sum = (sum&0x1ffffff)<<5 ^ uint32(v)
		for i, g := range []uint32{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3} {
			if top>>i&1 == 1 {
				sum ^= g
			}
		}
	}
	for i := range len(prefix) {
		mix(prefix[i] >> 5)
	}
	mix(0)
	for i := range len(prefix) {
		mix(prefix[i] & 31)
	}
	for _, v := range five {
		mix(v)
	}
	for range 6 {
		mix(0)
	}
	sum ^= 1
	for i := range 6 {
		five = append(five, byte(sum>>(5*(5-i)))&31)
	}
	var out strings.Builder
	out.WriteString(prefix + "1")
	for _, v := range five {
		out.WriteByte(bech32Letters[v])
	}
	return out.String()
}
