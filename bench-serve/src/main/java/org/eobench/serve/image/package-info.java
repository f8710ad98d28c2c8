/**
 * Images that come to the service: {@code Spool} keeps the bodies of requests on disk, {@code
 * ImageReader} checks the header of a GeoTIFF or a NumPy array before it decodes its pixels.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.serve.image;
