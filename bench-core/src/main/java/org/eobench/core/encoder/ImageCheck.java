package org.eobench.core.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;

/**
 * Checks whether an encoder accepts images, and reports all problems together.
 *
 * @param encoder its name in error texts
 * @param inputBands band names by modality, in channel order
 * @param frames T, the number of dates that it accepts
 * @param sizes the heights and widths that it accepts
 */
public record ImageCheck(
    String encoder, Map<String, List<String>> inputBands, int frames, Sizes sizes) {

  /**
   * The heights and widths that an encoder accepts.
   *
   * @param multiple both must be a multiple of this
   * @param exact the only side of square images that it accepts, or 0 for any
   * @param least minimum of both in pixels
   */
  public record Sizes(int multiple, int exact, int least) {
    /** Square images of one size. */
    public static Sizes exactly(int side) {
      return new Sizes(1, side, 1);
    }

    /** Any height and width that are multiples of a number of pixels. */
    public static Sizes multiplesOf(int pixels) {
      return new Sizes(pixels, 0, 1);
    }

    /** Any height and width of at least this number of pixels. */
    public static Sizes atLeast(int pixels) {
      return new Sizes(1, 0, pixels);
    }

    boolean allow(long height, long width) {
      return exact > 0
          ? height == exact && width == exact
          : Math.min(height, width) >= least && height % multiple == 0 && width % multiple == 0;
    }

    /** How to use images of another size. */
    String advice(long height, long width) {
      String fit =
          "crop or resize in preprocessing, or, in tests, predict tiles (inference_mode: sliding"
              + " in task.evaluator)";
      boolean adjustable = exact > 0 && height == width;
      return adjustable ? "set `encoder.input_size=" + height + "`, or " + fit : fit;
    }

    String expected() {
      if (exact > 0) {
        return String.format(Locale.ROOT, "encoder.input_size=%1$d: %1$d x %1$d", exact);
      }
      return multiple > 1
          ? "height and width that are multiples of " + multiple
          : String.format(Locale.ROOT, "height and width of at least %d pixels", least);
    }
  }

  /**
   * Concatenates all modalities into one image {@code [B,ΣC,T,H,W]}, in the order of the config.
   *
   * @throws BenchException if a modality is missing, or an image has other bands, dates or sizes
   */
  public NDArray stack(EncoderInput input) {
    NDList parts = new NDList();
    Map<String, NDArray> images = input.images();
    Problems problems = new Problems();
    inputBands.keySet().forEach(modality -> check(modality, images, problems));
    problems.throwIfAny(ExitCode.CONFIG);
    inputBands.keySet().forEach(modality -> parts.add(images.get(modality)));
    return parts.size() == 1 ? parts.get(0) : NDArrays.concat(parts, 1);
  }

  /** Like {@link #stack}, for one date: {@code [B,ΣC,H,W]}. */
  public NDArray stackSingleDate(EncoderInput input) {
    return stack(input).squeeze(2);
  }

  /**
   * The image of one modality, {@code [B,C,T,H,W]}.
   *
   * @throws BenchException as for {@link #stack}
   */
  public NDArray image(String modality, EncoderInput input) {
    Problems problems = new Problems();
    check(modality, input.images(), problems);
    problems.throwIfAny(ExitCode.CONFIG);
    return Objects.requireNonNull(input.images().get(modality));
  }

  /**
   * Requires that the images of a sample have one height and one width.
   *
   * @param images by modality, {@code [B,C,(T,)H,W]}
   */
  public void requireOneSize(Map<String, NDArray> images) {
    Shape first = null;
    for (Map.Entry<String, NDArray> entry : images.entrySet()) {
      Shape shape = entry.getValue().getShape();
      first = first == null ? shape : first;
      if (!size(shape).equals(size(first))) {
        throw new BenchException(
            ExitCode.CONFIG,
            Problem.of(
                    "ImageSize",
                    String.format(
                        Locale.ROOT,
                        "the images of one sample differ in size: %s and %s pixels",
                        size(first),
                        size(shape)))
                .at(String.format(Locale.ROOT, "%s image of shape %s", entry.getKey(), shape))
                .expecting("images of the same size for " + String.join(" and ", images.keySet()))
                .next("resize all to the same size in preprocessing"));
      }
    }
  }

  private static String size(Shape image) {
    int axes = image.dimension();
    return String.format(Locale.ROOT, "%d x %d", image.get(axes - 2), image.get(axes - 1));
  }

  private void check(String modality, Map<String, NDArray> images, Problems problems) {
    NDArray image = images.get(modality);
    if (image == null) {
      problems.add(
          Problem.of(
                  "MissingModality",
                  String.format(Locale.ROOT, "%s received no %s image", encoder, modality))
              .at("encoder.input_bands." + modality)
              .expecting("images of " + inputBands.keySet()));
      return;
    }
    check(modality, image.getShape(), problems);
  }

  private void check(String modality, Shape shape, Problems problems) {
    String where =
        String.format(Locale.ROOT, "%s image of shape %s, axes [B,C,T,H,W]", modality, shape);
    if (shape.dimension() != 5) {
      problems.add(Problem.of("ImageAxes", "an image must have five axes").at(where));
      return;
    }
    List<String> bands = inputBands.getOrDefault(modality, List.of());
    Problem stack = new StackedDates(bands, frames).find(shape, where);
    if (stack != null) {
      problems.add(stack);
      return;
    }
    if (shape.get(1) != bands.size()) {
      problems.add(
          Problem.of(
                  "ImageBands", String.format(Locale.ROOT, "the image has %d bands", shape.get(1)))
              .at(where)
              .expecting(
                  String.format(
                      Locale.ROOT, "the %d bands %s", bands.size(), String.join(", ", bands)))
              .next("add BandFilter and BandPadding to the preprocessing"));
    }
    if (shape.get(2) != frames) {
      problems.add(
          Problem.of(
                  "ImageDates",
                  String.format(Locale.ROOT, "%s takes %s, not %d", encoder, dates(), shape.get(2)))
              .at(where)
              .expecting("T = " + frames));
    }
    if (!sizes.allow(shape.get(3), shape.get(4))) {
      problems.add(
          Problem.of(
                  "ImageSize",
                  String.format(
                      Locale.ROOT, "the image is %d x %d pixels", shape.get(3), shape.get(4)))
              .at(where)
              .expecting(sizes.expected())
              .next(sizes.advice(shape.get(3), shape.get(4))));
    }
  }

  private String dates() {
    return frames == 1 ? "one date" : frames + " dates";
  }
}
