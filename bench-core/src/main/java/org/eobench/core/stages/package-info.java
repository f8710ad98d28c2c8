/**
 * Where the time of a run goes. The code of a stage, such as a forward pass, is marked with {@link
 * org.eobench.core.stages.Stages}; a {@link org.eobench.core.stages.StageClock} measures what is
 * marked while it is open. Without a clock a mark does nothing.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.stages;
