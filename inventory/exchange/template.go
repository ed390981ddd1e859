package exchange

import (
	"errors"
	"io"
	"time"

	"redwrench/inventory/people"
)

// The names of the examples in templates. A row that still has one is left out.
const (
	exampleTool     = "示例冲击钻(请删除此行)"
	exampleResident = "示例居民"
)

// templateColumns are those a shop fills in by hand, each with its example.
var templateColumns = map[What][][2]string{
	Tools: {
		{"code", ""}, {"name_zh", exampleTool}, {"name_bo", ""}, {"name_en", "Example drill"}, {"category", "电动工具"}, {"parts", "电池*2; 充电器*1"},
		{"price", "299.50"}, {"donated", "否"}, {"donor", ""}, {"thanks", "否"}, {"since", "2026-01-31"}, {"shelf", "B2"}, {"loan_days", ""},
		{"safety_zh", "戴护目镜"}, {"old_tag", "示例-001"}, {"serial", ""}, {"notes", ""},
	},
	Residents: {
		{"code", ""}, {"name", exampleResident}, {"phone", "19900000000"}, {"document_kind", "居民身份证"}, {"document", people.Invented(time.Date(1950, 1, 1, 0, 0, 0, 0, time.UTC), 1).Number}, {"born", ""},
		{"building", "1"}, {"unit", "2"}, {"room", "301"}, {"language", "藏文"}, {"consent", "纸质-2026"}, {"consent_at", "2026-01-31"},
		{"verified", "2026-01-31"}, {"guardian", ""}, {"note", ""},
	},
}

// WriteTemplate writes a table to fill in: the header in Chinese and an example
// that is obviously invented. The format is CSV or XLSX.
func WriteTemplate(to io.Writer, w What, f Format) error {
	columns := templateColumns[w]
	titles := map[string]string{}
	for _, c := range columnsOf(w) {
		titles[c.name] = c.also[0]
	}
	head, example := make([]string, len(columns)), make([]string, len(columns))
	for i, c := range columns {
		head[i], example[i] = titles[c[0]], c[1]
	}
	if f == XLSX {
		return templateBook(to, head, example)
	}
	return writeLines(to, [][]string{head, example})
}

// templateBook is a workbook whose columns are text, so that no spreadsheet
// rounds the digits of a document.
func templateBook(to io.Writer, head, example []string) (err error) {
	b, err := newBook(len(head))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.close()) }()
	if err := b.add(b.bold, cellsOf(head)...); err != nil {
		return err
	}
	if err := b.add(b.text, cellsOf(example)...); err != nil {
		return err
	}
	return b.writeTo(to)
}
