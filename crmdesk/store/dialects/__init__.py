"""SQL that only one database understands; everything else in ``store`` is common to all."""
