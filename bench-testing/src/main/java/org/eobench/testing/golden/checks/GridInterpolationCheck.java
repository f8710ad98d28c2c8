package org.eobench.testing.golden.checks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import org.eobench.core.nn.vit.GridInterpolation;
import org.eobench.testing.golden.cases.CheckContext;
import org.eobench.testing.golden.cases.ComponentFactories;
import org.eobench.testing.golden.cases.ComputedArrays;
import org.eobench.testing.golden.cases.GoldenCase;
import org.eobench.testing.golden.cases.GoldenCheck;
import org.eobench.testing.golden.cases.RecordedArray;

/** Cases of position tables that DINO models interpolate in the forward pass. */
final class GridInterpolationCheck implements GoldenCheck {
  private static final double DINO_OFFSET = 0.1;

  @Override
  public boolean covers(GoldenCase golden, ComponentFactories components) {
    return golden.component().equals("pos_embed") && golden.config().has("input_hw");
  }

  @Override
  public void run(GoldenCase golden, CheckContext context, ComputedArrays computed) {
    JsonNode config = golden.config();
    int patch = config.path("patch").asInt();
    int rows = config.path("input_hw").path(0).asInt() / patch;
    int columns = config.path("input_hw").path(1).asInt() / patch;
    RecordedArray recorded = golden.input("checkpoint");
    NDArray table = context.manager().create(recorded.floats(), new Shape(recorded.shape()));
    int grid = config.path("old").asInt();
    int leading = recorded.size(1) - grid * grid;
    NDArray fitted =
        new GridInterpolation(DINO_OFFSET, false)
            .apply(context.ops(), table, leading, rows, columns, context.manager());
    computed.put("pos_embed", fitted.toFloatArray());
  }
}
