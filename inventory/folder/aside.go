package folder

import (
	"cmp"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"redwrench/inventory/store/boltstore"
)

// Kept are records that were put aside in a data folder when others took their
// place, at a restore or a migration.
type Kept struct {
	File string
	Size int64
	At   time.Time // when they were put aside
}

// KeptIn are the records that were put aside in dir, the newest first.
func KeptIn(dir string) []Kept {
	var all []Kept
	for _, pattern := range []string{recordsFile + ".before-*", recordsFile + ".schema*-*"} {
		names, _ := filepath.Glob(filepath.Join(dir, pattern)) // the patterns are fine
		for _, path := range names {
			at, err := time.Parse(stampForm, path[strings.LastIndexByte(path, '-')+1:])
			info, statErr := os.Stat(path)
			if errors.Join(err, statErr) == nil && info.Mode().IsRegular() {
				all = append(all, Kept{File: filepath.Base(path), Size: info.Size(), At: at})
			}
		}
	}
	slices.SortFunc(all, func(a, b Kept) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.File, b.File)) })
	return all
}

// DropKept removes what was put aside in dir before a moment, with the witness that
// was put aside at the same time, and says what it removed: people who were
// forgotten since are still known in it.
func DropKept(dir string, before time.Time) (removed []Kept, err error) {
	for _, k := range KeptIn(dir) {
		if !k.At.Before(before) {
			continue
		}
		if gone := os.Remove(filepath.Join(dir, k.File)); gone != nil {
			err = errors.Join(err, gone)
			continue
		}
		_ = os.Remove(filepath.Join(dir, witnessFile+".before-"+Stamp(k.At))) // there may be none
		removed = append(removed, k)
	}
	return removed, err
}

// dropUnborn removes what was left of shops whose making was cut short, and says
// which files those were. Somebody who is making one now has it open.
func (f *Folder) dropUnborn() []string {
	left, _ := filepath.Glob(filepath.Join(f.Dir, recordsFile+".new-*")) // the pattern is fine
	var removed []string
	for _, path := range left {
		unlock, err := boltstore.Lock(path)
		if err != nil {
			continue
		}
		if os.Remove(path) == nil {
			removed = append(removed, filepath.Base(path))
		}
		unlock()
	}
	return removed
}
