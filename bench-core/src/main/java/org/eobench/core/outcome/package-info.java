/**
 * What a complete run leaves for those who compare runs: its scores with the direction of each
 * metric, the scores of the best constant prediction, the shares of the classes, its cost, and the
 * counts of each test sample, from which scores of any part of the split follow.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.outcome;
