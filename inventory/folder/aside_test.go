package folder_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"redwrench/inventory/folder"
	"redwrench/inventory/store/boltstore"
)

// put writes files into a folder, each as long as its name.
func put(t *testing.T, dir string, names ...string) {
	t.Helper()
	for _, name := range names {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// fileNames are the names in a folder.
type fileNames map[string]bool

func (k fileNames) has(name string) bool { return k[name] }

func namesIn(t *testing.T, dir string) fileNames {
	t.Helper()
	all, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	names := fileNames{}
	for _, e := range all {
		names[e.Name()] = true
	}
	return names
}

func TestWhatAKilledFoundingLeftIsRemovedAtTheNextStart(t *testing.T) {
	data, _ := home(t)
	if err := os.MkdirAll(data, 0o700); err != nil {
		t.Fatal(err)
	}
	put(t, data, "shop.db.new-KILLED", "shop.db.newer", "notes.new-1")
	f, err := open(t, data)
	if err != nil {
		t.Fatal(err)
	}
	if !f.Created || len(f.Unborn) != 1 || f.Unborn[0] != "shop.db.new-KILLED" {
		t.Errorf("created %t, removed %q", f.Created, f.Unborn)
	}
	if names := namesIn(t, data); names.has("shop.db.new-KILLED") || !names.has("shop.db.newer") || !names.has("notes.new-1") || !names.has("shop.db") {
		t.Errorf("in the folder: %v", names)
	}
	put(t, data, "shop.db.new-LIVE")
	unlock, err := boltstore.Lock(filepath.Join(data, "shop.db.new-LIVE")) // as somebody who is making a shop
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if again, err := open(t, data); err != nil || len(again.Unborn) != 0 || !namesIn(t, data).has("shop.db.new-LIVE") {
		t.Errorf("removed %q of somebody who is there, %v", again.Unborn, err)
	}
}

func TestOldRecordsThatWerePutAsideGoAfterTheirTime(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "shop.db", "shop.witness", "shop.id",
		"shop.db.before-20260101T080000Z", "shop.witness.before-20260101T080000Z",
		"shop.db.schema12-20260301T080000Z",
		"shop.db.before-20260601T080000Z", "shop.witness.before-20260601T080000Z",
		"shop.db.before-mine", "shop.db.schema-old")
	if err := os.Mkdir(filepath.Join(dir, "shop.db.before-20250101T080000Z"), 0o700); err != nil {
		t.Fatal(err)
	}
	all := folder.KeptIn(dir)
	if len(all) != 3 || all[0].File != "shop.db.before-20260601T080000Z" || all[2].Size != int64(len(all[2].File)) || !all[1].At.Equal(time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)) {
		t.Fatalf("kept: %+v", all)
	}
	removed, err := folder.DropKept(dir, time.Date(2026, 6, 1, 8, 0, 0, 0, time.UTC))
	if err != nil || len(removed) != 2 {
		t.Fatalf("removed %+v, %v", removed, err)
	}
	names := namesIn(t, dir)
	for name, want := range map[string]bool{
		"shop.db": true, "shop.witness": true, "shop.id": true, "shop.db.before-mine": true, "shop.db.schema-old": true,
		"shop.db.before-20260601T080000Z": true, "shop.witness.before-20260601T080000Z": true,
		"shop.db.before-20260101T080000Z": false, "shop.witness.before-20260101T080000Z": false, "shop.db.schema12-20260301T080000Z": false,
	} {
		if names.has(name) != want {
			t.Errorf("%s is there: %t", name, names.has(name))
		}
	}
}
