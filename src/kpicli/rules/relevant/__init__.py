"""Does the goal serve what the organisation wants?"""
