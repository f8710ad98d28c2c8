package org.eobench.datasets.bigearthnet;

/** The versions of the published files. */
public enum Release {
  /** BigEarthNet-MM 1.0: labels in a JSON file beside each patch, 43 classes. */
  V1,
  /** reBEN (BigEarthNet 2.0): labels and splits in one Parquet table, and maps of the classes. */
  V2
}
