"""Cards made fit to be shared: names, employers, money and dates give way to stand-ins."""
