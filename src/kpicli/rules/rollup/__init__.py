"""Do the parts add up to the whole?"""
