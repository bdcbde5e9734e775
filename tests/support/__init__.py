"""What tests of several subjects share: a real browser and a real office suite."""
