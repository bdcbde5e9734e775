"""What is to be done about records, by whom and by when."""
