"""While somebody writes: files are watched, documents built again, and shown in a browser.

How a document is built is the build's; what is printed, the command line's. What this room imports comes with the extra
`cvbuild[serve]`.
"""
