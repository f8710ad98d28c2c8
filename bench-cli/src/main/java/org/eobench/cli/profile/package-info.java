/**
 * {@code profile}: measures encoders and decoders with random weights, each in a process of its
 * own, prints a line as soon as each is known, and writes the pages docs/encoders.md and
 * docs/decoders.md.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.profile;
