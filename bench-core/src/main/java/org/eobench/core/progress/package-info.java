/** How a run tells its user what it does, without knowing whether a terminal is there. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.progress;
