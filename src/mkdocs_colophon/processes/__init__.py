"""Where runs happen: processes of their own, under limits."""
