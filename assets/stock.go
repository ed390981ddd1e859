package assets

import _ "embed"

// StockTools is the starter stock of a new shop as CSV with a header line;
// bo_review marks Tibetan names that no native speaker has reviewed yet.
//
//go:embed stock/tools.csv
var StockTools []byte

// StockCategories is the categories of the starter stock, as CSV with a header line.
//
//go:embed stock/categories.csv
var StockCategories []byte

// StockJobs is the kinds of jobs a new shop takes on, as CSV with a header line.
//
//go:embed stock/jobs.csv
var StockJobs []byte

// StockPhrases is the ready phrases of those kinds, as CSV with a header line.
//
//go:embed stock/phrases.csv
var StockPhrases []byte
