/**
 * The weights that an encoder starts from. They are loaded strictly; where a file is missing or
 * does not fit, the error says where it is published, whose weights the file seems to hold, and
 * which keys of the encoder would make it fit.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.run.weights;
