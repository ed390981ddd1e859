package exchange

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"redwrench/inventory"
)

// foreign are the columns of other programs' tables that are taken in.
//
// Snipe-IT: the assets' list as its own samples and its custom report write it.
// Homebox: its export, HB.* in a comma- or tab-separated file.
var foreign = map[Shape][]column{
	SnipeIT: {
		{"name_zh", []string{"Asset Name", "Name", "Item Name"}, false},
		{"old_tag", []string{"Asset Tag"}, true},
		{"category", []string{"Category"}, true},
		{"model", []string{"Model", "Model Name"}, false},
		{"model_number", []string{"Model Number", "Model No."}, false},
		{"manufacturer", []string{"Manufacturer"}, false},
		{"serial", []string{"Serial", "Serial number"}, false},
		{"since", []string{"Purchase Date", "Purchased"}, false},
		{"price", []string{"Purchase Cost", "Cost"}, false},
		{"shelf", []string{"Location", "Default Location"}, false},
		{"notes", []string{"Notes", "Asset Notes", "Item Notes"}, false},
		{"state", []string{"Status"}, false},
	},
	Homebox: {
		{"name_zh", []string{"HB.name"}, true},
		{"old_tag", []string{"HB.asset_id"}, false},
		{"reference", []string{"HB.import_ref"}, false},
		{"category", []string{"HB.tags", "HB.labels"}, true},
		{"model", []string{"HB.model_number"}, false},
		{"manufacturer", []string{"HB.manufacturer"}, false},
		{"serial", []string{"HB.serial_number"}, false},
		{"since", []string{"HB.purchase_date", "HB.purchase_time"}, false},
		{"price", []string{"HB.purchase_price"}, false},
		{"shelf", []string{"HB.location"}, false},
		{"notes", []string{"HB.notes"}, false},
		{"description", []string{"HB.description"}, false},
		{"quantity", []string{"HB.quantity"}, false},
		{"archived", []string{"HB.archived"}, false},
		{"sold", []string{"HB.sold_date", "HB.sold_time"}, false},
	},
}

// shapeOf recognises another program's table by its header.
func shapeOf(cells []string) Shape {
	tag, ours := false, false
	for _, c := range cells {
		if strings.HasPrefix(strings.TrimSpace(c), "HB.") {
			return Homebox
		}
		tag = tag || plain(c) == "assettag"
		ours = ours || plain(c) == "namezh"
	}
	if tag && !ours {
		return SnipeIT
	}
	return Own
}

// snipeIT is the tool of an asset. Who has it is not taken in.
func snipeIT(r *record) inventory.Tool {
	t := bought(r)
	model := r.text("model")
	if t.Name.Zh == "" {
		t.Name.Zh, model = model, ""
	}
	t.Category = inventory.CategoryID(r.text("category"))
	t.OldTag = r.text("old_tag")
	t.Notes = joined(r.text("manufacturer"), model, r.text("model_number"), r.text("state"), r.text("notes"))
	return t
}

// maxAlike is how many equal tools one row of Homebox can stand for. More is
// hardly a tool.
const maxAlike = 50

// homebox are the tools of an item: as many as its quantity; none when it is
// archived or sold. Its first tag is taken for the category.
func homebox(r *record) []inventory.Tool {
	if one(r, "archived", false, yesNo) || !r.day("sold").IsZero() {
		return nil
	}
	t := bought(r)
	category, others, _ := strings.Cut(r.text("category"), ";")
	t.Category = inventory.CategoryID(strings.TrimSpace(category))
	t.OldTag = r.text("old_tag")
	if strings.Trim(t.OldTag, "0-") == "" {
		t.OldTag = r.text("reference")
	}
	t.Notes = joined(r.text("manufacturer"), r.text("model"), r.text("description"), strings.TrimSpace(others), r.text("notes"))
	tools := []inventory.Tool{t}
	for n := 2; n <= r.number("quantity", maxAlike); n++ {
		next := t
		if t.OldTag != "" {
			next.OldTag = t.OldTag + "/" + strconv.Itoa(n)
		}
		tools = append(tools, next)
	}
	return tools
}

// bought is what the two have in common.
func bought(r *record) inventory.Tool {
	return inventory.Tool{
		Name:   inventory.Name{Zh: r.text("name_zh")},
		Origin: inventory.Origin{Date: r.day("since"), PriceFen: r.fen("price")},
		Shelf:  r.text("shelf"),
		Serial: r.digits("serial"),
	}
}

// joined are texts as one note, no longer than one may be.
func joined(texts ...string) string {
	var all []string
	for _, t := range texts {
		if t != "" {
			all = append(all, t)
		}
	}
	note := strings.Join(all, " · ")
	for utf8.RuneCountInString(note) > inventory.MaxNote {
		_, size := utf8.DecodeLastRuneInString(note)
		note = note[:len(note)-size]
	}
	return strings.TrimSpace(note)
}
