/**
 * The built-in data sets, one package each: a config record, a reader and the facts of the
 * publication. {@link org.eobench.datasets.DatasetsPlugin} registers them. Your own data set can
 * come in a plug-in jar, or needs no code at all with {@code dataset=folder}.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets;
