package org.eobench.datasets.parquet;

import java.io.IOException;

/** A Parquet file is damaged, or has something that is not read; the message is for users. */
public final class ParquetException extends IOException {
  private static final long serialVersionUID = 1L;

  ParquetException(String message) {
    super(message);
  }

  ParquetException(String message, Throwable cause) {
    super(message, cause);
  }
}
