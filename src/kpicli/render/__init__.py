"""Values in, text out: every format that `kpi` prints.

A renderer computes, sorts and filters nothing and reads no environment: width, colour and glyphs
come in a `Style`. What it returns is empty or ends with a line break. Text from goal files, file
names and rules is escaped wherever a terminal would act on it; JSON carries it verbatim.
"""
