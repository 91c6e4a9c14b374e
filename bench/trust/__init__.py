"""How often the text layer of a page is rightly trusted, on pages whose truth is known."""
