package org.eobench.testing.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.weights.CheckpointLayout;

/** Cases of the linear probe and of the probe with hidden layers. */
final class LinearDecoderCheck implements GoldenCheck {
  private static final String KEY = "linear";
  private static final Set<String> COMPONENTS =
      Set.of("decoder/seg_linear", "decoder/seg_linear_mt_ltae", "decoder/seg_nlinear");

  /** The original registers its layers a second time under {@code mlp.*}. */
  static final CheckpointLayout LAYOUT =
      CheckpointLayout.exact().ignoring(key -> key.startsWith("mlp."));

  @Override
  public boolean covers(GoldenCase golden, Components components) {
    return COMPONENTS.contains(golden.component()) && components.decoders().containsKey(KEY);
  }

  @Override
  public void run(GoldenCase golden, Workbench bench, Answers answers) {
    Decoder decoder = decoder(golden.config(), DecoderRun.context(golden, bench), bench);
    DecoderRun.run(golden, decoder, LAYOUT, bench, answers);
  }

  /** Builds a probe from a recorded config; Pangaea's has softmax. */
  static Decoder decoder(JsonNode recorded, DecoderContext context, Workbench bench) {
    ObjectNode config = Build.config().put("softmax", true).putNull("topology");
    Build.copy(recorded, config, "softmax", "topology");
    DecoderRun.fusing(recorded, config);
    return Build.component(Workbench.known(bench.components().decoders(), KEY), config, context);
  }
}
