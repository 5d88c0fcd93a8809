"""What pages show, in words and ready to lay out: plain values, made by services, rendered by components."""
