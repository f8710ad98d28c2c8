/**
 * Tortilla archives, the format of GEO-Bench-2: files one after the other without compression, and
 * at the end an Apache Parquet table that says where each is and what is known about it. A file may
 * be such an archive itself.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.tortilla;
