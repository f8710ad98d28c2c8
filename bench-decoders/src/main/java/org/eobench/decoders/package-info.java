/**
 * The built-in decoders, one package per kind. {@link org.eobench.decoders.DecodersPlugin}
 * registers them. A decoder works with the maps of any encoder that meets its requirements. If all
 * maps of an encoder have the same size, a neck turns them into a pyramid first.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders;
