"""TeamMemoryService: what teams built, with what, and how it went.

    servicer.py         the methods
    tables.py store.py  builds, their rollups and their full text
    wire_builds.py      builds and answers as messages
    similarity.py       which builds resemble a prompt
    stacks.py           one name for each technology
    suggestion.py       which stack to use
    rollup.py           the sums that insights read
    insights.py         how a team is doing
    recommendations.py  what a team should look at

Not here yet: predictions, anomalies, sharing between teams, memories of conversations, requirements.
"""
