package exchange_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"redwrench/inventory"
	tables "redwrench/inventory/exchange"
	"redwrench/inventory/jobs"
	"redwrench/ui/desk/desktest"
	"redwrench/ui/desk/exchange"
	"redwrench/ui/stage"
)

// stick is a medium in memory.
type stick struct {
	files   map[string]string
	written map[string]string
	pulled  bool // out while something is written
}

var place = exchange.Place{Path: "/media/a", Name: "A"}

func (s *stick) Files(context.Context) ([]exchange.File, error) {
	var list []exchange.File
	for name, text := range s.files {
		list = append(list, exchange.File{Place: place, Path: name, Name: name, Size: int64(len(text))})
	}
	return list, nil
}

func (*stick) Pictures(context.Context) ([]exchange.File, error) { return nil, nil }

func (s *stick) Places(context.Context) ([]exchange.Place, error) {
	return []exchange.Place{place, {Path: "/data/export"}}, nil
}

type opened struct{ *bytes.Reader }

func (opened) Close() error { return nil }

func (s *stick) Open(f exchange.File) (exchange.Opened, error) {
	text, there := s.files[f.Path]
	if !there {
		return nil, exchange.ErrGone
	}
	return opened{bytes.NewReader([]byte(text))}, nil
}

func (s *stick) Write(p exchange.Place, name string, write func(io.Writer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return errors.Join(exchange.ErrWrite, err)
	}
	if s.pulled {
		return exchange.ErrWrite
	}
	s.written[p.Path+"/"+name] = b.String()
	return nil
}

func begin(t *testing.T, files map[string]string) (*desktest.Shop, *stick, *exchange.Flow) {
	s := desktest.New(t)
	m := &stick{files: files, written: map[string]string{}}
	return s, m, exchange.New(context.Background(), s, s.Desk, m, stage.Tables{Who: s.Manager})
}

// reads chooses a file and waits for what was found.
func reads(s *desktest.Shop, f *exchange.Flow, what tables.What, name string) {
	f.Import(what)
	s.Queue.Drain()
	for _, file := range f.Files {
		if file.Name == name {
			f.Choose(file)
		}
	}
	s.Queue.Drain()
}

func types(s *desktest.Shop, f *exchange.Flow, pin string) {
	for _, r := range pin {
		f.Typed(r)
	}
	s.Queue.Drain()
	s.Queue.Drain()
}

const good = "名称,类别\n测试锤,hand\n测试梯,登高\n"

func TestATableIsTakenInWithTheManagersPIN(t *testing.T) {
	s, _, f := begin(t, map[string]string{"good.csv": good})
	before := len(desktest.Must(s.Desk.Catalogue(context.Background())))
	reads(s, f, tables.Tools, "good.csv")
	if f.Step != exchange.Found || !f.Sound() || f.Findings.Rows != 2 {
		t.Fatalf("step %d, %v, %+v", f.Step, f.Refusal, f.Findings)
	}
	f.Take()
	types(s, f, "111222")
	if f.Step != exchange.PIN || !errors.Is(f.Refusal, inventory.ErrWrongPIN) || len(desktest.Must(s.Desk.Catalogue(context.Background()))) != before {
		t.Fatalf("with a wrong PIN: step %d, %v", f.Step, f.Refusal)
	}
	types(s, f, desktest.PIN)
	if f.Step != exchange.Ways || f.Done.Key != "exchange.imported" || f.Done.Rows != 2 || f.Working() {
		t.Fatalf("step %d, %v, %+v", f.Step, f.Refusal, f.Done)
	}
	if n := len(desktest.Must(s.Desk.Catalogue(context.Background()))); n != before+2 {
		t.Errorf("%d tools, there were %d", n, before)
	}
}

func TestSomebodyOnDutyTakesNothingIn(t *testing.T) {
	s, _, f := begin(t, map[string]string{"good.csv": good})
	desktest.Must(s.Desk.Hire(context.Background(), "试用员", inventory.Duty, "314159", s.Manager.ID))
	reads(s, f, tables.Tools, "good.csv")
	f.Take()
	types(s, f, "314159")
	if f.Step != exchange.PIN || !errors.Is(f.Refusal, inventory.ErrNotManager) {
		t.Errorf("step %d, %v", f.Step, f.Refusal)
	}
}

func TestATableWithProblemsCannotBeTakenIn(t *testing.T) {
	s, _, f := begin(t, map[string]string{"bad.csv": good + "测试钳,没有\n"})
	reads(s, f, tables.Tools, "bad.csv")
	if f.Step != exchange.Found || f.Sound() || f.Findings.Bad != 1 || f.Findings.Problems[0].Row != 4 {
		t.Fatalf("step %d, %+v", f.Step, f.Findings)
	}
	if f.Take(); f.Step != exchange.Found {
		t.Error("it asks for the PIN")
	}
	f.Back()
	f.Back()
	f.Back()
	if d, ok := s.Shown.(stage.Desk); !ok || d.Who.ID != s.Manager.ID {
		t.Errorf("back leads to %T", s.Shown)
	}
}

func TestAFileThatIsNoTableOrGoneIsSaid(t *testing.T) {
	s, m, f := begin(t, map[string]string{"bad.csv": "a,b\n1,2\n"})
	reads(s, f, tables.Tools, "bad.csv")
	if f.Step != exchange.WhichFile || !errors.Is(f.Refusal, tables.ErrHeader) {
		t.Errorf("step %d, %v", f.Step, f.Refusal)
	}
	delete(m.files, "bad.csv")
	f.Choose(f.Files[0])
	s.Queue.Drain()
	if f.Step != exchange.WhichFile || !errors.Is(f.Refusal, exchange.ErrGone) {
		t.Errorf("step %d, %v", f.Step, f.Refusal)
	}
}

func TestReadingThatIsStoppedChangesNothing(t *testing.T) {
	s, _, f := begin(t, map[string]string{"good.csv": "名称,类别\n" + strings.Repeat("锤,hand\n", 90_000)})
	f.Import(tables.Tools)
	s.Queue.Drain()
	f.Choose(f.Files[0])
	if !f.Working() {
		t.Fatal("no work goes on")
	}
	f.Cancel()
	s.Queue.Drain()
	if f.Step != exchange.WhichFile || f.Done.Key != "exchange.cancelled" || f.Refusal != nil || f.Working() {
		t.Errorf("step %d, %+v, %v", f.Step, f.Done, f.Refusal)
	}
}

func TestATableIsWrittenToTheStick(t *testing.T) {
	s, m, f := begin(t, nil)
	f.Export()
	f.Of("tools")
	f.As(tables.CSV)
	s.Queue.Drain()
	if len(f.Places) != 2 {
		t.Fatalf("places %v", f.Places)
	}
	f.To(place)
	s.Queue.Drain()
	text := m.written["/media/a/redwrench-tools-20261124-102400.csv"]
	if f.Done.Key != "exchange.written" || f.Done.Rows < 50 || !strings.Contains(text, "T0000011") && !strings.Contains(text, "活动扳手") {
		t.Errorf("%+v, %v, %d bytes of %v", f.Done, f.Refusal, len(text), len(m.written))
	}
	m.pulled = true
	f.Export()
	f.Of("loans")
	f.As(tables.XLSX)
	s.Queue.Drain()
	f.To(place)
	s.Queue.Drain()
	if f.Step != exchange.WhichPlace || !errors.Is(f.Refusal, exchange.ErrWrite) || len(m.written) != 1 {
		t.Errorf("step %d, %v, %d files", f.Step, f.Refusal, len(m.written))
	}
}

func TestTheServiceRecordOfOneVolunteerIsWritten(t *testing.T) {
	s := desktest.New(t)
	ctx := context.Background()
	mate := desktest.Must(s.Desk.Enlist(ctx, "试用帮手", inventory.Craft{}, s.Manager.ID))
	j := desktest.Must(s.Desk.ReportJob(ctx, inventory.Request{Resident: s.Resident(1).ID, Kind: "locks", Lang: "zh"}))
	var work []inventory.Work
	for _, who := range []inventory.StaffID{s.Manager.ID, mate.ID} {
		desktest.Must(s.Desk.AssignJob(ctx, j.ID, who, false, s.Manager.ID))
		work = append(work, inventory.Work{Who: who, Hours: 2})
	}
	s.Now = s.Now.Add(3 * time.Hour)
	to := s.Desk.Now()
	desktest.Must(s.Desk.FillIn(ctx, j.ID, inventory.VisitReport{Visit: jobs.Span{From: to.Add(-time.Hour), To: to}, Work: work}, s.Manager.ID))
	m := &stick{written: map[string]string{}}
	f := exchange.New(ctx, s, s.Desk, m, stage.Tables{Who: s.Manager, Of: mate.ID})
	f.As(tables.CSV)
	s.Queue.Drain()
	f.To(place)
	s.Queue.Drain()
	text := m.written["/media/a/redwrench-visits-S2-20261124-132400.csv"]
	if f.Done.Key != "exchange.written" || f.Done.Rows != 1 || !strings.Contains(text, ",S0000021,") {
		t.Errorf("%+v, %v, wrote %v", f.Done, f.Refusal, m.written)
	}
	f.Export()
	f.Of("visits")
	f.As(tables.CSV)
	s.Queue.Drain()
	f.To(place)
	s.Queue.Drain()
	if f.Done.Rows != 2 {
		t.Errorf("everybody's table has %d rows, want 2", f.Done.Rows)
	}
	back := exchange.New(ctx, s, s.Desk, m, stage.Tables{Who: s.Manager, Of: mate.ID})
	back.Back()
	if _, ok := s.Shown.(stage.Desk); !ok {
		t.Errorf("back showed %v", s.Shown)
	}
}

func TestDonorsAreNamedOnlyWithTheManagersPIN(t *testing.T) {
	s, m, f := begin(t, nil)
	gift := inventory.Gift{Fen: 10_000, Donor: "样例甲乙", Naming: inventory.NameWhole, Lang: "zh"}
	desktest.Must(s.Desk.TakeDonation(context.Background(), gift, s.Manager.ID))
	file := func(table string) {
		f.Export()
		f.Of(table)
		f.As(tables.CSV)
		s.Queue.Drain()
		f.To(place)
		s.Queue.Drain()
	}
	file("donations")
	if text := m.written["/media/a/redwrench-donations-20261124-102400.csv"]; !strings.Contains(text, "样*乙") || strings.Contains(text, gift.Donor) {
		t.Errorf("masked: %q", text)
	}
	file(exchange.Donors)
	if f.Step != exchange.PIN || len(m.written) != 1 {
		t.Fatalf("step %d, %d files", f.Step, len(m.written))
	}
	types(s, f, desktest.PIN)
	if text := m.written["/media/a/redwrench-donations-full-20261124-102400.csv"]; !strings.Contains(text, gift.Donor) {
		t.Errorf("step %d, %v, %q", f.Step, f.Refusal, text)
	}
	if e := desktest.Must(s.Desk.LastDeed(context.Background())); e.Deed != "export" || len(e.Subjects) != 1 || e.Subjects[0] != "donations" {
		t.Errorf("the audit ends with %q of %q", e.Deed, e.Subjects)
	}
}

func TestResidentsInFullAreWrittenOnlyWithTheManagersPIN(t *testing.T) {
	s, m, f := begin(t, nil)
	phone := s.Resident(1).Person.Phone
	f.Export()
	f.Of(exchange.Full)
	f.As(tables.CSV)
	s.Queue.Drain()
	f.To(place)
	s.Queue.Drain()
	if f.Step != exchange.PIN || len(m.written) != 0 {
		t.Fatalf("step %d, %d files", f.Step, len(m.written))
	}
	types(s, f, desktest.PIN)
	if f.Done.Key != "exchange.written" || !strings.Contains(m.written["/media/a/redwrench-residents-full-20261124-102400.csv"], phone) {
		t.Errorf("step %d, %v, %+v", f.Step, f.Refusal, f.Done)
	}
	if e := desktest.Must(s.Desk.LastDeed(context.Background())); e.Deed != "export" || e.Who != s.Manager.ID {
		t.Errorf("the audit ends with %q", e.Deed)
	}
	f.Export()
	f.Of("residents")
	f.As(tables.CSV)
	s.Queue.Drain()
	f.To(place)
	s.Queue.Drain()
	if text := m.written["/media/a/redwrench-residents-20261124-102400.csv"]; text == "" || strings.Contains(text, phone) {
		t.Errorf("masked: %d bytes", len(text))
	}
}

func TestATemplateIsWrittenThatCanBeReadAgain(t *testing.T) {
	s, m, f := begin(t, nil)
	f.Template()
	f.TemplateOf(tables.Residents)
	s.Queue.Drain()
	f.To(place)
	s.Queue.Drain()
	const name = "redwrench-template-residents-20261124-102400.xlsx"
	m.files = map[string]string{name: m.written["/media/a/"+name]}
	reads(s, f, tables.Residents, name)
	if !errors.Is(f.Refusal, nil) || f.Step != exchange.Found || f.Sheet.LeftOut != 1 || f.Sound() {
		t.Errorf("step %d, %v", f.Step, f.Refusal)
	}
}

func TestTheLinesOfTheAuditThatPassAreWritten(t *testing.T) {
	s, m := desktest.New(t), &stick{written: map[string]string{}}
	s.Resident(1)
	s.Resident(2)
	f := exchange.New(context.Background(), s, s.Desk, m, stage.Tables{Who: s.Manager, Deeds: &inventory.DeedFilter{Deed: "register"}})
	if f.Step != exchange.WhichFormat {
		t.Fatalf("step %d", f.Step)
	}
	f.As(tables.CSV)
	s.Queue.Drain()
	f.To(place)
	s.Queue.Drain()
	if f.Refusal != nil || f.Done.Rows != 2 {
		t.Errorf("%d rows, %v", f.Done.Rows, f.Refusal)
	}
}
