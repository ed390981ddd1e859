package ipp_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"redwrench/printing/ipp"
)

func TestWithoutCUPSThereAreNoQueues(t *testing.T) {
	t.Setenv("CUPS_SERVER", "127.0.0.1:1")
	if list, err := ipp.Queues(context.Background()); !errors.Is(err, ipp.ErrAway) || len(list) > 0 {
		t.Errorf("%v, %v", list, err)
	}
	if _, err := ipp.NewClient("cups:" + strings.Repeat("小票", 3)); err != nil {
		t.Errorf("a queue with a Chinese name: %v", err)
	}
}
