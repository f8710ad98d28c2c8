package org.eobench.encoders.presto;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.torch.TorchOps;

/** Prepares Presto's inputs: scaled bands with the vegetation index, and places. */
final class PrestoInputs {
  private static final String SCALED =
      """
      def forward(self, x, add, div):
        return (x + add) / div
      """;

  /** If both bands are zero, the index is 0. */
  private static final String WITH_NDVI =
      """
      def forward(self, x):
        red = torch.slice(x, 1, %1$d, %1$d + 1)
        nir = torch.slice(x, 1, %2$d, %2$d + 1)
        both = nir + red
        index = torch.where(torch.gt(both, 0), (nir - red) / both, torch.zeros_like(both))
        return torch.cat([x, index], 1)
      """;

  private final TorchOps ops;
  private final PrestoConfig config;

  PrestoInputs(TorchOps ops, PrestoConfig config) {
    this.ops = ops;
    this.config = config;
  }

  /**
   * Scales the bands and optionally appends the vegetation index.
   *
   * @param image {@code [B,C,T,H,W]}
   */
  NDArray scaled(NDArray image) {
    List<String> bands = config.keys().bandNames();
    float[] add = new float[bands.size()];
    float[] div = new float[bands.size()];
    int channel = 0;
    for (Map.Entry<String, List<String>> entry : config.keys().inputBands().entrySet()) {
      for (int i = 0; i < entry.getValue().size(); i++) {
        add[channel] = config.addBy().getOrDefault(entry.getKey(), 0.0).floatValue();
        div[channel] = config.divBy().getOrDefault(entry.getKey(), 1.0).floatValue();
        channel++;
      }
    }
    NDManager step = image.getManager();
    Shape perBand = new Shape(1, bands.size(), 1, 1, 1);
    NDArray scaled = ops.call(SCALED, image, step.create(add, perBand), step.create(div, perBand));
    return config.ndvi()
        ? ops.call(
            String.format(Locale.ROOT, WITH_NDVI, bands.indexOf("B4"), bands.indexOf("B8")), scaled)
        : scaled;
  }

  /**
   * Places as points on the unit sphere, {@code [B,3]}.
   *
   * @throws BenchException if one of them is unknown
   */
  static NDArray places(List<Acquisition> acquisitions, NDManager owner) {
    float[] points = new float[3 * acquisitions.size()];
    for (int i = 0; i < acquisitions.size(); i++) {
      Acquisition.Place place = acquisitions.get(i).place();
      if (place == null) {
        throw new BenchException(
            ExitCode.CONFIG,
            Problem.of(
                    "PlaceUnknown",
                    "Presto requires the place of every sample, but a sample has none")
                .at("encoder.location")
                .expecting("a data set with the place of each sample")
                .next("set `encoder.location=false`"));
      }
      System.arraycopy(place.onUnitSphere(), 0, points, 3 * i, 3);
    }
    return owner.create(points, new Shape(acquisitions.size(), 3));
  }
}
