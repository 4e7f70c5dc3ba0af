"""Can the file be read, and does it say what was meant?"""
