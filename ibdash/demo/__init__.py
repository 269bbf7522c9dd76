"""The demo school, as files in the real formats; the intake takes them in like any other."""
