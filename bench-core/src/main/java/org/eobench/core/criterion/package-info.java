/** Losses: logits and targets in, one number out. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.criterion;
