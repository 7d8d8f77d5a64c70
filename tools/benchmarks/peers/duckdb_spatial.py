"""DuckDB with its spatial extension, from the package that carries it: nothing is downloaded."""

from pathlib import Path

import duckdb
import duckdb_extension_spatial


def connect() -> duckdb.DuckDBPyConnection:
    """A database in memory that knows geometries."""
    folder = Path(duckdb_extension_spatial.__file__).parent / "extensions"
    (extension,) = folder.rglob("spatial.duckdb_extension")
    connection = duckdb.connect()
    connection.execute(f"LOAD '{extension}'")
    return connection
