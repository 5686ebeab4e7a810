"""What checks draw from: data sets, held-out splits, and the only source of randomness."""
