package memstore_test

import (
	"testing"

	"redwrench/inventory/store"
	"redwrench/inventory/store/memstore"
	"redwrench/inventory/store/storetest"
)

func TestContract(t *testing.T) {
	storetest.Run(t, func(testing.TB) store.Store { return memstore.New() })
}
