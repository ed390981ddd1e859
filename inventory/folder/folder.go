// Package folder is a shop's data folder: where it is, how it is made, how it is
// opened, and where the key lies that opens the sealed records. It knows no
// record but the shop's id.
//
//	DIR/shop.db     the records (package boltstore), sealed (package seal)
//	DIR/shop.id     says that a shop was installed here, and which
//	CONFIG/ID.key   the master key, outside the data and so outside its backups
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
	"strings"

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
)

// errQuicker: another process made the shop while this one was making it.
var errQuicker = errors.New("made by another process")

const (
	recordsFile = "shop.db"
	markFile    = "shop.id"

	tableID    store.Table = "folder" // "id" -> the shop's id, readable without a key
	tableProbe store.Table = "probe"  // sealed: tells a wrong key from damage
)

// Folder is an open data folder.
type Folder struct {
	Store  store.Store // sealed
	Keys   *seal.Keys
	Dir    string
	ShopID string
	// Created says that Open has just made the shop.
	Created bool

	file *boltstore.Store
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

// Open opens the shop in dir, or makes one: fill gets the empty sealed store.
// Making it is crash-safe: after a power cut there is a whole shop or none.
// Records of the secret tables are sealed under the shop's key.
//
// Errors: store.ErrInUse, store.ErrReadOnly, store.ErrFull, store.ErrDamaged,
// ErrGone, ErrNoKey, ErrWrongKey, and what fill returns.
func Open(ctx context.Context, dir string, secret []store.Table, fill func(context.Context, store.Store) error) (*Folder, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("folder: %w", err)
	}
	f := &Folder{Dir: dir}
	secret = append([]store.Table{tableProbe}, secret...)
	switch there, err := f.installed(); {
	case err != nil:
		return nil, err
	case !there:
		err := f.create(ctx, secret, fill)
		// Records that are there by now are those of somebody who was quicker.
		if err != nil && !errors.Is(err, errQuicker) {
			return nil, fmt.Errorf("folder: create: %w", err)
		}
	}
	if err := f.open(ctx, secret); err != nil {
		return nil, fmt.Errorf("folder: open: %w", err)
	}
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
func (f *Folder) create(ctx context.Context, secret []store.Table, fill func(context.Context, store.Store) error) error {
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
	if err := f.keepKey(shop, master); err != nil {
		return err
	}
	records := filepath.Join(f.Dir, recordsFile)
	published := false
	err := boltstore.Create(records, func(raw store.Store) error {
		sealed := seal.Wrap(raw, keys, secret...)
		err := sealed.Update(ctx, func(tx store.Tx) error {
			return errors.Join(
				tx.Put(tableID, []byte("id"), []byte(shop)),
				tx.Put(tableID, []byte("proof"), proof(keys, shop)),
				tx.Put(tableProbe, []byte("probe"), []byte(shop)))
		})
		if err != nil {
			return err
		}
		err = fill(ctx, sealed)
		published = err == nil // from here on our records may get their name
		return err
	})
	switch {
	case published && errors.Is(err, fs.ErrExist):
		f.dropKey(shop)
		return errQuicker
	case err != nil:
		// With records in place, perhaps ours, only the folder's sync failed:
		// then the key is needed.
		if _, there := os.Lstat(records); errors.Is(there, fs.ErrNotExist) {
			f.dropKey(shop)
		}
		return err
	}
	f.Created = true
	return durable.WriteNew(filepath.Join(f.Dir, markFile), []byte(shop+"\n"))
}

func (f *Folder) open(ctx context.Context, secret []store.Table) (err error) {
	if f.file, err = boltstore.Open(filepath.Join(f.Dir, recordsFile)); err != nil {
		return durable.Explain(err)
	}
	defer func() {
		if err != nil {
			_ = f.file.Close() // the first error says more
		}
	}()
	plain := seal.Wrap(f.file, nil)
	id, err := read(ctx, plain, tableID, "id")
	if errors.Is(err, store.ErrNotFound) || err == nil && !isShopID(string(id)) {
		return fmt.Errorf("%w: the records have no shop number", store.ErrDamaged)
	}
	if err != nil {
		return err
	}
	f.ShopID = string(id)
	master, err := f.readKey(f.ShopID)
	if err != nil {
		return err
	}
	f.Keys = seal.NewKeys(master)
	f.Store = seal.Wrap(f.file, f.Keys, secret...)
	if _, err := read(ctx, f.Store, tableProbe, "probe"); errors.Is(err, store.ErrDamaged) {
		// The proof has a checksum of its own: if it fits, the key does.
		if mine, perr := read(ctx, plain, tableID, "proof"); perr == nil && hmac.Equal(mine, proof(f.Keys, f.ShopID)) {
			return err
		}
		return ErrWrongKey
	} else if err != nil {
		return err
	}
	return f.remark()
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

// Verify checks the structure of the file and the seal of every record. It
// reads everything.
func (f *Folder) Verify(ctx context.Context) error {
	if err := f.file.Verify(ctx); err != nil {
		return err
	}
	tables, err := f.file.Tables(ctx)
	if err != nil {
		return err
	}
	for _, t := range tables {
		if err := f.verifyTable(ctx, t); err != nil {
			return err
		}
	}
	return nil
}

// verifyTable reads a table some records at a time, each time in a View of its
// own: the file grows while one is kept open.
func (f *Folder) verifyTable(ctx context.Context, t store.Table) error {
	r := store.Range{Limit: 1000}
	for {
		var entries []store.Entry
		err := f.Store.View(ctx, func(tx store.Tx) (err error) {
			entries, err = tx.Scan(t, r)
			return err
		})
		if err != nil || len(entries) < r.Limit {
			return err
		}
		r.From = append(entries[len(entries)-1].Key, 0)
	}
}

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

// keyFile is where the key of a shop lies: never among the data, whose backups
// would carry it away.
func (f *Folder) keyFile(shop string) (string, error) {
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", fmt.Errorf("folder: %w", err)
	}
	dir = filepath.Join(dir, "redwrench")
	if below, err := filepath.Rel(f.Dir, dir); err == nil && filepath.IsLocal(below) {
		return "", errors.New("folder: the data folder holds the place of the key; choose another")
	}
	return filepath.Join(dir, shop+".key"), nil
}

// dropKey takes back the key of a shop that came to nothing.
func (f *Folder) dropKey(shop string) {
	if path, err := f.keyFile(shop); err == nil {
		_ = os.Remove(path) // a key left over opens nothing
	}
}

func (f *Folder) keepKey(shop string, master [32]byte) error {
	path, err := f.keyFile(shop)
	if err != nil {
		return err
	}
	if err := durable.MkdirAll(filepath.Dir(path)); err != nil {
		return durable.Explain(err)
	}
	return durable.WriteNew(path, []byte(hex.EncodeToString(master[:])+"\n"))
}

func (f *Folder) readKey(shop string) ([32]byte, error) {
	var master [32]byte
	path, err := f.keyFile(shop)
	if err != nil {
		return master, err
	}
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return master, fmt.Errorf("%w: %w", ErrNoKey, err)
	}
	if err != nil { // it is there and cannot be read
		return master, fmt.Errorf("the key file: %w", err)
	}
	key, err := hex.DecodeString(strings.TrimSpace(string(raw)))
	if err != nil || len(key) != len(master) {
		return master, ErrWrongKey
	}
	copy(master[:], key)
	return master, nil
}
