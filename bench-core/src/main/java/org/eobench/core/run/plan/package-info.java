/** A run that is understood but not begun: the resolved configuration as typed records. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.run.plan;
