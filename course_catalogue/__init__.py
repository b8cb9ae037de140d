"""Course catalogue: YAML course definitions in, a public site and printed packs out."""
