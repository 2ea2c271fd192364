"""The feed in real calendar clients and servers: each profile but rich says the same in all of them."""
