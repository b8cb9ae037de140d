"""Reports: one module per form."""
