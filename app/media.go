package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"redwrench/ui/desk/exchange"
)

// media are the sticks that are plugged in, and two folders beside the records:
// import, for files somebody copies there, and export.
type media struct {
	data   string
	sticks func() []string // where they are mounted
}

// mostFiles is how many files of one place are shown.
const mostFiles = 200

// tableNames are the endings of files that may be tables.
var tableNames = []string{".csv", ".xlsx", ".tsv", ".txt", ".xls"}

// pictureNames are those of files that may be pictures.
var pictureNames = []string{".jpg", ".jpeg", ".png"}

// Files implements exchange.Media: those at the top of a place and in its folders.
func (m media) Files(ctx context.Context) ([]exchange.File, error) { return m.named(ctx, tableNames) }

// Pictures implements exchange.Media, in the same places.
func (m media) Pictures(ctx context.Context) ([]exchange.File, error) {
	return m.named(ctx, pictureNames)
}

func (m media) named(ctx context.Context, endings []string) ([]exchange.File, error) {
	places := append(m.places(), exchange.Place{Path: filepath.Join(m.data, "import")})
	var files []exchange.File
	for _, p := range places {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		files = append(files, filesIn(p, endings)...)
	}
	slices.SortStableFunc(files, func(a, b exchange.File) int {
		return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Name, b.Name))
	})
	return files, nil
}

// filesIn are the files of a place whose names end so. What cannot be looked into is left out: a
// stick may be pulled out at any time.
func filesIn(p exchange.Place, endings []string) []exchange.File {
	var files []exchange.File
	_ = filepath.WalkDir(p.Path, func(path string, d fs.DirEntry, err error) error {
		hidden := path != p.Path && strings.HasPrefix(d.Name(), ".")
		switch {
		case err != nil, d.IsDir() && (hidden || strings.Count(strings.TrimPrefix(path, p.Path), string(filepath.Separator)) > 1):
			return fs.SkipDir
		case hidden, !d.Type().IsRegular(), !slices.Contains(endings, strings.ToLower(filepath.Ext(path))):
			return nil
		}
		info, err := d.Info()
		if err != nil {
			return nil
		}
		files = append(files, exchange.File{Place: p, Path: path, Name: d.Name(), Size: info.Size(), At: info.ModTime()})
		if len(files) == mostFiles {
			return fs.SkipAll
		}
		return nil
	})
	return files
}

// Places implements exchange.Media.
func (m media) Places(context.Context) ([]exchange.Place, error) {
	return append(m.places(), exchange.Place{Path: filepath.Join(m.data, "export")}), nil
}

func (m media) places() []exchange.Place {
	var places []exchange.Place
	for _, path := range m.sticks() {
		places = append(places, exchange.Place{Path: path, Name: stickName(path)})
	}
	return places
}

// stickName is what people call a stick: its label, or the drive's letter.
func stickName(path string) string {
	name := filepath.Base(path)
	if len(name) > 1 {
		return name
	}
	return path
}

// Open implements exchange.Media.
func (media) Open(f exchange.File) (exchange.Opened, error) {
	opened, err := os.Open(f.Path)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", exchange.ErrGone, err)
	}
	info, err := opened.Stat()
	if err != nil || info.Size() != f.Size {
		return nil, errors.Join(exchange.ErrGone, err, opened.Close()) // another file by now
	}
	return reading{opened}, nil
}

// reading is an open file whose medium may go away.
type reading struct{ *os.File }

// ReadAt implements io.ReaderAt.
func (r reading) ReadAt(p []byte, off int64) (int, error) {
	n, err := r.File.ReadAt(p, off)
	if err != nil && !errors.Is(err, io.EOF) {
		err = fmt.Errorf("%w: %w", exchange.ErrGone, err)
	}
	return n, err
}

// Write implements exchange.Media: under another name first, put on the medium,
// then named. What a stick pulled out earlier has left is cleared away.
func (m media) Write(p exchange.Place, name string, write func(io.Writer) error) error {
	if p.Name == "" {
		if err := os.MkdirAll(p.Path, 0o700); err != nil {
			return fmt.Errorf("%w: %w", exchange.ErrWrite, err)
		}
	} else if !slices.Contains(m.sticks(), p.Path) { // else it would land on this machine's own disk
		return exchange.ErrWrite
	}
	left, _ := filepath.Glob(filepath.Join(p.Path, ".redwrench-*.new-*"))
	for _, path := range left {
		_ = os.Remove(path) // if it cannot be removed it is in nobody's way
	}
	_, err := writeWhole(filepath.Join(p.Path, name), func(w io.Writer) (int, error) { return 0, write(w) })
	if err != nil {
		return fmt.Errorf("%w: %w", exchange.ErrWrite, err)
	}
	return nil
}

// mounted are the mount points of removable media in a mount table as Linux
// writes it (/proc/self/mounts).
func mounted(table io.Reader) []string {
	var list []string
	lines := bufio.NewScanner(table)
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		if len(fields) < 2 {
			continue
		}
		path := strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`).Replace(fields[1])
		for _, top := range []string{"/media/", "/run/media/", "/mnt/"} {
			if strings.HasPrefix(path, top) {
				list = append(list, path)
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}
