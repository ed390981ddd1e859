package exchange

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// column is a column as exports name it, with its other headers. The first of
// these is the one of templates.
type column struct {
	name string
	also []string
	must bool
}

// toolColumns are what is taken in of a tool.
var toolColumns = []column{
	{"code", []string{"编号", "工具编号", "代码", "number"}, false},
	{"name_zh", []string{"名称", "工具名称", "中文名", "名字", "name", "tool", "zh"}, true},
	{"name_bo", []string{"藏文名", "藏文", "tibetan name", "bo"}, false},
	{"name_en", []string{"英文名", "英文", "english name", "en"}, false},
	{"category", []string{"类别", "分类", "种类"}, true},
	{"parts", []string{"配件", "附件", "parts_zh"}, false},
	{"parts_bo", []string{"配件藏文"}, false},
	{"parts_en", []string{"配件英文"}, false},
	{"price", []string{"价格(元)", "价格", "单价", "金额", "price yuan", "cost"}, false},
	{"price_fen", []string{"价格(分)"}, false},
	{"donated", []string{"捐赠", "是否捐赠", "来源", "source"}, false},
	{"donor", []string{"捐赠人", "捐赠者"}, false},
	{"thanks", []string{"署名致谢", "署名", "donor_thanks"}, false},
	{"since", []string{"购入日期", "入库日期", "购买日期", "捐赠日期", "日期", "date", "source_date"}, false},
	{"shelf", []string{"货架", "架位", "位置", "存放位置"}, false},
	{"loan_days", []string{"借期(天)", "借期"}, false},
	{"min_age", []string{"最小年龄"}, false},
	{"inspect_days", []string{"检查间隔(天)", "检查间隔"}, false},
	{"safety_zh", []string{"安全提示", "安全", "safety"}, false},
	{"safety_bo", []string{"安全提示藏文"}, false},
	{"safety_en", []string{"安全提示英文"}, false},
	{"gear", []string{"配套工具"}, false},
	{"old_tag", []string{"旧编号", "旧标签"}, false},
	{"serial", []string{"序列号", "出厂编号", "serial number"}, false},
	{"notes", []string{"备注", "说明", "note"}, false},
	{"icon", []string{"图标"}, false},
	{"worn", []string{"旧损"}, false},
	{"lacking", []string{"缺少配件"}, false},
	{"inspected", []string{"上次检查"}, false},
	{"added", []string{"登记时间"}, false},
	{"retired", []string{"停用日期"}, false},
	{"retired_why", []string{"停用原因"}, false},
}

// residentColumns are what is taken in of a resident.
var residentColumns = []column{
	{"code", []string{"编号", "居民编号", "卡号", "card"}, false},
	{"name", []string{"姓名", "名字"}, true},
	{"phone", []string{"手机", "手机号", "手机号码", "电话", "联系电话", "mobile", "telephone"}, true},
	{"document", []string{"证件号码", "证件号", "身份证号", "身份证号码", "身份证", "id number", "id"}, true},
	{"document_kind", []string{"证件类型", "证件种类", "document kind"}, false},
	{"born", []string{"出生日期", "生日", "birthday"}, false},
	{"building", []string{"楼栋", "楼号", "栋"}, false},
	{"unit", []string{"单元"}, false},
	{"room", []string{"房号", "房间", "门牌", "室"}, true},
	{"language", []string{"语言"}, false},
	{"consent", []string{"同意书版本", "同意书", "consent version"}, true},
	{"consent_at", []string{"同意日期", "签字日期", "签署日期", "consent date"}, true},
	{"guardian", []string{"监护人卡号", "监护人编号", "监护人"}, false},
	{"verified", []string{"核验日期", "已核验"}, false},
	{"blocked", []string{"暂停原因"}, false},
	{"blocked_until", []string{"暂停至"}, false},
	{"note", []string{"备注", "notes"}, false},
	{"since", []string{"登记日期", "登记时间"}, false},
	{"withdrawn", []string{"撤回同意"}, false},
	{"erased", []string{"已删除"}, false},
}

// columnsOf are the columns of a table that is taken in.
func columnsOf(w What) []column {
	if w == Residents {
		return residentColumns
	}
	return toolColumns
}

// derivedColumns stand in exports and follow from other records: they are not
// taken in, and nobody misses them.
var derivedColumns = []string{"status", "loan", "due", "waiting"}

// plain is a header as it is compared: one width, one case, no blanks or marks.
func plain(header string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKC.String(header))
}

// header says which cell of a row holds which column.
type header struct {
	place  map[string]int    // column -> cell
	said   map[string]string // column -> what the file calls it
	unread []string          // what the file has besides
	cells  int
}

// readHeader finds the columns in the first row. Refusals: ErrHeader,
// *TwoColumns, *NoColumn.
func readHeader(cells []string, columns []column) (header, error) {
	names := map[string]string{}
	for _, c := range columns {
		for _, n := range append([]string{c.name}, c.also...) {
			if _, taken := names[plain(n)]; !taken {
				names[plain(n)] = c.name
			}
		}
	}
	for _, c := range columns { // a column's own name goes before the others' second ones
		names[plain(c.name)] = c.name
	}
	h := header{map[string]int{}, map[string]string{}, nil, len(cells)}
	for at, cell := range cells {
		name, known := names[plain(cell)]
		switch _, twice := h.place[name]; {
		case known && twice:
			return h, &TwoColumns{shown(cell)}
		case known:
			h.place[name], h.said[name] = at, shown(cell)
		case plain(cell) != "" && !derived(cell):
			h.unread = append(h.unread, shown(cell))
		}
	}
	if len(h.place) == 0 {
		return h, ErrHeader
	}
	for _, c := range columns {
		if _, there := h.place[c.name]; c.must && !there {
			return h, &NoColumn{c.also[0]}
		}
	}
	return h, nil
}

func derived(cell string) bool {
	for _, d := range derivedColumns {
		if plain(cell) == d {
			return true
		}
	}
	return false
}

// shown is a header as it may be repeated on a screen.
func shown(header string) string {
	const most = 40
	header = strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, header)), " ")
	if runes := []rune(header); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return header
}
