/**
 * Time series of single points in arrays with a row for each point, with months, places and one
 * value to predict, as Presto's authors publish their tasks.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.pointseries;
