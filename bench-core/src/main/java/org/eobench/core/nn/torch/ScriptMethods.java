package org.eobench.core.nn.torch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The methods in a text of TorchScript. */
final class ScriptMethods {
  private static final Pattern BEGIN = Pattern.compile("^def (\\w+)\\(", Pattern.MULTILINE);
  private static final Pattern CALL = Pattern.compile("\\bself\\.(\\w+)\\(");

  private ScriptMethods() {}

  /**
   * The methods of {@code library} that {@code script} calls, or that they call. libtorch compiles
   * every method of a script, whether it is called or not, which takes longer than to find those
   * that are.
   */
  static String calledBy(String script, String library) {
    Map<String, String> methods = of(library);
    Set<String> called = new HashSet<>();
    Deque<String> texts = new ArrayDeque<>();
    texts.add(script);
    while (!texts.isEmpty()) {
      Matcher call = CALL.matcher(texts.remove());
      while (call.find()) {
        String text = methods.get(call.group(1));
        if (text != null && called.add(call.group(1))) {
          texts.add(text);
        }
      }
    }
    StringBuilder found = new StringBuilder();
    methods.forEach((name, text) -> found.append(called.contains(name) ? text : ""));
    return found.toString();
  }

  /** The texts by name, in their order. */
  private static Map<String, String> of(String library) {
    Map<String, String> methods = new LinkedHashMap<>();
    Matcher begin = BEGIN.matcher(library);
    boolean more = begin.find();
    while (more) {
      String name = begin.group(1);
      int from = begin.start();
      more = begin.find();
      methods.put(name, library.substring(from, more ? begin.start() : library.length()));
    }
    return methods;
  }
}
