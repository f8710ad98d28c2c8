/**
 * How well label maps lie on the edges of their images, and whether they would lie better after a
 * shift, a turn or a transposition. The rules of the contract ask this of samples of every split.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.dataset.contract.labels;
