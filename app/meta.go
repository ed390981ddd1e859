package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"redwrench/assets"
)

// What the program is called. A test keeps these equal to FyneApp.toml, which
// the packaging tool reads; a plain `go build` reads only these.
const (
	appID      = "org.redwrench.kiosk"
	appName    = "Red Wrench"
	appVersion = "0.1.0"
	appBuild   = 1
)

// setMetadata tells Fyne what the program is called. It must run before app.New.
func setMetadata() {
	app.SetMetadata(fyne.AppMetadata{
		ID:      appID,
		Name:    appName,
		Version: appVersion,
		Build:   appBuild,
		Icon:    fyne.NewStaticResource("app.png", assets.AppIcon),
	})
}
