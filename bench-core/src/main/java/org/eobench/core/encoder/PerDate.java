package org.eobench.core.encoder;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.TokenLayout;
import org.eobench.core.weights.CheckpointLayout;
import org.jspecify.annotations.Nullable;

/**
 * Applies an encoder of single dates to a series. Each date is encoded as a separate image, all in
 * one pass, and the maps of a sample's dates are stacked again.
 */
public final class PerDate extends Encoder {
  /** {@code [B,C,T,H,W]} to {@code [B·T,C,1,H,W]}. */
  private static final String APART =
      """
      def forward(self, x):
        b, c, t, h, w, = x.size()
        return torch.transpose(x, 1, 2).reshape([b * t, c, 1, h, w])
      """;

  /** {@code [B·T,D,h,w]} to {@code [B,D,T,h,w]}. */
  private static final String TOGETHER =
      """
      def forward(self, x):
        n, d, h, w, = x.size()
        return torch.transpose(x.reshape([n // %1$d, %1$d, d, h, w]), 1, 2)
      """;

  private final TorchOps ops;
  private final Encoder single;
  private final int frames;

  /**
   * @param single encoder of one date
   * @param frames T, dates per sample
   */
  public PerDate(TorchOps ops, Encoder single, int frames) {
    this.ops = ops;
    this.single = child("", single);
    this.frames = frames;
  }

  /** An encoder for samples of several dates: this one, date by date, where it takes one only. */
  public static Encoder of(Encoder encoder, TorchOps ops, int frames) {
    return frames > 1 && !encoder.spec().temporal() ? new PerDate(ops, encoder, frames) : encoder;
  }

  @Override
  public EncoderSpec spec() {
    EncoderSpec spec = single.spec();
    return new EncoderSpec(
        spec.inputBands(), spec.inputSize(), spec.levels(), true, true, spec.pyramid());
  }

  @Override
  public FeatureMaps encode(EncoderInput input) {
    FeatureMaps maps = single.encode(apart(input));
    return new FeatureMaps(
        maps.levels().stream()
            .map(map -> ops.call(String.format(Locale.ROOT, TOGETHER, frames), map))
            .toList());
  }

  @Override
  public List<String> warnings() {
    return single.warnings();
  }

  @Override
  public List<String> assumptions(Acquisition taken) {
    return dates(List.of(taken)).stream()
        .flatMap(date -> single.assumptions(date).stream())
        .distinct()
        .toList();
  }

  @Override
  public @Nullable DataFit dataFit() {
    DataFit fit = single.dataFit();
    return fit == null
        ? null
        : (batches, seed) ->
            fit.see(
                new Iterator<>() {
                  @Override
                  public boolean hasNext() {
                    return batches.hasNext();
                  }

                  @Override
                  public EncoderInput next() {
                    return apart(batches.next());
                  }
                },
                seed);
  }

  /** Turns every date of every sample into a separate sample. */
  private EncoderInput apart(EncoderInput input) {
    Map<String, NDArray> images = new LinkedHashMap<>();
    input.images().forEach((modality, image) -> images.put(modality, ops.call(APART, image)));
    return new EncoderInput(images, dates(input.acquisitions()));
  }

  private List<Acquisition> dates(List<Acquisition> samples) {
    List<Acquisition> dates = new ArrayList<>();
    for (Acquisition sample : samples) {
      for (int t = 0; t < frames; t++) {
        boolean known = t < sample.dates().size();
        dates.add(
            new Acquisition(
                known ? List.of(sample.dates().get(t)) : List.of(),
                sample.place(),
                sample.groundResolution()));
      }
    }
    return dates;
  }

  @Override
  public @Nullable TokenLayout tokenLayout() {
    return single.tokenLayout();
  }

  @Override
  public CheckpointLayout checkpointLayout() {
    return single.checkpointLayout();
  }

  @Override
  public boolean isInputLayer(String name) {
    return single.isInputLayer(name);
  }

  @Override
  public boolean isAlwaysTrained(String name) {
    return single.isAlwaysTrained(name);
  }
}
