"""Can anybody tell whether the goal was reached?"""
