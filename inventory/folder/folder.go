// Package folder is a shop's data folder: where it is, how it is made, how it is
// opened, and where the key lies that opens the sealed records. It knows no
// record but the shop's id.
//
//	DIR/shop.db     the records (package boltstore), sealed (package seal)
//	DIR/shop.id     says that a shop was installed here, and which
//	DIR/shop.witness  the end of the audit chain, kept a second time
//	CONFIG/ID.key   the master key, outside the data and so outside its backups
//
// Files that were replaced stay beside under another name: shop.db.schema1-TIME
// after a migration, shop.db.before-TIME after a restore; see KeptIn.
package folder

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"redwrench/inventory/store"
	"redwrench/inventory/store/boltstore"
	"redwrench/inventory/store/durable"
	"redwrench/inventory/store/seal"
)

// Errors of Open, besides those of the store port.
var (
	// ErrGone: a shop was installed here, and its records are missing or empty.
	// Nothing was made in their place.
	ErrGone = fmt.Errorf("folder: the records are gone: %w", store.ErrDamaged)
	// ErrNoKey: the shop's key file is missing.
	ErrNoKey = errors.New("folder: no key file")
	// ErrWrongKey: the key file is not this shop's.
	ErrWrongKey = errors.New("folder: wrong key")
	// ErrNewer: a later version of the program has written these records. They
	// were not touched.
	ErrNewer = errors.New("folder: records of a newer version")
)

// errQuicker: another process made the shop while this one was making it.
var errQuicker = errors.New("made by another process")

const (
	recordsFile = "shop.db"
	markFile    = "shop.id"

	tableID    store.Table = "folder" // "id" -> the shop's id, readable without a key
	tableProbe store.Table = "probe"  // sealed: tells a wrong key from damage
)

// Rules are what the folder has to know of the records it keeps, from who knows
// them.
type Rules struct {
	// Secret are the tables that are sealed under the shop's key.
	Secret []store.Table
	// Fill writes the first records of a new shop.
	Fill func(context.Context, store.Store) error
	// Link says which deed a record of table Audit is: its number, that is also
	// its key as eight bytes, and the hash of the chain up to it.
	Link  func(t store.Table, key, value []byte) (seq uint64, hash []byte, ok bool)
	Audit store.Table
	// Last is when the last deed was done.
	Last func(context.Context, store.Store) (time.Time, error)
	// Newest is the newest schema the program knows, Schema that of records.
	Newest int
	Schema func(context.Context, store.Store) (int, error)
	// Migrate brings records of an older schema to Newest, in one Update.
	Migrate func(ctx context.Context, st store.Store, now time.Time) error
	// Check returns a line for each rule that records of schema Newest break.
	Check func(context.Context, store.Store, *seal.Keys) ([]string, error)
}

// Folder is an open data folder.
type Folder struct {
	Store  store.Store // sealed and watched
	Keys   *seal.Keys
	Dir    string
	ShopID string
	// Created says that Open has just made the shop.
	Created bool
	// Kept is the file a migration put aside; empty when there was none.
	Kept string
	// Unborn are the files that Open removed: what was left of shops whose making
	// was cut short.
	Unborn []string
	// Unwitnessed is why nothing vouched for the records being complete: an
	// ErrNoWitness, as after a power cut at the first deed.
	Unwitnessed error
	// Fault gets the first fault of the medium: store.ErrDamaged, ErrUnknown or
	// ErrClosed. From then on Store answers nothing; end the process and start
	// anew through Examine.
	Fault <-chan error
	// Deeds gets a word after each deed, as long as somebody listens.
	Deeds <-chan struct{}

	rules   Rules
	file    *boltstore.Store
	sealed  *seal.Store
	witness *Witness
}

// DefaultDir is the user's data folder for this program: of XDG on Linux, of
// %LOCALAPPDATA% on Windows.
func DefaultDir() (string, error) {
	const name = "redwrench"
	if runtime.GOOS == "windows" {
		if dir := os.Getenv("LOCALAPPDATA"); dir != "" {
			return filepath.Join(dir, name), nil
		}
	}
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, name), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("folder: %w", err)
	}
	if runtime.GOOS == "windows" {
		return filepath.Join(home, "AppData", "Local", name), nil
	}
	return filepath.Join(home, ".local", "share", name), nil
}

// Open opens the shop in dir, or makes one. Making it is crash-safe: after a
// power cut there is a whole shop or none. Records of an older schema are
// migrated: on a copy, which takes their place when all rules hold in it.
//
// Open reads a handful of records and trusts the rest: Examine is for that, in
// another process.
//
// Errors: store.ErrInUse, store.ErrReadOnly, store.ErrFull, store.ErrDamaged,
// ErrGone, ErrLost, ErrNoKey, ErrWrongKey, ErrNewer, and what the rules return.
func Open(ctx context.Context, dir string, rules Rules) (*Folder, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("folder: %w", err)
	}
	f := &Folder{Dir: dir, rules: rules}
	switch there, err := f.installed(); {
	case err != nil:
		return nil, err
	case !there:
		err := f.create(ctx)
		// Records that are there by now are those of somebody who was quicker.
		if err != nil && !errors.Is(err, errQuicker) {
			return nil, fmt.Errorf("folder: create: %w", err)
		}
	}
	if err := f.open(ctx); err != nil {
		return nil, fmt.Errorf("folder: open: %w", err)
	}
	f.Unborn = f.dropUnborn()
	return f, nil
}

// installed says whether a shop was made here before.
func (f *Folder) installed() (bool, error) {
	_, marked := os.Stat(filepath.Join(f.Dir, markFile))
	info, err := os.Stat(filepath.Join(f.Dir, recordsFile))
	switch {
	case err == nil && info.Size() > 0:
		return true, nil
	case err == nil, marked == nil: // empty, or missing where one was
		return false, ErrGone
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	}
	return false, fmt.Errorf("folder: %w", durable.Explain(err))
}

// create makes the shop: key first, then the records, then the mark. A crash in
// between leaves at most a key nobody needs.
func (f *Folder) create(ctx context.Context) error {
	if err := durable.MkdirAll(f.Dir); err != nil {
		if err = durable.Explain(err); errors.Is(err, store.ErrFull) || errors.Is(err, store.ErrReadOnly) {
			return err
		}
		return fmt.Errorf("%w: %w", store.ErrReadOnly, err) // no folder can be made there
	}
	id := make([]byte, 8)
	var master [32]byte
	if _, err := rand.Read(id); err != nil {
		return err
	}
	if _, err := rand.Read(master[:]); err != nil {
		return err
	}
	shop := hex.EncodeToString(id)
	keys := seal.NewKeys(master)
	if err := keepKey(f.Dir, shop, master); err != nil {
		return err
	}
	records := filepath.Join(f.Dir, recordsFile)
	published := false
	err := boltstore.Create(records, func(raw store.Store) error {
		sealed := seal.Wrap(raw, keys, f.rules.secret()...)
		err := sealed.Update(ctx, func(tx store.Tx) error {
			return errors.Join(
				tx.Put(tableID, []byte("id"), []byte(shop)),
				tx.Put(tableID, []byte("proof"), proof(keys, shop)),
				tx.Put(tableProbe, []byte("probe"), []byte(shop)))
		})
		if err != nil {
			return err
		}
		err = f.rules.Fill(ctx, sealed)
		published = err == nil // from here on our records may get their name
		return err
	})
	switch {
	case published && errors.Is(err, fs.ErrExist):
		dropKey(f.Dir, shop)
		return errQuicker
	case err != nil:
		// With records in place, perhaps ours, only the folder's sync failed:
		// then the key is needed.
		if _, there := os.Lstat(records); errors.Is(there, fs.ErrNotExist) {
			dropKey(f.Dir, shop)
		}
		return err
	}
	f.Created = true
	return durable.WriteNew(filepath.Join(f.Dir, markFile), []byte(shop+"\n"))
}

// open opens the records and all that belongs to them.
func (f *Folder) open(ctx context.Context) (err error) {
	path := filepath.Join(f.Dir, recordsFile)
	if f.file, err = boltstore.Open(path); err != nil {
		return durable.Explain(err)
	}
	defer func() {
		if err != nil {
			_ = f.file.Close() // the first error says more
		}
	}()
	if f.ShopID, f.Keys, err = unlock(ctx, f.file, f.Dir); err != nil {
		return err
	}
	f.sealed = seal.Wrap(f.file, f.Keys, f.rules.secret()...)
	if err := f.migrate(ctx); err != nil {
		return err
	}
	if err := f.remark(); err != nil {
		return err
	}
	return f.watch(ctx)
}

// unlock reads the shop's number and its key and proves that the key fits.
func unlock(ctx context.Context, file store.Store, dir string) (shop string, keys *seal.Keys, err error) {
	plain := seal.Wrap(file, nil)
	id, err := read(ctx, plain, tableID, "id")
	if errors.Is(err, store.ErrNotFound) || err == nil && !isShopID(string(id)) {
		return "", nil, fmt.Errorf("%w: the records have no shop number", store.ErrDamaged)
	}
	if err != nil {
		return "", nil, err
	}
	shop = string(id)
	master, err := readKey(dir, shop)
	if err != nil {
		return shop, nil, err
	}
	keys = seal.NewKeys(master)
	if _, err := read(ctx, seal.Wrap(file, keys, tableProbe), tableProbe, "probe"); errors.Is(err, store.ErrDamaged) {
		// The proof has a checksum of its own: if it fits, the key does.
		if mine, perr := read(ctx, plain, tableID, "proof"); perr == nil && hmac.Equal(mine, proof(keys, shop)) {
			return shop, nil, err
		}
		return shop, nil, ErrWrongKey
	} else if err != nil {
		return shop, nil, err
	}
	return shop, keys, nil
}

// watch compares the records with the witness and lays the watch over them.
func (f *Folder) watch(ctx context.Context) error {
	noted, err := ReadWitness(f.Dir)
	f.Unwitnessed = err
	if err := f.rules.missed(ctx, f.sealed, f.ShopID, noted); err != nil {
		return err
	}
	id, err := hex.DecodeString(f.ShopID)
	if err != nil {
		return err
	}
	if f.witness, err = openWitness(f.Dir, [8]byte(id)); err != nil {
		return err
	}
	seq, hash, err := f.rules.end(ctx, f.sealed)
	if err != nil {
		return errors.Join(err, f.witness.close())
	}
	f.witness.Note(seq, hash, f.file.Kept())
	fault, deeds := make(chan error, 1), make(chan struct{}, 1)
	f.Fault, f.Deeds = fault, deeds
	f.Store = &watched{Store: f.sealed, link: f.rules.Link, witness: f.witness, kept: f.file.Kept, fault: fault, deed: func() {
		select {
		case deeds <- struct{}{}:
		default: // a word is on its way
		}
	}}
	return nil
}

// secret are the sealed tables, the folder's own among them.
func (r Rules) secret() []store.Table { return append([]store.Table{tableProbe}, r.Secret...) }

// end is the last deed in the records; 0 without one.
func (r Rules) end(ctx context.Context, st store.Store) (seq uint64, hash []byte, err error) {
	if r.Link == nil {
		return 0, nil, nil
	}
	err = st.View(ctx, func(tx store.Tx) error {
		last, err := tx.Scan(r.Audit, store.Range{Reverse: true, Limit: 1})
		seq, hash = 0, nil
		if err == nil && len(last) > 0 {
			seq, hash, _ = r.Link(r.Audit, last[0].Key, last[0].Value)
		}
		return err
	})
	return seq, hash, err
}

// remark writes the mark a crash right after the creation has left out.
func (f *Folder) remark() error {
	err := durable.WriteNew(filepath.Join(f.Dir, markFile), []byte(f.ShopID+"\n"))
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	return err
}

func read(ctx context.Context, st store.Store, t store.Table, key string) ([]byte, error) {
	var value []byte
	err := st.View(ctx, func(tx store.Tx) (err error) {
		value, err = tx.Get(t, []byte(key))
		return err
	})
	return value, err
}

// CopyTo writes the records as they are now into a new file, while the shop goes
// on: see boltstore.Store.CopyTo.
func (f *Folder) CopyTo(ctx context.Context, path string) error { return f.file.CopyTo(ctx, path) }

// LastDeed is the number of the last deed that is on disk.
func (f *Folder) LastDeed() uint64 { return f.witness.last() }

// Close gives the folder back.
func (f *Folder) Close() error { return f.Store.Close() }

// isShopID says that id is 16 hex digits. It becomes part of a file name, so
// nothing else may pass.
func isShopID(id string) bool {
	_, err := hex.DecodeString(id)
	return err == nil && len(id) == 16
}

// proof is what only the holder of the shop's keys can make.
func proof(keys *seal.Keys, shop string) []byte { return keys.Index("proof of the key", shop) }
