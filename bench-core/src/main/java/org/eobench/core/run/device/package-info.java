/** The device a run computes on, and the engine behind it. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.run.device;
