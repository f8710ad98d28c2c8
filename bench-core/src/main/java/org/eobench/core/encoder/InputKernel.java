package org.eobench.core.encoder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.Band;
import org.eobench.core.nn.vit.PatchResize;
import org.eobench.core.weights.CheckpointLayout;
import org.jspecify.annotations.Nullable;

/**
 * Adapts the first convolution of a model trained on red, green and blue, {@code [D,3,kh,kw]}, to
 * other bands by a {@link BandAdaptation} and, if the kernel is a square patch of another size, by
 * {@link PatchResize}. A kernel with as many input channels as there are bands, other than three,
 * was trained on these bands and is kept.
 *
 * @param name name of the kernel in the model
 * @param bands in channel order, with wavelengths where known
 */
public record InputKernel(String name, List<Band> bands, BandAdaptation adaptation)
    implements CheckpointLayout.Reshape {

  public InputKernel {
    bands = List.copyOf(bands);
  }

  /**
   * The kernel of an encoder whose channels are all its input bands, one modality after the other.
   */
  public static InputKernel of(
      String name, EncoderKeys keys, EncoderContext context, BandAdaptation adaptation) {
    List<Band> bands = new ArrayList<>();
    keys.inputBands()
        .forEach(
            (modality, names) ->
                names.forEach(band -> bands.add(find(modality, band, context.bands()))));
    return new InputKernel(name, bands, adaptation);
  }

  private static Band find(String modality, String name, Map<String, List<Band>> offered) {
    return offered.getOrDefault(modality, List.of()).stream()
        .filter(band -> band.name().equals(name))
        .findFirst()
        .orElse(new Band(name, null));
  }

  /** The layout with this rule applied before its other rules. */
  public CheckpointLayout into(CheckpointLayout layout) {
    return layout.reshaping(or(layout.reshape())).refitting(name::equals);
  }

  @Override
  public float @Nullable [] apply(String tensor, float[] values, long[] from, long[] to) {
    boolean kernel = tensor.equals(name) && from.length == 4 && to.length == 4;
    if (!kernel || from[0] != to[0] || to[1] != bands.size()) {
      return null;
    }
    int planes = Math.toIntExact(from[0] * from[1]);
    float[] sized = values;
    if (from[2] != to[2] || from[3] != to[3]) {
      if (from[2] != from[3] || to[2] != to[3]) {
        return null;
      }
      sized = PatchResize.resize(values, planes, (int) from[2], (int) to[2]);
    }
    if (from[1] == Colour.COUNT) {
      double[][] shares = adaptation.shares(bands);
      return shares == null
          ? CheckpointLayout.FIRST_VALUES
          : mix(sized, shares, (int) to[0], Math.toIntExact(to[2] * to[3]));
    }
    return from[1] == to[1] ? sized : null;
  }

  /** Mixes kernels of {@code taps} values: {@code [outputs,3]} of them into {@code [outputs,C]}. */
  private static float[] mix(float[] kernel, double[][] shares, int outputs, int taps) {
    int bands = shares.length;
    float[] mixed = new float[Math.multiplyExact(outputs * bands, taps)];
    for (int d = 0; d < outputs; d++) {
      for (int c = 0; c < bands; c++) {
        for (int tap = 0; tap < taps; tap++) {
          double sum = 0;
          for (int k = 0; k < Colour.COUNT; k++) {
            sum += shares[c][k] * kernel[(d * Colour.COUNT + k) * taps + tap];
          }
          mixed[(d * bands + c) * taps + tap] = (float) sum;
        }
      }
    }
    return mixed;
  }
}
