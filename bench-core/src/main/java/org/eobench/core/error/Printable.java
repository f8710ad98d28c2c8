package org.eobench.core.error;

/** Makes text that comes out of files fit for a terminal. */
public final class Printable {
  private Printable() {}

  /**
   * The text with every control character but line breaks and tabs replaced. A name inside a
   * checkpoint or a raster could otherwise hide lines or retitle the user's window.
   */
  public static String of(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u0080-\\u009f&&[^\\n\\t]]", "\ufffd");
  }
}
