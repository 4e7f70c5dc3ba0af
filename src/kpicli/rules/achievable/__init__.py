"""Can the goal be reached, and is it worth reaching?"""
