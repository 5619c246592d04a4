"""What cvbuild costs beside pandoc and WeasyPrint; `make bench` runs it. Nothing here passes or fails."""
