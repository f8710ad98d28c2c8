/** Prithvi-EO 1.0 and 2.0: vision transformers over series of images of six HLS bands. */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.prithvi;
