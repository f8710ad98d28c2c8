package org.eobench.decoders.neck;

import java.util.Locale;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/** What decoders that read class tokens share. */
public final class ClassTokens {
  private ClassTokens() {}

  /**
   * Refuses several dates, of which only the maps are merged.
   *
   * @param key the decoder's key that asks for class tokens
   * @param without its value that needs none
   */
  public static void requireOneDate(DecoderContext context, String key, String without) {
    if (context.encoder().temporalOutput() && context.frames() > 1) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "ClassTokensOfSeveralDates",
                  String.format(
                      Locale.ROOT,
                      "the maps of %d dates are merged, but not their class tokens",
                      context.frames()))
              .at("decoder." + key)
              .expecting(without + ", or one date")
              .next(String.format(Locale.ROOT, "set `decoder.%s=%s`", key, without)));
    }
  }
}
