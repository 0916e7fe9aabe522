"""Files that people and officers send: taken in, judged by what is inside, kept write-once, and swept up in the end."""
