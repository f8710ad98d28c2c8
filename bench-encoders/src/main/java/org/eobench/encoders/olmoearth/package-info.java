/**
 * OlmoEarth (Ai2 2025, arXiv:2511.13655): every patch of every date has one token per set of bands,
 * and all tokens attend to each other. Maps are means over dates, band sets and sensors.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.olmoearth;
