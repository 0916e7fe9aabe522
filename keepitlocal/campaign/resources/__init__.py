"""Reports, briefings, leaflets and posters, for everybody to download."""
