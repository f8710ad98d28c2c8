package org.eobench.testing.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.weights.CheckpointLayout;

/** Cases of FCN as Pangaea has it: logits clipped at 0, nothing dropped. */
final class FcnDecoderCheck implements GoldenCheck {
  private static final String KEY = "fcn";

  @Override
  public boolean covers(GoldenCase golden, Components components) {
    return golden.component().equals("decoder/seg_fcn") && components.decoders().containsKey(KEY);
  }

  @Override
  public void run(GoldenCase golden, Workbench bench, Answers answers) {
    JsonNode recorded = golden.config();
    ObjectNode config = Build.config().put("dropout", 0).put("logits_activation", "relu");
    Build.copy(
        recorded, config, "channels", "num_convs", "kernel_size", "concat_input", "dilation");
    config.put("interp_method", UperNetCheck.interpMethod(recorded));
    Decoder decoder =
        Build.component(
            Workbench.known(bench.components().decoders(), KEY),
            config,
            DecoderRun.context(golden, bench));
    DecoderRun.run(golden, decoder, CheckpointLayout.exact(), bench, answers);
  }
}
