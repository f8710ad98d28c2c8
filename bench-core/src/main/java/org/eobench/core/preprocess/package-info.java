/** Named preprocessing steps between a data set and an encoder. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.preprocess;
