"""Is there one goal too many, or a side that nobody looks at?"""
