"""What form4gen takes, beside what others take for the same: see README.md."""
