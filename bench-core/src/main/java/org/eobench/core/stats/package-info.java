/** Statistics of samples and of runs. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.stats;
