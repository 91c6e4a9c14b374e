"""The jail: what a process that parses hostile bytes can still do, layer by layer.

Each layer has a file of its own and holds without the others: :mod:`~extractors.jail.rlimits`,
:mod:`~extractors.jail.no_new_privs`, :mod:`~extractors.jail.landlock`,
:mod:`~extractors.jail.seccomp`, :mod:`~extractors.jail.bubblewrap`.
:mod:`~extractors.jail.entering` puts a process in and measures what holds;
:mod:`~extractors.jail.forkserver` keeps a clean process from which children are forked, and
:mod:`~extractors.jail.keeper` is its other end in the process outside.
"""
