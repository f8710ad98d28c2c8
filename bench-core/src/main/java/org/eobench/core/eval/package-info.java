/** From logits to scores: confusion matrices, metrics, tiled inference over a split. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.eval;
