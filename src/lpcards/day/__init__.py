"""One study day and those to come: what is asked, and what made it so. Pure."""
