package org.eobench.core.results;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes the result of a run in one format. The key {@code results} of the configuration names the
 * formats of a run, such as {@code results=[txt,csv]}. A plug-in adds a format with one class and
 * one line in its module:
 *
 * <pre>{@code
 * resultWriter("html", new HtmlWriter());
 * }</pre>
 */
public interface ResultWriter {
  /** The file in the run directory, such as {@code results.csv}. */
  String file();

  /**
   * Writes the complete file. The caller closes the stream and moves the file to its place when it
   * is complete.
   *
   * @throws IOException if the stream cannot be written to
   */
  void write(RunResult result, OutputStream out) throws IOException;
}
