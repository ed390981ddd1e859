package boltstore

// Lock does nothing here: Windows renames no file that a process has open.
func Lock(string) (unlock func(), err error) { return func() {}, nil }
