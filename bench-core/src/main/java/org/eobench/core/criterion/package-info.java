/**
 * Losses. A {@link org.eobench.core.criterion.Criterion} maps logits and targets to a scalar and
 * skips ignored pixels. Class losses take logits {@code [B,K,H,W]} and int64 labels {@code
 * [B,H,W]}.
 *
 * <pre>{@code
 * NDArray loss = criterion.loss(logits, target);
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.criterion;
