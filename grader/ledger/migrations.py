"""The tables of the ledger, as the steps that led to them; step i takes version i to version i + 1.

A step that has been released is never edited: a ledger of any earlier version runs the steps that it lacks.
"""

APPLICATION_ID = 0x6E6E6772  # "nngr": tells our file from another program's

MIGRATIONS = (
    """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE submission (
        student TEXT NOT NULL,
        attempt INTEGER NOT NULL,
        filename TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        size INTEGER NOT NULL,
        problem TEXT,
        notes TEXT NOT NULL,
        slice BLOB,
        PRIMARY KEY (student, attempt)
    ) WITHOUT ROWID;
    CREATE TABLE verdict (
        id INTEGER PRIMARY KEY,
        student TEXT NOT NULL,
        attempt INTEGER NOT NULL,
        check_name TEXT NOT NULL,
        cache_key TEXT NOT NULL,
        outcome TEXT NOT NULL,
        result TEXT NOT NULL
    );
    CREATE INDEX verdict_of ON verdict (student, attempt, check_name);
    CREATE INDEX verdict_key ON verdict (cache_key);
    """,
    """
    ALTER TABLE submission ADD COLUMN submitted_at TEXT;
    ALTER TABLE submission ADD COLUMN started_at TEXT;
    ALTER TABLE submission ADD COLUMN finished_at TEXT;
    CREATE TABLE publication (version INTEGER PRIMARY KEY, published_at TEXT NOT NULL);
    CREATE TABLE frozen (sha256 TEXT PRIMARY KEY, document BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE published (
        version INTEGER NOT NULL REFERENCES publication (version),
        student TEXT NOT NULL,
        sha256 TEXT NOT NULL REFERENCES frozen (sha256),
        PRIMARY KEY (version, student)
    ) WITHOUT ROWID;
    """,
)
