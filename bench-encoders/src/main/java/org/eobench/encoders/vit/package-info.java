/** The vision transformer of Dosovitskiy et al., supervised or from scratch. */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.vit;
