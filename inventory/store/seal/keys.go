package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"io"
	"log/slog"
)

// indexSize is the length of what Index returns, in bytes: long enough that two
// residents never meet, short enough for a key.
const indexSize = 16

// Keys are a shop's keys, all derived from one master key, so that none tells
// anything of another. Make them with NewKeys. However they are printed or
// logged, they show only their id.
type Keys struct {
	id     byte
	aead   cipher.AEAD // random nonces: good for 2^32 records under one master
	lookup []byte
	pepper []byte
}

// NewKeys derives the keys from master.
func NewKeys(master [32]byte) *Keys {
	block, err := aes.NewCipher(derive(master, "seal", 32))
	if err != nil {
		panic(err) // cannot be: 32 bytes is a key length of AES
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		panic(err) // cannot be: AES has the block size of GCM
	}
	return &Keys{
		// 1 to 255: never that of an unsealed record.
		id:     1 + derive(master, "id", 1)[0]%255,
		aead:   aead,
		lookup: derive(master, "look-up", 32),
		pepper: derive(master, "pin pepper", 32),
	}
}

// derive returns size bytes for a purpose. The words are part of the format:
// changed ones open no record.
func derive(master [32]byte, purpose string, size int) []byte {
	key, err := hkdf.Key(sha256.New, master[:], nil, "redwrench "+purpose, size)
	if err != nil {
		panic(err) // cannot be: the sizes are far below the limit of HKDF
	}
	return key
}

// ID is the byte that stands before each record sealed under these keys; never
// 0. Different masters have different ids in 254 of 255 cases: who makes a new
// master for a shop draws until the id is a new one.
func (k Keys) ID() byte { return k.id }

// Index returns the 16 bytes under which value of a kind ("phone", "document")
// is looked up: the same each time, and nothing to work back from for who has
// the records but not the key. value must be in its normal form.
func (k Keys) Index(kind, value string) []byte {
	mac := hmac.New(sha256.New, k.lookup)
	_, _ = io.WriteString(mac, kind+"\x00"+value)
	return mac.Sum(nil)[:indexSize]
}

// Pepper returns the 32 bytes that go into the hash of a PIN, so that stolen
// records alone do not tell which it is.
func (k Keys) Pepper() []byte { return append([]byte(nil), k.pepper...) }

// String shows the id and no key.
func (k Keys) String() string { return fmt.Sprintf("keys %02x", k.id) }

// GoString shows the id and no key.
func (k Keys) GoString() string { return k.String() }

// Format shows the id and no key, whatever the verb.
func (k Keys) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, k.String()) }

// LogValue shows the id and no key.
func (k Keys) LogValue() slog.Value { return slog.StringValue(k.String()) }
