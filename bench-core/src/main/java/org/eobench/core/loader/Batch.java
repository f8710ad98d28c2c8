package org.eobench.core.loader;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.BatchTargets;
import org.eobench.core.dataset.SampleRef;
import org.jspecify.annotations.Nullable;

/**
 * A batch of preprocessed samples of equal size, in host memory.
 *
 * @param images images by modality, {@code [B,C,T,H,W]}; empty if the features of every sample are
 *     known
 * @param targets targets of the predictions; target maps may differ in size from images if only the
 *     images were resized
 * @param refs references to the samples, in order
 * @param acquisitions acquisition time and place of each sample
 * @param known what is known of the inputs; null if features are not kept, or if some input is
 *     another one in every epoch
 * @param others the same samples as they are in the other normalisations of a run; empty for most
 */
public record Batch(
    Map<String, ImageBatch> images,
    BatchTargets targets,
    List<SampleRef> refs,
    List<Acquisition> acquisitions,
    @Nullable KnownBatch known,
    List<Batch> others) {
  public Batch {
    acquisitions = List.copyOf(acquisitions);
    others = List.copyOf(others);
    images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
    refs = List.copyOf(refs);
    if (targets.samples() != refs.size()) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d targets for %d samples", targets.samples(), refs.size()));
    }
  }

  /** A batch of whose features nothing is known. */
  public Batch(
      Map<String, ImageBatch> images,
      BatchTargets targets,
      List<SampleRef> refs,
      List<Acquisition> acquisitions) {
    this(images, targets, refs, acquisitions, null, List.of());
  }

  /** The same batch, of whose inputs something is known. */
  Batch with(KnownBatch inputs) {
    return new Batch(images, targets, refs, acquisitions, inputs, others);
  }

  /**
   * The same batch with another of the same samples.
   *
   * @throws IllegalArgumentException if the other has other samples
   */
  Batch beside(Batch other) {
    if (!other.refs.equals(refs)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "samples %s beside samples %s", other.refs, refs));
    }
    List<Batch> all = new ArrayList<>(others);
    all.add(other);
    return new Batch(images, targets, refs, acquisitions, known, all);
  }

  /** The batch with its images, which may have to be read again. */
  public Batch decoded() {
    return images.isEmpty() && known != null ? known.decoded().get() : this;
  }

  /** Rows of the images, which all modalities share. */
  public int imageHeight() {
    return size(2);
  }

  /** Columns of the images, which all modalities share. */
  public int imageWidth() {
    return size(3);
  }

  private int size(int axis) {
    if (known != null) {
      return known.samples().get(0).input().shapes().values().iterator().next().get(axis);
    }
    ImageBatch any = images.values().iterator().next();
    return axis == 2 ? any.height() : any.width();
  }

  /** The number of samples B. */
  public int size() {
    return refs.size();
  }
}
