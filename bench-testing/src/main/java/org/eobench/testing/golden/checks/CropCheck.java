package org.eobench.testing.golden.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.dataset.Sample;
import org.eobench.core.preprocess.CropPosition.Offset;
import org.eobench.core.preprocess.ImportanceRandomCrop;
import org.eobench.core.preprocess.Preprocessor;
import org.eobench.core.preprocess.SampleRandom;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.testing.golden.cases.CheckContext;
import org.eobench.testing.golden.cases.ComponentFactories;
import org.eobench.testing.golden.cases.ComputedArrays;
import org.eobench.testing.golden.cases.GoldenCase;
import org.eobench.testing.golden.cases.GoldenCheck;
import org.eobench.testing.golden.cases.Mismatch;
import org.eobench.testing.golden.cases.RecordedArray;

/**
 * Cases of crops that record more than the position of a window: its size, the probability of
 * several windows, or a window that extends beyond the image.
 */
final class CropCheck implements GoldenCheck {
  private static final String FOCUS = "FocusRandomCropToEncoder";
  private static final String IMPORTANCE = "ImportanceRandomCropToEncoder";
  private static final String RESIZED = "RandomResizedCropToEncoder";

  @Override
  public boolean covers(GoldenCase golden, ComponentFactories components) {
    String step = golden.component().replace("preprocessing/", "");
    return components.steps().containsKey(step)
        && switch (step) {
          case IMPORTANCE, RESIZED -> true;
          case FOCUS -> Overrun.of(golden).any();
          default -> false;
        };
  }

  @Override
  public void run(GoldenCase golden, CheckContext context, ComputedArrays computed) {
    if (golden.component().endsWith(RESIZED)) {
      resized(golden, context, computed);
    } else if (golden.component().endsWith(IMPORTANCE)) {
      importance(golden, context, computed);
    } else {
      overrun(golden, context, computed);
    }
  }

  /** Restricts the crop to the recorded area and aspect ratio. */
  private static void resized(GoldenCase golden, CheckContext context, ComputedArrays computed) {
    JsonNode crop = golden.config().path("crop_ijhw");
    double height = crop.get(2).asInt();
    double width = crop.get(3).asInt();
    RecordedArray target = golden.input("target");
    double area = height * width / target.values().length;
    ArrayNode steps = golden.config().path("steps").deepCopy();
    ObjectNode step = (ObjectNode) steps.get(0);
    step.putArray("scale").add(area).add(area);
    step.putArray("ratio").add(width / height).add(width / height);
    PreprocessingCheck.run(
        golden, PreprocessingCheck.chain(golden, steps, crop, context), computed);
  }

  private static void importance(GoldenCase golden, CheckContext context, ComputedArrays computed) {
    JsonNode config = golden.config();
    Preprocessor chain =
        PreprocessingCheck.chain(golden, config.path("steps"), config.path("crop_ijhw"), context);
    PreprocessingCheck.run(golden, chain, computed);
    List<Offset> candidates = new ArrayList<>();
    config
        .path("candidates_ij")
        .forEach(place -> candidates.add(new Offset(place.get(0).asInt(), place.get(1).asInt())));
    ImportanceRandomCrop step = (ImportanceRandomCrop) chain.steps().get(0);
    computed.put(
        "probabilities",
        step.probabilities(LabelMap.of(PreprocessingCheck.sample(golden)), candidates));
  }

  /**
   * Checks a recorded window that extends beyond the image, which ours never does. It must equal
   * the nearest window inside the image, shifted and padded with zeros.
   */
  private static void overrun(GoldenCase golden, CheckContext context, ComputedArrays computed) {
    Overrun overrun = Overrun.of(golden);
    JsonNode steps = golden.config().path("steps");
    JsonNode recorded = golden.config().path("crop_ijhw");
    ArrayNode inside = recorded.deepCopy();
    inside.set(0, recorded.get(0).asInt() - overrun.rows);
    inside.set(1, recorded.get(1).asInt() - overrun.columns);
    Sample crop =
        PreprocessingCheck.chain(golden, steps, inside, context)
            .apply(PreprocessingCheck.sample(golden), SampleRandom.of(0, 0, 0));
    crop.images()
        .forEach(
            (name, image) -> {
              double[] values = RecordedArray.of(new long[0], image.data()).values();
              computed.put(name, overrun.shifted(values, image.height(), image.width()));
            });
    double[] labels = PreprocessingCheck.wide(LabelMap.of(crop).labels());
    computed.put("target", overrun.shifted(labels, crop.target().height(), crop.target().width()));
    computed.insteadOfBug(refusal(golden, steps, recorded, context));
  }

  private static String refusal(
      GoldenCase golden, JsonNode steps, JsonNode outside, CheckContext context) {
    try {
      PreprocessingCheck.chain(golden, steps, outside, context)
          .apply(PreprocessingCheck.sample(golden), SampleRandom.of(0, 0, 0));
    } catch (IllegalArgumentException refused) {
      return "windows must not extend beyond the image: " + refused.getMessage();
    }
    throw new Mismatch("the step accepts a window that extends beyond the image");
  }

  /**
   * How far a recorded window extends beyond the image.
   *
   * @param rows number of rows below the image
   * @param columns number of columns right of the image
   */
  private record Overrun(int rows, int columns) {
    static Overrun of(GoldenCase golden) {
      JsonNode crop = golden.config().path("crop_ijhw");
      RecordedArray target = golden.input("target");
      return new Overrun(
          Math.max(0, crop.path(0).asInt() + crop.path(2).asInt() - target.size(0)),
          Math.max(0, crop.path(1).asInt() + crop.path(3).asInt() - target.size(1)));
    }

    boolean any() {
      return rows > 0 || columns > 0;
    }

    /** Planes {@code [N,height,width]} shifted up and to the left, with zeros behind them. */
    double[] shifted(double[] planes, int height, int width) {
      double[] moved = new double[planes.length];
      for (int plane = 0; plane < planes.length / (height * width); plane++) {
        for (int r = 0; r < height - rows; r++) {
          int source = (plane * height + r + rows) * width + columns;
          int sink = (plane * height + r) * width;
          System.arraycopy(planes, source, moved, sink, width - columns);
        }
      }
      return moved;
    }
  }
}
