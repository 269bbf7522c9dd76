"""One module per file format: bytes in, Arrow record batches and remarks out."""
