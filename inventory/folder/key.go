package folder

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"redwrench/inventory/store/durable"
)

// keyFile is where the key of a shop lies: never among the data, whose backups
// would carry it away.
func keyFile(data, shop string) (string, error) {
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", fmt.Errorf("folder: %w", err)
	}
	dir = filepath.Join(dir, "redwrench")
	if below, err := filepath.Rel(data, dir); err == nil && filepath.IsLocal(below) {
		return "", errors.New("folder: the data folder holds the place of the key; choose another")
	}
	return filepath.Join(dir, shop+".key"), nil
}

// dropKey takes back the key of a shop that came to nothing.
func dropKey(data, shop string) {
	if path, err := keyFile(data, shop); err == nil {
		_ = os.Remove(path) // a key left over opens nothing
	}
}

func keepKey(data, shop string, master [32]byte) error {
	path, err := keyFile(data, shop)
	if err != nil {
		return err
	}
	if err := durable.MkdirAll(filepath.Dir(path)); err != nil {
		return durable.Explain(err)
	}
	return durable.WriteNew(path, []byte(hex.EncodeToString(master[:])+"\n"))
}

func readKey(data, shop string) ([32]byte, error) {
	var master [32]byte
	path, err := keyFile(data, shop)
	if err != nil {
		return master, err
	}
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return master, fmt.Errorf("%w: %w", ErrNoKey, err)
	}
	if err != nil { // it is there and cannot be read
		return master, fmt.Errorf("the key file: %w", err)
	}
	key, err := hex.DecodeString(strings.TrimSpace(string(raw)))
	if err != nil || len(key) != len(master) {
		return master, ErrWrongKey
	}
	copy(master[:], key)
	return master, nil
}

// Master is the master key of a shop, from its key file, for its recovery sheet
// and for opening encrypted backups. data is the data folder. Errors: ErrNoKey,
// ErrWrongKey.
func Master(data, shop string) ([32]byte, error) { return readKey(data, shop) }

// Keyed are the shops whose key files lie on this machine.
func Keyed() ([]string, error) {
	dir, err := os.UserConfigDir()
	if err != nil {
		return nil, fmt.Errorf("folder: %w", err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "redwrench", "*.key"))
	var shops []string
	for _, f := range files {
		if shop := strings.TrimSuffix(filepath.Base(f), ".key"); isShopID(shop) {
			shops = append(shops, shop)
		}
	}
	return shops, err
}

// Recover writes the key file of a shop, from its recovery sheet. A key file
// that is there and holds another key is kept beside, under a name with stamp.
// data is the data folder; when a shop is installed there it must be this one,
// otherwise ErrOtherShop comes back.
func Recover(data, shop string, master [32]byte, stamp string) (path string, err error) {
	if !isShopID(shop) {
		return "", ErrWrongKey
	}
	if data, err = filepath.Abs(data); err != nil {
		return "", fmt.Errorf("folder: %w", err)
	}
	if mark := Marked(data); mark != "" && mark != shop {
		return "", ErrOtherShop
	}
	if path, err = keyFile(data, shop); err != nil {
		return "", err
	}
	if mine, err := readKey(data, shop); err == nil && mine == master {
		return path, nil
	}
	if err := durable.Aside(path, path+".before-"+stamp); err != nil {
		return "", err
	}
	return path, keepKey(data, shop, master)
}

// ErrOtherShop: what was given belongs to another shop than the data folder.
var ErrOtherShop = errors.New("folder: another shop's")

// Marked is the shop that the mark in dir names; empty when there is none.
func Marked(dir string) string {
	raw, err := os.ReadFile(filepath.Join(dir, markFile))
	if shop := strings.TrimSpace(string(raw)); err == nil && isShopID(shop) {
		return shop
	}
	return ""
}
