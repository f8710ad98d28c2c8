/**
 * The list of all tiny data sets in published layouts. It is apart from what they share, so that
 * packages do not use each other in a circle.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.testing.layouts.all;
