/**
 * The initial weights of an encoder. They are loaded strictly. If a file is missing or does not
 * match, the error names the place of publication, the encoder that the file seems to belong to,
 * and the keys with which it would match.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.run.weights;
