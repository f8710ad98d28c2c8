/** What the samples of a data set hold, found by reading each of them once. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.run.survey;
