/**
 * The data sets of this program. Each package holds one: its config record, its reader and the
 * facts of its publication. {@link org.eobench.datasets.DatasetsPlugin} lists them; a data set of
 * your own can come in a jar instead, or needs no code at all with {@code dataset=folder}.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets;
