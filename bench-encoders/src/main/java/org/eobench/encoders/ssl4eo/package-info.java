/** SSL4EO-S12: small vision transformers pretrained on Sentinel-1 and Sentinel-2 in four ways. */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.ssl4eo;
