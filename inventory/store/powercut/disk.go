package powercut

import (
	"bytes"
	"maps"
	"math/rand/v2"
	"path"
	"slices"
)

// sector is what a disk writes whole or not at all.
const sector = 512

// Disk is the disk at a moment of a run: what is surely on it, and what was asked
// for and may be. Do moves the moment on.
type Disk struct {
	files   map[int]*content
	dirs    map[string]map[string]entry // durable names by folder
	pending []*pendingOp                // writes, truncations and names that no sync has covered
}

type content struct{ data []byte }

type entry struct {
	file  int
	isDir bool
}

type pendingOp struct {
	Op
	ended bool
}

// NewDisk is an empty disk.
func NewDisk() *Disk {
	return &Disk{files: map[int]*content{}, dirs: map[string]map[string]entry{".": {}}}
}

// Moment is the beginning or the end of an operation.
type Moment struct {
	Op    *Op
	Ended bool
	line  int
	cover []*pendingOp // of a sync: what had ended when it began
}

// Moments are all of a run, in order.
func Moments(ops []Op) []*Moment {
	var all []*Moment
	for i := range ops {
		all = append(all, &Moment{Op: &ops[i], line: 2 * ops[i].Begin}, &Moment{Op: &ops[i], Ended: true, line: 2*ops[i].End + 1})
	}
	slices.SortStableFunc(all, func(a, b *Moment) int { return a.line - b.line })
	return all
}

// Do lets a moment pass. begun finds the beginning of the same operation.
func (d *Disk) Do(m *Moment, begun map[*Op]*Moment) {
	op := m.Op
	if !m.Ended {
		begun[op] = m
		switch op.Kind {
		case Write, Truncate, Entry, Rename:
			d.pending = append(d.pending, &pendingOp{Op: *op})
		case Sync, SyncDir:
			for _, p := range d.pending {
				if p.ended && p.under(op) {
					m.cover = append(m.cover, p)
				}
			}
		}
		return
	}
	switch op.Kind {
	case Write, Truncate, Entry, Rename:
		for _, p := range d.pending {
			if p.Begin == op.Begin && p.Kind == op.Kind {
				p.ended = true
			}
		}
	case Sync, SyncDir:
		for _, p := range begun[op].cover {
			if i := slices.Index(d.pending, p); i >= 0 {
				d.pending = slices.Delete(d.pending, i, i+1)
				d.keep(p)
			}
		}
	}
}

// under says that a sync covers p.
func (p *pendingOp) under(sync *Op) bool {
	switch p.Kind {
	case Write, Truncate:
		return sync.Kind == Sync && p.File == sync.File
	case Rename:
		return sync.Kind == SyncDir && p.Dir == sync.Dir && p.OldDir == sync.Dir
	}
	return sync.Kind == SyncDir && p.Dir == sync.Dir
}

// keep makes p durable.
func (d *Disk) keep(p *pendingOp) {
	switch p.Kind {
	case Write, Truncate:
		c := d.files[p.File]
		if c == nil {
			c = &content{}
			d.files[p.File] = c
		}
		c.data = applied(c.data, &p.Op)
	default:
		name(d.dirs, &p.Op)
	}
}

// applied is data after op.
func applied(data []byte, op *Op) []byte {
	end := op.Offset + int64(len(op.Data))
	if op.Kind == Truncate {
		end = op.Size
		if int64(len(data)) > end {
			return data[:end]
		}
	}
	if int64(len(data)) < end {
		data = append(data, make([]byte, end-int64(len(data)))...)
	}
	copy(data[op.Offset:], op.Data)
	return data
}

// name notes what op does to the names.
func name(dirs map[string]map[string]entry, op *Op) {
	if op.Kind == Rename {
		delete(dirs[op.OldDir], op.Old)
	}
	if dirs[op.Dir] == nil {
		dirs[op.Dir] = map[string]entry{}
	}
	if op.File == 0 {
		delete(dirs[op.Dir], op.Name)
		return
	}
	dirs[op.Dir][op.Name] = entry{op.File, op.IsDir}
}

// Fate decides what becomes of what is pending.
type Fate struct {
	Keep    float64 // the chance of each operation to be on the disk
	Tear    float64 // the chance of a kept write to be there in some sectors only
	Reorder bool
}

// Cut is a state the disk may be in after a power cut now. Its bytes are good
// until the next Do.
func (d *Disk) Cut(f Fate, rng *rand.Rand) State {
	var kept []*Op
	for _, p := range d.pending {
		if rng.Float64() < f.Keep {
			kept = append(kept, torn(&p.Op, f.Tear, rng)...)
		}
	}
	if f.Reorder {
		rng.Shuffle(len(kept), func(i, j int) {
			// Names stay in their order: a folder's entry is one place.
			if data(kept[i]) && data(kept[j]) {
				kept[i], kept[j] = kept[j], kept[i]
			}
		})
	}
	files := map[int][]byte{}
	dirs := map[string]map[string]entry{}
	for dir, names := range d.dirs {
		dirs[dir] = map[string]entry{}
		for n, e := range names {
			dirs[dir][n] = e
		}
	}
	for _, op := range kept {
		if !data(op) {
			name(dirs, op)
			continue
		}
		if _, ok := files[op.File]; !ok {
			files[op.File] = d.durable(op.File)
		}
		files[op.File] = applied(files[op.File], op)
	}
	s := State{Files: map[string][]byte{}}
	d.walk(&s, ".", dirs, files)
	return s
}

func data(op *Op) bool { return op.Kind == Write || op.Kind == Truncate }

// durable is a copy of what is surely in a file.
func (d *Disk) durable(file int) []byte {
	if c := d.files[file]; c != nil {
		return bytes.Clone(c.data)
	}
	return nil
}

// walk collects what can be reached from the top.
func (d *Disk) walk(s *State, dir string, dirs map[string]map[string]entry, files map[int][]byte) {
	s.Dirs = append(s.Dirs, dir)
	for _, n := range slices.Sorted(maps.Keys(dirs[dir])) {
		e, at := dirs[dir][n], path.Join(dir, n)
		switch content, changed := files[e.file]; {
		case e.isDir:
			d.walk(s, at, dirs, files)
		case changed:
			s.Files[at] = content
		default:
			if c := d.files[e.file]; c != nil {
				s.Files[at] = c.data
			} else {
				s.Files[at] = nil
			}
		}
	}
}

// torn is op, or what is left of a write of which some sectors are missing.
func torn(op *Op, chance float64, rng *rand.Rand) []*Op {
	if op.Kind != Write || rng.Float64() >= chance {
		return []*Op{op}
	}
	var parts []*Op
	for from := 0; from < len(op.Data); {
		// Sectors are counted from the beginning of the file, not of the write.
		to := min(from+sector-int((op.Offset+int64(from))%sector), len(op.Data))
		if rng.IntN(2) == 0 {
			part := *op
			part.Offset, part.Data = op.Offset+int64(from), op.Data[from:to]
			parts = append(parts, &part)
		}
		from = to
	}
	return parts
}
