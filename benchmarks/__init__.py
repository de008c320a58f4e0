"""What `make bench` measures: ratios and query counts of one run. See docs/benchmarks.md."""
