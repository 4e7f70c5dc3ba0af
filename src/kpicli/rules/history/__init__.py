"""Was a goal made easier after it was set?"""
