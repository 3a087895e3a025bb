"""The doors: each channel takes messages in through the same intake and renders the same replies."""
