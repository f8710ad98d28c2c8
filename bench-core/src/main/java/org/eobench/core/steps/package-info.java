/** The preprocessing steps core brings, by registry key, and chains of steps read from a config. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.steps;
