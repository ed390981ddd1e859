package folder

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"redwrench/inventory/store"
	"redwrench/inventory/store/durable"
)

// ErrLost: the records do not hold a deed that was once on disk. It is damage
// too, of the kind that no checksum of a record shows.
var ErrLost = fmt.Errorf("folder: deeds are lost: %w", store.ErrDamaged)

// ErrNoWitness: there is no witness, or it was torn by a power cut. Nothing can
// be said then, and nothing is wrong with the records.
var ErrNoWitness = errors.New("folder: no witness")

const witnessFile = "shop.witness"

// witnessSize is the length of the witness file, in bytes: it lies in one sector.
//
//	0  "RWW2"
//	4  shop, 8 bytes
//	12 number of the last deed, 8 bytes, big endian
//	20 its hash, 32 bytes
//	52 number of the last commit of the file, 8 bytes, big endian
//	60 CRC-32C of all before
const witnessSize = 64

const witnessMark = "RWW2"

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Witness is a second place for the end of the audit chain. It is written after
// a deed is on disk and is not synced: it never runs ahead of the records, and
// after a power cut it may be behind.
type Witness struct {
	mu   sync.Mutex
	file *os.File
	shop [8]byte
	seq  uint64
	hash []byte
	kept uint64
	err  error // the first that could not be written, until one can
}

// openWitness opens the witness of the shop in dir for writing, or makes it.
func openWitness(dir string, shop [8]byte) (*Witness, error) {
	f, err := os.OpenFile(filepath.Join(dir, witnessFile), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("folder: witness: %w", durable.Explain(err))
	}
	return &Witness{file: f, shop: shop, hash: make([]byte, 32)}, nil
}

// Note notes that deed seq, whose hash is 32 bytes, and commit kept are on disk;
// not every commit is a deed's. One before the last one noted changes nothing.
// What cannot be written is no harm to the deed: it is kept for Err.
func (w *Witness) Note(seq uint64, hash []byte, kept uint64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	later := seq > w.seq && len(hash) == 32
	if !later && kept <= w.kept {
		return
	}
	if later {
		w.seq, w.hash = seq, hash
	}
	w.kept = max(w.kept, kept)
	_, w.err = w.file.WriteAt(w.record(), 0)
}

// Err is why the last deed could not be noted.
func (w *Witness) Err() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.err
}

func (w *Witness) last() uint64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.seq
}

func (w *Witness) record() []byte {
	r := append(make([]byte, 0, witnessSize), witnessMark...)
	r = append(r, w.shop[:]...)
	r = binary.BigEndian.AppendUint64(r, w.seq)
	r = append(r, w.hash...)
	r = binary.BigEndian.AppendUint64(r, w.kept)
	return binary.BigEndian.AppendUint32(r, crc32.Checksum(r, castagnoli))
}

func (w *Witness) close() error {
	if w == nil {
		return nil
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.file.Close()
}

// Noted is what a witness says.
type Noted struct {
	Shop string
	Seq  uint64
	Hash []byte
	Kept uint64 // number of the last commit
}

// ReadWitness reads the witness in dir. It returns ErrNoWitness when there is
// none or it cannot be one.
func ReadWitness(dir string) (Noted, error) {
	raw, err := os.ReadFile(filepath.Join(dir, witnessFile))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Noted{}, fmt.Errorf("%w: missing", ErrNoWitness)
	case err != nil:
		return Noted{}, fmt.Errorf("%w: %w", ErrNoWitness, err)
	case len(raw) != witnessSize, string(raw[:4]) != witnessMark,
		binary.BigEndian.Uint32(raw[witnessSize-4:]) != crc32.Checksum(raw[:witnessSize-4], castagnoli):
		return Noted{}, fmt.Errorf("%w: torn or damaged", ErrNoWitness)
	}
	return Noted{fmt.Sprintf("%x", raw[4:12]), binary.BigEndian.Uint64(raw[12:]), bytes.Clone(raw[20:52]), binary.BigEndian.Uint64(raw[52:])}, nil
}

// behind says that a commit the witness knows is gone from a shop's file, whose
// last one is kept. When no deed is missing with it, it was a change that is
// none: how far a print job had come, a wrong PIN.
func (n Noted) behind(shop string, kept uint64) bool { return n.Shop == shop && n.Kept > kept }

// Lost says which deeds the records have lost: those after Have up to Noted, or
// deed Noted is another one than it was.
type Lost struct{ Have, Noted uint64 }

func (e *Lost) Error() string {
	return fmt.Sprintf("%v: the witness knows deed %d, the records end with %d or tell it otherwise", ErrLost, e.Noted, e.Have)
}

// Unwrap makes it ErrLost.
func (e *Lost) Unwrap() error { return ErrLost }

// missed compares the records with the witness: *Lost when a deed is not there
// any more. A witness of another shop, or none, says nothing.
func (r Rules) missed(ctx context.Context, st store.Store, shop string, n Noted) error {
	if n.Seq == 0 || n.Shop != shop || r.Link == nil {
		return nil
	}
	var have, last uint64
	var hash []byte
	err := st.View(ctx, func(tx store.Tx) error {
		have, last, hash = 0, 0, nil
		ends, err := tx.Scan(r.Audit, store.Range{Reverse: true, Limit: 1})
		if err != nil || len(ends) == 0 {
			return err
		}
		last, _, _ = r.Link(r.Audit, ends[0].Key, ends[0].Value)
		key := binary.BigEndian.AppendUint64(nil, n.Seq)
		value, err := tx.Get(r.Audit, key)
		if errors.Is(err, store.ErrNotFound) {
			return nil
		}
		if err == nil {
			have, hash, _ = r.Link(r.Audit, key, value)
		}
		return err
	})
	if err != nil {
		return err
	}
	if have != n.Seq || !bytes.Equal(hash, n.Hash) {
		return &Lost{Have: last, Noted: n.Seq}
	}
	return nil
}

// Forgive puts the witness in dir aside, so that a shop that has lost deeds can
// go on without them. It is kept under the name it returns.
func Forgive(dir string, stamp string) (kept string, err error) {
	path := filepath.Join(dir, witnessFile)
	kept = path + ".before-" + stamp
	return kept, durable.Aside(path, kept)
}
