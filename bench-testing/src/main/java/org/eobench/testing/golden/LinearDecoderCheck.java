package org.eobench.testing.golden;

import org.eobench.core.decoder.Decoder;
import org.eobench.core.nn.CheckpointLayout;

/** Cases of the linear probe. */
final class LinearDecoderCheck implements GoldenCheck {
  private static final String KEY = "linear";

  @Override
  public boolean covers(GoldenCase golden, Components components) {
    return golden.component().equals("decoder/seg_linear")
        && components.decoders().containsKey(KEY);
  }

  @Override
  public void run(GoldenCase golden, Workbench bench, Answers answers) {
    var config = Build.copy(golden.config(), Build.config().put("softmax", true), "softmax");
    Decoder decoder =
        Build.component(
            Workbench.known(bench.components().decoders(), KEY),
            config,
            DecoderRun.context(golden, bench));
    // The original registers its layers a second time under mlp.*.
    CheckpointLayout layout = CheckpointLayout.exact().ignoring(key -> key.startsWith("mlp."));
    DecoderRun.run(golden, decoder, layout, bench, answers);
  }
}
