"""Every plant of the ledger as one table and one map, with facets and totals that say what they count."""
