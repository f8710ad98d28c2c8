package org.eobench.encoders.copernicusfm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.jspecify.annotations.Nullable;

/**
 * The sum of the learned codes of place, area and date, which is added to all tokens of an image:
 * {@code coord_fc}, {@code scale_fc} and {@code time_fc} of Fourier features, or of {@code
 * coord_token}, {@code scale_token} and {@code time_token} if the fact is unknown.
 */
final class FactCodes extends Module {
  private static final FourierCodes DEGREES = new FourierCodes(1e-4, 720);
  private static final FourierCodes AREAS = new FourierCodes(1e-3, 5.1e8);
  private static final FourierCodes DAYS = new FourierCodes(1, 365.25);

  private static final String KNOWN_OR =
      """
      def forward(self, codes, known, token):
        return torch.where(torch.gt(known, 0.5), codes, token)
      """;

  private static final String SUM =
      """
      def forward(self, a, b, c):
        return a + b + c
      """;

  private final TorchOps ops;
  private final int width;
  private final UnknownFacts unknown;
  private final Code place;
  private final Code area;
  private final Code day;

  /** A fully connected layer and the code of the unknown. */
  private record Code(Linear layer, Parameter token) {}

  FactCodes(TorchOps ops, int width, UnknownFacts unknown) {
    this.ops = ops;
    this.width = width;
    this.unknown = unknown;
    place = code("coord");
    area = code("scale");
    day = code("time");
  }

  private Code code(String name) {
    Linear layer = child(name + "_fc", new Linear(ops, width, width, true));
    return new Code(layer, parameter(name + "_token", new Shape(1, 1, width), Inits.normal(0.02)));
  }

  /** The sum for each image, {@code [B,1,D]}; {@code [1,1,D]} if nothing is known of any. */
  NDArray of(List<Facts> batch, NDManager owner) {
    return ops.call(
        SUM,
        coded(place, codes(batch, this::placeCode), owner),
        coded(area, codes(batch, facts -> code(AREAS, facts.area())), owner),
        coded(day, codes(batch, facts -> code(DAYS, facts.day())), owner));
  }

  /** A code for each image; null where the fact is unknown. */
  private static List<float @Nullable []> codes(
      List<Facts> batch, Function<Facts, float @Nullable []> coder) {
    List<float @Nullable []> codes = new ArrayList<>();
    batch.forEach(facts -> codes.add(coder.apply(facts)));
    return codes;
  }

  private float @Nullable [] code(FourierCodes kind, @Nullable Double number) {
    return number == null ? null : kind.of(number.floatValue(), width);
  }

  /**
   * Half of the width encodes the longitude. The sums are rounded to float32 as in pretraining,
   * which turns the highest frequencies.
   */
  private float @Nullable [] placeCode(Facts facts) {
    if (facts.place() == null) {
      return null;
    }
    float east = (float) facts.place().longitude() + 180f;
    float north = (float) facts.place().latitude() + 90f;
    float[] code = new float[width];
    int half = width / 2;
    System.arraycopy(DEGREES.of(east, half), 0, code, 0, half);
    System.arraycopy(DEGREES.of(north, half), 0, code, half, half);
    return code;
  }

  private NDArray coded(Code kind, List<float @Nullable []> codes, NDManager owner) {
    long known = codes.stream().filter(Objects::nonNull).count();
    if (known == 0 || (known < codes.size() && unknown == UnknownFacts.BATCH)) {
      return kind.layer().forward(ops.borrow(kind.token().array(), owner));
    }
    float[] values = new float[codes.size() * width];
    float[] marks = new float[codes.size()];
    for (int i = 0; i < marks.length; i++) {
      float[] code = codes.get(i);
      if (code != null) {
        marks[i] = 1;
        System.arraycopy(code, 0, values, i * width, width);
      }
    }
    NDArray array = owner.create(values, new Shape(marks.length, 1, width));
    if (known < marks.length) {
      NDArray mark = owner.create(marks, new Shape(marks.length, 1, 1));
      array = ops.call(KNOWN_OR, array, mark, kind.token().array());
    }
    return kind.layer().forward(array);
  }
}
