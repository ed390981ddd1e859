package queue

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/printing/forms"
	"redwrench/printing/ipp"
)

// Printers that are really there: a CUPS of our own and Debian's test printer,
// both on the loopback. `make printers` runs these tests; they start programs
// and take their time, so `go test` alone leaves them out.

// program is the path of an installed program; the test is skipped without it,
// and when nobody asked for real printers.
func program(t testing.TB, name, from string) string {
	t.Helper()
	if os.Getenv("REDWRENCH_PRINTERS") == "" {
		t.Skip("`make printers` runs this test")
	}
	for _, dir := range append(filepath.SplitList(os.Getenv("PATH")), "/usr/sbin", "/sbin") {
		if path := filepath.Join(dir, name); exec.Command("test", "-x", path).Run() == nil {
			return path
		}
	}
	t.Skipf("%s is not installed (Debian: %s)", name, from)
	return ""
}

// freePort is a port nobody listens on now.
func freePort(t testing.TB) string {
	t.Helper()
	ear, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ear.Close()
	return strconv.Itoa(ear.Addr().(*net.TCPAddr).Port)
}

// start starts a program that ends with the test.
func start(t testing.TB, path string, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(path, args...)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if t.Failed() && said.Len() > 0 {
			t.Logf("%s said:\n%.2000s", filepath.Base(path), said.String())
		}
	})
	return cmd
}

// script writes a program that puts what is printed into a tray: a line a
// paper, its job's name. While there is a file "empty" it says that it has no
// paper, and waits.
func script(t testing.TB, path, tray, name string) {
	t.Helper()
	text := fmt.Sprintf(`#!/bin/sh
# what CUPS asks when it looks for devices
[ $# = 0 ] && [ "%[2]s" != '$IPP_JOB_NAME' ] && exit 0
while [ -e %[1]s/empty ]; do
	kill -0 $PPID 2>/dev/null || exit 1 # whoever started this is gone
	echo "STATE: +media-empty-error" >&2
	sleep 0.1
done
echo "STATE: -media-empty-error" >&2
for file in "$@"; do :; done
if [ -f "$file" ]; then head -c 5 "$file"; else head -c 5; cat >/dev/null; fi >%[1]s/kind.$$
echo "%[2]s $(cat %[1]s/kind.$$)" >>%[1]s/tray
rm %[1]s/kind.$$
`, tray, name)
	if err := os.WriteFile(path, []byte(text), 0o700); err != nil {
		t.Fatal(err)
	}
}

// lines are the papers in the tray: how often each job is there.
func lines(t testing.TB, dir string) map[string]int {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dir, "tray"))
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for line := range strings.Lines(string(raw)) {
		name, kind, _ := strings.Cut(strings.TrimSpace(line), " ")
		if kind != "%PDF-" {
			t.Errorf("%s is no PDF: %q", name, kind)
		}
		counts[name]++
	}
	return counts
}

// slipPaper is a real PDF.
func slipPaper(_ context.Context, job inventory.PrintJob, to inventory.Printer) (Paper, error) {
	p, err := forms.TestPage(forms.Test{Lang: "zh", Shop: forms.Shop{Name: inventory.Name{Zh: "红扳手"}}, Printer: to.Name, Made: job.Asked})
	return Paper{PDF: p.PDF, Document: p.Document}, err
}

// cups is a CUPS of our own with one queue, Slips.
type cups struct {
	t    testing.TB
	dir  string
	path string
	cmd  *exec.Cmd
}

func newCUPS(t testing.TB) *cups {
	t.Helper()
	c := &cups{t: t, path: program(t, "cupsd", "cups")}
	var err error
	if c.dir, err = os.MkdirTemp("", "cups-"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(c.dir) })
	for _, dir := range []string{"etc", "bin/backend", "spool/tmp", "cache", "run/certs", "log"} {
		if err := os.MkdirAll(filepath.Join(c.dir, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, part := range []string{"filter", "daemon", "notifier", "cgi-bin", "driver", "monitor"} {
		if err := os.Symlink("/usr/lib/cups/"+part, filepath.Join(c.dir, "bin", part)); err != nil {
			t.Fatal(err)
		}
	}
	script(t, filepath.Join(c.dir, "bin/backend/tray"), c.dir, "$3")
	port := freePort(t)
	t.Setenv("CUPS_SERVER", "127.0.0.1:"+port)
	c.write("etc/cupsd.conf", "Listen 127.0.0.1:"+port+`
Browsing No
WebInterface No
LogLevel warn
<Location />
Order deny,allow
</Location>
<Policy default>
<Limit All>
Order deny,allow
</Limit>
</Policy>
`)
	c.write("etc/cups-files.conf", strings.ReplaceAll(`ServerRoot DIR/etc
ServerBin DIR/bin
RequestRoot DIR/spool
TempDir DIR/spool/tmp
CacheDir DIR/cache
StateDir DIR/run
DataDir /usr/share/cups
DocumentRoot DIR/etc
AccessLog DIR/log/access
ErrorLog DIR/log/error
PageLog DIR/log/page
`, "DIR", c.dir))
	c.write("etc/printers.conf", `<DefaultPrinter Slips>
Info 柜台小票机
DeviceURI tray:/slips
State Idle
Accepting Yes
Shared No
ErrorPolicy retry-job
</DefaultPrinter>
`)
	c.start()
	return c
}

func (c *cups) write(name, text string) {
	c.t.Helper()
	if err := os.WriteFile(filepath.Join(c.dir, name), []byte(text), 0o644); err != nil {
		c.t.Fatal(err)
	}
}

func (c *cups) start() {
	c.t.Helper()
	c.cmd = start(c.t, c.path, "-f", "-c", filepath.Join(c.dir, "etc/cupsd.conf"), "-s", filepath.Join(c.dir, "etc/cups-files.conf"))
	eventually(c.t, func() bool { _, err := ipp.Queues(context.Background()); return err == nil })
}

func (c *cups) empty(empty bool) {
	c.t.Helper()
	path := filepath.Join(c.dir, "empty")
	if !empty {
		if err := os.Remove(path); err != nil {
			c.t.Fatal(err)
		}
		return
	}
	c.write("empty", "")
}

func patient(w *Worker) *Worker {
	w.pace = pace{poll: 20 * time.Millisecond, idle: 50 * time.Millisecond, watch: 20 * time.Millisecond, look: 2 * time.Second, first: 10 * time.Millisecond, longest: 100 * time.Millisecond}
	return w
}

func once(t testing.TB, counts map[string]int, jobs int) {
	t.Helper()
	for name, n := range counts {
		if n != 1 {
			t.Errorf("%s came out %d times", name, n)
		}
	}
	if len(counts) != jobs {
		t.Errorf("%d of %d jobs came out", len(counts), jobs)
	}
}

func TestACUPSQueueIsFoundAndItsJobsFollowedToTheEnd(t *testing.T) {
	c := newCUPS(t)
	list, err := ipp.Queues(context.Background())
	if err != nil || len(list) != 1 || list[0].Name != "Slips" || list[0].Info != "柜台小票机" || list[0].State != ipp.PrinterIdle {
		t.Fatalf("found %+v, %v", list, err)
	}
	o, said := newOutbox(10), &statuses{}
	w := patient(worker(t, o, slipPaper, "cups:Slips", said))
	runUntil(t, w, func() bool { return o.states()[inventory.PrintDone] == 10 })
	once(t, lines(t, c.dir), 10)

	c.empty(true)
	o.add(2)
	runUntil(t, w, func() bool { return said.has(OutOfPaper) && o.states()[inventory.PrintAccepted] == 2 })
	if err := w.Printer.(Network).client.CancelJob(context.Background(), o.jobs[11].Remote); err != nil { // somebody at CUPS does so
		t.Fatal(err)
	}
	runUntil(t, w, func() bool { return o.states()[inventory.PrintFailed] == 1 })
	c.empty(false)
	runUntil(t, w, func() bool { return o.states()[inventory.PrintDone] == 11 })
	once(t, lines(t, c.dir), 11)
	if w, err := Open(slipPrinter("cups:Nowhere")); err != nil || w.Health(context.Background()) != Away {
		t.Errorf("a queue that is not there: %v", err)
	}
}

// CUPS is killed with jobs it has accepted, and forgets some or all of them:
// none comes twice, and for those nobody can tell of staff are asked.
func TestAKilledCUPSPrintsNothingTwice(t *testing.T) {
	c := newCUPS(t)
	c.empty(true)
	o := newOutbox(5)
	w := patient(worker(t, o, slipPaper, "cups:Slips", &statuses{}))
	runUntil(t, w, func() bool { return o.states()[inventory.PrintAccepted] == 5 })
	_ = c.cmd.Process.Kill()
	_ = c.cmd.Wait()
	c.start()
	o.add(3)
	c.empty(false)
	runUntil(t, w, func() bool {
		s := o.states()
		return s[inventory.PrintDone]+s[inventory.PrintUnknown]+s[inventory.PrintFailed] == 8
	})
	counts := lines(t, c.dir)
	for i, j := range o.jobs {
		n := counts[fmt.Sprintf("redwrench-%s-P%06d", w.ShopID, j.ID)]
		if n > 1 || j.State == inventory.PrintDone && n != 1 || i >= 5 && n != 1 {
			t.Errorf("job %d in state %d came out %d times", j.ID, j.State, n)
		}
	}
	t.Logf("states after the crash: %v", o.states())
}

// add appends jobs.
func (o *outbox) add(n int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.jobs = append(o.jobs, newOutbox(len(o.jobs) + n).jobs[len(o.jobs):]...)
}

// testPrinter starts Debian's ippeveprinter and returns its address and where
// its papers are.
func testPrinter(t testing.TB) (address, dir string) {
	t.Helper()
	path := program(t, "ippeveprinter", "cups-ipp-utils")
	announcer(t)
	dir, err := os.MkdirTemp("", "eve-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	script(t, filepath.Join(dir, "print"), dir, "$IPP_JOB_NAME")
	port := freePort(t)
	start(t, path, "-p", port, "-r", "off", "-n", "localhost", "-d", dir, "-c", filepath.Join(dir, "print"), "-f", "application/pdf", "Slip printer "+port)
	address = "ipp://localhost:" + port + "/ipp/print"
	client, err := ipp.NewClient(address)
	if err != nil {
		t.Fatal(err)
	}
	eventually(t, func() bool { _, err := client.Printer(context.Background()); return err == nil })
	return address, dir
}

// announcer makes sure of the two daemons without which ippeveprinter does not
// start, and skips the test where they cannot be had. They stay.
func announcer(t testing.TB) {
	t.Helper()
	if why := announced(program(t, "dbus-daemon", "dbus"), program(t, "avahi-daemon", "avahi-daemon")); why != "" {
		t.Skip(why)
	}
}

var announcing struct {
	sync.Mutex
	tried bool
	why   string
}

// announced is why the daemons cannot be had; empty: they run.
func announced(dbus, avahi string) string {
	announcing.Lock()
	defer announcing.Unlock()
	if !announcing.tried {
		announcing.tried, announcing.why = true, announce(dbus, avahi)
	}
	return announcing.why
}

func announce(dbus, avahi string) string {
	const socket = "/run/dbus/system_bus_socket"
	bus, err := net.Dial("unix", socket)
	if err == nil {
		_ = bus.Close()
	} else {
		_ = os.Remove(socket) // of a bus that is gone
		_ = os.Remove("/run/dbus/pid")
		if err := os.MkdirAll("/run/dbus", 0o755); err != nil {
			return "no system bus, and it cannot be started: " + err.Error()
		}
		if out, err := exec.Command(dbus, "--system", "--fork").CombinedOutput(); err != nil {
			return fmt.Sprintf("no system bus, and it cannot be started: %v: %s", err, out)
		}
	}
	if exec.Command(avahi, "--check").Run() == nil {
		return ""
	}
	conf := filepath.Join(os.TempDir(), "redwrench-avahi.conf")
	if err := os.WriteFile(conf, []byte("[server]\nallow-interfaces=lo\nuse-ipv4=yes\nuse-ipv6=no\n"), 0o644); err != nil {
		return err.Error()
	}
	if out, err := exec.Command(avahi, "-D", "-f", conf, "--no-drop-root", "--no-chroot", "--no-rlimits").CombinedOutput(); err != nil {
		return fmt.Sprintf("avahi cannot be started: %v: %s", err, out)
	}
	return ""
}

// cutter is a line to a printer of which a share of the exchanges break: half of
// them before the printer hears of them, half after it did what was asked.
func cutter(t testing.TB, address string, share float64, seed uint64) string {
	t.Helper()
	to := strings.Replace(address, "ipp://", "http://", 1)
	var mu sync.Mutex
	random := rand.New(rand.NewPCG(seed, 3))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		fate := random.Float64()
		mu.Unlock()
		body, err := io.ReadAll(r.Body)
		if err != nil || fate < share/2 {
			panic(http.ErrAbortHandler)
		}
		answer, err := http.Post(to, r.Header.Get("Content-Type"), bytes.NewReader(body))
		if err != nil {
			panic(http.ErrAbortHandler)
		}
		defer answer.Body.Close()
		if fate < share {
			panic(http.ErrAbortHandler)
		}
		w.Header().Set("Content-Type", "application/ipp")
		_, _ = io.Copy(w, answer.Body)
	}))
	t.Cleanup(server.Close)
	return strings.Replace(server.URL, "http://", "ipp://", 1) + "/ipp/print"
}

func TestARealPrinterBehindABadLineWithTheWorkerKilled(t *testing.T) {
	address, dir := testPrinter(t)
	const jobs = 200
	path := outboxFile(t, jobs)
	kills := killed(t, path, cutter(t, address, 0.4, 1), rand.New(rand.NewPCG(4, 4)), func(desk *inventory.Desk) bool { return waiting(t, desk) == 0 })
	once(t, lines(t, dir), jobs)
	t.Logf("%d jobs, killed %d times", jobs, kills)
}

func TestARealPrinterWithoutPaperIsSaid(t *testing.T) {
	address, dir := testPrinter(t)
	if err := os.WriteFile(filepath.Join(dir, "empty"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	o, said := newOutbox(3), &statuses{}
	w := patient(worker(t, o, slipPaper, address, said))
	runUntil(t, w, func() bool { return said.has(OutOfPaper) })
	if err := os.Remove(filepath.Join(dir, "empty")); err != nil {
		t.Fatal(err)
	}
	runUntil(t, w, func() bool { return o.states()[inventory.PrintDone] == 3 })
	counts := lines(t, dir)
	once(t, counts, 3)
	names := make([]string, 0, len(counts))
	for name := range counts {
		names = append(names, name)
	}
	slices.Sort(names)
	t.Logf("printed %v", names)
}
