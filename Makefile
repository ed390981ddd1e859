# The two commands a newcomer needs are run and test; both install what is
# missing. The rest is for people who change the code.

TAGS := release,migrated_fynedo

# The tests that open windows: of the program as it is built. Tests themselves have
# the tag ci, which leaves out of Fyne the driver of windows: it is C, and takes
# minutes to build.
WINDOWS := InAWindow|EndToEnd|Monkey

# The packages in which goroutines meet: records, printing, work in the background.
MEET := ./inventory ./inventory/simulate ./inventory/folder ./inventory/backup ./inventory/store ./inventory/store/boltstore ./inventory/store/memstore \
	./inventory/store/durable ./inventory/store/seal ./printing/queue ./printing/ipp ./printing/escpos ./ui/task ./ui/typing ./ui/scan ./ui/sound/speaker

.PHONY: run test packages raced windows printers monkey touches gallery docs-pictures paper bench fuzz lint vet build torture

run: ## build and open the kiosk (ARGS="--window --data DIR" for flags)
	@.ci/install run
	@$(MAKE) --no-print-directory build
	LANG=$${LANG:-C.UTF-8} ./redwrench $(ARGS)

build:
	go build -tags $(TAGS) -o redwrench ./app

test: ## everything CI checks
	@.ci/install test
	$(MAKE) --no-print-directory -j2 packages windows

packages: vet ## all but the windows; under the race detector where goroutines meet
	go test -tags ci -vet=off -timeout 10m -skip '$(WINDOWS)' ./inventory/simulate $$(go list -tags ci ./... | grep -vxF "$$(go list -tags ci $(MEET))")
	go test -race -tags ci -vet=off -timeout 20m $(MEET)

raced: ## everything under the race detector, also what runs on one goroutine; it takes longer
	go test -race -tags ci -vet=off -timeout 40m ./...

windows: ## the program as it is built, in windows of its own; pictures in out/e2e
	go build -tags release -o /dev/null ./app # its C takes longest: begin with that
	go test -tags ci -vet=off -timeout 15m -parallel 3 -run '$(WINDOWS)' ./app

torture: ## the long campaigns: kills, power cuts, failing disks, damage, a year, contention; figures in the output
	@.ci/install test
	REDWRENCH_TORTURE=1 go test -tags ci -count=1 -v -timeout 90m -run 'Killed|Outlives|PowerCuts|FailingDisk|DiskFull|Damaged|Year|Figure|Nobody|LeftAlone' ./app ./inventory/simulate ./inventory/store/powercut
	REDWRENCH_TORTURE=1 go test -race -tags ci -count=1 -v -timeout 90m -run Contend ./inventory/simulate

printers: ## print on a real CUPS and a real IPP printer, both on the loopback
	@.ci/install printers
	REDWRENCH_PRINTERS=1 go test -count=1 -timeout 10m -v -run 'CUPS|RealPrinter' ./printing/queue

lint: vet
	go tool staticcheck -tags ci ./...

vet:
	@unformatted=$$(gofmt -l app ui printing inventory assets); test -z "$$unformatted" || { echo "not gofmt-ed: $$unformatted"; exit 1; }
	go vet -tags ci ./...

monkey: ## 20,000 random touches, drags, scans and keys in a real window; REDWRENCH_MONKEY=SEED plays a run again
	@.ci/install test
	REDWRENCH_TORTURE=1 go test -tags ci -count=1 -v -timeout 120m -run TestAMonkeyAtTheScreen ./app

touches: ## how long the window takes to answer a touch, at 1920×1080 by software; figures in the output
	@.ci/install test
	REDWRENCH_TORTURE=1 go test -tags ci -count=1 -v -timeout 30m -run TestTouchesInAWindow ./app

gallery: ## every screen and every paper in every language and size, as pictures in out/gallery
	@mkdir -p out/gallery
	REDWRENCH_GALLERY=$(CURDIR)/out/gallery CGO_ENABLED=0 go test -count=1 -timeout 60m -run Fit ./ui
	REDWRENCH_GALLERY=$(CURDIR)/out/gallery CGO_ENABLED=0 go test -count=1 -run TestEveryPaperAsAPicture ./printing/forms
	@cp docs/gallery.html out/gallery/index.html
	@(echo 'const pictures = ['; cd out/gallery && ls *.png | sed 's/\(.*\)\.png/"\1",/'; echo ']') >out/gallery/pictures.js
	@echo out/gallery/index.html

docs-pictures: ## the pictures of the README, drawn anew
	@rm -rf out/docs && mkdir -p out/docs
	REDWRENCH_GALLERY=$(CURDIR)/out/docs REDWRENCH_PICTURES='^(home-(zh|bo)|(borrow|confirm|done|loans|reserve-days|keys-pinyin|who|desk|printers|today|tools)-zh)-1280x800$$|^home-zh-1280x800-contrast$$|^borrow-zh-800x1280$$|^borrow-en-1280x800-large$$' CGO_ENABLED=0 go test -count=1 -run 'Fit/(home|borrow|confirm|done|loans|reserve-days|keys-pinyin|who|desk|printers|today|tools)$$' ./ui
	@for f in out/docs/*.png; do name=$$(basename $$f .png | sed 's/-zh//; s/-1280x800//; s/-800x1280/-upright/'); convert $$f -dither None -colors 96 -strip -define png:compression-level=9 docs/$$name.png; done

paper: ## the tests of printed papers in full: every label at every resolution, every text on every paper
	REDWRENCH_PAPER=1 CGO_ENABLED=0 go test -count=1 -timeout 30m ./printing/...

bench: ## figures beside the plain alternative
	go test -tags sqlite -run xxx -bench . -benchmem ./inventory/... ./printing/... ./ui/...

fuzz: ## each door where bytes come in, for a while
	@for target in ./inventory/code:FuzzParse ./inventory/stock:FuzzRead ./inventory:FuzzStoredRecords ./inventory/photo:FuzzPhoto ./inventory/people:FuzzParseID ./inventory/people:FuzzParseName ./inventory/people:FuzzParsePhone ./inventory/recovery:FuzzRead ./ui/scan:FuzzTypedTextIsKept ./printing/ipp:FuzzDecode ./printing/escpos:FuzzStatus ./printing/escpos:FuzzAddress ./printing/queue:FuzzOpen ./printing/ipp:FuzzMedium ./printing/text:FuzzParse ./ui/kit:FuzzWrapLosesNothing ./inventory/exchange:FuzzImportCSV ./inventory/exchange:FuzzImportXLSX ./ui/ime:FuzzLook ./ui/ime:FuzzFollows ./ui/typing:FuzzKeys ./ui/register:FuzzRecord; do \
		go test -run xxx -fuzz "$${target#*:}$$" -fuzztime 20s "$${target%:*}" || exit 1; done
