package folder

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"redwrench/inventory/store"
	"redwrench/inventory/store/boltstore"
	"redwrench/inventory/store/durable"
	"redwrench/inventory/store/seal"
)

// Result is what an examination found, in a word.
type Result string

// The results. Crashed and TimedOut are for who runs Examine in a process of its
// own: such a file is damaged too.
const (
	Sound      Result = "ok"
	NoShop     Result = "none"      // no shop was made here yet
	Damaged    Result = "damaged"   // pages, records or rules
	Incomplete Result = "lost"      // sound, but deeds are missing: ErrLost
	Gone       Result = "gone"      // ErrGone
	NoKey      Result = "nokey"     // ErrNoKey
	WrongKey   Result = "wrongkey"  // ErrWrongKey
	InUse      Result = "inuse"     // store.ErrInUse
	Newer      Result = "newer"     // ErrNewer
	Unreadable Result = "forbidden" // this user may not read it
	Full       Result = "full"      // store.ErrFull, when opening needs room
	Crashed    Result = "crashed"   // the examination died of the file
	TimedOut   Result = "timeout"   // it did not come to an end
	Failed     Result = "failed"    // it could not be made; nothing is known
)

// results are the errors for the results, the particular before the general.
var results = []struct {
	is  error
	say Result
}{
	{ErrGone, Gone}, {ErrLost, Incomplete}, {ErrNoKey, NoKey}, {ErrWrongKey, WrongKey}, {ErrNewer, Newer},
	{store.ErrInUse, InUse}, {store.ErrReadOnly, Unreadable}, {store.ErrFull, Full}, {store.ErrDamaged, Damaged},
	{store.ErrClosed, Damaged}, // by a fault in another part of the examination
}

// ErrFailed: the records could not be examined; nothing is known of them.
var ErrFailed = errors.New("folder: the records could not be examined")

// Report is the outcome of an examination. It holds no personal data.
type Report struct {
	Result Result   `json:"result"`
	Faults []string `json:"faults,omitempty"` // the first hundred
	Shop   string   `json:"shop,omitempty"`
	Schema int      `json:"schema,omitempty"`
	Deeds  uint64   `json:"deeds"`          // number of the last deed in the audit
	Hash   string   `json:"hash,omitempty"` // of the audit up to it
	// Last is when that deed was done, as far as the rules tell.
	Last time.Time `json:"last,omitzero"`
	// Notes are what is missing though no deed is.
	Notes []string `json:"notes,omitempty"`
	// Noted is the number of the last deed the witness knows; Witness is why
	// there is none.
	Noted   uint64 `json:"noted,omitempty"`
	Witness string `json:"witness,omitempty"`
}

// faultsTold is how many faults a report spells out.
const faultsTold = 100

// Err is the report as the error that Open returns for such a folder; nil when
// the records are sound or none were made yet.
func (r Report) Err() error {
	switch r.Result {
	case Sound, NoShop:
		return nil
	case Failed:
		return ErrFailed
	case Crashed, TimedOut:
		return fmt.Errorf("%w: reading them %s", store.ErrDamaged, r.Result)
	}
	for _, x := range results {
		if x.say == r.Result {
			return x.is
		}
	}
	return fmt.Errorf("%w: result %q", ErrFailed, r.Result)
}

// Failure is the report of an Open that returned err.
func Failure(err error) Report {
	r := Report{Result: Sound}
	r.add(err)
	return r
}

// add notes an error as a result, unless there is one already.
func (r *Report) add(err error) {
	if err == nil {
		return
	}
	if len(r.Faults) < faultsTold {
		r.Faults = append(r.Faults, err.Error())
	}
	if r.Result != Sound {
		return
	}
	r.Result = Failed
	for _, x := range results {
		if errors.Is(err, x.is) {
			r.Result = x.say
			return
		}
	}
}

// Examine looks at the shop in dir without writing a byte: the structure of the
// file, the seal of each record, the rules, the audit chain, the witness. A
// damaged file may kill or hang the process that does this, whatever it guards
// itself with, so run it in one of its own with limits.
func Examine(ctx context.Context, dir string, rules Rules) Report {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return Report{Result: Failed, Faults: []string{err.Error()}}
	}
	f := &Folder{Dir: dir, rules: rules}
	r := Report{Result: Sound}
	there, err := f.installed()
	if err == nil && !there {
		return Report{Result: NoShop}
	}
	noted, unwitnessed := ReadWitness(dir)
	r.Noted = noted.Seq
	if unwitnessed != nil {
		r.Witness = unwitnessed.Error()
	}
	if err != nil {
		r.add(err)
		return r
	}
	examine(ctx, filepath.Join(dir, recordsFile), dir, rules, noted, &r)
	return r
}

// ExamineFile looks at a copy of a shop's records, such as a backup, as Examine
// does. data is the data folder of this machine: a copy without its key file is
// NoKey.
func ExamineFile(ctx context.Context, path, data string, rules Rules) Report {
	r := Report{Result: Sound}
	switch info, err := os.Stat(path); {
	case errors.Is(err, fs.ErrNotExist):
		r.add(fmt.Errorf("%w: %w", ErrGone, err))
	case err == nil && info.Size() == 0:
		r.add(fmt.Errorf("%w: the file is empty", ErrGone))
	default:
		examine(ctx, path, data, rules, Noted{}, &r)
	}
	return r
}

// Look opens the records at path for looking only, whatever is wrong with them.
// data is the data folder. Close what comes back with the store.
func Look(ctx context.Context, path, data string, rules Rules) (store.Store, io.Closer, error) {
	file, err := boltstore.OpenReadOnly(path)
	if err != nil {
		return nil, nil, durable.Explain(err)
	}
	_, keys, err := unlock(ctx, file, data)
	if err != nil {
		return nil, nil, errors.Join(err, file.Close())
	}
	return seal.Wrap(file, keys, rules.secret()...), file, nil
}

func examine(ctx context.Context, path, data string, rules Rules, noted Noted, r *Report) {
	file, err := boltstore.OpenReadOnly(path)
	if err != nil {
		r.add(durable.Explain(err))
		return
	}
	structure := make(chan error, 1)
	go func() { structure <- file.Verify(ctx) }() // beside the rest: the machine has two cores
	shop, keys, locked := unlock(ctx, file, data)
	r.Shop = shop
	found := make(chan Report, 1)
	go func() {
		if locked != nil {
			found <- Failure(locked)
			return
		}
		found <- examineRecords(ctx, file, keys, rules)
	}()
	if err := <-structure; err != nil {
		// What else is found comes from that, or is never found: reading on may go
		// round in circles. The file stays open for who does.
		r.add(err)
		return
	}
	records := <-found
	records.Shop, records.Noted, records.Witness = r.Shop, r.Noted, r.Witness
	*r = records
	if r.Result == Sound { // damage explains a missing deed
		r.add(rules.missed(ctx, seal.Wrap(file, keys, rules.secret()...), shop, noted))
	}
	if r.Result == Sound && noted.behind(shop, file.Kept()) {
		r.Notes = append(r.Notes, fmt.Sprintf("changes %d to %d of the file are gone; none was a deed: a print job's state, or a wrong PIN", file.Kept()+1, noted.Kept))
	}
	r.add(file.Close())
}

// examineRecords reads every record and checks the rules.
func examineRecords(ctx context.Context, file *boltstore.Store, keys *seal.Keys, rules Rules) Report {
	r := Report{Result: Sound}
	sealed := seal.Wrap(file, keys, rules.secret()...)
	whole := make(chan []error, 1)
	go func() { whole <- wholeTables(ctx, file, sealed) }()
	ruled := Report{Result: Sound}
	ruled.examineRules(ctx, sealed, keys, rules)
	for _, err := range <-whole {
		r.add(err)
	}
	r.Schema, r.Deeds, r.Hash, r.Last = ruled.Schema, ruled.Deeds, ruled.Hash, ruled.Last
	r.Faults = append(r.Faults, ruled.Faults[:min(len(ruled.Faults), faultsTold-len(r.Faults))]...)
	if r.Result == Sound {
		r.Result = ruled.Result
	}
	return r
}

// wholeTables reads every record; an error for each table in which one is not
// what was written.
func wholeTables(ctx context.Context, file *boltstore.Store, sealed store.Store) (faults []error) {
	tables, err := file.Tables(ctx)
	if err != nil {
		return []error{err}
	}
	for _, t := range tables {
		if err := wholeTable(ctx, sealed, t); err != nil {
			faults = append(faults, err)
		}
	}
	return faults
}

// examineRules reads the end of the audit and checks the rules, which are known
// for the newest schema only; an older one is checked after its migration.
func (r *Report) examineRules(ctx context.Context, sealed store.Store, keys *seal.Keys, rules Rules) {
	seq, hash, err := rules.end(ctx, sealed)
	r.add(err)
	r.Deeds, r.Hash = seq, hex.EncodeToString(hash)
	if rules.Last != nil && err == nil {
		r.Last, err = rules.Last(ctx, sealed)
		r.add(err)
	}
	if rules.Schema == nil {
		return
	}
	if r.Schema, err = rules.Schema(ctx, sealed); err != nil {
		r.add(err)
		return
	}
	if r.Schema > rules.Newest {
		r.add(fmt.Errorf("%w: schema %d, this program knows %d", ErrNewer, r.Schema, rules.Newest))
	}
	if r.Schema != rules.Newest || rules.Check == nil {
		return
	}
	faults, err := rules.Check(ctx, sealed, keys)
	r.add(err)
	for _, fault := range faults {
		r.add(fmt.Errorf("%w: %s", store.ErrDamaged, fault))
	}
}
