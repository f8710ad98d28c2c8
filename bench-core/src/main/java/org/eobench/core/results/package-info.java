/**
 * The result of a run and its writers for text, CSV, Markdown and JSON. Every number is accompanied
 * by its conditions: data set and version, protocol, seed and number of samples. Every table
 * contains the best constant prediction as a lower bound.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.results;
