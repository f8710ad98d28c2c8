/** Batches of preprocessed samples, read by worker threads in an order fixed by the seed. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.loader;
