package org.eobench.serve.model;

import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Sample;
import org.eobench.core.run.predictions.ImagePrediction;
import org.eobench.datasets.scene.SceneRules;

/** A model that predicts a class or a value for each pixel of an image. */
public interface ServedModel {
  /** What clients are told about it. */
  ModelFacts facts();

  /** The data set that it was trained on; images have its bands and dates. */
  DatasetSpec spec();

  /**
   * How its files are read: names of the bands of a GeoTIFF, nodata and scale in place of its own.
   */
  SceneRules rules();

  /**
   * Predicts an image. Only the thread that loaded the model may call this.
   *
   * @param image all bands of the data set by modality, {@code [C,T,H,W]} with equal H and W, NaN
   *     where there is no data
   * @throws org.eobench.core.error.BenchException if the image does not fit the model
   */
  ImagePrediction predict(Sample image);
}
