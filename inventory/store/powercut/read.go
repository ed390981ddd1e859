package powercut

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Read reads the log of a run of one process that began with an empty folder
// base. It returns an error when the program did something to a file below base
// that this package has no model of, such as writing through a memory map.
//
// A call that strace was told to inject a result for did nothing and is left
// out.
func Read(log io.Reader, base string) ([]Op, error) {
	r := &reader{base: base, names: map[string]int{}, sizes: map[int]int64{}, dirs: map[string]bool{base: true}, open: map[int]*handle{}, begun: map[string]begun{}}
	in := bufio.NewReaderSize(log, 1<<20)
	for {
		line, err := in.ReadBytes('\n')
		if len(line) > 0 && err == nil {
			r.line++
			if err := r.read(bytes.TrimSpace(line)); err != nil {
				return nil, fmt.Errorf("powercut: line %d: %w", r.line, err)
			}
		}
		if errors.Is(err, io.EOF) { // a torn last line is that of the killed process
			break
		}
		if err != nil {
			return nil, fmt.Errorf("powercut: %w", err)
		}
	}
	slices.SortStableFunc(r.ops, func(a, b Op) int { return a.Begin - b.Begin })
	return r.ops, nil
}

// reader follows the files a process has open.
type reader struct {
	base  string
	line  int
	ops   []Op
	files int              // given out so far
	names map[string]int   // files by path, as the running program sees them
	sizes map[int]int64    // of files, likewise
	dirs  map[string]bool  // folders by path
	open  map[int]*handle  // by descriptor; only what lies below base
	begun map[string]begun // by thread: a call that has not ended
}

type handle struct {
	file int
	dir  string // of a folder
	pos  int64
	tail bool // O_APPEND
}

type begun struct {
	text string
	line int
}

// read reads one line: `PID call(arguments) = result`, or a half of one.
func (r *reader) read(line []byte) error {
	thread, rest, ok := strings.Cut(string(line), " ")
	if !ok {
		return nil
	}
	rest = strings.TrimLeft(rest, " ")
	begin := r.line
	switch {
	case strings.HasPrefix(rest, "+++"), strings.HasPrefix(rest, "---"):
		return nil
	case strings.HasSuffix(rest, "<unfinished ...>"):
		r.begun[thread] = begun{strings.TrimSuffix(rest, "<unfinished ...>"), r.line}
		return nil
	case strings.HasPrefix(rest, "<..."):
		was, ok := r.begun[thread]
		_, tail, cut := strings.Cut(rest, " resumed>")
		if !ok || !cut {
			return fmt.Errorf("the end of a call that did not begin: %.60s", rest)
		}
		delete(r.begun, thread)
		rest, begin = was.text+tail, was.line
	}
	name, rest, ok := strings.Cut(rest, "(")
	end := strings.LastIndex(rest, ") = ")
	if pad := strings.LastIndex(rest, ")"); end < 0 && pad >= 0 { // strace pads short calls: `)  = 0`
		if _, after, found := strings.Cut(rest[pad:], "= "); found {
			rest, end = rest[:pad]+") = "+after, pad
		}
	}
	if !ok || end < 0 {
		return fmt.Errorf("not a call: %.60s", rest)
	}
	result := rest[end+len(") = "):]
	args := strings.Split(strings.TrimSpace(rest[:end]), ", ")
	if strings.HasPrefix(result, "-1 ") || strings.HasPrefix(result, "?") || strings.Contains(result, "(INJECTED)") {
		return nil
	}
	number, _, _ := strings.Cut(result, " ")
	value, err := strconv.ParseInt(number, 0, 64)
	if err != nil && name != "mmap" {
		return fmt.Errorf("result of %s: %w", name, err)
	}
	return r.call(name, args, value, begin)
}

// call notes what a call that went well did.
func (r *reader) call(name string, args []string, value int64, begin int) error {
	switch name {
	case "open", "creat", "openat":
		return r.opened(name, args, int(value), begin)
	case "close":
		delete(r.open, number(args[0]))
		return nil
	case "mkdir", "mkdirat":
		return r.mkdir(args, begin)
	case "link", "linkat", "rename", "renameat", "renameat2":
		return r.renamed(name, args, begin)
	case "unlink", "unlinkat", "rmdir":
		return r.unlinked(name, args, begin)
	case "symlink", "symlinkat", "truncate":
		for _, a := range args {
			if path, err := text(a); err == nil && r.below(string(path)) {
				return fmt.Errorf("no model of %s", name)
			}
		}
		return nil
	case "sync", "syncfs":
		return fmt.Errorf("no model of %s", name)
	}
	return r.onFile(name, args, value, begin)
}

// onFile notes what a call did to an open file.
func (r *reader) onFile(name string, args []string, value int64, begin int) error {
	fd := number(args[0])
	if name == "mmap" {
		fd = number(args[4])
	}
	if name == "write" && fd == 1 && r.open[1] == nil {
		data, err := text(args[1])
		r.add(Op{Kind: Said, Data: data, Begin: begin})
		return err
	}
	h := r.open[fd]
	if h == nil {
		return nil
	}
	switch name {
	case "fsync", "fdatasync":
		if h.dir != "" {
			r.add(Op{Kind: SyncDir, Dir: r.relative(h.dir), Begin: begin})
			return nil
		}
		r.add(Op{Kind: Sync, File: h.file, Begin: begin})
	case "lseek":
		h.pos = value
	case "ftruncate":
		size, err := strconv.ParseInt(args[1], 0, 64)
		if err != nil {
			return err
		}
		r.sizes[h.file] = size
		r.add(Op{Kind: Truncate, File: h.file, Size: size, Begin: begin})
	case "write", "pwrite64":
		return r.wrote(h, name, args, value, begin)
	case "mmap":
		if strings.Contains(args[2], "PROT_WRITE") && strings.Contains(args[3], "MAP_SHARED") {
			return errors.New("no model of writing through a memory map")
		}
	default: // writev, fallocate, dup and the like
		return fmt.Errorf("no model of %s", name)
	}
	return nil
}

func (r *reader) wrote(h *handle, name string, args []string, value int64, begin int) error {
	data, err := text(args[1])
	if err != nil {
		return err
	}
	if value > int64(len(data)) {
		return fmt.Errorf("%d bytes written, %d in the log", value, len(data))
	}
	data = data[:value]
	at := h.pos
	switch {
	case name == "pwrite64":
		if at, err = strconv.ParseInt(args[3], 0, 64); err != nil {
			return err
		}
	case h.tail:
		at = r.sizes[h.file]
		h.pos = at + value
	default:
		h.pos += value
	}
	r.sizes[h.file] = max(r.sizes[h.file], at+value)
	r.add(Op{Kind: Write, File: h.file, Offset: at, Data: data, Begin: begin})
	return nil
}

func (r *reader) opened(name string, args []string, fd, begin int) error {
	at := 0
	if name == "openat" {
		at = 1
	}
	path, err := r.path(args[at])
	if err != nil || path == "" {
		delete(r.open, fd) // something else has this number now
		return err
	}
	flags := "O_CREAT|O_TRUNC|O_WRONLY"
	if name != "creat" {
		flags = args[at+1]
	}
	if r.dirs[path] {
		r.open[fd] = &handle{dir: path}
		return nil
	}
	file, there := r.names[path]
	if !there {
		if !strings.Contains(flags, "O_CREAT") {
			return fmt.Errorf("a file nobody made: %s", path)
		}
		r.files++
		file = r.files
		r.names[path] = file
		r.add(Op{Kind: Entry, Dir: r.dirOf(path), Name: filepath.Base(path), File: file, Begin: begin})
	}
	if there && strings.Contains(flags, "O_TRUNC") {
		r.sizes[file] = 0
		r.add(Op{Kind: Truncate, File: file, Begin: begin})
	}
	r.open[fd] = &handle{file: file, tail: strings.Contains(flags, "O_APPEND")}
	return nil
}

func (r *reader) mkdir(args []string, begin int) error {
	path, err := r.path(lastText(args))
	if err != nil || path == "" {
		return err
	}
	r.dirs[path] = true
	r.files++
	r.add(Op{Kind: Entry, Dir: r.dirOf(path), Name: filepath.Base(path), File: r.files, IsDir: true, Begin: begin})
	return nil
}

func (r *reader) renamed(name string, args []string, begin int) error {
	var paths []string
	for _, a := range args {
		if strings.HasPrefix(a, `"`) {
			path, err := r.path(a)
			if err != nil {
				return err
			}
			paths = append(paths, path)
		}
	}
	if len(paths) != 2 || (paths[0] == "") != (paths[1] == "") {
		return fmt.Errorf("no model of %s over the border of the folder", name)
	}
	if paths[0] == "" {
		return nil
	}
	file, there := r.names[paths[0]]
	if !there || strings.Contains(args[len(args)-1], "RENAME_EXCHANGE") {
		return fmt.Errorf("no model of this %s", name)
	}
	r.names[paths[1]] = file
	op := Op{Kind: Entry, Dir: r.dirOf(paths[1]), Name: filepath.Base(paths[1]), File: file, Begin: begin}
	if strings.HasPrefix(name, "rename") {
		delete(r.names, paths[0])
		op.Kind, op.OldDir, op.Old = Rename, r.dirOf(paths[0]), filepath.Base(paths[0])
	}
	r.add(op)
	return nil
}

func (r *reader) unlinked(name string, args []string, begin int) error {
	path, err := r.path(lastText(args))
	if err != nil || path == "" {
		return err
	}
	if r.dirs[path] {
		return fmt.Errorf("no model of %s of a folder", name)
	}
	delete(r.names, path)
	r.add(Op{Kind: Entry, Dir: r.dirOf(path), Name: filepath.Base(path), Begin: begin})
	return nil
}

func (r *reader) add(op Op) {
	op.End = r.line
	r.ops = append(r.ops, op)
}

// path is the path of an argument when it lies below base, or "".
func (r *reader) path(arg string) (string, error) {
	raw, err := text(arg)
	path := filepath.Clean(string(raw))
	if err != nil || !r.below(path) {
		return "", err
	}
	return path, nil
}

func (r *reader) below(path string) bool {
	return path == r.base || strings.HasPrefix(path, r.base+string(filepath.Separator))
}

func (r *reader) relative(path string) string {
	rel, err := filepath.Rel(r.base, path)
	if err != nil {
		return path // not reached: it lies below
	}
	return rel
}

func (r *reader) dirOf(path string) string { return r.relative(filepath.Dir(path)) }

func number(arg string) int {
	n, err := strconv.Atoi(strings.TrimSpace(arg))
	if err != nil {
		return -1
	}
	return n
}

// lastText is the last argument that is a string.
func lastText(args []string) string {
	for _, a := range slices.Backward(args) {
		if strings.HasPrefix(a, `"`) {
			return a
		}
	}
	return `""`
}

// text is a string as strace -xx shows it: "\x2f\x74".
func text(arg string) ([]byte, error) {
	if len(arg) < 2 || arg[0] != '"' || arg[len(arg)-1] != '"' {
		return nil, fmt.Errorf("not a whole string: %.20s", arg)
	}
	out, err := hex.DecodeString(strings.ReplaceAll(arg[1:len(arg)-1], `\x`, ""))
	if err != nil {
		return nil, fmt.Errorf("not a string: %w", err)
	}
	return out, nil
}
