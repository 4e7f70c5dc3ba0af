"""Is it plain by when, and do the dates fit together?"""
