// Package backup keeps copies of a shop's records: in a folder beside them, and
// encrypted on a second medium. A copy counts once it was verified and its
// manifest is on disk; until then it is none. It knows no record.
//
//	DIR/shop-TIME-DEEDS.db     a copy, as it can be opened
//	DIR/shop-TIME-DEEDS.json   its manifest
//	STICK/shop-TIME-DEEDS.db.age and .json, the same sealed with age
//
// No key is in any of them: the sealed records stay sealed.
package backup

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"redwrench/inventory/store/durable"
)

// ErrUnsound: what was written is not what should have been.
var ErrUnsound = errors.New("backup: not sound")

// Manifest is what is known of a backup.
type Manifest struct {
	Time    time.Time `json:"time"`
	File    string    `json:"file"`   // its name, in the folder of the manifest
	Size    int64     `json:"size"`   // in bytes
	SHA256  string    `json:"sha256"` // of the file
	Shop    string    `json:"shop"`
	Deeds   uint64    `json:"deeds"`         // number of the last deed in it
	Last    time.Time `json:"last,omitzero"` // when that was done
	Audit   string    `json:"audit"`         // hash of the audit chain up to it
	Schema  int       `json:"schema"`
	Program string    `json:"program"` // the version that wrote it
}

// longestManifest is how many bytes of a manifest are read: it is a file from
// outside.
const longestManifest = 16 << 10

// List is the manifests in dir whose backups are there in their full size, the
// newest first. What is there without a manifest is no backup. A folder that
// cannot be read holds none.
func List(dir string) []Manifest {
	names, _ := filepath.Glob(filepath.Join(dir, "shop-*.json")) // the pattern is fine
	var all []Manifest
	for _, name := range names {
		m, err := readManifest(name)
		if err != nil {
			continue
		}
		if info, err := os.Stat(filepath.Join(dir, m.File)); err == nil && info.Size() == m.Size {
			all = append(all, m)
		}
	}
	slices.SortFunc(all, func(a, b Manifest) int { return cmp.Or(b.Time.Compare(a.Time), cmp.Compare(b.File, a.File)) })
	return all
}

func readManifest(path string) (m Manifest, err error) {
	f, err := os.Open(path)
	if err != nil {
		return m, err
	}
	defer func() { _ = f.Close() }()
	if err := json.NewDecoder(io.LimitReader(f, longestManifest)).Decode(&m); err != nil {
		return m, fmt.Errorf("backup: manifest: %w", err)
	}
	if m.File == "" || m.File != filepath.Base(m.File) || manifestOf(m.File) != filepath.Base(path) {
		return m, fmt.Errorf("%w: a manifest of another file", ErrUnsound)
	}
	return m, nil
}

// manifestOf is the name of the manifest of a backup.
func manifestOf(file string) string {
	return strings.TrimSuffix(strings.TrimSuffix(file, sealedEnd), copyEnd) + ".json"
}

const (
	copyEnd   = ".db"
	sealedEnd = ".age"
)

// Intact returns ErrUnsound unless the file in dir is still the one the manifest
// speaks of.
func (m Manifest) Intact(dir string) error {
	size, sum, err := digest(filepath.Join(dir, m.File))
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	if size != m.Size || sum != m.SHA256 {
		return fmt.Errorf("%w: %s was changed", ErrUnsound, m.File)
	}
	return nil
}

func digest(path string) (size int64, sum string, err error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, "", err
	}
	defer func() { _ = f.Close() }()
	h := sha256.New()
	size, err = io.Copy(h, f)
	return size, hex.EncodeToString(h.Sum(nil)), err
}

// write puts the manifest beside its backup: from then on it counts.
func (m Manifest) write(dir string) error {
	raw, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	return durable.WriteNew(filepath.Join(dir, manifestOf(m.File)), append(raw, '\n'))
}

// remove takes a backup away: first its manifest, so that half of it counts for
// nothing.
func (m Manifest) remove(dir string) error {
	if err := os.Remove(filepath.Join(dir, manifestOf(m.File))); err != nil {
		return err
	}
	return os.Remove(filepath.Join(dir, m.File))
}

// How many backups are kept: the newest of each of so many hours, days, months.
const (
	keptHours  = 24
	keptDays   = 30
	keptMonths = 12
)

// superfluous are the backups of a list, newest first, that need not be kept.
// Hours, days and months are those of zone.
func superfluous(all []Manifest, zone *time.Location) []Manifest {
	kept := map[string]bool{}
	for _, rule := range []struct {
		layout string
		most   int
	}{{"2006-01-02 15", keptHours}, {"2006-01-02", keptDays}, {"2006-01", keptMonths}} {
		seen := map[string]bool{}
		for _, m := range all {
			span := m.Time.In(zone).Format(rule.layout)
			if !seen[span] && len(seen) < rule.most {
				seen[span] = true
				kept[m.File] = true
			}
		}
	}
	var out []Manifest
	for _, m := range all {
		if !kept[m.File] {
			out = append(out, m)
		}
	}
	return out
}
