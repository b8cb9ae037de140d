"""What was mailed, on its way into the catalogue: opened, read, placed, tried by the gates, filed and answered."""
