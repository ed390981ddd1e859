package forms

import (
	"testing"
	"time"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/inventory/code"
)

var lhasa = time.FixedZone("CST", 8*3600)

var shop = Shop{
	Name:  inventory.Name{Zh: "红扳手志愿服务铺", En: "Red Wrench Volunteer Service Shop"},
	Place: "雄嘎社区 · 扎细街道",
	Phone: "0891-0000000",
}

// sampleSlip is a slip of two tools that are due on different days.
func sampleSlip(l words.Lang) LoanSlip {
	drill, ladder := inventory.Name{Zh: "充电式冲击钻", Bo: "གློག་སོར།", En: "Cordless impact drill"}, inventory.Name{Zh: "人字梯 2 米", Bo: "སྐས་འཛེག", En: "Step ladder 2 m"}
	name := func(n inventory.Name) (string, string) {
		return n.In(inventory.Lang(l)), n.In(inventory.Lang(second(l)))
	}
	parts := map[words.Lang][]string{
		words.Chinese: {"电池 × 2", "充电器 × 1", "钻头 × 5", "辅助手柄 × 1"},
		words.Tibetan: {"གློག་སྨན། × ༢", "充电器 × ༡", "钻头 × ༥"},
		words.English: {"battery × 2", "charger × 1", "drill bits × 5", "side handle × 1"},
	}
	safety := map[words.Lang]string{
		words.Chinese: "两人使用：一人扶梯，一人上梯。请戴安全帽；不要站在最上面两级。",
		words.Tibetan: "མི་གཉིས་ཀྱིས་སྤྱོད་དགོས། ཉེན་སྲུང་ཞྭ་མོ་གྱོན་རོགས།",
		words.English: "Two people: one holds the ladder. Wear a helmet; keep off the top two steps.",
	}
	d := LoanSlip{
		Lang: l, Shop: shop, Slip: inventory.LoanID(123).Code(),
		Borrower: "扎*珠", Phone: "138****6621", Out: time.Date(2026, 11, 24, 10, 25, 0, 0, lhasa),
	}
	a, b := name(ladder)
	d.Lines = append(d.Lines, SlipLine{Tool: inventory.ToolID(31).Code(), Name: a, Second: b, Due: time.Date(2026, 11, 27, 18, 0, 0, 0, lhasa), Safety: safety[l]})
	a, b = name(drill)
	d.Lines = append(d.Lines, SlipLine{Tool: inventory.ToolID(12).Code(), Name: a, Second: b, Parts: parts[l], Due: time.Date(2026, 11, 27, 18, 0, 0, 0, lhasa)})
	a, b = name(inventory.Name{Zh: "螺丝刀套装", Bo: "གཅུ་གཟེར་སྐོར་ཆས།", En: "Screwdriver set"})
	d.Lines = append(d.Lines, SlipLine{Tool: inventory.ToolID(7).Code(), Name: a, Second: b, Due: time.Date(2026, 11, 30, 18, 0, 0, 0, lhasa)})
	return d
}

func sampleCard(l words.Lang) ResidentCard {
	return ResidentCard{Lang: l, Shop: shop, Card: code.Code{Kind: code.Resident, Number: 45}, Name: "扎*珠"}
}

// sampleLabels is n labels with short and long names.
func sampleLabels(n int) ToolLabels {
	names := []ToolLabel{
		{Zh: "充电式冲击钻 18V", Bo: "གློག་སོར།", Donor: "格桑"},
		{Zh: "人字梯 2 米", Bo: "སྐས་འཛེག"},
		{Zh: "螺丝刀套装（十二件）", Bo: "གཅུ་གཟེར་སྐོར་ཆས།", Donor: "扎西顿珠一家"},
		{Zh: "锤子", Bo: "ཐོ་བ།"},
	}
	var d ToolLabels
	for i := range n {
		l := names[i%len(names)]
		l.Tool = inventory.ToolID(i + 1).Code()
		d.Labels = append(d.Labels, l)
	}
	return d
}

func must(t testing.TB, p Paper, err error) Paper {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// jobCode is the code of a repair job.
var jobCode = code.Code{Kind: code.Job, Number: 877}

// tagsOf is the codes of the labels, for small tags.
func tagsOf(d ToolLabels) []code.Code {
	var all []code.Code
	for _, l := range d.Labels {
		all = append(all, l.Tool)
	}
	return all
}
