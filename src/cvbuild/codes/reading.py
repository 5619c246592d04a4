"""What can be wrong with files and what stands in YAML: sources, front matter, settings, themes as files.

Where one is found is said in the rooms that find it.
"""

from cvbuild.codes.definition import Definition, Severity

FILE_NOT_FOUND = Definition(
    Severity.ERROR,
    "A path on the command line, or under `sources` in `cvbuild.yaml`, does not exist.",
    "Correct it; it is relative to the working folder, or to that of `cvbuild.yaml`.",
)
FILE_UNREADABLE = Definition(
    Severity.ERROR,
    "The file exists, but the system refuses to read it, or its bytes are no text.",
    "Check its permissions and that it is the file you mean.",
)
NO_SOURCES = Definition(
    Severity.ERROR,
    "The folder and those below it hold no file that ends in `.md` or `.markdown`; hidden ones do not count.",
    "Name another folder, or the file itself.",
)
ENCODING = Definition(
    Severity.ERROR,
    "The file is neither UTF-8 nor UTF-16 with a byte order mark, or it is no text at all.",
    "Save it as UTF-8 in your editor.",
)
EMPTY_DOCUMENT = Definition(
    Severity.ERROR,
    "The source has nothing to show: it is empty, or holds only front matter or comments.",
    "Write some Markdown below the front matter.",
)
YAML_SYNTAX = Definition(
    Severity.ERROR,
    "Front matter, `cvbuild.yaml` or a theme is no YAML, is not closed by `---`, or holds more values than any",
    "real file. Indent with spaces, and put quotes around values that contain a colon or begin with a sign.",
)
UNKNOWN_KEY = Definition(
    Severity.WARNING,
    "cvbuild does not know this key, role, placeholder or diagnostic name, so it has no effect.",
    "Correct its spelling, or remove it.",
)
DUPLICATE_KEY = Definition(
    Severity.ERROR,
    "A key stands twice in one mapping, and which value counts is not clear. Keep one of them.",
)
WRONG_TYPE = Definition(
    Severity.ERROR,
    "The key takes another type of value: text where a mapping stands, say, or nothing at all.",
    "Write what the message asks for; a value that begins with `#` needs quotes, since YAML reads a comment.",
)
WRONG_VALUE = Definition(
    Severity.ERROR,
    "The key or option does not take this value. Choose one that the message lists.",
)
UNKNOWN_FORMAT = Definition(
    Severity.ERROR,
    "No renderer has that name. Choose among `pdf`, `docx`, `html` and `txt`.",
)
CLASHING_OUTPUTS = Definition(
    Severity.ERROR,
    "Two sources would be written to the same file, also where their names differ in case only.",
    "Rename one of them, or build them with different `--out` folders.",
)
FILE_EXISTS = Definition(
    Severity.ERROR,
    "`cvbuild init`, `import` and `themes new` never overwrite: what they would write is there already, so nothing",
    "was written. Choose another folder or name, or move the file away.",
)
OUTPUT_UNWRITABLE = Definition(
    Severity.ERROR,
    "The output file or folder can't be written: permissions, a full disk, or a folder of that name.",
    "What was there before is unchanged; choose another place with `--out`.",
)
OUT_OF_DATE = Definition(
    Severity.ERROR,
    "`cvbuild build --check` found an output that is missing or is not what its source makes; nothing was written.",
    "Build again with the same options and commit it; other versions of cvbuild or of its fonts also make other bytes.",
)
