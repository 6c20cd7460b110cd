project = html_title = "报告库"
language = "zh_CN"
extensions = ["myst_parser"]
templates_path = ["_templates"]
exclude_patterns = ["_build", "extra"]
# The ledgers: they come to stand beside the pages.
html_extra_path = ["extra"]
html_permalinks = False
html_copy_source = False
# Quotes and dashes are those of the reports.
smartquotes = False
# So are the levels of headings, also where a report leaves one out.
suppress_warnings = ["myst.header"]
html_show_copyright = False
