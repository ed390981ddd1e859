package register

import (
	"errors"
	"strings"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/people"
)

// Kinds are the documents to choose from, in the order of the chips. NoDocument
// is a child under 14, who comes with a guardian.
var Kinds = []people.Kind{people.CitizenCard, people.ResidencePermit, people.ForeignerCard, people.Passport, people.NoDocument}

// Pick chooses the kind of document. What was typed stays.
func (f *Flow) Pick(kind people.Kind) {
	if f.Busy {
		return
	}
	f.Kind, f.OnBirth = kind, kind == people.NoDocument
	f.Refusal = nil
	if !f.OnBirth && f.Text[ID] != "" {
		f.Refusal = f.typedSoFar(f.Text[ID])
	}
	f.stage.Refresh()
}

// Child says that a child under 14 is being registered.
func (f *Flow) Child() bool { return f.Kind == people.NoDocument }

// AsksBirth says that the document does not tell the day of birth.
func (f *Flow) AsksBirth() bool {
	old := f.Kind == people.ForeignerCard && f.Text[ID] != "" && f.Text[ID][0] > '9'
	return f.Child() || f.Kind == people.Passport || old
}

// ToBirth moves the keys to the day of birth, or back to the number.
func (f *Flow) ToBirth(to bool) {
	f.OnBirth, f.Refusal = to, nil
	f.stage.Refresh()
}

// longest is how many characters are kept of a number; those too many are said.
func (f *Flow) longest() int {
	if f.Kind == people.Passport {
		return 20
	}
	return 18
}

// typeID adds a character to the number, or to the day of birth.
func (f *Flow) typeID(r rune) {
	if f.OnBirth {
		if r >= '0' && r <= '9' && len(f.Birth) < 8 {
			f.Birth += string(r)
		}
		f.Refusal = nil
		if len(f.Birth) == 8 {
			f.Refusal = f.checkDocument()
		}
		return
	}
	next := strings.ToUpper(f.Text[ID] + string(r))
	f.Refusal = f.typedSoFar(next)
	letters := ""
	if f.Kind == people.Passport || f.Kind == people.ForeignerCard {
		letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	}
	if len(next) <= f.longest() && strings.Trim(next, "0123456789X"+letters) == "" {
		f.Text[ID] = next // what can be no part of a number is said and not kept
	}
	if err := f.checkDocument(); f.Refusal == nil && errors.Is(err, inventory.ErrGuardian) {
		f.Refusal = err // complete and right, but a child's
	}
}

// eraseID takes the last character back.
func (f *Flow) eraseID() {
	f.Refusal = nil
	if f.OnBirth {
		f.Birth = f.Birth[:max(len(f.Birth)-1, 0)]
		return
	}
	f.Text[ID] = f.Text[ID][:max(len(f.Text[ID])-1, 0)]
	f.Refusal = f.typedSoFar(f.Text[ID])
}

func (f *Flow) typedSoFar(text string) error {
	return people.CheckTyped(f.Kind, text, f.desk.Now())
}

// document is the person's document and day of birth as typed.
func (f *Flow) document() people.Person {
	p := people.Person{ID: people.ID{Kind: f.Kind, Number: f.Text[ID]}}
	if f.Child() {
		p.ID.Number = ""
	}
	if f.AsksBirth() {
		p.Born, _ = time.Parse("20060102", f.Birth) // the zero time is none
	}
	return p
}

// checkDocument says what is still wrong with the document or the day of birth.
func (f *Flow) checkDocument() error {
	p, now := f.document(), f.desk.Now()
	var err error
	if p.ID, err = people.ParseID(p.ID.Kind, p.ID.Number, now); err != nil {
		return err
	}
	if p, err = p.CheckedBirth(now); err != nil {
		return err
	}
	young := p.Age(now) < inventory.GuardianAge
	switch {
	case f.Child() && !young:
		return inventory.ErrNoChild
	case !f.Child() && young:
		return inventory.ErrGuardian
	}
	return nil
}

// birthNext says that the number is right and the day of birth comes next.
func (f *Flow) birthNext() bool {
	_, err := people.ParseID(f.Kind, f.Text[ID], f.desk.Now())
	return f.Step == ID && f.AsksBirth() && !f.OnBirth && err == nil
}
