"""The rules of the field, pure: no input, no output, no clock; days and reference rows come in."""
