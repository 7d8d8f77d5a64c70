"""Plants defects in an exact plan and says, by its own reckoning, what was planted.

No two defects touch the same grid, and none touches a place where three grids meet unless it is
about such a place: so they do not interact, and each stays one defect.
"""
