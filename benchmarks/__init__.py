"""Benchmarks: scripts that print ratios; never timed tests, because machines are noisy."""
