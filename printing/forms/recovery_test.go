package forms

import (
	"strings"
	"testing"
	"time"

	"redwrench/inventory/recovery"
)

func TestTheRecoverySheetCanBeScannedAndTyped(t *testing.T) {
	var master [32]byte
	for i := range master {
		master[i] = byte(200 - 3*i)
	}
	const id = "9ec37a6a60259c78"
	groups, err := recovery.Write(id, master)
	if err != nil {
		t.Fatal(err)
	}
	p, err := Recovery(RecoverySheet{
		Shop: shop, ShopID: id, Made: time.Date(2026, 11, 24, 10, 0, 0, 0, lhasa), Groups: groups, Payload: recovery.Payload(groups),
	})
	p = must(t, p, err)
	if p.Pages != 1 || p.Width != pageWidth || len(p.Missing) > 0 {
		t.Errorf("%d pages, %.0f mm wide, no font for %q", p.Pages, p.Width, string(p.Missing))
	}
	page := raster(t, p)[0]
	for reader, got := range map[string]string{"gozxing": scanned(t, page), "zbarimg": zbar(t, page)[0]} {
		if shop, m, err := recovery.Read(got); err != nil || shop != id || m != master {
			t.Errorf("%s reads %q: %v", reader, got, err)
		}
	}
	got := written(t, p)
	typed := strings.Join(strings.Fields(got), " ")
	for i, g := range groups {
		if !strings.Contains(typed, g) {
			t.Errorf("group %d is not on the sheet", i+1)
		}
	}
	for _, want := range []string{"红扳手志愿服务铺", id, "RECOVERY SHEET", "2026-11-24", "redwrench recover", "སླར་གསོའི་ཤོག་བྱང་།"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	for y := range page.Rect.Dy() {
		for x := range page.Rect.Dx() {
			if (x < 15*8 || x > (210-15)*8 || y > (297-10)*8) && page.GrayAt(x, y).Y < 128 {
				t.Fatalf("ink at %d, %d mm", x/8, y/8)
			}
		}
	}
}
