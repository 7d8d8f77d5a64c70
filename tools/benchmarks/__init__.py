"""The parts of `bench`: its data, the programs it times, and the tables it prints.

The process that measures stays small. Linux counts the memory that a child shares with its parent
until it starts its own program, so a big parent would hide the peak of a small child: what needs
memory runs in a process of its own, and what is read back is read as a stream.
"""
