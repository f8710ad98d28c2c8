/** Training: one loop, its checkpoints and its log. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.train;
