package undo

import "redwrench/assets/words"

// Known says that there are words for a deed.
func Known(deed string) bool { return keys[deed] != "" }

// Thing is what a deed was done with, in Chinese.
func Thing(l Line) string { return l.thing(words.Chinese) }
