package boltstore

import (
	"context"
	"os"
)

// CopyOnto is CopyTo onto a device that takes no new files.
func (s *Store) CopyOnto(ctx context.Context, device string) error {
	f, err := os.OpenFile(device, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	return s.copyInto(ctx, f)
}
