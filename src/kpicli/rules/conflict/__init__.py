"""Can all goals be reached together?"""
