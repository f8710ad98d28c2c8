/**
 * What a test of a trained run under corrupted images is asked for and finds, and the formats that
 * it is written in.
 */
@NullMarked
package org.eobench.core.run.robustness;

import org.jspecify.annotations.NullMarked;
