package org.eobench.datasets.embeddings.write;

import java.util.Locale;

/** The format of the files of embeddings. */
public enum EmbeddingFormat {
  /** A GeoTIFF for each image, with a band for each number that is stored. */
  TIF,
  /** A NumPy array for each map, {@code [h,w,D]}, or one for all images, {@code [n,D]}. */
  NPY,
  /** One GeoParquet table with a row for each embedding. */
  PARQUET,
  /** NeuCo-Bench's table: the column {@code id}, then a column for each dimension from 0. */
  CSV;

  /** The name on the command line and in files. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
