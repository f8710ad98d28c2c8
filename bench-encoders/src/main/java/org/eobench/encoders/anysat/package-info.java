/**
 * AnySat (Astruc et al. 2024, arXiv:2412.14123): one model for series and single images of any
 * resolution. Every sensor has a projector to cells of 10 m; the cells of a patch become one token,
 * and the tokens of all sensors attend to each other.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.anysat;
