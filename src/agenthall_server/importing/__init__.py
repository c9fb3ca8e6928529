"""`agenthall import`: what other systems kept in files becomes agents, executions and builds of a running server.

    reading.py     a file as a stream of rows with their line numbers: CSV, JSON lines, JSON arrays
    stores.py      JSON stores that hold many records in one object, TOML manifests
    values.py      a cell as a number, a time, an amount of money ...
    columns.py     a row as the fields of an execution, a build or a manifest; ids of rows that have none
    ordering.py    dependencies before what depends on them
    messages.py    fields as a message of the contract
    sending.py     messages to the server, in batches, again where it says so
    reporting.py   what became of each row
    running.py     all of it, with progress

Nothing that stands in a file ends an import: a row that cannot be used is refused with its line, and its neighbours
go on. Memory does not grow with the file, except for what must be whole to be understood: a JSON object (64 MiB at
most) and the manifests of agents, which are put into order first.
"""
