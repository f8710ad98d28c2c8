package org.eobench.core.fetch;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises a response that is a web page instead of the file. */
final class WebPage {
  /** The number of bytes of a response that are inspected. */
  static final int LOOKED_AT = 4096;

  private static final Pattern TITLE =
      Pattern.compile("<title[^>]*>([^<]{1,200})</title", Pattern.CASE_INSENSITIVE);

  private WebPage() {}

  /** Whether the media type or the first bytes indicate HTML. */
  static boolean is(String contentType, byte[] start) {
    if (contentType.toLowerCase(Locale.ROOT).matches("(text/html|application/xhtml).*")) {
      return true;
    }
    String text = text(start).replace("\u00ef\u00bb\u00bf", "").stripLeading();
    String lower = text.substring(0, Math.min(100, text.length())).toLowerCase(Locale.ROOT);
    return lower.startsWith("<!doctype html")
        || lower.startsWith("<html")
        || (lower.startsWith("<?xml") && lower.contains("html"));
  }

  /** Whether the first bytes are a Git LFS pointer. */
  static boolean isLfsPointer(byte[] start) {
    return text(start).startsWith("version https://git-lfs");
  }

  /** The page's title on one line, or text saying that it has none. */
  static String title(byte[] start) {
    Matcher title = TITLE.matcher(new String(start, StandardCharsets.UTF_8));
    return title.find() ? title.group(1).strip().replaceAll("\\s+", " ") : "a page without a title";
  }

  private static String text(byte[] start) {
    return new String(start, StandardCharsets.ISO_8859_1);
  }
}
