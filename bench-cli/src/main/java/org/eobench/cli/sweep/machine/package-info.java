/**
 * What the machine has to share among the jobs of a sweep: free memory, the memory of processes,
 * processes that the system killed for lack of memory, GPUs and cores.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.sweep.machine;
