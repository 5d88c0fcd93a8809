"""What the help center tells search engines, feed readers and other programs about its pages."""
