/**
 * Tables of scores, as text, CSV and Markdown. No number stands without its conditions: data set
 * and its version, protocol, seed and the number of samples. Every table has the best constant
 * prediction as its lower bound.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.results;
