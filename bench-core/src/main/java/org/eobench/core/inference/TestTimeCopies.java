package org.eobench.core.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.nn.torch.Interpolation;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Test-time augmentation: predicts resized and mirrored copies of images and averages the
 * predictions at the size of the targets. It averages class probabilities, or the values of a
 * regression. This is the multi-scale test of DINOv2's dense evaluation and of MMSegmentation.
 */
public final class TestTimeCopies implements TileModel {
  private static final String MIRRORED =
      """
      def forward(self, x):
        return torch.flip(x, [-1])
      """;
  private static final String PROBABILITIES =
      """
      def forward(self, x):
        if x.size(1) == 1:
          p = torch.sigmoid(x)
        else:
          p = torch.softmax(x, 1)
        return p
      """;
  private static final String ADD =
      """
      def forward(self, sum, x):
        return sum + x
      """;
  private static final String MEAN =
      """
      def forward(self, sum):
        return sum / %d
      """;

  /** Logits whose softmax or sigmoid is the mean; the smallest positive float keeps them finite. */
  private static final String LOG_MEAN =
      """
      def forward(self, sum):
        p = sum / %d
        logits = torch.log(torch.clamp_min(p, 1.1754943508222875e-38))
        if p.size(1) == 1:
          logits = logits - torch.log(torch.clamp_min(1 - p, 1.1754943508222875e-38))
        return logits
      """;

  private final TorchOps ops;
  private final TestTimeKeys keys;
  private final boolean classes;
  private final TileModel model;

  /**
   * @param classes whether the model returns class logits instead of values
   * @param model predicts one copy
   */
  public TestTimeCopies(TorchOps ops, TestTimeKeys keys, boolean classes, TileModel model) {
    this.ops = ops;
    this.keys = keys;
    this.classes = classes;
    this.model = model;
  }

  /**
   * {@inheritDoc}
   *
   * @return {@code [B,K,height,width]}, owned by the manager of the first image; for classes, the
   *     logarithms of the mean probabilities
   */
  @Override
  public NDArray logits(EncoderInput input, int height, int width) {
    NDManager owner = input.images().values().iterator().next().getManager();
    List<Boolean> mirrorings = keys.testFlip() ? List.of(false, true) : List.of(false);
    NDArray sum = null;
    try (NDManager scope = owner.newSubManager()) {
      for (double scale : keys.testScales()) {
        for (boolean mirrored : mirrorings) {
          try (NDManager pass = scope.newSubManager()) {
            NDArray one = predict(copy(input, scale, mirrored, pass), mirrored, height, width);
            NDArray more = sum == null ? one : ops.call(ADD, one, sum);
            more.attach(scope);
            sum = more;
          }
        }
      }
      if (sum == null) {
        throw new IllegalStateException("no scales");
      }
      int copies = keys.testScales().size() * mirrorings.size();
      NDArray mean = ops.call(String.format(Locale.ROOT, classes ? LOG_MEAN : MEAN, copies), sum);
      mean.attach(owner);
      return mean;
    }
  }

  private NDArray predict(EncoderInput copy, boolean mirrored, int height, int width) {
    NDArray logits = model.logits(copy, height, width);
    NDArray upright = mirrored ? ops.call(MIRRORED, logits) : logits;
    return classes ? ops.call(PROBABILITIES, upright) : upright;
  }

  private EncoderInput copy(EncoderInput input, double scale, boolean mirrored, NDManager pass) {
    Map<String, NDArray> images = new LinkedHashMap<>();
    input
        .images()
        .forEach((modality, image) -> images.put(modality, copy(image, scale, mirrored, pass)));
    List<Acquisition> acquisitions =
        input.acquisitions().stream()
            .map(taken -> taken.scaled(1 / scale))
            .collect(Collectors.toList());
    return new EncoderInput(images, acquisitions);
  }

  /** Resizes {@code [B,C,T,H,W]} by {@code scale}, with rounded sizes. */
  private NDArray copy(NDArray image, double scale, boolean mirrored, NDManager pass) {
    Shape s = image.getShape();
    int rows = scaled(s.get(3), scale);
    int columns = scaled(s.get(4), scale);
    NDArray copy = ops.borrow(image, pass);
    if (rows != s.get(3) || columns != s.get(4)) {
      NDArray maps = copy.reshape(s.get(0), s.get(1) * s.get(2), s.get(3), s.get(4));
      copy =
          ops.interpolate(maps, rows, columns, Interpolation.BILINEAR)
              .reshape(s.get(0), s.get(1), s.get(2), rows, columns);
    }
    return mirrored ? ops.call(MIRRORED, copy) : copy;
  }

  private static int scaled(long pixels, double scale) {
    return Math.max(1, (int) Math.round(pixels * scale));
  }
}
