"""What a reader can set, the colours and sizes it leads to, and the script that keeps it in the browser."""
