package org.eobench.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.TokenEncoder;
import org.eobench.core.encoder.TokenFeatures;
import org.eobench.core.nn.torch.TorchOps;

/** What pretraining relies on, for encoders that are a {@link TokenEncoder}. */
final class TokenRules {
  private static final long SEED = 7;
  private static final double NEAR = 1e-4;

  private final TorchOps ops;

  TokenRules(TorchOps ops) {
    this.ops = ops;
  }

  List<ContractRule<EncoderSubject>> all() {
    return List.of(
        new ContractRule<>("leaves out patches and keeps their positions", this::visible),
        new ContractRule<>("sees nothing of masked patches", this::masked));
  }

  /** A check of an encoder with its input and its features. */
  private interface Check {
    void on(TokenEncoder encoder, EncoderInput input, TokenFeatures features, NDManager step);
  }

  private void check(EncoderSubject subject, Check check) {
    try (Probe<Encoder> probe = Probe.seeded(ops, subject::create, SEED);
        NDManager step = probe.manager().newSubManager()) {
      if (probe.module() instanceof TokenEncoder encoder) {
        EncoderInput input = NoiseInput.of(subject, probe.module().spec(), step);
        check.on(encoder, input, encoder.tokens(input, null), step);
      }
    }
  }

  private static int patches(TokenEncoder encoder, EncoderInput input) {
    Shape image = input.images().values().iterator().next().getShape();
    return encoder.patches(Math.toIntExact(image.get(3)), Math.toIntExact(image.get(4)));
  }

  private void visible(EncoderSubject subject) {
    check(
        subject,
        (encoder, input, features, step) -> {
          int count = patches(encoder, input);
          assertThat(features.cls().getShape())
              .isEqualTo(new Shape(NoiseInput.BATCH, encoder.width()));
          assertThat(features.patches().getShape())
              .isEqualTo(new Shape(NoiseInput.BATCH, count, encoder.width()));
          long[] backwards =
              IntStream.range(0, NoiseInput.BATCH * count)
                  .mapToLong(i -> count - 1 - i % count)
                  .toArray();
          NDArray kept = step.create(backwards, new Shape(NoiseInput.BATCH, count));
          TokenFeatures turned = encoder.visibleTokens(input, kept);
          near(turned.cls(), features.cls());
          near(turned.patches(), features.patches().flip(1));
          NDArray first =
              step.zeros(new Shape(NoiseInput.BATCH, 1)).toType(kept.getDataType(), true);
          TokenFeatures one = encoder.visibleTokens(input, first);
          assertThat(one.patches().getShape().get(1)).isEqualTo(1);
          assertThat(one.cls().toFloatArray()).isNotEqualTo(features.cls().toFloatArray());
        });
  }

  private void masked(EncoderSubject subject) {
    check(
        subject,
        (encoder, input, features, step) -> {
          boolean[] every = new boolean[NoiseInput.BATCH * patches(encoder, input)];
          Shape shape = new Shape(NoiseInput.BATCH, patches(encoder, input));
          NDArray token = step.ones(new Shape(1, encoder.width()));
          TokenFeatures none = encoder.tokens(input, mask(step, every, shape, token));
          near(none.cls(), features.cls());
          near(none.patches(), features.patches());
          Arrays.fill(every, true);
          TokenFeatures blind = encoder.tokens(input, mask(step, every, shape, token));
          near(blind.cls().get(0), blind.cls().get(1));
          near(blind.patches().get(0), blind.patches().get(1));
        });
  }

  private static TokenEncoder.Mask mask(
      NDManager step, boolean[] values, Shape shape, NDArray token) {
    return new TokenEncoder.Mask(step.create(values, shape), token);
  }

  private static void near(NDArray got, NDArray wanted) {
    assertThat(got.getShape()).isEqualTo(wanted.getShape());
    assertThat(got.sub(wanted).abs().max().getFloat()).isLessThan((float) NEAR);
  }
}
