"""Is it plain what is to be done, and who answers for it?"""
