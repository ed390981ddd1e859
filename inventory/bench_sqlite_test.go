//go:build sqlite

package inventory_test

import _ "modernc.org/sqlite" // the plain alternative
