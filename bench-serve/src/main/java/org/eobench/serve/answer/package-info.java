/**
 * Predictions as clients get them: a georeferenced GeoTIFF, a picture, or JSON with the share of
 * each class. {@code PredictedMap} is one prediction in all of these forms.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.serve.answer;
