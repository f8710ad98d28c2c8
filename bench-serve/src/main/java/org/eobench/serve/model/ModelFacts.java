package org.eobench.serve.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What clients are told about a model.
 *
 * @param run name of the run directory
 * @param encoder option of the encoder
 * @param decoder option of the decoder
 * @param task key of the task, such as {@code segmentation}
 * @param classes whether pixels have classes, and not values
 * @param inputSize side in pixels of the tiles that the encoder sees
 * @param patchSize input pixels per position of the encoder's first feature map, along one axis
 * @param scores scores on the test split, fractions in {@code [0,1]} or in the unit of the data;
 *     empty if the run was not tested
 */
public record ModelFacts(
    String run,
    String encoder,
    String decoder,
    String task,
    boolean classes,
    int inputSize,
    int patchSize,
    Map<String, Double> scores) {
  public ModelFacts {
    scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
  }
}
