package org.eobench.encoders.clay;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.nn.torch.TorchOps;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds to each patch its position and the time and place of its image. Facts that a data set lacks
 * are replaced, with one warning.
 */
final class ClayTokens {
  private static final String ZEROS = "zeros, as in a fifth of its pretraining";
  private static final Logger LOG = LoggerFactory.getLogger(ClayTokens.class);

  /** The order of codes is column, row, time and place. */
  private static final String ADD =
      """
      def forward(self, patches, across, down, metadata, cls_token):
        b = patches.size(0)
        rows = down.size(1)
        columns = across.size(1)
        x = across.unsqueeze(1).expand([b, rows, -1, -1])
        y = down.unsqueeze(2).expand([b, -1, columns, -1])
        m = metadata.unsqueeze(1).unsqueeze(1).expand([-1, rows, columns, -1])
        codes = torch.cat([x, y, m], 3).flatten(1, 2)
        first = cls_token.expand([b, -1, -1])
        return torch.cat([first, torch.add(patches, codes)], 1)
      """;

  private static final String BOTH =
      "def forward(self, time, latlon):\n  return torch.cat([time, latlon], 1)\n";

  private final TorchOps ops;
  private final int width;
  private final float gsd;
  private final Set<String> warned = new HashSet<>();

  /**
   * @param width D, features per token
   * @param gsd metres, for samples of unknown ground resolution
   */
  ClayTokens(TorchOps ops, int width, float gsd) {
    this.ops = ops;
    this.width = width;
    this.gsd = gsd;
  }

  /**
   * Returns {@code [B,1+N,D]}, with the class token first.
   *
   * @param patches {@code [B,N,D]}, row by row
   */
  NDArray of(NDArray patches, NDArray classToken, int rows, int columns, EncoderInput input) {
    NDManager owner = patches.getManager();
    List<Acquisition> acquisitions = input.acquisitions();
    warn(
        "the ground resolution", "encoder.gsd=" + gsd, acquisitions, Acquisition::groundResolution);
    return ops.call(
        ADD,
        patches,
        axis(columns, acquisitions, owner),
        axis(rows, acquisitions, owner),
        metadata(input, owner),
        classToken);
  }

  /** {@code [B,positions,(D-8)/2]}; the pixel size may differ between samples. */
  private NDArray axis(int positions, List<Acquisition> acquisitions, NDManager owner) {
    int half = (width - ClayCodes.METADATA) / 2;
    int values = positions * half;
    float[] codes = new float[acquisitions.size() * values];
    float[] one = new float[0];
    float before = Float.NaN;
    for (int i = 0; i < acquisitions.size(); i++) {
      float metres = resolution(acquisitions.get(i));
      if (metres != before) {
        one = ClayCodes.axis(positions, width - ClayCodes.METADATA, metres);
        before = metres;
      }
      System.arraycopy(one, 0, codes, i * values, values);
    }
    return owner.create(codes, new Shape(acquisitions.size(), positions, half));
  }

  private float resolution(Acquisition acquisition) {
    Double metres = acquisition.groundResolution();
    return metres == null ? gsd : metres.floatValue();
  }

  private NDArray metadata(EncoderInput input, NDManager owner) {
    NDArray time = input.images().get("time");
    NDArray latlon = input.images().get("latlon");
    if (time != null && latlon != null) {
      return ops.call(BOTH, time, latlon);
    }
    List<Acquisition> acquisitions = input.acquisitions();
    warn("the dates", ZEROS, acquisitions, taken -> taken.dates().isEmpty() ? null : taken.dates());
    warn("the place", ZEROS, acquisitions, Acquisition::place);
    float[] codes = new float[acquisitions.size() * ClayCodes.METADATA];
    for (int i = 0; i < acquisitions.size(); i++) {
      float[] one = ClayCodes.metadata(acquisitions.get(i));
      System.arraycopy(one, 0, codes, i * ClayCodes.METADATA, ClayCodes.METADATA);
    }
    return owner.create(codes, new Shape(acquisitions.size(), ClayCodes.METADATA));
  }

  /** What a sample lacks, see {@link org.eobench.core.encoder.Encoder#assumptions}. */
  List<String> assumptions(Acquisition taken) {
    List<String> lacking = new ArrayList<>();
    if (taken.dates().isEmpty()) {
      lacking.add("dates, for which Clay has " + ZEROS);
    }
    if (taken.place() == null) {
      lacking.add("place, for which Clay has " + ZEROS);
    }
    if (taken.groundResolution() == null) {
      lacking.add("ground resolution, for which Clay has encoder.gsd=" + gsd);
    }
    return lacking;
  }

  private void warn(
      String what,
      String instead,
      List<Acquisition> acquisitions,
      Function<Acquisition, @Nullable Object> fact) {
    long unknown = acquisitions.stream().filter(taken -> fact.apply(taken) == null).count();
    if (unknown > 0 && warned.add(what)) {
      LOG.warn(
          "the data set lacks {} of {}; Clay uses {}",
          what,
          unknown == acquisitions.size() ? "its samples" : "some of its samples",
          instead);
    }
  }
}
