package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/inventory/exchange"
	"redwrench/printing/forms"
	"redwrench/ui/say"
)

// reporting is what the flags of report say.
type reporting struct {
	from, until string
	lang        string
	period      inventory.Period
}

func (r *reporting) flags(flags *flag.FlagSet, to *string) {
	flags.StringVar(&r.from, "from", "", "the first day, as 2026-01-01")
	flags.StringVar(&r.until, "until", "", "the last day, as 2026-06-30")
	flags.StringVar(&r.lang, "lang", string(words.Chinese), "zh, bo or en")
	flags.StringVar(to, "to", "", "the file: F.pdf, F.csv or F.xlsx")
}

// extension is the ending of a file's name, without its point, in small letters.
func extension(name string) string {
	return strings.TrimPrefix(strings.ToLower(filepath.Ext(name)), ".")
}

func (r *reporting) checked(to string) error {
	if !slices.Contains([]string{"pdf", string(exchange.CSV), string(exchange.XLSX)}, extension(to)) {
		return errors.New("report: say where to: --to F.pdf, F.csv or F.xlsx")
	}
	if !slices.Contains(words.All, words.Lang(r.lang)) {
		return errors.New("report: --lang is zh, bo or en")
	}
	from, err1 := inventory.ParseDay(r.from)
	until, err2 := inventory.ParseDay(r.until)
	if err1 != nil || err2 != nil {
		return errors.New("report: say which days: --from 2026-01-01 --until 2026-06-30")
	}
	r.period = inventory.Period{From: from, Until: until}
	if err := r.period.Check(); err != nil {
		return errors.New("report: from one day to ten years, the earlier day first")
	}
	return nil
}

// report writes the report of a period to a file, whole or not at all.
func report(ctx context.Context, s *shop, o options, stdout io.Writer) error {
	lang := words.Lang(o.report.lang)
	r, err := s.Report(ctx, o.report.period)
	if err != nil {
		return err
	}
	_, err = writeWhole(o.to, func(w io.Writer) (int, error) {
		if format := extension(o.to); format != "pdf" {
			return reportTable(lang, r).Write(ctx, s.Desk, w, exchange.Format(format), nil)
		}
		paper, err := forms.PeriodReport(reportForm(lang, press{desk: s.Desk}.shop(), r))
		if err != nil {
			return 0, err
		}
		return w.Write(paper.PDF)
	})
	if err != nil {
		return fmt.Errorf("report: %w", err)
	}
	_, err = fmt.Fprintf(stdout, "%s until %s: %d loans, %d jobs done, in %s\n", r.Period.From, r.Period.Until, r.Is.Loans, r.Is.Jobs.Done, o.to)
	return err
}

// report is the paper of a period.
func (p press) report(ctx context.Context, period inventory.Period, lang words.Lang) (forms.Paper, error) {
	r, err := p.desk.Report(ctx, period)
	if err != nil {
		return forms.Paper{}, err
	}
	return forms.PeriodReport(reportForm(lang, p.shop(), r))
}

// reportForm is a report ready for paper.
func reportForm(l words.Lang, in forms.Shop, r inventory.Report) forms.Report {
	zone := r.Made.Location()
	d := forms.Report{
		Lang: l, Shop: in, From: r.Period.From.In(zone), To: r.Period.Until.In(zone), Made: r.Made, Running: r.Running,
		Was: l.Say("report.compared", "from", say.FullDay(l, r.Before.From), "to", say.FullDay(l, r.Before.Until)),
	}
	lending, repairs := say.Charts(r)
	d.Lending.Charts, d.Repairs.Charts = chartsOf(l, lending), chartsOf(l, repairs)
	for _, f := range inventory.Figures() {
		part := &d.Lending
		if f >= inventory.FigureReported {
			part = &d.Repairs
		}
		part.Figures = append(part.Figures, forms.Figure{
			Key: say.FigureKey(f), Value: say.FigureValue(l, f, r.Is), Was: say.FigureValue(l, f, r.Was),
		})
	}
	return d
}

func chartsOf(l words.Lang, charts []say.Chart) []forms.Chart {
	var list []forms.Chart
	for _, c := range charts {
		one := forms.Chart{Key: c.Key, Up: c.Up}
		for _, b := range c.Bars {
			one.Bars = append(one.Bars, forms.Tally{Name: say.BarName(l, b), Text: c.BarValue(l, b), N: b.N})
		}
		list = append(list, one)
	}
	return list
}

// reportTable is a report for a spreadsheet.
func reportTable(l words.Lang, r inventory.Report) exchange.Table {
	var rows [][]any
	for _, x := range say.ReportLines(l, r) {
		rows = append(rows, []any{x.Part, x.Name, x.Value, x.Before})
	}
	return exchange.Listed([]string{"part", "name", "value", "before"}, rows)
}
