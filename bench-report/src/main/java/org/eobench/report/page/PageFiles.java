package org.eobench.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** The parts of the page that are the same in every report. */
final class PageFiles {
  /** Version of ECharts on the class path. */
  static final String ECHARTS = "5.3.1";

  private static final String LIBRARY = "/META-INF/resources/webjars/echarts/" + ECHARTS + "/";

  /** In the order in which they run. */
  private static final List<String> PROGRAM =
      List.of(
          "data.js",
          "table.js",
          "charts.js",
          "columns.js",
          "figures.js",
          "ranks.js",
          "gallery.js",
          "page.js",
          "main.js");

  /** Those of them that do not depend on what a page shows. */
  private static final List<String> SHARED = List.of("data.js", "charts.js", "page.js");

  private PageFiles() {}

  /** The page with places for its parts, such as {@code {{title}}}. */
  static String template() {
    return own("page.html");
  }

  static String style() {
    return own("page.css");
  }

  /** The scripts of the page. */
  static String program() {
    return PROGRAM.stream().map(PageFiles::own).collect(Collectors.joining("\n"));
  }

  /** The scripts of any page: its data, the frame of a chart, the theme and printing. */
  static String shared() {
    return SHARED.stream().map(PageFiles::own).collect(Collectors.joining("\n"));
  }

  /** The chart library. */
  static String library() {
    return text(LIBRARY + "dist/echarts.min.js");
  }

  /** Licence and notice of the chart library, and the licence of a part of it. */
  static String licence() {
    return text(LIBRARY + "NOTICE")
        + "\n"
        + text(LIBRARY + "LICENSE")
        + "\n"
        + text(LIBRARY + "licenses/LICENSE-d3");
  }

  /** A script as a content security policy names it, so that no other script runs. */
  static String policyHash(String script) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  private static String own(String name) {
    return text("/org/eobench/report/page/" + name);
  }

  private static String text(String path) {
    try (InputStream in = PageFiles.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + path);
      }
      // Browsers read every line end as \n, also when they hash a script.
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
