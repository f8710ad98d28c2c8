package org.eobench.testing.golden;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.weights.CheckpointLayout;

/** Cases of MUSTER as Pangaea has it: every level sees the last map. */
final class MusterCheck implements GoldenCheck {
  private static final String KEY = "muster";

  @Override
  public boolean covers(GoldenCase golden, Components components) {
    return golden.component().equals("decoder/seg_muster")
        && components.decoders().containsKey(KEY);
  }

  @Override
  public void run(GoldenCase golden, Workbench bench, Answers answers) {
    ObjectNode config =
        Build.config()
            .put("dropout", 0)
            .put("drop_path_rate", 0)
            .put("attention_drop_path", false)
            .put("position_bias_init", "zeros")
            .put("feature_levels", "last")
            .put("interp_method", UperNetCheck.interpMethod(golden.config()));
    Build.copy(
        golden.config(),
        config,
        "channels",
        "window_size",
        "mlp_ratio",
        "depths",
        "num_heads",
        "qkv_bias");
    Decoder decoder =
        Build.component(
            Workbench.known(bench.components().decoders(), KEY),
            config,
            DecoderRun.context(golden, bench));
    DecoderRun.run(golden, decoder, CheckpointLayout.exact(), bench, answers);
  }
}
