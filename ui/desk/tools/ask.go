package tools

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/ui/typing"
)

// question is what Words or Number asks, and where the answer goes.
type question struct {
	key    string // of the words
	text   *string
	number *int
	most   int
	must   bool // nothing is no answer
	day    bool // the number is a day, written 20260511
	fen    bool // the number is money
	back   Step
	Typed  string // digits
	wrong  bool   // no such day
}

// The longest texts.
const (
	longestName = 40
	longestNote = 120
)

func wordRules(desk *inventory.Desk, longest int) typing.Rules {
	return typing.Rules{Exact: desk.Settings().ExactPinyin, Longest: longest, Signs: "-.,()/",
		Boards: []typing.Board{typing.Pinyin, typing.Strokes, typing.Tibetan, typing.Latin, typing.Digits}}
}

// boards is the board on which a language is written.
var boards = map[words.Lang]typing.Board{words.Chinese: typing.Pinyin, words.Tibetan: typing.Tibetan, words.English: typing.Latin}

// langs are the languages of the fields that have one.
var langs = map[Field]words.Lang{NameZh: words.Chinese, NameBo: words.Tibetan, NameEn: words.English,
	SafetyZh: words.Chinese, SafetyBo: words.Tibetan, SafetyEn: words.English}

// mosts are the highest numbers that can be typed.
var mosts = map[Field]int{LoanDays: 365, MinAge: 120, InspectDays: 3660}

// Change asks for a field of the draft.
func (f *Flow) Change(x Field) {
	switch v := x.of(&f.Draft).(type) {
	case *string:
		if x == OfIcon {
			f.Ask(Icon)
			return
		}
		longest := longestName
		if x >= SafetyZh {
			longest = longestNote
		}
		f.write(question{key: x.key(), text: v, must: x == NameZh, back: Form}, langs[x], longest)
	case *int:
		f.number(question{key: x.key(), number: v, most: mosts[x], back: Form})
	case *inventory.CategoryID:
		f.Ask(Kind)
	case *[]inventory.Part:
		f.Ask(Parts)
	case *[]inventory.ToolID:
		f.Ask(Gear)
	case *inventory.Origin:
		f.Ask(Origin)
	}
}

// key is the name of the field in the words.
func (x Field) key() string { return "tools.field." + strconv.Itoa(int(x)) }

// write asks for a text; lang says on which board it begins.
func (f *Flow) write(q question, lang words.Lang, longest int) {
	f.Sheet, f.Step, f.Refusal = q, Words, nil
	f.Text = typing.New(f.stage.Lang, wordRules(f.desk, longest))
	if board, ok := boards[lang]; ok {
		_ = f.Text.Do(typing.Event{Act: typing.Switch, N: int(board)}) // the board is among them
	}
	f.Text.Set(*q.text)
	f.stage.Refresh()
}

// number asks for a number; nothing typed is none.
func (f *Flow) number(q question) {
	f.Sheet, f.Step, f.Refusal = q, Number, nil
	f.stage.Refresh()
}

// AskDonor asks who gave the tool.
func (f *Flow) AskDonor() {
	f.write(question{key: "tools.donor", text: &f.Draft.Origin.Donor, back: Origin}, words.Chinese, longestName)
}

// mostFen is the highest price that can be typed.
const mostFen = 9_999_999

// AskPrice asks what the tool cost.
func (f *Flow) AskPrice() {
	f.number(question{key: "tools.price", number: &f.Draft.Origin.PriceFen, most: mostFen, fen: true, back: Origin})
}

// AskDay asks when the tool came.
func (f *Flow) AskDay() { f.number(question{key: "tools.day", day: true, back: Origin}) }

// today is the day a new tool comes.
func (f *Flow) today() time.Time { return inventory.DayOf(f.desk.Now()).In(f.desk.Now().Location()) }

// Typing says whether typed text is taken now.
func (f *Flow) Typing() bool { return f.Wording() || f.Step == Number }

// Wording says that words are typed now, not numbers.
func (f *Flow) Wording() bool {
	return has([]Step{Finding, Naming, Words, Part}, f.Step)
}

// Typed takes a typed character.
func (f *Flow) Typed(r rune) {
	switch {
	case f.Wording():
		f.Press(typing.Press(r))
	case f.Step == Number && r >= '0' && r <= '9' && len(f.Sheet.Typed) < f.longest():
		f.Sheet.Typed, f.Sheet.wrong, f.Refusal = f.Sheet.Typed+string(r), false, nil
		f.stage.Refresh()
	}
}

func (f *Flow) longest() int {
	if f.Sheet.day {
		return len("20060102")
	}
	return len(strconv.Itoa(f.Sheet.most))
}

// Erase takes the last character back.
func (f *Flow) Erase() {
	if f.Wording() {
		f.Press(typing.Event{Act: typing.Erase})
		return
	}
	f.Sheet.Typed, f.Sheet.wrong, f.Refusal = f.Sheet.Typed[:max(len(f.Sheet.Typed)-1, 0)], false, nil
	f.stage.Refresh()
}

// Press takes an event of the keyboard.
func (f *Flow) Press(e typing.Event) {
	if !f.Wording() || f.Busy {
		return
	}
	f.Refusal = f.Text.Do(e)
	f.typed()
	f.stage.Refresh()
}

// typed looks for what the words mean so far.
func (f *Flow) typed() {
	switch f.Step {
	case Finding:
		f.look()
	case Naming:
		f.suggest()
	}
}

// Enter is Enter on a keyboard: it ends composing, else it goes on.
func (f *Flow) Enter() { f.next((*typing.Text).Raw) }

// Next ends composing, else it goes on.
func (f *Flow) Next() { f.next((*typing.Text).Settle) }

func (f *Flow) next(end func(*typing.Text) (bool, error)) {
	if f.Step == Number {
		f.takeNumber()
		f.stage.Refresh()
		return
	}
	if !f.Wording() || f.Busy {
		return
	}
	if f.Step == Finding && f.Total > 0 { // letters that mean a name are as good as the name
		f.Step = List
		f.stage.Refresh()
		return
	}
	if was, err := end(f.Text); was {
		f.Refusal = err
		f.typed()
	} else {
		f.takeWords(strings.TrimSpace(f.Text.String()))
	}
	f.stage.Refresh()
}

func (f *Flow) takeWords(text string) {
	switch f.Step {
	case Finding:
		f.Step = List
	case Naming:
		f.named()
	case Part:
		if text == "" {
			f.Refusal = inventory.ErrNoPart
			return
		}
		n := inventory.Name{Zh: text}
		if i := slices.IndexFunc(f.Known, func(p inventory.Part) bool { return p.Name.Zh == text }); i >= 0 {
			n = f.Known[i].Name
		}
		f.TakePart(n)
	default:
		if f.Sheet.must && text == "" {
			f.Refusal = inventory.ErrNoName
			return
		}
		*f.Sheet.text, f.Step = text, f.Sheet.back
	}
}

// Full says that a possible number was typed; nothing is one, too, but for a day.
func (f *Flow) Full() bool { return !f.Sheet.day || len(f.Sheet.Typed) == f.longest() }

func (f *Flow) takeNumber() {
	if f.Sheet.day {
		day, err := time.ParseInLocation("20060102", f.Sheet.Typed, f.desk.Now().Location())
		switch {
		case err != nil:
			f.Sheet.wrong = true
		case day.After(f.desk.Now()):
			f.Refusal = inventory.ErrFuture
		default:
			f.Draft.Origin.Date, f.Step = day, f.Sheet.back
		}
		return
	}
	n := 0
	if f.Sheet.Typed != "" {
		n, _ = strconv.Atoi(f.Sheet.Typed) // digits, and few
	}
	if n > f.Sheet.most {
		f.Refusal = inventory.ErrQuantity
		return
	}
	*f.Sheet.number, f.Step = n, f.Sheet.back
}
