/** What decoders share: pyramids from equal maps, and maps brought to the size of the image. */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders.neck;
