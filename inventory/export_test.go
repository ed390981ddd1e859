package inventory

// EncodeForTest is a record as it is stored.
func EncodeForTest(v any) []byte { return must(encoding.Marshal(v)) }
