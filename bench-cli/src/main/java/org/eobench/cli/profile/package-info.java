/**
 * {@code profile}: measures encoders and decoders with random weights, each in a separate process,
 * prints a line as soon as each is measured, and writes the pages docs/encoders.md and
 * docs/decoders.md.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.profile;
