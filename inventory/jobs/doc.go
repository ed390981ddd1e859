// Package jobs is the rules of repair requests and of the team's other services
// at homes: the states of a job and who may move it, what comes first, money in
// fen and the discount, hours, visits that overlap, and who is suggested. It
// knows no store, no person and no tool; package inventory keeps the records.
//
//	                   take, assign                visit
//	report ──▶ new ──────────────────▶ assigned ──────────▶ visiting
//	            ▲ ▲    give back, leave   │  ▲                 │ │ │
//	            │ └───────────────────────┘  │  second visit   │ │ │
//	            │                            ├─────────────────┘ │ │
//	            │                            │                   │ │ part needed
//	            │ report the same fault      │ visit             │ ▼
//	            │ (within 30 days)           └───────────── waiting for parts
//	            │                                                │
//	          done ◀──────────────── fill in the sheet ──────────┘
//
// From every open state a job can be passed on to a partner, or cancelled. Who
// may do what is the table in states.go; a sheet may be filled in without the
// visit having been arranged at the kiosk first, because people do not ask the
// kiosk before they go.
package jobs
