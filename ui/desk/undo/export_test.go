package undo

// Known says that there are words for a deed.
func Known(deed string) bool { return keys[deed] != "" }
