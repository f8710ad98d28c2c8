/**
 * Rows of Apache Parquet files as texts and bytes: tables of labels and GeoParquet. Apache's
 * library decodes the pages; nothing of Hadoop runs, and no native library is loaded.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.parquet;
