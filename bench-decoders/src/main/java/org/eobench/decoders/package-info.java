/** The decoders that come with the bench, one package per kind. */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders;
