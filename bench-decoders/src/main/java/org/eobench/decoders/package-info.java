/**
 * The decoders of this program, one package per kind. {@link org.eobench.decoders.DecodersPlugin}
 * lists them. A decoder takes the maps of any encoder that gives what it needs; where an encoder's
 * maps are all of one size, a neck makes a pyramid of them.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders;
