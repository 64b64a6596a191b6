"""Pictures: data in, SVG, a table and CSV out. No script, nothing loaded; pure."""
