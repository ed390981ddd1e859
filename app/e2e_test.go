package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/invented"
)

// TestEndToEnd runs the real program in a real window, with a scanner that
// types and a finger that taps: labels, a loan, its slip, a return. It needs
// Xvfb and friends (make test installs them) and leaves a picture of each step
// in out/e2e.
func TestEndToEnd(t *testing.T) {
	needs(t, "Xvfb", "xdotool", "pdftoppm", "pdftotext", "zbarimg", "convert")
	s := newStand(t)
	cards := residentCards(t, s.run("demo"))
	tag := s.firstLabel()
	if want := inventory.ToolID(1).Code().Payload(); tag != want {
		t.Fatalf("the first label says %q, want %q", tag, want)
	}
	s.open()
	s.setPIN()
	s.borrow(cards[0], tag)
	s.refusals(tag)
	s.verifyAndTakeBack(cards[0], tag)
	s.focusTraps(cards[0])
	s.idle()
	s.register()
	s.close()
	if out := s.run("check"); !strings.Contains(out, "in order") {
		t.Errorf("check says %q", out)
	}
	s.secondCopy()
}

const (
	testPIN   = "271828"
	atOneTap  = 350 * time.Millisecond // between two touches, as a person does
	nextX     = 1074                   // "下一步" of the basket
	nextY     = 692
	confirmX  = 350
	confirmY  = 690
	patiently = 40 * time.Second
)

// stand is a display, a data folder and the program.
type stand struct {
	t       *testing.T
	dir     string
	binary  string
	display string
	kiosk   *exec.Cmd
	log     logged
	steps   int
	into    string // folder of the pictures in out/e2e
	wide    int    // the display's size in pixels
	high    int
}

// logged is what the program has said so far.
type logged struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// needs skips the test where a program of the machine is not installed.
func needs(t *testing.T, tools ...string) {
	t.Helper()
	for _, tool := range tools {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed: run `make test`, which installs it", tool)
		}
	}
}

// newStand is the program as it is built, on a display of its own. The race
// detector has nothing to find in it: `make windows` runs these tests without.
func newStand(t *testing.T) *stand {
	t.Helper()
	return newStandOf(t, 1280, 800)
}

// newStandOf is newStand with a display of another size.
func newStandOf(t *testing.T, wide, high int) *stand {
	t.Helper()
	if raced {
		t.Skip("`make windows` runs this test")
	}
	t.Parallel() // most of a run is waiting
	s := &stand{t: t, dir: t.TempDir(), binary: built(t), wide: wide, high: high}
	if err := os.MkdirAll(pictures, 0o755); err != nil {
		t.Fatal(err)
	}
	s.startDisplay()
	return s
}

const pictures = "../out/e2e"

// builtIn is the folder with the program, when a test has built it.
var builtIn string

// build builds the program, once for all stands.
var build = sync.OnceValues(func() (binary string, err error) {
	if builtIn, err = os.MkdirTemp("", "redwrench-"); err != nil {
		return "", err
	}
	binary = filepath.Join(builtIn, "redwrench")
	if out, err := exec.Command("go", "build", "-tags", "release", "-o", binary, ".").CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w\n%s", err, out)
	}
	return binary, nil
})

func built(t *testing.T) string {
	t.Helper()
	binary, err := build()
	if err != nil {
		t.Fatal("build: ", err)
	}
	return binary
}

// startDisplay starts Xvfb on a free display.
func (s *stand) startDisplay() {
	r, w, err := os.Pipe()
	if err != nil {
		s.t.Fatal(err)
	}
	x := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", fmt.Sprintf("%dx%dx24", s.wide, s.high), "-fbdir", s.dir, "-nolisten", "tcp", "-noreset")
	x.ExtraFiles = []*os.File{w}
	if err := x.Start(); err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = x.Process.Kill(); _ = x.Wait() })
	_ = w.Close()
	number := make([]byte, 16)
	n, err := r.Read(number)
	if err != nil {
		s.t.Fatalf("Xvfb gave no display: %v", err)
	}
	s.display = ":" + strings.TrimSpace(string(number[:n]))
}

func (s *stand) env() []string {
	return append(os.Environ(), "DISPLAY="+s.display, "LANG=C.UTF-8", "LIBGL_ALWAYS_SOFTWARE=1",
		"XDG_DATA_HOME="+filepath.Join(s.dir, "data"), "XDG_CONFIG_HOME="+filepath.Join(s.dir, "config"))
}

// run runs a sub-command and returns what it printed.
func (s *stand) run(args ...string) string {
	s.t.Helper()
	cmd := exec.Command(s.binary, args...)
	cmd.Env = s.env()
	out, err := cmd.Output()
	if err != nil {
		s.t.Fatalf("redwrench %v: %v\n%s", args, err, out)
	}
	return string(out)
}

// tool runs a program of the machine on the display.
func (s *stand) tool(name string, args ...string) []byte {
	s.t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = s.env()
	out, err := cmd.Output()
	if exit := new(exec.ExitError); errors.As(err, &exit) {
		s.t.Fatalf("%s %v: %v: %s", name, args, err, exit.Stderr)
	} else if err != nil {
		s.t.Fatalf("%s %v: %v", name, args, err)
	}
	return out
}

// residentCards are the payloads demo printed.
func residentCards(t *testing.T, out string) []string {
	t.Helper()
	var cards []string
	for _, word := range strings.Fields(out) {
		if strings.HasPrefix(word, "R:R") {
			cards = append(cards, word)
		}
	}
	if len(cards) == 0 {
		t.Fatalf("demo named no cards: %s", out)
	}
	return cards
}

// firstLabel prints the labels, cuts the first one out of the sheet and reads it.
func (s *stand) firstLabel() string {
	s.t.Helper()
	pdf := filepath.Join(s.dir, "labels.pdf")
	s.run("labels", "--to", pdf)
	s.tool("pdftoppm", "-r", "203", "-png", "-f", "1", "-l", "1", pdf, filepath.Join(s.dir, "sheet"))
	sheets, _ := filepath.Glob(filepath.Join(s.dir, "sheet*.png"))
	if len(sheets) != 1 {
		s.t.Fatalf("%d pictures of the sheet", len(sheets))
	}
	const dots = 203 / 25.4
	cut := fmt.Sprintf("%.0fx%.0f+%.0f+%.0f", 45.7*dots, 21.2*dots, 9.85*dots, 21.3*dots)
	label := filepath.Join(pictures, "00-label.png")
	s.tool("convert", sheets[0], "-crop", cut, "+repage", label)
	return s.decode(label)
}

func (s *stand) decode(picture string) string {
	s.t.Helper()
	return strings.TrimSpace(string(s.tool("zbarimg", "--nodbus", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", picture)))
}

// open starts the kiosk and waits for the first frame.
func (s *stand) open() {
	s.t.Helper()
	s.kiosk = exec.Command(s.binary)
	s.kiosk.Env, s.kiosk.Stderr = s.env(), &s.log
	began := time.Now()
	if err := s.kiosk.Start(); err != nil {
		s.t.Fatal(err)
	}
	running := s.kiosk.Process
	s.t.Cleanup(func() { _ = running.Kill() })
	s.drawn()
	frame := time.Since(began)
	s.until(s.wide*4/5, s.high/2, func(c [3]byte) bool { return c != ground }) // a tile, or a key of the PIN pad
	s.t.Logf("first frame after %v, open after %v", frame.Round(10*time.Millisecond), time.Since(began).Round(10*time.Millisecond))
	time.Sleep(atOneTap)
}

// ground, red and blue are colours of our screens.
var (
	ground = [3]byte{0xFA, 0xF6, 0xF0}
	red    = [3]byte{0xA7, 0x14, 0x1B}
	blue   = [3]byte{0x1F, 0x4E, 0x79}

	greenBox = [3]byte{0xE4, 0xF2, 0xE7}
)

// until waits until the pixel has such a colour.
func (s *stand) until(x, y int, such func([3]byte) bool) {
	s.t.Helper()
	for began := time.Now(); time.Since(began) < patiently; {
		if such(s.at(x, y)) {
			return
		}
		time.Sleep(glance)
	}
	s.picture("in-vain")
	s.t.Fatalf("the screen never came; the log:\n%s", s.log.String())
}

// glance is how long a test waits before it looks at the screen again.
const glance = 10 * time.Millisecond

// screenFile is where Xvfb keeps the screen.
func (s *stand) screenFile() string { return filepath.Join(s.dir, "Xvfb_screen0") }

// screen is the display's content as it is now: a picture in X's own format, which
// Xvfb keeps in a file.
func (s *stand) screen() []byte {
	s.t.Helper()
	dump, err := os.ReadFile(s.screenFile())
	if err != nil {
		s.t.Fatal(err)
	}
	return dump
}

// at is a pixel of the display: red, green, blue.
func (s *stand) at(x, y int) [3]byte {
	s.t.Helper()
	var p [4]byte
	s.lines(p[:], y, 4*x)
	return [3]byte{p[2], p[1], p[0]}
}

// lines reads what is on the display from a line on, and there from a byte on.
func (s *stand) lines(into []byte, line, from int) {
	s.t.Helper()
	file, err := os.Open(s.screenFile())
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	end, err := file.Seek(0, io.SeekEnd)
	if err != nil {
		s.t.Fatal(err)
	}
	if _, err := file.ReadAt(into, end-int64((s.high-line)*4*s.wide-from)); err != nil {
		s.t.Fatal(err)
	}
}

// drawn waits until the ground of our screens is on the display.
func (s *stand) drawn() {
	s.t.Helper()
	s.until(20, 700, func(c [3]byte) bool { return c == ground })
}

// changed waits until the display shows something else than before and returns
// how long that took.
func (s *stand) changed(before []byte) time.Duration {
	s.t.Helper()
	began := time.Now()
	for time.Since(began) < patiently {
		if !bytes.Equal(before, s.screen()) {
			return time.Since(began)
		}
		time.Sleep(glance)
	}
	s.t.Fatalf("nothing changed on the screen; the log:\n%s", s.log.String())
	return 0
}

func (s *stand) tap(x, y int) {
	s.t.Helper()
	s.tool("xdotool", "mousemove", fmt.Sprint(x), fmt.Sprint(y), "click", "1")
	time.Sleep(atOneTap)
}

// scan types a code as a scanner does and returns how long the screen took to answer.
func (s *stand) scan(code string) time.Duration {
	s.t.Helper()
	before := s.screen()
	s.types(code)
	took := s.changed(before)
	time.Sleep(atOneTap)
	return took
}

func (s *stand) typeText(text string) {
	s.t.Helper()
	s.tool("xdotool", "type", "--delay", "90", text)
	time.Sleep(atOneTap)
}

// picture keeps what is on the screen.
func (s *stand) picture(name string) {
	s.t.Helper()
	s.steps++
	dir := filepath.Join(pictures, s.into)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		s.t.Fatal(err)
	}
	s.savePicture(filepath.Join(dir, fmt.Sprintf("%02d-%s.png", s.steps, name)))
}

// savePicture writes what is on the screen into a file.
func (s *stand) savePicture(file string) {
	s.t.Helper()
	dump := s.screen()
	at := func(field int) int { return int(binary.BigEndian.Uint32(dump[4*field:])) }
	width, height, line := at(4), at(5), at(12)
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		row := dump[len(dump)-(height-y)*line:]
		for x := range width {
			copy(img.Pix[img.PixOffset(x, y):], []byte{row[4*x+2], row[4*x+1], row[4*x], 0xFF})
		}
	}
	var picture bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&picture, img); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(file, picture.Bytes(), 0o644); err != nil {
		s.t.Fatal(err)
	}
}

func (s *stand) setPIN() {
	s.picture("setup")
	s.typeText(testPIN)
	s.typeText(testPIN)
	s.until(s.wide*25/32, s.high*3/8, func(c [3]byte) bool { return c == blue }) // the hash takes its time on purpose
	time.Sleep(atOneTap)
	s.picture("home")
}

// borrow scans a tag and a card and confirms: one tap.
func (s *stand) borrow(card, tag string) {
	s.t.Helper()
	s.t.Logf("the first scan was answered after %v", s.scan(tag).Round(time.Millisecond))
	s.picture("basket")
	s.t.Logf("a card was answered after %v", s.scan(card).Round(time.Millisecond))
	s.until(60, confirmY, func(c [3]byte) bool { return c == red })
	s.picture("confirm")
	before := s.slips()
	s.tap(confirmX, confirmY)
	s.picture("done")
	slip := s.newSlip(before)
	s.tool("pdftoppm", "-r", "203", "-png", "-singlefile", slip, filepath.Join(pictures, "slip"))
	if got, want := s.decode(filepath.Join(pictures, "slip.png")), inventory.LoanID(1).Code().Payload(); got != want {
		s.t.Errorf("the slip's code says %q, want %q", got, want)
	}
	if text := s.text(slip); !strings.Contains(text, inventory.ToolID(1).Code().Human()) || strings.Contains(text, "19900000001") {
		s.t.Errorf("the slip names no tool, or a whole telephone number:\n%s", text)
	}
}

func (s *stand) slips() int {
	files, _ := filepath.Glob(filepath.Join(s.dir, "data", "redwrench", "slips", "*.pdf"))
	return len(files)
}

// newSlip waits for one more PDF than before and returns the newest.
func (s *stand) newSlip(before int) string {
	s.t.Helper()
	for began := time.Now(); time.Since(began) < patiently; time.Sleep(20 * time.Millisecond) {
		files, _ := filepath.Glob(filepath.Join(s.dir, "data", "redwrench", "slips", "*.pdf"))
		if len(files) > before {
			return files[len(files)-1] // names begin with the time
		}
	}
	s.t.Fatalf("no slip was printed; the log:\n%s", s.log.String())
	return ""
}

func (s *stand) text(pdf string) string {
	s.t.Helper()
	return string(s.tool("pdftotext", "-layout", pdf, "-"))
}

// refusals shows the kind words for what cannot be done.
func (s *stand) refusals(lent string) {
	s.scan(inventory.ToolID(2).Code().Payload()) // on the done screen: the next loan begins
	s.scan(lent)
	s.picture("refused-lent")
	s.scan("R:T0000029")
	s.picture("refused-check")
	s.scan("6901234567892")
	s.picture("refused-foreign")
	s.scan(inventory.ToolID(900).Code().Payload())
	s.picture("refused-unknown")
	s.scan(inventory.ToolID(2).Code().Payload())
	s.picture("refused-twice")
	s.tap(100, 36)  // back
	s.tap(446, 463) // the basket may go
}

// verifyAndTakeBack unlocks the desk, notes the card as seen and takes the tool back.
func (s *stand) verifyAndTakeBack(card, tag string) {
	s.tap(950, 300) // return a tool
	s.typeText("111222")
	time.Sleep(time.Second)
	s.picture("wrong-pin")
	s.typeText(testPIN)
	time.Sleep(time.Second)
	s.picture("desk")
	s.scan(card)
	s.picture("desk-resident")
	s.tap(470, 222) // the card was seen
	s.scan(tag)
	s.picture("desk-tool")
	s.tap(500, 333) // complete and good
	s.picture("desk-back")
	before := s.screen()
	s.scan(tag) // a second time: nothing to take back
	s.picture("desk-notlent")
	if bytes.Equal(before, s.screen()) {
		s.t.Error("a second scan of the same tag got no word")
	}
	s.tap(100, 758) // lock
}

// focusTraps touches every kind of widget and scans after each: no scan may be
// swallowed. All tools scanned must stand on the slip.
func (s *stand) focusTraps(card string) {
	s.t.Helper()
	scanned := []inventory.ToolID{3, 6, 7, 11}
	s.tap(300, 300) // borrow
	s.tap(150, 120) // a chip
	s.scan(scanned[0].Code().Payload())
	s.tap(798, 708) // the pager
	s.scan(scanned[1].Code().Payload())
	s.tap(796, 36) // Tibetan
	s.picture("borrow-bo")
	s.scan(scanned[2].Code().Payload())
	s.tap(1003, 36) // large text
	s.picture("borrow-bo-large")
	s.scan(scanned[3].Code().Payload())
	s.tap(1003, 36)
	s.tap(894, 36) // English
	s.picture("borrow-en")
	s.tap(nextX, nextY)
	s.tap(900, 300) // a key of the pad
	s.picture("who-en")
	s.scan(card)
	s.until(60, confirmY, func(c [3]byte) bool { return c == red })
	s.picture("confirm-en")
	before := s.slips()
	s.tap(confirmX, confirmY)
	s.picture("done-en")
	text := s.text(s.newSlip(before))
	for _, id := range scanned {
		if !strings.Contains(text, id.Code().Human()) {
			s.t.Errorf("%s was scanned and is not on the slip:\n%s", id.Code().Human(), text)
		}
	}
}

// idle waits for the done screen to go home by itself.
func (s *stand) idle() {
	time.Sleep(14 * time.Second)
	s.picture("home-again")
}

// register goes the whole way of a first visit and reads the card it prints.
func (s *stand) register() {
	s.t.Helper()
	next := func() { s.tap(1158, 181) }
	p := invented.Person(20, "")
	s.tap(950, 610)
	s.typeText("zxdz1") // the first candidate
	s.picture("register-name")
	next()
	s.typeText(p.Phone)
	next()
	s.typeText("16")
	s.picture("register-wrong-region")
	s.tool("xdotool", "key", "BackSpace", "BackSpace")
	s.typeText(p.ID.Number)
	s.picture("register-id")
	next()
	for _, part := range []string{"3", "1", "501"} {
		s.typeText(part)
		next()
	}
	s.picture("register-consent")
	before := s.slips()
	s.tap(640, 692)
	card := s.newSlip(before)
	s.picture("register-done")
	s.tool("pdftoppm", "-r", "203", "-png", "-singlefile", card, filepath.Join(pictures, "card"))
	if got, want := s.decode(filepath.Join(pictures, "card.png")), inventory.ResidentID(demoPeople+1).Code().Payload(); got != want {
		s.t.Errorf("the card's code says %q, want %q", got, want)
	}
}

// close ends the kiosk as the machine's supervisor does.
func (s *stand) close() {
	s.t.Helper()
	if err := s.kiosk.Process.Signal(os.Interrupt); err != nil {
		s.t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- s.kiosk.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			s.t.Errorf("the kiosk ended with %v; the log:\n%s", err, s.log.String())
		}
	case <-time.After(patiently):
		s.t.Fatalf("the kiosk did not end; the log:\n%s", s.log.String())
	}
	for _, secret := range []string{"19900000001", "测试甲"} {
		if strings.Contains(s.log.String(), secret) {
			s.t.Error("the log shows personal data")
		}
	}
}

// secondCopy starts the program twice on one folder: the second says so.
func (s *stand) secondCopy() {
	s.t.Helper()
	s.open()
	ctx, cancel := context.WithTimeout(context.Background(), patiently)
	defer cancel()
	second := exec.CommandContext(ctx, s.binary, "check")
	second.Env, second.Stdout = s.env(), io.Discard
	var said bytes.Buffer
	second.Stderr = &said
	if err := second.Run(); err == nil || !strings.Contains(said.String(), "in use") {
		s.t.Errorf("the second program: %v, %q", err, &said)
	}
	s.close()
}
