"""Stack suggestions on real projects: how often the suggested technology is one that the project used.

    python -m bench.suggest [templates.jsonl]

Data: project descriptions with their stacks (awesome-azd, MIT licence). Five folds; descriptions that share half of
their words (Jaccard >= 0.5, single link) are in one fold, so that no answer can be copied from a twin. The other folds'
projects are recorded as successful builds of one team. A project that lists several technologies in a slot is recorded
with the first one; a suggestion hits where it is any of those listed. Asked are the slots language, compute, database
and framework, each where the project has it; a slot without a suggestion is a miss.

`ours` is the percentage of hits of the shipped rule over all slots, `reference` that of the better of two simple
rules: the slot's most popular technology, and the technology of the most similar project that has the slot (1-NN by
the same BM25 over prompts). `hard` repeats it with every technology's name removed from prompts and questions.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from agenthall_server.memory import similarity
from agenthall_server.memory.suggestion import PastBuild, TeamRecord, suggest
from agenthall_server.words import words_of
from bench.figures import Figure

SLOTS = ("language", "compute", "database", "framework")
FOLDS = 5
SHUFFLES = 3
GOAL = 1.1
NAME = "suggest_hit_at_1_percent"
DATA = Path(__file__).resolve().parents[2] / "shared/data/memory/awesome_azd_templates.jsonl"

Predict = Callable[[str, Sequence[PastBuild]], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Project:
    """A description and the technologies of each slot."""

    name: str
    prompt: str
    stack: Mapping[str, Sequence[str]]


def read(path: Path) -> list[Project]:
    """The projects of a file."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [Project(row["id"], row["prompt"], row["tech_stack"]) for row in rows]


def without_technologies(projects: Sequence[Project]) -> list[Project]:
    """The same projects, no technology named in any prompt."""
    values = {value for project in projects for listed in project.stack.values() for value in listed}
    names = {word for value in values for word in similarity.technology_words(value)}
    return [
        replace(project, prompt=" ".join(word for word in similarity.words(project.prompt) if word not in names))
        for project in projects
    ]


def twins(projects: Sequence[Project]) -> list[list[int]]:
    """Groups of near-duplicates."""
    vocabularies = [set(words_of(project.prompt)) for project in projects]
    group = list(range(len(projects)))
    for i, one in enumerate(vocabularies):
        for j in range(i):
            if len(one & vocabularies[j]) >= 0.5 * len(one | vocabularies[j]):
                old, new = group[i], group[j]
                group = [new if label == old else label for label in group]
    return [[i for i, label in enumerate(group) if label == wanted] for wanted in sorted(set(group))]


def folds(groups: Sequence[Sequence[int]], seed: int) -> list[set[int]]:
    """Five folds of about equal size."""
    shuffled = sorted(random.Random(seed).sample(groups, len(groups)), key=len, reverse=True)
    parts: list[set[int]] = [set() for _ in range(FOLDS)]
    for members in shuffled:
        min(parts, key=len).update(members)
    return parts


def ours(prompt: str, builds: Sequence[PastBuild]) -> Mapping[str, str]:
    """The shipped rule."""
    team = TeamRecord(len(builds), len(builds), len(builds), None)
    option = suggest(prompt, builds, team, 0).option
    return option.tech_stack if option else {}


def popularity(_prompt: str, builds: Sequence[PastBuild]) -> Mapping[str, str]:
    """The most frequent technology of each slot."""
    return {
        slot: Counter(build.tech_stack[slot] for build in builds if slot in build.tech_stack).most_common(1)[0][0]
        for slot in SLOTS
    }


def nearest(prompt: str, builds: Sequence[PastBuild]) -> Mapping[str, str]:
    """The technology of the most similar project that has the slot."""
    documents = [similarity.words(build.prompt) for build in builds]
    matches = similarity.match(similarity.query(prompt), documents, len(builds))
    order = sorted(range(len(builds)), key=lambda i: -matches[i].score)
    return {slot: next(builds[i].tech_stack[slot] for i in order if slot in builds[i].tech_stack) for slot in SLOTS}


def recorded(project: Project) -> PastBuild:
    """The project as a successful build, with the first technology of each slot."""
    stack = {slot: listed[0] for slot, listed in project.stack.items()}
    return PastBuild(project.name, project.prompt, stack, success=True, quality_score=None, finish_time=0)


def hits(projects: Sequence[Project], predict: Predict, groups: Sequence[Sequence[int]]) -> Iterator[tuple[str, bool]]:
    """Slot and whether it was hit, for every question."""
    for seed in range(SHUFFLES):
        for fold in folds(groups, seed):
            builds = [recorded(project) for i, project in enumerate(projects) if i not in fold]
            for i in sorted(fold):
                suggestion = predict(projects[i].prompt, builds)
                for slot in SLOTS:
                    if slot in projects[i].stack:
                        yield slot, suggestion.get(slot) in projects[i].stack[slot]


def percentages(found: Iterator[tuple[str, bool]]) -> dict[str, float]:
    """Percent of hits by slot, and over all of them."""
    asked, hit = Counter[str](), Counter[str]()
    for slot, is_hit in found:
        for name in (slot, "all"):
            asked[name] += 1
            hit[name] += is_hit
    return {name: round(100 * hit[name] / asked[name], 1) for name in (*SLOTS, "all")}


def compare(projects: Sequence[Project], groups: Sequence[Sequence[int]]) -> dict[str, dict[str, float]]:
    """Percentages of the three rules."""
    rules: dict[str, Predict] = {"ours": ours, "popularity": popularity, "nearest": nearest}
    return {name: percentages(hits(projects, rule, groups)) for name, rule in rules.items()}


def run(data: Path = DATA) -> None:
    """Measures and prints one line; without the data it says so, since made-up projects would prove nothing."""
    if not data.exists():
        Figure(name=NAME, ours=0.0, detail={"not_measured": f"{data.name} is not there"}).print()
        return
    projects = read(data)
    groups = twins(projects)
    full, hard = compare(projects, groups), compare(without_technologies(projects), groups)
    mine, best_other = full["ours"]["all"], max(full["popularity"]["all"], full["nearest"]["all"])
    Figure(
        name=NAME,
        ours=mine,
        reference=best_other,
        ratio=mine / best_other,
        goal=GOAL,
        ok=mine / best_other >= GOAL,
        detail={"projects": len(projects), "groups": len(groups), "full": full, "hard": hard},
    ).print()


if __name__ == "__main__":
    run(*map(Path, sys.argv[1:2]))
