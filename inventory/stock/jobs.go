package stock

import (
	"io"
	"slices"

	"redwrench/inventory"
)

// ReadJobs reads the kinds of jobs a new shop takes on and their ready phrases.
// An error names the file, the line and the column: also where an id is missing
// or given twice, a name is missing, or a phrase's kind is not in the other list.
func ReadJobs(kinds, phrases io.Reader) ([]inventory.JobKind, error) {
	var list []inventory.JobKind
	at := func(id string) int {
		return slices.IndexFunc(list, func(k inventory.JobKind) bool { return string(k.ID) == id })
	}
	err := rows("jobs", kinds, func(r *row) {
		k := inventory.JobKind{
			ID: inventory.KindID(r.text("id")), Name: r.name(""), Icon: r.text("icon"), Order: len(list),
			Skill: inventory.KindID(r.text("skill")), Squad: inventory.SquadID(r.text("squad")), Urgent: r.yes("urgent"),
		}
		switch {
		case k.ID == "" || at(string(k.ID)) >= 0:
			r.fail("id")
		case k.Name.Zh == "":
			r.fail("zh")
		}
		list = append(list, k)
	})
	if err != nil {
		return nil, err
	}
	err = rows("phrases", phrases, func(r *row) {
		i, p := at(r.text("kind")), r.name("")
		if p.Zh == "" {
			r.fail("zh")
		}
		if i < 0 {
			r.fail("kind")
			return
		}
		list[i].Phrases = append(list[i].Phrases, p)
	})
	return list, err
}
