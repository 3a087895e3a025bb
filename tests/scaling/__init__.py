"""What finding costs far beyond our corpus's size, on synthetic passages."""
