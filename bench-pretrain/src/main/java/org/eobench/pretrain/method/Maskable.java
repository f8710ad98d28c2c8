package org.eobench.pretrain.method;

import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.TokenEncoder;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;

/** What methods that mask patches require of a run. */
public final class Maskable {
  private Maskable() {}

  /**
   * The encoder as one whose patches can be masked.
   *
   * @param method name of the method in the error
   * @throws BenchException {@code EncoderNotMaskable} if it is none
   */
  public static TokenEncoder require(Encoder encoder, String method) {
    if (encoder instanceof TokenEncoder tokens) {
      return tokens;
    }
    throw new BenchException(
        ExitCode.CONFIG,
        Problem.of(
                "EncoderNotMaskable",
                "method=" + method + " masks patches, which this encoder cannot do")
            .at("encoder")
            .expecting("a vision transformer of one date")
            .next("choose another encoder, such as `encoder=dinov2_vits14` or `encoder=vit`"));
  }

  /**
   * Refuses float16, whose gradients would need a loss scale.
   *
   * @throws BenchException {@code PrecisionUnsupported}
   */
  public static void requireRange(TorchOps ops, String method) {
    if (ops.precision() == Precision.FP16) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("PrecisionUnsupported", "method=" + method + " does not train in float16")
              .at("precision=fp16")
              .expecting("fp32 or bf16")
              .next("use bf16, which has the range of float32"));
    }
  }
}
