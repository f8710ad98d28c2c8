package org.eobench.datasets.embeddings.write;

import java.util.Locale;

/** What an embedding stands for. */
public enum Pooling {
  /** A patch of the image: a map of embeddings. */
  PATCH,
  /** The image: the mean over its patches. */
  MEAN,
  /** The image: its class token. */
  CLS;

  /** The name on the command line and in files. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
