"""Is progress measured, and does the reported status fit it?"""
