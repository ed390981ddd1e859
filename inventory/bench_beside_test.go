package inventory_test

import (
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/store"
	"redwrench/inventory/store/boltstore"
	"redwrench/inventory/store/seal"
)

// recorder notes what the last transaction wrote.
type recorder struct {
	store.Store
	puts []put
}

// put is one write; a gone one deletes.
type put struct {
	table      store.Table
	key, value []byte
}

var gone = []byte("gone")

type recordingTx struct {
	store.Tx
	r *recorder
}

func (x recordingTx) Put(t store.Table, key, value []byte) error {
	x.r.puts = append(x.r.puts, put{t, append([]byte(nil), key...), append([]byte{}, value...)})
	return x.Tx.Put(t, key, value)
}

func (x recordingTx) Delete(t store.Table, key []byte) error {
	x.r.puts = append(x.r.puts, put{t, append([]byte(nil), key...), gone})
	return x.Tx.Delete(t, key)
}

func (r *recorder) Update(ctx context.Context, fn func(store.Tx) error) error {
	return r.Store.Update(ctx, func(tx store.Tx) error {
		r.puts = nil
		return fn(recordingTx{tx, r})
	})
}

// replay writes recorded writes again: n stands in for the number that ends the
// keys, so that they are as new as a loan's.
func replay(tx store.Tx, puts []put, n, seq uint32) error {
	for _, p := range puts {
		k := append([]byte(nil), p.key...)
		switch p.table {
		case "audit":
			binary.BigEndian.PutUint32(k[len(k)-4:], seq)
		case "open": // the tool
		default:
			binary.BigEndian.PutUint32(k[len(k)-4:], n)
		}
		var err error
		if &p.value[:1][0] == &gone[0] {
			err = tx.Delete(p.table, k)
		} else {
			err = tx.Put(p.table, k, p.value)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// newBareDeeds writes the same bytes as the desk to a copy of its file, without
// asking or thinking.
func newBareDeeds(b *testing.B, s *bigShop) deeder {
	ctx := context.Background()
	s.now = s.now.Add(time.Second)
	must(s.Lend(ctx, bigPeople, []inventory.ToolID{1}, "zh"))
	lends := s.rec.puts
	must(s.TakeBack(ctx, 1, inventory.Return{}, 1))
	backs := s.rec.puts
	raw := must(boltstore.Open(copyOf(b, s.path)))
	b.Cleanup(func() { _ = raw.Close() })
	n, seq := uint32(1<<24), uint32(1<<30)
	write := func(puts []put) {
		seq++
		if err := raw.Update(ctx, func(tx store.Tx) error { return replay(tx, puts, n, seq) }); err != nil {
			b.Fatal(err)
		}
	}
	return deeder{"bare", func() { n++; write(lends) }, func() { write(backs) }}
}

func copyOf(b *testing.B, path string) string {
	b.Helper()
	from := must(os.Open(path))
	defer func() { _ = from.Close() }()
	to := must(os.Create(filepath.Join(b.TempDir(), "copy.db")))
	if _, err := io.Copy(to, from); err != nil {
		b.Fatal(err)
	}
	if err := to.Close(); err != nil {
		b.Fatal(err)
	}
	return to.Name()
}

const sqliteSchema = `
pragma journal_mode = wal; pragma synchronous = full;
create table tool (id integer primary key, name text, days integer);
create table resident (id integer primary key, sealed blob, verified integer);
create table loan (id integer primary key, tool integer not null, resident integer not null, out integer not null,
  due integer not null, slip integer not null, back integer, taken_by integer, found integer);
create unique index loan_open on loan (tool) where back is null;
create index loan_tool on loan (tool, id); create index loan_resident on loan (resident, id);
create index loan_out on loan (resident) where back is null;
create index loan_due on loan (due) where back is null; create index loan_back on loan (back);
create table audit (seq integer primary key, at integer, who integer, deed text, subjects text, hash blob);
create table print (id integer primary key, paper integer, subject integer, lang text, asked integer, state integer);
create index print_waits on print (id) where state = 0;`

// newSQLiteDeeds does the same deeds in SQL: the same questions, the same records,
// one transaction each, on disk when it returns. Nothing without -tags sqlite: the
// driver takes longer to compile than all of ours.
func newSQLiteDeeds(b *testing.B, loans int) []deeder {
	if !slices.Contains(sql.Drivers(), "sqlite") {
		return nil
	}
	db := must(sql.Open("sqlite", filepath.Join(b.TempDir(), "shop.sqlite")))
	b.Cleanup(func() { _ = db.Close() })
	db.SetMaxOpenConns(1)
	exec := func(q interface {
		Exec(string, ...any) (sql.Result, error)
	}, sql string, args ...any) {
		if _, err := q.Exec(sql, args...); err != nil {
			b.Fatal(fmt.Errorf("%s: %w", sql, err))
		}
	}
	exec(db, sqliteSchema)
	tx := must(db.Begin())
	exec(tx, "with recursive n(i) as (select 1 union all select i+1 from n where i < ?) insert into tool select i, 'hammer', 7 from n", bigTools)
	exec(tx, "with recursive n(i) as (select 1 union all select i+1 from n where i < ?) insert into resident select i, zeroblob(200), 1 from n", bigPeople)
	exec(tx, `with recursive n(i) as (select 1 union all select i+1 from n where i < ?)
		insert into loan select i, 1+i*7919%?, 1+i*104729%?, i*120, i*120+604800, i, i*120+259200, 1, 0 from n`, loans, bigTools, bigPeople)
	exec(tx, `insert into audit select id, out, 0, 'lend', 'R0000001A L00000001B T0000001C', zeroblob(32) from loan`)
	if err := tx.Commit(); err != nil {
		b.Fatal(err)
	}
	exec(db, "pragma wal_checkpoint(truncate)")
	one := func(tx *sql.Tx, q string, args ...any) (n int64) {
		if err := tx.QueryRow(q, args...).Scan(&n); err != nil {
			b.Fatal(err)
		}
		return n
	}
	deed := func(do func(*sql.Tx)) {
		tx := must(db.Begin())
		do(tx)
		if err := tx.Commit(); err != nil {
			b.Fatal(err)
		}
	}
	now := int64(loans) * 120
	return []deeder{{"sqlite", func() {
		now++
		deed(func(tx *sql.Tx) {
			days := one(tx, "select days from tool where id = 1")
			if one(tx, "select count(*) from loan where tool = 1 and back is null")+one(tx, "select 1-verified from resident where id = ?", bigPeople) > 0 ||
				one(tx, "select count(*) from loan where resident = ? and back is null", bigPeople) >= 5 {
				b.Fatal("refused")
			}
			id := one(tx, "select max(id)+1 from loan")
			exec(tx, "insert into loan values (?,1,?,?,?,?,null,null,null)", id, bigPeople, now, now+days*86400, id)
			exec(tx, "insert into print values (null,1,?,'zh',?,0)", id, now)
			exec(tx, "insert into audit values (null,?,0,'lend','R00000300 L00000001B T0000001C',zeroblob(32))", now)
		})
	}, func() {
		deed(func(tx *sql.Tx) {
			id := one(tx, "select id from loan where tool = 1 and back is null")
			exec(tx, "update loan set back = ?, taken_by = 1, found = 0 where id = ?", now, id)
			exec(tx, "insert into audit values (null,?,1,'take back','L00000001B T0000001C',zeroblob(32))", now)
		})
	}}}
}

// clocked sums the time spent inside a store's transactions.
type clocked struct {
	store.Store
	in time.Duration
}

func (c *clocked) Update(ctx context.Context, fn func(store.Tx) error) error {
	return c.Store.Update(ctx, func(tx store.Tx) error { return fn(clockedTx{tx, c}) })
}

type clockedTx struct {
	store.Tx
	c *clocked
}

func (x clockedTx) Get(t store.Table, k []byte) ([]byte, error) {
	defer x.c.since(time.Now())
	return x.Tx.Get(t, k)
}

func (x clockedTx) Put(t store.Table, k, v []byte) error {
	defer x.c.since(time.Now())
	return x.Tx.Put(t, k, v)
}

func (x clockedTx) Scan(t store.Table, r store.Range) ([]store.Entry, error) {
	defer x.c.since(time.Now())
	return x.Tx.Scan(t, r)
}

func (c *clocked) since(t time.Time) { c.in += time.Since(t) }

// sealing is the share of a deed that the seals take: time inside the store with
// them less the time inside the store under them.
func sealing(b *testing.B, s *bigShop) {
	ctx := context.Background()
	under := &clocked{Store: s.raw}
	over := &clocked{Store: seal.Wrap(under, secrets, inventory.SecretTables()...)}
	now := s.now.Add(time.Minute)
	desk := must(inventory.Open(ctx, over, secrets, func() time.Time { return now }))
	began := time.Now()
	under.in, over.in = 0, 0
	for b.Loop() {
		now = now.Add(time.Second)
		must(desk.Lend(ctx, bigPeople, []inventory.ToolID{1}, "zh"))
		must(desk.TakeBack(ctx, 1, inventory.Return{}, 1))
	}
	all := time.Since(began)
	b.ReportMetric(100*float64(over.in-under.in)/float64(all), "%sealing")
	s.reopen(b)
}

func (s *bigShop) reopen(b *testing.B) {
	b.Helper()
	s.now = s.now.Add(time.Hour)
	st := seal.Wrap(s.rec, secrets, inventory.SecretTables()...)
	s.Desk = must(inventory.Open(context.Background(), st, secrets, func() time.Time { return s.now }))
}
