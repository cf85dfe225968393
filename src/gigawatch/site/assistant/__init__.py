"""The ledger, the index and the chain for assistants: a server of the Model Context Protocol, read-only.

It answers the same questions as the command line and the API, each answer with the sentences, tables and addresses that
it rests on, so that an assistant can quote them.
"""

from gigawatch.site.assistant.server import make_assistant

__all__ = ["make_assistant"]
