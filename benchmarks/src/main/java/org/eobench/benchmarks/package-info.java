/**
 * Benchmarks of what takes the time of a run: layers and losses, counts, files and the feature
 * cache.
 */
@NullMarked
package org.eobench.benchmarks;

import org.jspecify.annotations.NullMarked;
