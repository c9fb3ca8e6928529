"""`agenthall call`: any method of a running server, with JSON.

methods.py    methods by the names that people type
shapes.py     a method with its comments, and what its request looks like
invoking.py   requests out of JSON, answers as JSON
"""
