/**
 * Processes of one machine that compute one training together. A {@link
 * org.eobench.core.parallel.ProcessGroup} exchanges arrays between them through shared memory, with
 * the operations of MPI and of PyTorch's process groups: sum, gather and broadcast. {@link
 * org.eobench.core.parallel.Workers} starts the processes besides the first one and tells how they
 * end.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.parallel;
