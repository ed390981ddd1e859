package backup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"filippo.io/age"

	"redwrench/inventory/store/durable"
)

// ErrAway: the second medium is not there.
var ErrAway = errors.New("backup: the second medium is away")

// encrypt writes backup m of dir, encrypted for r, into the folder second, reads
// it back and puts a manifest beside it. When it fails there is nothing half:
// what was begun is removed, or lies under a name that counts for nothing until
// the next time takes it away. The folder is never made: a stick that is away
// would become a folder of the disk.
func (m Manifest) encrypt(ctx context.Context, dir, second string, r age.Recipient) error {
	if info, err := os.Stat(second); err != nil || !info.IsDir() {
		return fmt.Errorf("%w: %w", ErrAway, errors.Join(err))
	}
	sealed := m
	sealed.File += sealedEnd
	path := filepath.Join(second, sealed.File)
	tmp := path + ".new"
	if err := removed(tmp, path); err != nil { // without a manifest: it counts for nothing
		return durable.Explain(err)
	}
	from, err := os.Open(filepath.Join(dir, m.File))
	if err != nil {
		return err
	}
	defer func() { _ = from.Close() }()
	if err := seal(ctx, from, tmp, r); err != nil {
		_ = os.Remove(tmp) // the stick may be gone
		return durable.Explain(err)
	}
	if err := durable.Publish(tmp, path); err != nil {
		return durable.Explain(err)
	}
	if sealed.Size, sealed.SHA256, err = digest(path); err != nil {
		return err
	}
	return sealed.write(second)
}

// seal writes what is read from from, encrypted, into the new file at path.
func seal(ctx context.Context, from io.Reader, path string, r age.Recipient) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	err = sealInto(ctx, from, f, r)
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}

// sealInto writes what is read from from, encrypted, into f and syncs it.
func sealInto(ctx context.Context, from io.Reader, f *os.File, r age.Recipient) error {
	w, err := age.Encrypt(f, r)
	if err != nil {
		return err
	}
	if _, err := io.Copy(w, whileWanted{ctx, from}); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	return f.Sync()
}

// whileWanted reads until ctx ends.
type whileWanted struct {
	ctx context.Context
	r   io.Reader
}

func (w whileWanted) Read(p []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	return w.r.Read(p)
}

func removed(paths ...string) error {
	for _, p := range paths {
		if err := os.Remove(p); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// ErrForeignKey: a backup was encrypted for another shop's key, or was changed.
var ErrForeignKey = errors.New("backup: no key on this machine opens it")

// Open decrypts the backup at path, a file that ends in .age, into the new file
// at to, with whichever of the master keys opens it.
func Open(path, to string, masters ...[32]byte) error {
	var keys []age.Identity
	for _, master := range masters {
		k, err := Identity(master)
		if err != nil {
			return err
		}
		keys = append(keys, k)
	}
	if len(keys) == 0 {
		return ErrForeignKey
	}
	from, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	defer func() { _ = from.Close() }()
	plain, err := age.Decrypt(from, keys...)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrForeignKey, err)
	}
	f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("backup: %w", durable.Explain(err))
	}
	_, err = io.Copy(f, plain)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		_ = os.Remove(to)
		return fmt.Errorf("%w: %w", ErrUnsound, durable.Explain(err))
	}
	return nil
}

// Sealed says whether a file is called like an encrypted backup.
func Sealed(path string) bool { return filepath.Ext(path) == sealedEnd }
