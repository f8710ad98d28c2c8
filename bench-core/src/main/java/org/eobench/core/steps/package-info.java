/** Preprocessing chains read from a config. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.steps;
