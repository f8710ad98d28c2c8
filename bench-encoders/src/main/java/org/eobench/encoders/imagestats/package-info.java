/** Statistics of the pixels themselves: the floor of a table. */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.imagestats;
