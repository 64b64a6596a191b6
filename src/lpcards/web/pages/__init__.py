"""The pages, a module each: what is at an address, and what is done there."""
