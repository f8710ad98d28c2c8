/** How the maps of several dates become one map, for every decoder. */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders.temporal;
