package say

import "redwrench/inventory"

// UpkeepKey is the key of what must be done with a tool next.
func UpkeepKey(u inventory.Upkeep) string {
	if u.Inspect == 0 || u.Item.Tool.ReplaceBy != 0 && u.Item.Tool.ReplaceBy < u.Inspect {
		return "upkeep.replace"
	}
	return "upkeep.inspect"
}
