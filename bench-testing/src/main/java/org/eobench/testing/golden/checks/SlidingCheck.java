package org.eobench.testing.golden.checks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.inference.SlidingWindow;
import org.eobench.core.nn.Conv2d;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.weights.CheckpointLayout;
import org.eobench.testing.golden.cases.CheckContext;
import org.eobench.testing.golden.cases.ComponentFactories;
import org.eobench.testing.golden.cases.ComputedArrays;
import org.eobench.testing.golden.cases.ExpectedArray;
import org.eobench.testing.golden.cases.GoldenCase;
import org.eobench.testing.golden.cases.GoldenCheck;
import org.eobench.testing.golden.cases.Mismatch;
import org.eobench.testing.golden.cases.RecordedArray;
import org.eobench.testing.golden.model.GoldenWeights;
import org.eobench.testing.golden.model.TensorNames;

/** Cases of tiled inference, with one convolution as the model. */
final class SlidingCheck implements GoldenCheck {
  private static final String FIXED = "logits_fixed";
  private static final int TILES_PER_PASS = 8;

  @Override
  public boolean covers(GoldenCase golden, ComponentFactories components) {
    return golden.component().equals("sliding_inference");
  }

  @Override
  public void run(GoldenCase golden, CheckContext context, ComputedArrays computed) {
    JsonNode config = golden.config();
    OneConvolution model = new OneConvolution(context.ops(), golden.weights());
    GoldenWeights.fill(
        golden,
        golden.weights(),
        TensorNames.same(model.tensors()),
        CheckpointLayout.exact(),
        context.manager());
    JsonNode stride = config.path("stride");
    SlidingWindow window =
        new SlidingWindow(
            context.ops(),
            config.path("input_size").asInt(),
            stride.isInt() ? stride.asInt() : null,
            config.path("max_batch").asInt(TILES_PER_PASS));
    RecordedArray image = golden.input("image");
    JsonNode size = config.path("output_shape");
    int height = size.isArray() ? size.get(0).asInt() : image.size(3);
    int width = size.isArray() ? size.get(1).asInt() : image.size(4);
    try (NDManager step = context.manager().newSubManager()) {
      NDArray images = step.create(image.floats(), new Shape(image.shape()));
      NDArray logits =
          window.logits(
              EncoderInput.of(Map.of("optical", images)),
              height,
              width,
              (tiles, h, w) -> model.logits(tiles));
      computed.put(golden.expects(FIXED) ? FIXED : "logits", logits.toFloatArray());
    }
    if (golden.expects(FIXED)) {
      computed.insteadOfBug(
          "tiles are placed where they were cut, for any number of rows and columns");
    }
  }

  private static final class OneConvolution extends Module {
    private final Conv2d conv;

    OneConvolution(TorchOps ops, JsonNode weights) {
      for (JsonNode entry : weights.path("entries")) {
        if (entry.get(0).asText().equals("conv.weight")) {
          long[] shape = ExpectedArray.shape(entry.get(1));
          conv =
              child("conv", new Conv2d(ops, (int) shape[1], (int) shape[0], (int) shape[2], true));
          return;
        }
      }
      throw new Mismatch("the case has no conv.weight");
    }

    NDArray logits(EncoderInput tiles) {
      return conv.forward(tiles.images().values().iterator().next().squeeze(2));
    }
  }
}
