/**
 * Faults of images as they occur in practice, in five severities with physical units, for testing
 * how much a trained model depends on perfect data.
 */
@NullMarked
package org.eobench.core.preprocess.corrupt;

import org.jspecify.annotations.NullMarked;
