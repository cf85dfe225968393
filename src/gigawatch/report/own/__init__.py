"""The analyst's own text: Markdown of the workspace, merged into the report and marked as the author's words."""
