package inventory_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"runtime"
	"sync"
	"testing"

	"redwrench/inventory"
)

// Many at once want the same three tools: each tool has at most one open loan at
// any moment, and every refusal is one that says so.
func TestManyWantTheSameThreeTools(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	tools := []inventory.ToolID{hammer, pliers, saw}
	var people []inventory.ResidentID
	for n := 1; n <= 8; n++ {
		people = append(people, s.resident(n))
	}
	deeds := 600
	if testing.Short() {
		deeds = 100
	}
	var mu sync.Mutex
	out := map[inventory.ToolID]int{} // lent and not yet given to be taken back
	lent := 0
	var all sync.WaitGroup
	for n, who := range people {
		all.Go(func() {
			dice := rand.New(rand.NewPCG(1, uint64(n)))
			for range deeds {
				id := tools[dice.IntN(len(tools))]
				_, err := s.Lend(ctx, who, []inventory.ToolID{id}, "zh")
				var free *inventory.NotFree
				if err != nil {
					if !errors.As(err, &free) || free.Status != inventory.Lent && free.Status != inventory.Held {
						t.Errorf("refusal %v", err)
					}
					_, _ = s.PlaceHold(ctx, who, id)
					continue
				}
				mu.Lock()
				if out[id]++; out[id] > 1 {
					t.Errorf("tool %d is out %d times", id, out[id])
				}
				lent++
				mu.Unlock()
				runtime.Gosched() // the others try
				mu.Lock()
				out[id]--
				mu.Unlock()
				if _, err := s.TakeBack(ctx, id, inventory.Return{}, s.boss); err != nil {
					t.Errorf("taking back what one has: %v", err)
				}
			}
		})
	}
	all.Wait()
	if lent < len(tools) {
		t.Errorf("lent %d times in all", lent)
	}
	for _, id := range tools {
		if status := s.item(id).Status; status != inventory.OnShelf && status != inventory.Held {
			t.Errorf("at the end tool %d has status %d", id, status)
		}
	}
}
