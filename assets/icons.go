package assets

import (
	"embed"
	"errors"
	"io/fs"
	"strings"
)

//go:embed icons/*.svg
var icons embed.FS

// AppIcon is the program's icon, a PNG of 256×256 pixels.
//
//go:embed icons/app.png
var AppIcon []byte

// ErrNoIcon: there is no icon of this name.
var ErrNoIcon = errors.New("assets: no such icon")

// Icon is an icon as SVG, 24×24, painted in #000000 only, so that a caller can
// replace the colour. It returns ErrNoIcon.
func Icon(name string) ([]byte, error) {
	raw, err := icons.ReadFile("icons/" + name + ".svg")
	if err != nil {
		return nil, ErrNoIcon
	}
	return raw, nil
}

// IconNames is the name of every icon, in order.
func IconNames() []string {
	entries, err := fs.ReadDir(icons, "icons")
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		names = append(names, strings.TrimSuffix(e.Name(), ".svg"))
	}
	return names
}
