/** A measured value for each pixel. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.task.regression;
