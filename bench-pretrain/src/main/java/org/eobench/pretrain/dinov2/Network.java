package org.eobench.pretrain.dinov2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.TokenEncoder;
import org.eobench.core.encoder.TokenFeatures;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.pretrain.method.Maskable;
import org.jspecify.annotations.Nullable;

/**
 * A student or a teacher: the encoder with a mask token, and its projection heads. Names are those
 * of the original: {@code backbone.…}, {@code dino_head.…}, {@code ibot_head.…}.
 */
final class Network extends Module {
  private static final String MASK_TOKEN = "backbone.mask_token";

  private final Encoder backbone;
  private final TokenEncoder tokens;
  private final Parameter maskToken;
  private final DinoHead dinoHead;
  private final @Nullable DinoHead ibotHead;

  Network(TorchOps ops, Encoder backbone, Dinov2Config config) {
    this.backbone = child("backbone", backbone);
    this.tokens = Maskable.require(backbone, Dinov2Method.NAME);
    int width = tokens.width();
    maskToken = parameter(MASK_TOKEN, new Shape(1, width), Inits.ZEROS);
    dinoHead = child("dino_head", new DinoHead(ops, width, config.dino().head()));
    HeadConfig own = config.ibot().head();
    ibotHead = own == null ? null : child("ibot_head", new DinoHead(ops, width, own));
  }

  Encoder backbone() {
    return backbone;
  }

  /** Patches of an image along one axis of this many pixels. */
  int patches(long pixels) {
    return Math.toIntExact(pixels) / tokens.patchSize();
  }

  /**
   * The class tokens and patches of images.
   *
   * @param masked bool {@code [B,N]}, patches that the mask token replaces; null for none
   */
  TokenFeatures features(EncoderInput input, @Nullable NDArray masked) {
    TokenEncoder.Mask mask =
        masked == null ? null : new TokenEncoder.Mask(masked, maskToken.array());
    return tokens.tokens(input, mask);
  }

  /** The head of class tokens. */
  DinoHead dinoHead() {
    return dinoHead;
  }

  /** The head of patches, null if they share that of the class tokens. */
  @Nullable DinoHead ibotHead() {
    return ibotHead;
  }

  /** The trainable parameters of backbone and heads, by full name. */
  Map<String, Map<String, Parameter>> parts() {
    Map<String, Map<String, Parameter>> parts = new LinkedHashMap<>();
    for (String part : List.of("backbone", "dino_head", "ibot_head")) {
      tensors()
          .forEach(
              (name, tensor) -> {
                if (name.startsWith(part + ".") && tensor.trainable()) {
                  parts.computeIfAbsent(part, none -> new LinkedHashMap<>()).put(name, tensor);
                }
              });
    }
    return parts;
  }
}
