"""The practice estate: invented people, a year of what happens to them, written as it happened."""
