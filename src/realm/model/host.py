"""The one file that imports Mesa, and puts back what that changes.

Mesa 3.3 sets the start method of multiprocessing to "spawn" for the whole process when it is
imported; 3.5 does so only when `mesa.batch_run` is called.
"""

import multiprocessing

_method = multiprocessing.get_start_method(allow_none=True)
# The start method has to be read before Mesa comes in.
from mesa import DataCollector, Model  # noqa: E402
from mesa.discrete_space import Cell, FixedAgent, Network  # noqa: E402

multiprocessing.set_start_method(_method, force=True)

__all__ = ["Cell", "DataCollector", "FixedAgent", "Model", "Network"]
