package org.eobench.testing.golden;

import com.fasterxml.jackson.databind.JsonNode;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.nn.CheckpointLayout;

/** Cases of the linear probe. */
final class LinearDecoderCheck implements GoldenCheck {
  private static final String KEY = "linear";

  /** The original registers its layers a second time under {@code mlp.*}. */
  static final CheckpointLayout LAYOUT =
      CheckpointLayout.exact().ignoring(key -> key.startsWith("mlp."));

  @Override
  public boolean covers(GoldenCase golden, Components components) {
    return golden.component().equals("decoder/seg_linear")
        && components.decoders().containsKey(KEY);
  }

  @Override
  public void run(GoldenCase golden, Workbench bench, Answers answers) {
    Decoder decoder = decoder(golden.config(), DecoderRun.context(golden, bench), bench);
    DecoderRun.run(golden, decoder, LAYOUT, bench, answers);
  }

  /** Builds a linear probe from a recorded config; Pangaea's has softmax. */
  static Decoder decoder(JsonNode recorded, DecoderContext context, Workbench bench) {
    var config = Build.copy(recorded, Build.config().put("softmax", true), "softmax");
    return Build.component(Workbench.known(bench.components().decoders(), KEY), config, context);
  }
}
