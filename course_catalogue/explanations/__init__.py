"""What every code means and how to mend it, for people: one data file for each family, read as pages and by `explain`."""
