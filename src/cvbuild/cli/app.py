"""The program and its commands."""

from typing import Annotated, Any

import typer

from cvbuild import __version__
from cvbuild.cli.options import takes

app = typer.Typer(
    name="cvbuild",
    help="One Markdown source becomes a PDF, a Word document, a web page and plain text.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
themes_app = typer.Typer(help="The built-in themes.", no_args_is_help=True, rich_markup_mode=None)
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


_SELECTING = ("paths",)
_STYLING = ("theme", "paper", "set_", "allow_remote")
_REPORTING = ("strict", "ignore", "jobs", "messages", "quiet", "verbose")


@app.command("build")
@takes(*_SELECTING, "formats", "out", *_STYLING, "keep_going", *_REPORTING)
def build_command(**asked: Any) -> None:
    """Build every document in every configured format."""
    from cvbuild.cli.build import run_build

    run_build(**asked)


def _format_command(name: str, description: str) -> None:
    @app.command(name, help=description)
    @takes(*_SELECTING, "out", *_STYLING, *_REPORTING)
    def command(**asked: Any) -> None:
        from cvbuild.cli.build import run_build

        run_build(formats=(name,), **asked)


_format_command("pdf", "Build PDF files to print and send.")
_format_command("docx", "Build Word documents to edit.")
_format_command("html", "Build web pages, one self-contained file each.")
_format_command("txt", "Build plain text for web forms.")


@app.command()
@takes(*_SELECTING, *_STYLING, *_REPORTING)
def check(**asked: Any) -> None:
    """Do everything that `build` does, but write nothing."""
    from cvbuild.cli.build import run_check

    run_check(**asked)


@app.command()
@takes("set_", "messages", "quiet")
def tree(
    file: Annotated[str, typer.Argument(help="A Markdown file; - is standard input.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the tree as JSON, without loss.")] = False,
    **asked: Any,
) -> None:
    """Print the tree of a document, with the place of each node."""
    from cvbuild.cli.tree import run_tree

    run_tree(file, as_json=as_json, **asked)


@themes_app.command("list")
def themes_list() -> None:
    """List the built-in themes."""
    from cvbuild.cli.themes import run_list

    run_list()


@app.command()
def doctor() -> None:
    """Say what is missing on this machine, and how to get it."""
    from cvbuild.cli.doctor import run_doctor

    run_doctor()
