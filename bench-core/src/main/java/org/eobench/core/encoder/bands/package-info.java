/**
 * The bands that an encoder takes and a data set lacks: which they are, and what takes their place
 * in the images.
 */
package org.eobench.core.encoder.bands;
