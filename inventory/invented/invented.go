// Package invented makes obviously invented residents with valid check digits,
// for demonstrations, benchmarks and tests. Nobody real has these numbers.
package invented

import (
	"fmt"
	"time"

	"redwrench/inventory/people"
)

// names that nobody takes for a person's.
var names = []string{"测试甲", "测试·乙", "样本丙", "示例丁", "演示戊", "བརྟག་དཔྱད།", "试用己", "样品庚"}

// Person is invented person n, always the same for the same n. Persons 0 to 3
// are adults of different ages; the telephone numbers begin with 1990000.
func Person(n int, consent string) people.Person {
	born := time.Date(1950+n*7%50, time.Month(1+n%12), 1+n%28, 0, 0, 0, 0, time.UTC)
	return people.Person{
		Name:    names[n%len(names)],
		Phone:   fmt.Sprintf("1990%07d", n+1),
		ID:      people.Invented(born, n+1),
		Home:    people.Home{Building: fmt.Sprint(1 + n%9), Unit: fmt.Sprint(1 + n%3), Room: fmt.Sprint(101 + n%6*100)},
		Consent: people.Consent{Version: consent},
	}
}
