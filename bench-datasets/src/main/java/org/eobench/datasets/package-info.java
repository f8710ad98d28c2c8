/** The data sets that come with the program. */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets;
