"""What is written for the timer of each system. Pure: values in, text out."""
