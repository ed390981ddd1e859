package boltstore

import "os"

// release closes the file and with it gives the lock back.
func release(f *os.File) error { return f.Close() }
