"""`agenthall top`: the agents of a running server on a terminal, as they work.

following.py  the messages of WatchMetrics, also after the connection was lost
fleet.py      what they say of the agents now: figures, rates, order
screen.py     a table of it
"""
