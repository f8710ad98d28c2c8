/** What a data set is: bands, classes, splits and samples. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.dataset;
