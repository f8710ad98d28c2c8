package org.eobench.core.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The conditions that accompany the numbers in every row of a result.
 *
 * @param run name of the run directory
 * @param dataset config option of the data set
 * @param datasetVersion version of the data set
 * @param task task of the predictions
 * @param split the scored split
 * @param samples number of scored samples
 * @param encoder config option of the encoder
 * @param weights file name of the encoder's checkpoint, or {@code random}
 * @param finetune how much of the encoder was trained
 * @param decoder config option of the decoder
 * @param checkpoint the scored weights, such as {@code best (epoch 10 of 12)}
 * @param protocol protocol of the scores
 * @param seed seed of the run
 * @param numberFormat number format in matrix products, attention and convolutions
 * @param filledBands bands of the encoder that the data set lacks, as {@link
 *     org.eobench.core.encoder.bands.MissingBands#text}; empty if there are none
 * @param withoutData share of the pixels of the split that have no data and are not scored, such as
 *     {@code 3.35 %}; null if there are none, or they are not known
 * @param batchesWithoutTarget number of skipped training batches without a valid target
 * @param cropsPerImage random crops of each training image that the epochs repeated; null for new
 *     ones in each epoch
 * @param featureDtype type that the features were rounded to; null or {@code fp32} for none
 * @param normalization whose statistics normalised the bands, {@code data} or {@code model}; null
 *     in results of old, where it was the data set
 * @param subset the part of the training samples that was used, such as {@code fraction=0.1
 *     stratified: 7 of 72 train (3fa9c1d2)}; null for all of them
 * @param warnings warnings about the run, as sentences
 */
public record RunFacts(
    String run,
    String dataset,
    int datasetVersion,
    String task,
    String split,
    int samples,
    String encoder,
    String weights,
    String finetune,
    String decoder,
    String checkpoint,
    String protocol,
    long seed,
    String numberFormat,
    String filledBands,
    @Nullable String withoutData,
    long batchesWithoutTarget,
    @Nullable Integer cropsPerImage,
    @Nullable String featureDtype,
    @Nullable String normalization,
    @Nullable String subset,
    List<String> warnings) {

  private static final String DATA = "data";

  public RunFacts {
    warnings = List.copyOf(warnings);
  }

  /** Sentences about unusual conditions; often none. */
  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (!filledBands.isEmpty()) {
      remarks.add(
          "Bands that the data lack, with zeros where nothing else is said: " + filledBands + ".");
    }
    if (subset != null) {
      remarks.add("Trained on a part of the samples, " + subset + ".");
    }
    if (withoutData != null) {
      remarks.add("Not scored, because they have no data: " + withoutData + " of the pixels.");
    }
    if (batchesWithoutTarget > 0) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "Training left out %d %s in which no target counts.",
              batchesWithoutTarget,
              batchesWithoutTarget == 1 ? "batch" : "batches"));
    }
    if (cropsPerImage != null) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "Training repeated %d random %s of each image.",
              cropsPerImage,
              cropsPerImage == 1 ? "crop" : "crops"));
    }
    if (!"fp32".equals(features())) {
      remarks.add("The features of the encoder were rounded to " + features() + ".");
    }
    if (normalization != null && !normalization.equals(DATA)) {
      remarks.add("Bands were normalised by the statistics of the encoder's pretraining.");
    }
    return remarks;
  }

  private String features() {
    return featureDtype == null ? "fp32" : featureDtype;
  }

  /** The facts by column name, in the order of the columns. */
  Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("run", run);
    fields.put("dataset", dataset);
    fields.put("dataset_version", String.valueOf(datasetVersion));
    fields.put("task", task);
    fields.put("split", split);
    fields.put("samples", String.valueOf(samples));
    fields.put("encoder", encoder);
    fields.put("weights", weights);
    fields.put("finetune", finetune);
    fields.put("decoder", decoder);
    fields.put("checkpoint", checkpoint);
    fields.put("protocol", protocol);
    fields.put("seed", String.valueOf(seed));
    fields.put("number_format", numberFormat);
    fields.put("filled_bands", filledBands.isEmpty() ? "none" : filledBands);
    fields.put("without_data", withoutData == null ? "none" : withoutData);
    fields.put("batches_without_target", String.valueOf(batchesWithoutTarget));
    fields.put("crops_per_image", cropsPerImage == null ? "fresh" : cropsPerImage.toString());
    fields.put("feature_cache_dtype", features());
    fields.put("normalization", normalization == null ? DATA : normalization);
    fields.put("subset", subset == null ? "all" : subset);
    fields.put("warnings", warnings.isEmpty() ? "none" : String.join("; ", warnings));
    return fields;
  }
}
