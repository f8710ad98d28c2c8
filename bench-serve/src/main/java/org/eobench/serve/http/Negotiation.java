package org.eobench.serve.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.serve.answer.AnswerFormat;
import org.eobench.serve.limit.Refusal;
import org.jspecify.annotations.Nullable;

/** Which form of a prediction a client gets: that of {@code format}, or what it accepts. */
final class Negotiation {
  private Negotiation() {}

  /**
   * The form.
   *
   * @param format value of the parameter, which goes before the header, or null
   * @param accepted media types, the most wanted first; empty for any
   * @throws Refusal if there is no such form
   */
  static AnswerFormat of(@Nullable String format, List<String> accepted) {
    if (format != null) {
      return AnswerFormat.keyed(format)
          .orElseThrow(
              () ->
                  Refusal.of(
                      Refusal.BAD_REQUEST,
                      Problem.of("UnknownFormat", "there is no format " + format)
                          .at("format")
                          .expecting(Suggest.sentence(format, AnswerFormat.keys()))));
    }
    if (accepted.isEmpty()) {
      return AnswerFormat.JSON;
    }
    return accepted.stream()
        .map(Negotiation::covering)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.of(
                    Refusal.NOT_ACCEPTABLE,
                    Problem.of("NotAcceptable", "the client accepts only " + accepted)
                        .at("Accept")
                        .expecting(
                            Suggest.oneOf(
                                Arrays.stream(AnswerFormat.values())
                                    .map(AnswerFormat::type)
                                    .toList(),
                                ""))));
  }

  private static Optional<AnswerFormat> covering(String range) {
    String type = range.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(AnswerFormat.values())
        .filter(
            format ->
                type.equals("*/*")
                    || type.equals(format.type())
                    || type.equals(format.type().replaceFirst("/.*", "/*")))
        .findFirst();
  }
}
