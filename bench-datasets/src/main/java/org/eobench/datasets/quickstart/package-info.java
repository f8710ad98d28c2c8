/** The embedded data set: burn scars that the program draws itself. */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.quickstart;
