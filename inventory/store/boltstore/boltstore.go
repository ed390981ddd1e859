// Package boltstore keeps the records in one bbolt file, a bucket per table.
// It is the only importer of bbolt and small on purpose: it knows no record, no
// checksum and no seal. bbolt does not notice when a page comes back from the
// disk changed; package seal, laid over this store, does.
//
// The file is read through a memory map. When it is damaged, or cut short under
// a running shop, bbolt panics or the memory faults. Either is caught here: the
// call returns store.ErrDamaged and the store is dead from then on. Do not open
// the same file again in the same process: exit and start anew.
package boltstore

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime/debug"
	"sync/atomic"
	"syscall"
	"time"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"redwrench/inventory/store"
	"redwrench/inventory/store/durable"
)

// patience is how long Open waits for another process to let go of the file: a
// kiosk that is just closing does so in this time.
const patience = time.Second

// growth is by how many bytes a file grows when it is full. With bbolt's own 16
// MiB a file doubles each time until it is larger than that.
const growth = 256 << 10

// Store is a store.Store over one file. Make it with Open or Create.
type Store struct {
	db    *bolt.DB
	file  *os.File // bbolt's own, kept to give its lock back when bbolt no longer can
	death atomic.Pointer[death]
	kept  atomic.Uint64 // the number of the last commit
	look  bool          // opened for reading only
}

// death is why a store answers nothing any more.
type death struct {
	cause error
	fault bool // inside bbolt, which may have left its own locks locked
}

// Open opens an existing file. A missing one is fs.ErrNotExist: Open never
// makes a new shop. Other errors are store.ErrInUse when another process has it
// open (after a second), store.ErrReadOnly, and store.ErrDamaged when it is
// empty, cut short or not such a file.
func Open(path string) (*Store, error) { return existing(path, false) }

// OpenReadOnly opens an existing file for looking only: Update returns
// store.ErrReadOnly and not a byte of the file is written. Several processes
// may look at once, none beside one that has it open for writing. Errors are
// those of Open.
func OpenReadOnly(path string) (*Store, error) { return existing(path, true) }

// replacedTries is how often existing opens anew after finding that the path
// had got another file meanwhile.
const replacedTries = 5

// existing opens the file that has the name path once its lock is held. Who
// waited for the lock may hold a file that was put aside in the meantime, when a
// restore or a migration gave the name to another: then it opens that one.
func existing(path string, look bool) (*Store, error) {
	for range replacedTries {
		s, err := open(path, look, named(path))
		if err != nil {
			return nil, err
		}
		mine, err := s.file.Stat()
		if err != nil {
			return nil, errors.Join(openError(err), s.Close())
		}
		there, err := os.Stat(path)
		if err == nil && os.SameFile(mine, there) {
			return s, nil
		}
		if closed := s.Close(); closed != nil || err != nil {
			return nil, openError(errors.Join(err, closed))
		}
	}
	return nil, fmt.Errorf("boltstore: open: %w: the file is being replaced", store.ErrInUse)
}

// named opens the file of this name for bbolt.
func named(path string) func(flag int) (*os.File, error) {
	return func(flag int) (*os.File, error) {
		f, err := os.OpenFile(path, flag&^os.O_CREATE, 0)
		if err != nil {
			return nil, err
		}
		// bbolt would take an empty file for a new one.
		if info, err := f.Stat(); err != nil || info.Size() == 0 {
			return nil, errors.Join(store.ErrDamaged, errors.New("the file is empty"), err, f.Close())
		}
		return f, nil
	}
}

// Create makes a new file, lets fill write its first records and then gives it
// its name: a power cut leaves the whole file or none. fill must not close the
// store. When it fails, its error comes back and no file is left. An existing
// file stays as it is and fs.ErrExist comes back.
func Create(path string, fill func(store.Store) error) error {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("boltstore: create: %w", &fs.PathError{Op: "create", Path: path, Err: fs.ErrExist})
	}
	tmp := durable.Beside(path)
	defer func() { _ = os.Remove(tmp) }() // gone already when all went well
	s, err := open(tmp, false, func(flag int) (*os.File, error) {
		return os.OpenFile(tmp, flag|os.O_EXCL, 0o600)
	})
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	if err := fill(s); err != nil {
		return err
	}
	if err := s.file.Sync(); err != nil {
		return fmt.Errorf("boltstore: create: %w", durable.Explain(err))
	}
	if err := s.Close(); err != nil {
		return err
	}
	if err := durable.Publish(tmp, path); err != nil {
		return fmt.Errorf("boltstore: create: %w", err)
	}
	return nil
}

// open opens the file that file returns for bbolt's flags.
func open(path string, look bool, file func(flag int) (*os.File, error)) (s *Store, err error) {
	s = &Store{look: look}
	var size int64
	opts := &bolt.Options{
		Timeout:      patience,
		FreelistType: bolt.FreelistMapType,
		NoStatistics: true,
		ReadOnly:     look,
		// A check needs the list, and bbolt does not read it for who only looks.
		PreLoadFreelist: look,
		OpenFile: func(_ string, flag int, _ os.FileMode) (*os.File, error) {
			f, err := file(flag)
			if err != nil {
				return nil, err
			}
			s.file = f
			info, err := f.Stat()
			if err == nil {
				size = info.Size()
			}
			return f, err
		},
	}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("boltstore: open: %w: %v", store.ErrDamaged, r)
		}
		if err != nil {
			if s.file != nil {
				_ = release(s.file) // bbolt keeps both when it panics
			}
			s = nil
		}
	}()
	if s.db, err = bolt.Open(path, 0o600, opts); err != nil {
		return s, openError(err)
	}
	s.db.AllocSize = growth
	if err := s.whole(size); err != nil {
		_ = s.db.Close()
		return s, err
	}
	return s, nil
}

// whole returns ErrDamaged when the file, of size bytes before bbolt touched it,
// is shorter than its own account of it: bbolt would notice only when it reads
// there.
func (s *Store) whole(size int64) error {
	return s.db.View(func(b *bolt.Tx) error {
		s.kept.Store(uint64(b.ID()))
		if size > 0 && size < b.Size() {
			return fmt.Errorf("boltstore: open: %w: %d bytes of %d", store.ErrDamaged, size, b.Size())
		}
		return nil
	})
}

// View runs fn on the last state that was committed.
func (s *Store) View(ctx context.Context, fn func(store.Tx) error) error {
	return s.run(ctx, s.db.View, fn)
}

// Update runs fn and commits. Besides the port's errors:
//
//   - store.ErrFull: there was no room, nothing was kept, the store goes on and
//     will take writes again when there is room.
//   - store.ErrUnknown: the disk refused in another way. The store is dead.
func (s *Store) Update(ctx context.Context, fn func(store.Tx) error) error {
	return s.run(ctx, s.db.Update, fn)
}

// run runs fn in one of bbolt's transactions and names what goes wrong.
func (s *Store) run(ctx context.Context, transact func(func(*bolt.Tx) error) error, fn func(store.Tx) error) (err error) {
	if d := s.death.Load(); d != nil {
		return fmt.Errorf("boltstore: %w after: %v", store.ErrClosed, d.cause)
	}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	theirs := false // fn is running: a panic that gets out of it is not bbolt's
	defer func() {
		if theirs {
			return
		}
		if r := recover(); r != nil {
			err = s.fault(r)
		}
	}()

	var began bool
	var fnErr error
	var commit uint64 // when there will be one
	err = transact(func(b *bolt.Tx) error {
		began = true
		if fnErr = ctx.Err(); fnErr != nil {
			return fnErr
		}
		if b.Writable() {
			commit = uint64(b.ID())
		}
		x := &tx{s: s, b: b}
		theirs = true
		fnErr = fn(x)
		theirs = false
		if x.fault != nil && !errors.Is(fnErr, x.fault) {
			fnErr = errors.Join(x.fault, fnErr) // fn went on as if nothing were
		}
		return fnErr
	})
	switch {
	case fnErr != nil:
		return fnErr
	case err == nil:
		if commit > 0 {
			s.keep(commit)
		}
		return nil
	case !began:
		return beginError(err)
	}
	err = commitError(err)
	if errors.Is(err, store.ErrUnknown) {
		s.death.CompareAndSwap(nil, &death{cause: err})
	}
	return err
}

// Kept is the number of the last commit that is on disk. Each is larger than the
// one before, also in a file that was opened again. A file that comes back with
// a smaller one has lost a commit.
func (s *Store) Kept() uint64 { return s.kept.Load() }

// keep notes a commit; one before it may be noted later.
func (s *Store) keep(commit uint64) {
	for {
		last := s.kept.Load()
		if commit <= last || s.kept.CompareAndSwap(last, commit) {
			return
		}
	}
}

// fault marks the store dead after a panic r inside bbolt.
func (s *Store) fault(r any) error {
	err := fmt.Errorf("boltstore: %w: %v", store.ErrDamaged, r)
	s.death.Store(&death{cause: err, fault: true})
	return err
}

// Close waits for running transactions and gives the file back. After a fault it
// waits for nobody.
func (s *Store) Close() error {
	if d := s.death.Load(); d != nil && d.fault {
		// bbolt's Close could wait for ever on a lock it lost.
		if err := release(s.file); err != nil && !errors.Is(err, os.ErrClosed) {
			return fmt.Errorf("boltstore: close: %w", err)
		}
		return nil
	}
	if err := s.db.Close(); err != nil {
		return fmt.Errorf("boltstore: close: %w", err)
	}
	return nil
}

// openError names what bbolt says when it cannot open.
func openError(err error) error {
	var path *fs.PathError
	var number syscall.Errno
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		return fmt.Errorf("boltstore: open: %w", store.ErrInUse)
	case errors.As(err, &path), errors.As(err, &number), errors.Is(err, store.ErrDamaged):
		return fmt.Errorf("boltstore: open: %w", durable.Explain(err))
	}
	return fmt.Errorf("boltstore: open: %w: %w", store.ErrDamaged, err)
}

// beginError names what bbolt says when it cannot begin a transaction.
func beginError(err error) error {
	switch {
	case errors.Is(err, berrors.ErrDatabaseNotOpen):
		return store.ErrClosed
	case errors.Is(err, berrors.ErrDatabaseReadOnly):
		return store.ErrReadOnly
	}
	return fmt.Errorf("boltstore: begin: %w: %w", store.ErrClosed, err)
}

// commitError names what bbolt says when it cannot commit. No room means that
// nothing was kept, unless it was the last sync that found none: then the
// record may be on disk or not, as after any other error (of 102 failed syncs
// that were tried, 50 had been applied).
func commitError(err error) error {
	var path *fs.PathError
	var number syscall.Errno
	bySync := errors.As(err, &path) && path.Op == "sync" || path == nil && errors.As(err, &number)
	if durable.Full(err) && !bySync {
		return fmt.Errorf("boltstore: commit: %w: %w", store.ErrFull, err)
	}
	return fmt.Errorf("boltstore: commit: %w: %w", store.ErrUnknown, err)
}
