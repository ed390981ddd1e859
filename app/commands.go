package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"redwrench/inventory"
	"redwrench/inventory/invented"
	"redwrench/printing/forms"
)

// demoPeople is how many invented residents a demonstration has.
const demoPeople = 8

// demo fills a data folder with the starter stock and invented residents, and
// says how each can say who they are. It may be run again: who is there stays.
func demo(ctx context.Context, s *shop, _ options, stdout io.Writer) error {
	items, err := s.Catalogue(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "%d tools in %s\n", len(items), s.folder.Dir)
	for n := range demoPeople {
		p := invented.Person(n, s.Settings().ConsentVersion)
		r, err := s.Register(ctx, p, "zh")
		if err != nil {
			return fmt.Errorf("invented resident %d: %w", n, err)
		}
		fmt.Fprintf(stdout, "resident %s  card %s  mobile %s  last four %s\n", r.ID.Code().Human(), r.ID.Code().Payload(), p.Phone, p.ID.LastFour())
	}
	return nil
}

// labels writes the labels of all tools.
func labels(ctx context.Context, s *shop, o options, stdout io.Writer) error {
	items, err := s.Catalogue(ctx)
	if err != nil {
		return err
	}
	var tools []inventory.Tool
	for _, i := range items {
		tools = append(tools, i.Tool)
	}
	paper, err := forms.Labels(labelsOf(tools, inventory.Labels{Start: o.start}))
	if err != nil {
		return err
	}
	if err := os.WriteFile(o.to, paper.PDF, 0o644); err != nil {
		return err
	}
	fmt.Fprintf(stdout, "%d labels on %d sheets in %s\n", len(items), paper.Pages, o.to)
	return nil
}
