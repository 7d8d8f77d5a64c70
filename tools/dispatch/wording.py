"""What to do with an answer, in words: one line for each incident."""


def line_for(assignment, names):
    """The line that says who gets an incident, or what else to do with it.

    `names` gives the name of a unit by its code.
    """
    return f"{assignment.get('id')}: {_advice(assignment, names)}"


def _advice(assignment, names):
    status = assignment["status"]
    if status in ("inside", "nearest", "boundary", "overlap"):
        return _responsible(assignment, names) + _reservation(assignment)
    if status == "gap":
        return "in no grid, though inside the village; give it to the village, tell the planners"
    if status == "void":
        return f"in {_candidates(assignment)}, which is nobody's; give it to the town's duty desk"
    if status == "outside":
        return "outside the plan; pass it on to the neighbours, or ask for the place again"
    if status == "invalid":
        return f"not a position ({assignment.get('error', 'no reason given')}); ask for it again"
    return f"answered {status}, which this program does not know; a person must look"


def _responsible(assignment, names):
    grid, village = assignment["grid"], assignment.get("village")
    words = f"grid {_called(grid, names)}"
    if village:
        words += f", village {_called(village, names)}"
    members = assignment.get("members") or []
    if members:
        words += ", to " + ", ".join(str(each.get("name", each.get("id"))) for each in members)
    return words


def _reservation(assignment):
    """What a person should know before the incident goes out; nothing for most."""
    status = assignment["status"]
    if status == "boundary":
        return f" (on the line of {_candidates(assignment)}: the lowest code has it)"
    if status == "overlap":
        return f" (claimed by {_candidates(assignment)}: tell the planners)"
    if status == "nearest":
        return f" (in no grid; this one is {assignment['distance_m']:.1f} m away)"
    if assignment.get("confident") is False:
        return f" (the position is vague; {_candidates(assignment)} are possible: confirm first)"
    return ""


def _called(code, names):
    name = names(code)
    return f"{code} {name}" if name else code


def _candidates(assignment):
    return ", ".join(each["grid"] for each in assignment.get("candidates") or ()) or "no grid"
