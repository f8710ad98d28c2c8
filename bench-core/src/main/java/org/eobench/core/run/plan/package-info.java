/**
 * A run that is read and not begun: the resolved configuration as typed records, with the factory
 * of each component that it names. {@link org.eobench.core.run.plan.Plan} reports every mistake of
 * a configuration at once, before data are opened or anything native is loaded.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.run.plan;
