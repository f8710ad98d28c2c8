package org.eobench.core.model;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.nn.Parameter;

/** What a run trains, in a line for people. */
public final class TrainedParts {
  private static final int SHOWN = 6;

  private TrainedParts() {}

  /**
   * Such as {@code 8 of 60 parameters of the encoder (blocks.*.attn.qkv.lora_A, …), 2 of 2 of the
   * decoder}.
   */
  public static String of(EoModel model) {
    Map<String, Parameter> trained = FineTuning.trained(model);
    List<String> encoder =
        trained.keySet().stream()
            .filter(name -> name.startsWith(EoModel.ENCODER))
            .map(name -> name.substring(EoModel.ENCODER.length()))
            .toList();
    long all = parameters(model.encoder().tensors());
    return String.format(
        Locale.ROOT,
        "%,d of %,d tensors of the encoder%s, %,d of %,d of the decoder",
        encoder.size(),
        all,
        encoder.isEmpty() || encoder.size() == all ? "" : " (" + forms(encoder) + ")",
        trained.size() - encoder.size(),
        parameters(model.decoder().tensors()));
  }

  private static String forms(List<String> names) {
    List<String> forms = NameForms.of(names);
    return String.join(", ", forms.subList(0, Math.min(SHOWN, forms.size())))
        + (forms.size() > SHOWN ? ", and " + (forms.size() - SHOWN) + " others" : "");
  }

  private static long parameters(Map<String, Parameter> tensors) {
    return tensors.values().stream().filter(tensor -> !tensor.isBuffer()).count();
  }
}
