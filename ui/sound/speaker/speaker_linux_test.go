package speaker_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/ui/sound"
	"redwrench/ui/sound/speaker"
)

// childEnv makes the test binary play a sound and end: ALSA reads its
// configuration once a process.
const childEnv = "REDWRENCH_PLAYS"

func TestMain(m *testing.M) {
	if os.Getenv(childEnv) == "" {
		os.Exit(m.Run())
	}
	s := speaker.Open(sound.Rate)
	s.Play(sound.Samples(sound.Done, inventory.VolumeNormal))
	time.Sleep(time.Second)
	s.Close()
	os.Exit(0)
}

// played plays a sound under a configuration of ALSA and returns what the
// process said.
func played(t *testing.T, config string) []byte {
	t.Helper()
	file := filepath.Join(t.TempDir(), "asound.conf")
	if err := os.WriteFile(file, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childEnv+"=1", "ALSA_CONFIG_PATH="+file)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return out
}

func TestASoundReachesTheDevice(t *testing.T) {
	if found, _ := filepath.Glob("/usr/lib/*/libasound.so.2"); len(found) == 0 {
		t.Skip("no ALSA library is installed: apt-get install libasound2")
	}
	to := filepath.Join(t.TempDir(), "played")
	played(t, fmt.Sprintf("pcm.!default { type file slave.pcm { type null } file %q format raw }\n", to))
	got, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	want := new(bytes.Buffer)
	if err := binary.Write(want, binary.LittleEndian, sound.Samples(sound.Done, inventory.VolumeNormal)); err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(got, want.Bytes()) {
		t.Errorf("%d bytes were played, not the %d of the sound", len(got), want.Len())
	}
}

func TestWithoutADeviceNothingIsSaid(t *testing.T) {
	if out := played(t, "pcm.!default { type hw card 77 }\n"); len(out) != 0 {
		t.Errorf("said: %s", out)
	}
}
