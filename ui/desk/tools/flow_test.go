package tools_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/jpeg"
	"io"
	"slices"
	"strings"
	"testing"

	"redwrench/inventory"
	"redwrench/inventory/photo"
	"redwrench/ui/desk/desktest"
	"redwrench/ui/desk/exchange"
	"redwrench/ui/desk/tools"
	"redwrench/ui/typing"
)

type place struct {
	*desktest.Shop
	*tools.Flow
	card *inventory.ToolID // shown at the counter
}

// stick has a picture and a letter.
type stick struct{}

func (stick) Pictures(context.Context) ([]exchange.File, error) {
	return []exchange.File{{Name: "梯子.jpg", Size: int64(len(ladderPicture()))}, {Name: "letter.png", Size: 4}, {Name: "gone.png"}}, nil
}

func (stick) Open(f exchange.File) (exchange.Opened, error) {
	switch f.Name {
	case "梯子.jpg":
		return opened{bytes.NewReader(ladderPicture())}, nil
	case "letter.png":
		return opened{strings.NewReader("dear")}, nil
	}
	return nil, exchange.ErrGone
}

func ladderPicture() []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 900, 600)), nil); err != nil {
		panic(err)
	}
	return b.Bytes()
}

type opened struct{ io.ReaderAt }

func (opened) Close() error { return nil }

func TestAPhotoIsMadeOfAPictureOnAStick(t *testing.T) {
	p := open(t)
	p.Open(57)
	p.Queue.Drain()
	p.AskPhoto()
	p.Queue.Drain()
	for n, want := range map[int]error{1: photo.ErrFormat, 2: exchange.ErrGone} {
		p.Shoot(p.Files[n])
		p.Queue.Drain()
		if !errors.Is(p.Refusal, want) || p.Step != tools.Photos {
			t.Errorf("file %d: step %d, %v", n, p.Step, p.Refusal)
		}
	}
	p.Shoot(p.Files[0])
	p.Queue.Drain()
	if p.Step != tools.Photo || p.Shop.Item(57).Tool.Photo != "" {
		t.Fatalf("step %d, %v", p.Step, p.Refusal)
	}
	middle := p.Shot.Cut
	if p.Moved(0, 1) != middle {
		t.Error("the cut of a wide picture goes down")
	}
	p.Cut(p.Moved(-1, 0))
	p.Cut(p.Nearer(-1)) // before the first is made
	p.KeepPhoto()
	if p.Shot.Sharp() || p.Busy {
		t.Error("a photo is kept that nobody has seen")
	}
	p.Queue.Drain()
	if !p.Shot.Sharp() || p.Shot.Cut.Near != -1 || p.Shot.Cut.Middle.X >= middle.Middle.X {
		t.Fatalf("cut %+v after a step to the left and one farther, before %+v", p.Shot.Cut, middle)
	}
	p.KeepPhoto()
	p.Queue.Drain()
	kept := desktest.Must(photo.Open(desktest.Must(p.Desk.Photo(context.Background(), p.Shop.Item(57).Tool.Photo))))
	if r, _, _, _ := kept.At(240, 5).RGBA(); r>>8 < 200 { // the margin of a cut higher than the picture
		t.Errorf("what was kept is not what was seen: %d above the picture", r>>8)
	}
	if p.Step != tools.One || !p.Pictured() || p.Done != "tools.photo.kept" {
		t.Fatalf("step %d, %v", p.Step, p.Refusal)
	}
	p.Alike() // has the photo, too
	p.Many(2)
	p.keep()
	if got := p.Item0().Tool.Photo; got == "" || got != p.Shop.Item(57).Tool.Photo {
		t.Errorf("the new one has the photo %q", got)
	}
	p.Open(57)
	p.Queue.Drain()
	p.DropPhoto()
	p.Queue.Drain()
	if p.Pictured() {
		t.Error("the photo is still there")
	}
}

func open(t *testing.T) place {
	if err := typing.Load(); err != nil {
		t.Fatal(err)
	}
	s := desktest.New(t)
	card := new(inventory.ToolID)
	p := place{s, tools.New(context.Background(), s, s.Desk, stick{}, s.Manager, func(id inventory.ToolID) { *card = id }), card}
	p.Load()
	s.Queue.Drain()
	return p
}

func (p place) types(text string) {
	for _, r := range text {
		p.Typed(r)
		p.Queue.Drain()
	}
}

func (p place) enter() {
	p.Enter()
	p.Queue.Drain()
}

func (p place) keep() {
	p.T.Helper()
	p.Keep()
	p.Queue.Drain()
	if p.Refusal != nil {
		p.T.Fatalf("refused with %v", p.Refusal)
	}
}

// edit opens a tool and begins to change it.
func (p place) edit(id inventory.ToolID) {
	p.T.Helper()
	p.Open(id)
	p.Queue.Drain()
	p.Edit()
	if p.Step != tools.Form {
		p.T.Fatalf("step %d", p.Step)
	}
}

func TestTenEqualToolsAreAddedByPickingAnEarlierName(t *testing.T) {
	p := open(t)
	p.Add()
	p.types("冲击")
	i := slices.IndexFunc(p.Hits, func(t inventory.Tool) bool { return t.Name.Zh == "冲击电钻" })
	if i < 0 {
		t.Fatalf("offered %v", p.Hits)
	}
	p.Pick(p.Hits[i])
	p.Many(10)
	p.keep()
	if p.Step != tools.Added || len(p.New) != 10 {
		t.Fatalf("step %d, %d added", p.Step, len(p.New))
	}
	like := p.New[9]
	if like.Category != "power" || like.Icon != "drill" || len(like.Parts) == 0 || like.Shelf == "" || like.Serial != "" {
		t.Errorf("%+v", like)
	}
	p.StartAt(2)
	p.PrintLabels()
	p.Queue.Drain()
	jobs := desktest.Must(p.Desk.WaitingPrints(context.Background(), 9))
	if len(jobs) != 1 || len(jobs[0].Labels.Tools) != 10 || jobs[0].Labels.Start != 8 || p.Prints != 1 {
		t.Errorf("prints %+v", jobs)
	}
}

func TestTwentyToolsInsteadOfTwoAreTakenBackWithOneTap(t *testing.T) {
	p := open(t)
	p.Open(57)
	p.Queue.Drain()
	p.Alike()
	p.Many(20)
	p.keep()
	first, deed := p.New[0].ID, p.Deed
	if deed == 0 {
		t.Fatal("they cannot be taken back")
	}
	p.Lend(p.Resident(1), first)
	p.UndoAdded()
	p.Queue.Drain()
	if !errors.Is(p.Refusal, inventory.ErrMovedOn) || p.Step != tools.Added {
		t.Fatalf("once one is lent: step %d, %v", p.Step, p.Refusal)
	}
	p.Add()
	if p.Deed != 0 {
		t.Error("the deed before can be taken back while the next is begun")
	}
	p.Load()
	p.Queue.Drain()
	p.Open(57)
	p.Queue.Drain()
	p.Alike()
	p.Many(2)
	p.keep()
	added := p.New
	p.UndoAdded()
	p.Queue.Drain()
	if p.Step != tools.List || p.Done != "tools.added.undone" {
		t.Fatalf("step %d, %v", p.Step, p.Refusal)
	}
	for _, tool := range added {
		if p.Shop.Item(tool.ID).Status != inventory.Retired {
			t.Errorf("%s is still in the shop", tool.ID.Code().Human())
		}
	}
}

func TestANameNobodyUsedYetAsksForTheCategory(t *testing.T) {
	p := open(t)
	p.Add()
	p.enter()
	if !errors.Is(p.Refusal, inventory.ErrNoName) || p.Step != tools.Naming {
		t.Fatalf("without a name: step %d, %v", p.Step, p.Refusal)
	}
	p.types("花铲")
	p.enter()
	if p.Step != tools.Kind {
		t.Fatalf("step %d", p.Step)
	}
	p.OfKind(p.Categories[0])
	p.Change(tools.LoanDays)
	p.types("366")
	p.enter()
	if !errors.Is(p.Refusal, inventory.ErrQuantity) || p.Step != tools.Number {
		t.Fatalf("lent for a year and a day: step %d, %v", p.Step, p.Refusal)
	}
	p.Erase()
	p.enter()
	p.keep()
	if got := p.Item0(); got.Tool.LoanDays != 36 || got.Tool.Icon == "" || got.Tool.Origin.Date.IsZero() {
		t.Errorf("%+v", got.Tool)
	}
}

// Item0 is the first of the tools that were added, as the desk has it.
func (p place) Item0() inventory.Item { return p.Shop.Item(p.New[0].ID) }

func TestAToolIsFoundByTheSoundOfItsName(t *testing.T) {
	p := open(t)
	p.Find()
	p.types("cjdz")
	if p.Total == 0 || p.Items[0].Tool.Name.Zh != "冲击电钻" {
		t.Fatalf("%d found", p.Total)
	}
	p.enter() // the letters are not made words of
	if p.Step != tools.List || p.Sought != "cjdz" || p.Total == 0 {
		t.Errorf("step %d, %d of %q", p.Step, p.Total, p.Sought)
	}
	p.Load()
	p.Find()
	p.Press(typing.Event{Act: typing.Switch, N: int(typing.Latin)})
	p.types("T-000033")
	if p.Total != 1 || p.Items[0].Tool.ID != 33 {
		t.Errorf("%d found by the code %q", p.Total, p.Sought)
	}
}

func TestRetiredToolsAreFoundWhereTheyAreLookedFor(t *testing.T) {
	p := open(t)
	if err := p.Desk.Retire(context.Background(), 33, inventory.RetiredBroken, p.Manager.ID); err != nil {
		t.Fatal(err)
	}
	p.Look(inventory.WasHere)
	p.Queue.Drain()
	if p.Total != 1 || p.Items[0].Tool.ID != 33 {
		t.Fatalf("%d retired", p.Total)
	}
	p.Open(33)
	p.Queue.Drain()
	p.Counter()
	if *p.card != 33 {
		t.Error("the counter does not get the tool")
	}
	if !p.Scan(inventory.ToolID(33).Code()) {
		t.Error("a tag scanned here is not taken")
	}
}

func TestLeavingAChangedFormAsks(t *testing.T) {
	p := open(t)
	p.edit(33)
	went := 0
	if p.Unsaved(func() { went++ }) {
		t.Fatal("it asks though nothing was changed")
	}
	p.Change(tools.Shelf)
	p.types("9")
	p.enter()
	if !p.Unsaved(func() { went++ }) || p.Step != tools.Leaving || went != 0 {
		t.Fatalf("step %d", p.Step)
	}
	p.Stay()
	if p.Step != tools.Form || p.Draft.Shelf == p.Read.Shelf {
		t.Errorf("what was typed is lost: %q", p.Draft.Shelf)
	}
	p.Up()
	p.Forget()
	p.Queue.Drain()
	if p.Step != tools.One || p.Shop.Item(33).Tool.Shelf != p.Flow.Item.Tool.Shelf {
		t.Errorf("step %d", p.Step)
	}
	p.Unsaved(nil)
	p.Add()
	p.types("花铲")
	p.enter()
	p.OfKind(p.Categories[0])
	if !p.Unsaved(func() { went++ }) {
		t.Fatal("a new tool that was begun is forgotten without a question")
	}
	p.Forget()
	if went != 1 || p.Dirty() {
		t.Errorf("went %d times", went)
	}
}

func TestLeavingAHalfTypedAnswerAsks(t *testing.T) {
	p := open(t)
	p.edit(33)
	was := p.Draft.Shelf
	p.Change(tools.Shelf)
	p.types("9")
	if p.Up(); p.Step != tools.Leaving {
		t.Fatalf("step %d", p.Step)
	}
	if p.Up(); p.Step != tools.Words || p.Text.String() != was+"9" {
		t.Fatalf("going on lost what was typed: step %d, %q", p.Step, p.Text.String())
	}
	p.Up()
	if p.Forget(); p.Step != tools.Form || p.Draft.Shelf != was || p.Dirty() {
		t.Errorf("back from the keyboard: step %d, %q", p.Step, p.Draft.Shelf)
	}
	p.Change(tools.LoanDays)
	p.types("5")
	if !p.Unsaved(func() {}) {
		t.Error("a half typed number is forgotten without a question")
	}
	p.Forget()
	p.Add()
	p.types("花铲")
	if p.Up(); p.Step != tools.Leaving {
		t.Errorf("a name that was begun is forgotten without a question: step %d", p.Step)
	}
	p.Forget()
	if p.Queue.Drain(); p.Step != tools.List || p.Dirty() {
		t.Errorf("step %d", p.Step)
	}
}

func TestWhatSomebodyElseChangedMeanwhileIsShown(t *testing.T) {
	p := open(t)
	ctx := context.Background()
	mate := desktest.Must(p.Desk.Hire(ctx, "试用员", inventory.Duty, "314159", p.Manager.ID))
	p.edit(33)
	theirs := p.Draft
	theirs.Shelf, theirs.LoanDays = "C9", 5
	desktest.Must(p.Desk.ChangeTool(ctx, theirs, mate.ID))
	p.Draft.LoanDays, p.Draft.Notes = 2, "柄松"
	p.Keep()
	p.Queue.Drain()
	if p.Step != tools.Differs || p.Theirs.Edit.By != mate.ID || !slices.Equal(p.Difference(), []tools.Field{tools.Shelf, tools.LoanDays}) {
		t.Fatalf("step %d, %v by %d", p.Step, p.Difference(), p.Theirs.Edit.By)
	}
	if p.Mine(tools.Shelf) || !p.Mine(tools.LoanDays) {
		t.Error("which of them were changed here, too?")
	}
	p.OnTop()
	p.keep()
	if now := p.Shop.Item(33).Tool; now.Shelf != "C9" || now.LoanDays != 2 || now.Notes != "柄松" || p.Step != tools.One {
		t.Errorf("%+v", now)
	}
}

func TestPartsGearAndOrigin(t *testing.T) {
	p := open(t)
	p.edit(1)
	p.Change(tools.OfParts)
	p.AddPart()
	p.types("手柄套")
	p.enter()
	p.AddPart()
	p.types("手柄套")
	p.enter()
	if len(p.Draft.Parts) != 1 || p.Draft.Parts[0].Count != 2 {
		t.Fatalf("parts %v", p.Draft.Parts)
	}
	p.Up()
	p.Change(tools.OfGear)
	p.Queue.Drain()
	p.Scan(inventory.ToolID(50).Code())
	p.Scan(inventory.ToolID(1).Code()) // not with itself
	p.Up()
	p.Change(tools.OfOrigin)
	p.AskDay()
	p.types("20261131")
	p.enter()
	if p.Step != tools.Number {
		t.Fatal("a day that is none was taken")
	}
	p.Erase()
	p.types("0")
	p.enter()
	if !errors.Is(p.Refusal, inventory.ErrFuture) {
		t.Fatalf("a day to come: %v", p.Refusal)
	}
	for range 4 {
		p.Erase()
	}
	p.types("0511")
	p.enter()
	p.AskPrice()
	p.types("3900")
	p.enter()
	p.Up()
	p.keep()
	now := p.Shop.Item(1).Tool
	if !slices.Equal(now.Gear, []inventory.ToolID{50}) || now.Origin.PriceFen != 3900 || p.Desk.Local(now.Origin.Date).Format("2006-01-02") != "2026-05-11" {
		t.Errorf("%+v", now)
	}
}

func TestAManagerAddsACategory(t *testing.T) {
	p := open(t)
	p.ShowRules()
	p.Queue.Drain()
	n := len(p.Categories)
	p.AddRule()
	p.WriteRule("zh")
	p.types("园艺")
	p.enter()
	p.RuleNumber(tools.LoanDays)
	p.types("5")
	p.enter()
	p.Clean()
	p.GiveIcon("shovel")
	if p.Step != tools.Category || !p.Dirty() {
		t.Fatalf("step %d", p.Step)
	}
	p.KeepRule()
	p.Queue.Drain()
	if c := p.Categories[len(p.Categories)-1]; len(p.Categories) != n+1 || c.Name.Zh != "园艺" || c.LoanDays != 5 || !c.CleanOnReturn || c.Icon != "shovel" || p.Dirty() {
		t.Errorf("%+v, %v", c, p.Refusal)
	}
}
