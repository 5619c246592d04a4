"""The program and its commands."""

from pathlib import Path
from typing import Annotated, Any

import typer

from cvbuild import __version__
from cvbuild.cli.options import DiffFormat, ExportFormat, ImportFormat, PaperSize, SchemaName, StarterLanguage, takes

app = typer.Typer(
    name="cvbuild",
    help="One Markdown source becomes a PDF, a Word document, a web page and plain text.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
themes_app = typer.Typer(
    help="How documents look: the built-in themes, and your own.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(themes_app, name="themes")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"cvbuild {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


_STYLING = ("theme", "paper", "set_", "redact", "allow_remote")
_PDF = ("pdf_variant", "attach_source")
_JUDGING = ("strict", "ignore", "jobs", "messages", "quiet")
_REPORTING = (*_JUDGING, "verbose")


@app.command("build")
@takes("paths", "formats", "out", *_STYLING, *_PDF, "manifest", "keep_going", "force", "no_verify", *_REPORTING)
def build_command(
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail if the outputs that are there are out of date.")
    ] = False,
    **asked: Any,
) -> None:
    """Build every document in every configured format."""
    from cvbuild.cli.build import run_build

    run_build(check=check, **asked)


def _format_command(name: str, description: str) -> None:
    @app.command(name, help=description)
    @takes("paths", "out", *_STYLING, *(_PDF if name == "pdf" else ()), "manifest", "force", "no_verify", *_REPORTING)
    def command(**asked: Any) -> None:
        from cvbuild.cli.build import run_build

        run_build(formats=(name,), **asked)


_format_command("pdf", "Build PDF files to print and send.")
_format_command("docx", "Build Word documents to edit.")
_format_command("html", "Build web pages, one self-contained file each.")
_format_command("txt", "Build plain text for web forms.")


@app.command()
@takes("paths", *_STYLING, *_PDF, "checks", "no_verify", *_JUDGING)
def check(
    build: Annotated[
        bool, typer.Option("--build/--no-build", help="Build in memory too, or look at the sources only.")
    ] = True,
    fix: Annotated[bool, typer.Option("--fix", help="Repair the sources where that is safe.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what --fix changes; without it, write nothing.")] = False,
    **asked: Any,
) -> None:
    """Say what is wrong with documents, and with what is made of them.

    They are built in memory, and no output is written.
    """
    from cvbuild.cli.check import run_check

    run_check(build=build, fix=fix, diff=diff, **asked)


@app.command()
@takes(
    "paths:files",
    "formats",
    "out:folder",
    *_STYLING,
    *_PDF,
    "keep_going",
    "no_verify",
    "strict",
    "ignore",
    "messages",
    "quiet",
    "verbose",
)
def watch(**asked: Any) -> None:
    """Build, and build again whenever a file changes.

    Ctrl-C ends it.
    """
    from cvbuild.cli.watch import run_watch

    run_watch(**asked)


@app.command()
@takes("paths:files", *_STYLING, *_PDF, "ignore", "messages", "quiet")
def serve(
    port: Annotated[int, typer.Option("--port", min=0, max=65535, metavar="N", help="Port; 0 is a free one.")] = 0,
    browse: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in the browser.")] = True,
    editor: Annotated[
        str, typer.Option("--editor", metavar="URL", help="Where findings lead; empty for nowhere.")
    ] = "vscode://file{path}:{line}:{column}",
    **asked: Any,
) -> None:
    """Show documents in the browser while you write them.

    No file is written, and Ctrl-C ends it.
    """
    from cvbuild.cli.serve import run_serve

    run_serve(port, editor, browse=browse, **asked)


@app.command("site")
@takes("paths:files", "theme", "paper", "set_", "allow_remote", "force", *_REPORTING)
def site_command(
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="DIR", help="The site's folder; by default `out/site`.")
    ] = None,
    redact: Annotated[
        bool | None,
        typer.Option("--redact/--no-redact", help="Leave out what is private; by default yes.", show_default=False),
    ] = None,
    url: Annotated[str | None, typer.Option("--url", metavar="URL", help="The site's address on the web.")] = None,
    index: Annotated[
        bool | None,
        typer.Option("--index/--no-index", help="Let search engines list it; by default no.", show_default=False),
    ] = None,
    **asked: Any,
) -> None:
    """Make a website of all documents, in all formats."""
    from cvbuild.cli.site import run_site

    run_site(out, redact=redact, url=url, index=index, **asked)


@app.command()
@takes("set_", "redact", "messages", "quiet")
def tree(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A Markdown file; - is standard input.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the tree as JSON, without loss.")] = False,
    **asked: Any,
) -> None:
    """Print the tree of a document, with the place of each node."""
    from cvbuild.cli.tree import run_tree

    run_tree(file, as_json=as_json, **asked)


@app.command("inspect")
@takes("strict", "ignore", "messages", "quiet")
def inspect_command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A PDF, Word file, page or text; - is standard input.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print all that was read as JSON.")] = False,
    text: Annotated[bool, typer.Option("--text", help="Print the text, too, in the order of machines.")] = False,
    **asked: Any,
) -> None:
    """Show what a machine reads from a finished file."""
    from cvbuild.cli.inspect import run_inspect

    run_inspect(file, as_json=as_json, text=text, **asked)


@app.command("diff")
@takes("theme", "set_", "redact", "ignore", "messages", "quiet")
def diff_command(
    edited: Annotated[str, typer.Argument(metavar="EDITED", help="The Word file that somebody edited.")],
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="The Markdown source that it was made of.")],
    form: Annotated[DiffFormat, typer.Option("--format", "-f", help="How differences are printed.")] = DiffFormat.WORDS,
    apply: Annotated[bool, typer.Option("--apply", help="Write changes of text into the source.")] = False,
    **asked: Any,
) -> None:
    """Show what somebody changed in a Word file.

    The exit code is 0 if nothing is different, 1 if something is, and 2 for trouble.
    """
    from cvbuild.cli.diff import run_diff

    run_diff(edited, source, form.value, apply=apply, **asked)


@app.command("export")
@takes("set_", "redact", "strict", "ignore", "messages", "quiet")
def export_command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A résumé in Markdown; - is standard input.")],
    to: Annotated[ExportFormat, typer.Option("--to", help="The format.")] = ExportFormat.JSONRESUME,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The file to write.")] = Path("-"),
    **asked: Any,
) -> None:
    """Write a résumé for other programs, as JSON Resume."""
    from cvbuild.cli.exchange import run_export

    run_export(file, to.value, out, **asked)


@app.command("import")
@takes("strict", "ignore", "messages", "quiet")
def import_command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A JSON Resume or RenderCV file; - is standard input.")],
    form: Annotated[
        ImportFormat | None, typer.Option("--from", help="Its format; told by its content if not given.")
    ] = None,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The file to write.")] = Path("-"),
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file if it exists.")] = False,
    **asked: Any,
) -> None:
    """Make a Markdown source of a résumé that another program wrote."""
    from cvbuild.cli.exchange import run_import

    run_import(file, form.value if form else None, out, force=force, **asked)


@themes_app.command("list")
def themes_list() -> None:
    """List the themes that there are, with those in the project's `themes` folder."""
    from cvbuild.cli.themes import run_list

    run_list()


@themes_app.command("show")
def themes_show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A theme's name, or its path.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON, with the place of each value.")] = False,
) -> None:
    """Show all that a theme decides, with what it takes from others."""
    from cvbuild.cli.themes import run_show

    run_show(name, as_json=as_json)


@themes_app.command("new")
def themes_new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its name.")],
    extends: Annotated[
        str, typer.Option("--extends", metavar="THEME", help="The theme that it begins as: a name or a path.")
    ] = "classic",
) -> None:
    """Start a theme of your own in the project's `themes` folder; nothing is overwritten."""
    from cvbuild.cli.themes import run_new

    run_new(name, extends)


@themes_app.command("gallery")
@takes("paths:files", "out:folder")
def themes_gallery(
    pages: Annotated[int, typer.Option("--pages", min=1, max=20, metavar="N", help="Pages to show of each.")] = 1,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, metavar="N", help="Processes; by default as many as cores.")
    ] = None,
    **asked: Any,
) -> None:
    """Make a web page that shows your documents in every theme."""
    from cvbuild.cli.gallery import run_gallery

    run_gallery(pages=pages, jobs=jobs, **asked)


@app.command()
def init(
    folder: Annotated[
        Path, typer.Argument(metavar="NAME", help="The folder; by default the one you are in.", show_default=False)
    ] = Path(),
    name: Annotated[str | None, typer.Option("--name", metavar="TEXT", help="Your name.")] = None,
    headline: Annotated[str | None, typer.Option("--headline", metavar="TEXT", help="Your profession.")] = None,
    email: Annotated[str | None, typer.Option("--email", metavar="TEXT", help="Your e-mail address.")] = None,
    lang: Annotated[StarterLanguage, typer.Option("--lang", help="The language to write in.")] = StarterLanguage.EN,
    paper: Annotated[
        PaperSize | None, typer.Option("--paper", case_sensitive=False, help="Paper; by default A4.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing.")] = False,
) -> None:
    """Start an application that builds at once; nothing is overwritten."""
    from cvbuild.cli.init import Begun, run_init

    run_init(folder, Begun(name, headline, email, lang.value, paper, yes))


@app.command()
def schema(
    name: Annotated[
        SchemaName, typer.Argument(metavar="NAME", help="What it describes: front-matter, config, private or theme.")
    ] = SchemaName.FRONT_MATTER,
) -> None:
    """Print a JSON Schema, by which editors complete and check."""
    from cvbuild.cli.schema import run_schema

    run_schema(name.value)


@app.command()
def doctor() -> None:
    """Say what is missing on this machine, and how to get it."""
    from cvbuild.cli.doctor import run_doctor

    run_doctor()
