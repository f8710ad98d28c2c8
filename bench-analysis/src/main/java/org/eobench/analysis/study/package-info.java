/**
 * The analysis of one encoder, or of two on the same images: {@link
 * org.eobench.analysis.study.EncoderStudy} measures, the others say what was found as text, tables
 * and a page with charts.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.analysis.study;
