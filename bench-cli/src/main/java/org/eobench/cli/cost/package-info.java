/**
 * Estimates of how long a run will take, from earlier runs or from a profile, for plans of many
 * runs.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.cost;
