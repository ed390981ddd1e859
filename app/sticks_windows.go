package main

import "golang.org/x/sys/windows"

// sticks are the drives of removable media that are there now.
func sticks() []string {
	var list []string
	for letter := 'A'; letter <= 'Z'; letter++ {
		drive := string(letter) + `:\`
		path, err := windows.UTF16PtrFromString(drive)
		if err == nil && windows.GetDriveType(path) == windows.DRIVE_REMOVABLE && windows.GetVolumeInformation(path, nil, 0, nil, nil, nil, nil, 0) == nil {
			list = append(list, drive)
		}
	}
	return list
}
