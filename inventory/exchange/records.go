package exchange

import (
	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/inventory/people"
)

// tool is the tool of a row of our own table.
func tool(r *record) inventory.Tool {
	t := inventory.Tool{
		ID:       numberOf[inventory.ToolID](r, "code", code.Tool),
		Name:     inventory.Name{Zh: r.text("name_zh"), Bo: r.text("name_bo"), En: r.text("name_en")},
		Category: inventory.CategoryID(r.text("category")),
		Icon:     r.text("icon"),
		Parts:    r.parts("parts", "parts_bo", "parts_en"),
		Origin: inventory.Origin{
			Donated:  one(r, "donated", false, donatedWords),
			Date:     r.day("since"),
			PriceFen: r.number("price_fen", maxFen),
			Donor:    r.text("donor"),
			Thanks:   one(r, "thanks", false, yesNo),
		},
		Shelf:       r.text("shelf"),
		LoanDays:    r.number("loan_days", maxDays),
		MinAge:      r.number("min_age", maxAge),
		InspectDays: r.number("inspect_days", maxDays),
		Safety:      inventory.Name{Zh: r.text("safety_zh"), Bo: r.text("safety_bo"), En: r.text("safety_en")},
		Gear:        r.gear(),
		OldTag:      r.text("old_tag"),
		Serial:      r.digits("serial"),
		Notes:       r.text("notes"),
		Worn:        one(r, "worn", false, yesNo),
		Lacking:     r.parts("lacking", "", ""),
		Inspected:   r.moment("inspected"),
		Added:       r.moment("added"),
		Retired:     r.moment("retired"),
		RetiredWhy:  one(r, "retired_why", 0, retireReasons),
	}
	if fen := r.fen("price"); fen != 0 {
		t.Origin.PriceFen = fen
	}
	if _, said := r.header.place["donated"]; !said {
		t.Origin.Donated = t.Origin.Donor != ""
	}
	named(t.Lacking, t.Parts)
	return t
}

const (
	maxFen  = 1_000_000_000
	maxDays = 36_500
	maxAge  = 120
)

var donatedWords = map[string]bool{
	"yes": true, "y": true, "true": true, "1": true, "是": true, "donated": true, "捐赠": true, "居民捐赠": true, "赠送": true,
	"no": false, "n": false, "false": false, "0": false, "否": false, "bought": false, "购买": false, "购入": false, "采购": false,
}

var retireReasons = map[string]inventory.RetireReason{
	"worn": inventory.RetiredWorn, "broken": inventory.RetiredBroken, "lost": inventory.RetiredLost, "given": inventory.RetiredGiven, "unsafe": inventory.RetiredUnsafe, "mistake": inventory.RetiredMistake,
	"旧损": inventory.RetiredWorn, "损坏": inventory.RetiredBroken, "丢失": inventory.RetiredLost, "退还": inventory.RetiredGiven, "不安全": inventory.RetiredUnsafe, "登记错": inventory.RetiredMistake,
}

// named gives parts that are lacking the other names they have among all parts.
func named(lacking, all []inventory.Part) {
	for k, l := range lacking {
		for _, p := range all {
			if p.Name.Zh == l.Name.Zh {
				lacking[k].Name = p.Name
				break
			}
		}
	}
}

// gear are the codes of tools that are offered with this one.
func (r *record) gear() []inventory.ToolID {
	var gear []inventory.ToolID
	for _, s := range splitParts(r.text("gear")) {
		id, err := parseCode[inventory.ToolID](s, code.Tool)
		if len(gear) == maxParts {
			err = ErrParts
		}
		if err != nil {
			r.fail("gear", err)
			return nil
		}
		gear = append(gear, id)
	}
	return gear
}

// resident is the resident of a row. That it is sound is the Desk's to say.
func resident(r *record) inventory.Resident {
	return inventory.Resident{
		ID: numberOf[inventory.ResidentID](r, "code", code.Resident),
		Person: people.Person{
			Name:    r.text("name"),
			Phone:   r.digits("phone"),
			ID:      people.ID{Kind: one(r, "document_kind", people.CitizenCard, documentKinds), Number: r.digits("document")},
			Home:    people.Home{Building: r.text("building"), Unit: r.text("unit"), Room: r.text("room")},
			Consent: people.Consent{Version: r.text("consent"), At: r.moment("consent_at")},
			Born:    r.day("born"),
		},
		Lang:         one(r, "language", "", languages),
		Since:        r.moment("since"),
		Verified:     r.moment("verified"),
		Blocked:      r.text("blocked"),
		BlockedUntil: r.moment("blocked_until"),
		Guardian:     numberOf[inventory.ResidentID](r, "guardian", code.Resident),
		Note:         r.text("note"),
		Withdrawn:    r.moment("withdrawn"),
		Erased:       r.moment("erased"),
	}
}

var documentKinds = map[string]people.Kind{
	"id card": people.CitizenCard, "residence permit": people.ResidencePermit, "foreigner card": people.ForeignerCard, "passport": people.Passport, "none": people.NoDocument,
	"身份证": people.CitizenCard, "居民身份证": people.CitizenCard, "港澳台居民居住证": people.ResidencePermit, "居住证": people.ResidencePermit,
	"外国人永久居留身份证": people.ForeignerCard, "护照": people.Passport, "无": people.NoDocument,
}

var languages = map[string]inventory.Lang{
	"zh": "zh", "bo": "bo", "en": "en", "中文": "zh", "汉语": "zh", "藏文": "bo", "藏语": "bo", "བོད་ཡིག": "bo", "英文": "en", "英语": "en", "chinese": "zh", "tibetan": "bo", "english": "en",
}
