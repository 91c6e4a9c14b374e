"""The worker: takes jobs from the queue, and survives its database, its children and itself.

:mod:`intake.worker.queue` names the tasks, :mod:`intake.worker.computation` keeps the children that
fill the processor cores, :mod:`intake.worker.recovery` brings back the jobs of workers that died,
:mod:`intake.worker.running` keeps all of it running.
"""
