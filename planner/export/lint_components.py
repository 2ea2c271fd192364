"""The components of a calendar file as `planner lint` sees them: which lines stand in which (RFC 5545, 3.6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from planner.export import lint_faults as faults
from planner.export.lint_faults import Fault
from planner.export.lint_lines import Line

ENTRIES = ("VEVENT", "VTODO", "VJOURNAL")
_PARENTS = {
    **dict.fromkeys((*ENTRIES, "VFREEBUSY", "VTIMEZONE", "VAVAILABILITY"), ("VCALENDAR",)),
    **dict.fromkeys(("STANDARD", "DAYLIGHT"), ("VTIMEZONE",)),
    "VALARM": ("VEVENT", "VTODO"),
    "VCALENDAR": ("",),
}


@dataclass(slots=True)
class Component:
    """A component of the file: where it begins, its own properties, and what it holds."""

    name: str
    line: int
    properties: list[Line] = field(default_factory=list)
    children: list[Component] = field(default_factory=list)

    def first(self, name: str) -> Line | None:
        """The first property of a name."""
        return next((line for line in self.properties if line.name == name), None)

    def walk(self) -> Iterator[Component]:
        """Give this component and all within it, in the order of the file."""
        stack = [self]
        while stack:
            one = stack.pop()
            yield one
            stack.extend(reversed(one.children))


def component_tree(lines: Iterable[Line], found: list[Fault]) -> Component:
    """Put the lines into components; what is left open at the end, or ended twice, is a fault."""
    top = Component("", 0)
    stack = [top]
    for line in lines:
        if line.name == "BEGIN":
            one = Component(line.value.strip().upper(), line.number)
            parents = _PARENTS.get(one.name)
            if parents is not None and stack[-1].name not in parents:
                found.append(faults.NESTED.at(line.number, name=one.name, parent=stack[-1].name or "-"))
            stack[-1].children.append(one)
            stack.append(one)
        elif line.name == "END":
            name = line.value.strip().upper()
            if name not in [one.name for one in stack[1:]]:
                found.append(faults.STRAY_END.at(line.number, name=name))
                continue
            while stack[-1].name != name:
                found.append(faults.UNCLOSED.at(stack[-1].line, name=stack.pop().name))
            stack.pop()
        elif len(stack) == 1:
            found.append(faults.OUTSIDE.at(line.number, name=line.name))
        else:
            stack[-1].properties.append(line)
    found += [faults.UNCLOSED.at(one.line, name=one.name) for one in stack[1:]]
    return top
