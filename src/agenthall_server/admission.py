"""Which calls are served now, which wait, and which are told at once to come later: reads and writes apart.

Each class of unary calls has a room with seats. A call that finds one free takes it; others wait in the order of their
coming, unless their time would be over before their answer: those are refused at once, with the time to wait. Work that
nobody waits for any more is what makes an overloaded server collapse. A stream has a seat in a room of its own until
its first message, or for a second; how many may be open is counted apart (`Limits.streams`). Health and reflection
never come here.

What is expected: who waits behind n others gets a seat after (n + 1) / seats times what a seat was taken for of late,
and then needs what its own method took of late. Both are exponentially weighted means of calls that were answered. A
wait counts three times: a mean says nothing of the spread, and what is served too late is served for nothing.

When a seat is given on: grpc.aio takes calls from the queue of gRPC core one at a time, each some turns of the event
loop after the one before; what it has not taken waits there unseen, in order, until its deadline is near. Long turns
make that queue grow: with 16 calls served at a time and no more, refusals came after 470 ms (bench/RESULTS.md). So new
calls go first: whoever waits gets a free seat once the loop has turned 16 times without a new call, which is when that
queue is empty, or after 10 ms. Turns are counted, because what they take differs from machine to machine.

How many seats: Python runs one thread at a time, so a second read gives little throughput and longer turns. Where it
takes longer than 2 ms until no new call comes there are too many seats, else too few: they are changed by additive
increase and multiplicative decrease (Chiu and Jain 1989, "Analysis of the increase and decrease algorithms for
congestion avoidance in computer networks"). That a queue is bounded by the time spent in it, not by its length, is
CoDel's idea (Nichols and Jacobson 2012, "Controlling queue delay").

Known limit: to refuse a call costs 0.15 to 0.2 ms, nearly all of it in grpc, which is more than half of what a single
record costs. At three times the capacity for single records refusing alone would take more than there is; what helps
there is a limit in front of the server, or fewer connections.
"""

from __future__ import annotations

import asyncio
from collections import deque
from math import inf
from time import perf_counter

from agenthall_server.errors import DeadlineExceeded, Overloaded

_WEIGHT = 0.1
_LEAST_SECONDS = 0.001
_SPREAD = 3
_QUIET_TURNS = 16
_CALM_LOOK_SECONDS, _LONGEST_LOOK_SECONDS = 0.002, 0.01
_INCREASE, _DECREASE = 0.125, 0.8
_FORGETTING = 0.9
_OPENING_SECONDS = 1.0
_SHORTEST_DELAY, _LONGEST_DELAY = 0.1, 2.0
_FEWEST_WRITES = 64  # a commit for fewer costs more a call (bench/RESULTS.md)


class Door:
    """Counts the calls that came, of all classes."""

    __slots__ = ("calls",)

    def __init__(self) -> None:
        self.calls = 0


class Room:
    """The seats of one class of calls. Use it in one event loop."""

    __slots__ = ("_door", "_fewest", "_longest_wait", "_looking", "_most", "_taken", "_taken_for", "_waiting", "seats")

    def __init__(self, door: Door, fewest: int, most: int, longest_wait: float) -> None:
        """From `fewest` to `most` calls are served at a time; nobody begins to wait who is
        expected to wait for more than a third of `longest_wait` seconds.
        """
        self._door = door
        self._fewest, self._most, self._longest_wait = fewest, most, longest_wait
        self.seats = float(most)
        self._taken = 0
        self._taken_for = 0.0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._looking = False

    @property
    def waiting(self) -> int:
        """Calls that wait for a seat."""
        return len(self._waiting)

    def arrived(self) -> None:
        """A call came."""
        self._door.calls += 1

    def take(self) -> bool:
        """A seat, where one is free and nobody waits for it."""
        free = self._taken + 1 <= self.seats and not self._waiting
        self._taken += free
        return free

    def expected_wait(self) -> float:
        """Seconds until a call that comes now gets a seat, if none is free."""
        return (len(self._waiting) + 1) * self._taken_for / self.seats

    async def wait(self, seconds: float) -> None:
        """A seat, at the latest after so many seconds. Raises Overloaded at once where that is not to be expected."""
        expected = self.expected_wait()
        if _SPREAD * expected > min(seconds, self._longest_wait):
            raise overloaded(expected)
        seat: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(seat)
        if not self._looking and self._taken + 1 <= self.seats:
            self._look_on()
        try:
            await seat
        except asyncio.CancelledError:
            if not seat.cancelled():  # it was given the seat and cannot use it
                self.leave()
            raise

    def served(self, seconds: float) -> None:
        """A call was answered that had its seat for so long."""
        self._taken_for += _WEIGHT * (seconds - self._taken_for)

    def leave(self) -> None:
        """Gives the seat back, for the next."""
        self._taken -= 1
        if self._waiting and not self._looking:
            self._look_on()

    def _look_on(self) -> None:
        self._looking = True
        self._look(self._door.calls, 0, perf_counter())

    def _look(self, calls: int, quiet_turns: int, since: float) -> None:
        """Once a turn of the loop, until no new call has come for a while, or it has taken too long."""
        quiet_turns = quiet_turns + 1 if self._door.calls == calls else 0
        looked = perf_counter() - since
        if quiet_turns < _QUIET_TURNS and looked < _LONGEST_LOOK_SECONDS:
            asyncio.get_running_loop().call_soon(self._look, self._door.calls, quiet_turns, since)
        elif looked < _CALM_LOOK_SECONDS:
            self._fill(min(self._most, self.seats + _INCREASE * self._fewest))
        else:
            self._fill(max(self._fewest, self.seats * _DECREASE))

    def _fill(self, seats: float) -> None:
        self.seats, self._looking = seats, False
        while self._waiting and self._taken + 1 <= seats:
            seat = self._waiting.popleft()
            if not seat.done():
                self._taken += 1
                seat.set_result(None)


class Gate:
    """One method's way into the room of its class."""

    __slots__ = ("_room", "_usual")

    def __init__(self, room: Room) -> None:
        self._room = room
        self._usual = 0.0

    async def enter(self, left: float) -> None:
        """Takes a seat for a call that has so many seconds left. Raises Overloaded or DeadlineExceeded."""
        self._room.arrived()
        if left < _LEAST_SECONDS:
            raise DeadlineExceeded("less than a millisecond was left when the call was seen")
        if left < self._usual:
            self._usual *= _FORGETTING  # or one slow call could keep all later ones out
            raise overloaded(self._room.expected_wait())
        if not self._room.take():
            entered = perf_counter()
            await self._room.wait(left - self._usual)
            if left - (perf_counter() - entered) < _LEAST_SECONDS:
                self._room.leave()
                raise DeadlineExceeded("the deadline passed while the call waited")

    async def open(self, left: float | None) -> Opening:
        """The same for a stream; None: it has no deadline."""
        await self.enter(inf if left is None else left)
        return Opening(self)

    def served(self, seconds: float) -> None:
        """A call was answered, so many seconds after it took its seat."""
        self._usual += _WEIGHT * (seconds - self._usual)
        self._room.served(seconds)

    def leave(self) -> None:
        """Gives the seat back, for the next."""
        self._room.leave()


class Rooms:
    """The three of a server: calls that only read, other calls, and streams until their first message."""

    __slots__ = ("openings", "reads", "writes")

    def __init__(self, reads: int, writes: int, longest_wait: float) -> None:
        """At most so many reads and writes are served at one time; `longest_wait` as in Room, in seconds."""
        door = Door()
        self.reads = Room(door, 1, reads, longest_wait)
        self.writes = Room(door, min(_FEWEST_WRITES, writes), writes, longest_wait)
        self.openings = Room(door, 1, reads, inf)  # subscribers have time


class Opening:
    """A stream's seat, until its first message: one that has nothing to say must not keep the others out."""

    __slots__ = ("_gate", "_started", "_timer")

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._started = perf_counter()
        self._timer: asyncio.TimerHandle | None = asyncio.get_running_loop().call_later(_OPENING_SECONDS, self.end)

    def heard(self) -> None:
        """A message was sent."""
        if self._timer is not None:
            self._gate.served(perf_counter() - self._started)
            self.end()

    def end(self) -> None:
        """Gives the seat back, once."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
            self._gate.leave()


def overloaded(seconds: float) -> Overloaded:
    """To be tried again when what waits is expected to be done."""
    delay = min(max(seconds, _SHORTEST_DELAY), _LONGEST_DELAY)
    return Overloaded("more calls wait than can be served in time; retry later", retry_after_seconds=delay)
