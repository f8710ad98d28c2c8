package org.eobench.core.torchscript;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;

/**
 * The classes of a TorchScript program, parsed from the source that {@code torch.jit.save} writes.
 */
final class ScriptClasses {
  private static final int DEEPEST = 60;
  private static final int MOST_MODULES = 100_000;
  private static final Pattern ATTRIBUTE =
      Pattern.compile("  (?:(\\w+) : |__annotations__\\[\"([^\"]+)\"\\] = )(\\S[^\\n]*)");
  private static final Pattern NAMES = Pattern.compile("  __(parameters|buffers)__ = \\[(.*)\\]");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
  private static final Pattern METHOD = Pattern.compile("  def (\\w+)\\(");

  private final ScriptArchive archive;
  private final Map<String, ScriptClass> known = new HashMap<>();
  private int modules;

  ScriptClasses(ScriptArchive archive) {
    this.archive = archive;
  }

  /** A tensor of a module, with its full name. */
  record Member(String name, boolean buffer) {}

  /**
   * A class.
   *
   * @param types type of each attribute, in order
   * @param methods text of each signature after the opening parenthesis
   */
  record ScriptClass(
      Map<String, String> types,
      List<String> parameters,
      List<String> buffers,
      Map<String, String> methods) {}

  /**
   * The call signature of a method.
   *
   * @param inputs names of the arguments without a default, except self
   * @param result return type
   */
  record Signature(List<String> inputs, String result) {}

  /** The class of the module at a path such as {@code backbone.layers}; empty for the root. */
  String classAt(String path) {
    String type = archive.rootClass();
    for (String part : path.isEmpty() ? new String[0] : path.split("\\.")) {
      Map<String, String> types = find(type).types;
      String next = types.get(part);
      if (next == null || !next.startsWith("__torch__.")) {
        throw unknown(
            String.format(Locale.ROOT, "no module '%s' in %s", part, type), part, modulesOf(types));
      }
      type = next;
    }
    return type;
  }

  private static List<String> modulesOf(Map<String, String> types) {
    return types.keySet().stream()
        .filter(name -> types.getOrDefault(name, "").startsWith("__torch__."))
        .toList();
  }

  /**
   * The parameters and buffers below a class; those of a module come before those of its children.
   */
  List<Member> tensors(String type) {
    List<Member> all = new ArrayList<>();
    collect(type, "", 0, all);
    return all;
  }

  private void collect(String type, String prefix, int depth, List<Member> into) {
    if (depth > DEEPEST || ++modules > MOST_MODULES) {
      throw refused("its modules are nested endlessly", type);
    }
    ScriptClass found = find(type);
    found.parameters.forEach(name -> into.add(new Member(prefix + name, false)));
    found.buffers.forEach(name -> into.add(new Member(prefix + name, true)));
    found.types.forEach(
        (name, attribute) -> {
          if (attribute.startsWith("__torch__.")) {
            collect(attribute, prefix + name + ".", depth + 1, into);
          }
        });
  }

  /** The arguments and the result type of a method. */
  Signature signature(String type, String method) {
    Map<String, String> methods = find(type).methods;
    String text = methods.get(method);
    if (text == null) {
      throw unknown(
          String.format(Locale.ROOT, "no method '%s' in %s", method, type),
          method,
          methods.keySet());
    }
    int end = closing(text);
    List<String> inputs = new ArrayList<>();
    List<String> arguments = split(text.substring(0, end));
    for (String argument : arguments.subList(Math.min(1, arguments.size()), arguments.size())) {
      int colon = argument.indexOf(':');
      String declared = colon < 0 ? "Tensor" : argument.substring(colon + 1).strip();
      if (!argument.contains("=")) {
        if (!declared.equals("Tensor")) {
          throw refused(
              String.format(
                  Locale.ROOT,
                  "method %s requires %s, which is not a tensor",
                  method,
                  argument.strip()),
              type);
        }
        inputs.add(argument.substring(0, colon < 0 ? argument.length() : colon).strip());
      }
    }
    Matcher arrow = Pattern.compile("\\s*->\\s*([^\\n]+):").matcher(text.substring(end + 1));
    return new Signature(inputs, arrow.lookingAt() ? arrow.group(1).strip() : "Tensor");
  }

  private int closing(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(' || c == '[' || c == '{') {
        depth++;
      } else if (c == ')' || c == ']' || c == '}') {
        if (depth-- == 0) {
          return i;
        }
      }
    }
    throw refused("the arguments of a method are not terminated", archive.rootClass());
  }

  private static List<String> split(String arguments) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i <= arguments.length(); i++) {
      char c = i < arguments.length() ? arguments.charAt(i) : ',';
      depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
      if (c == ',' && depth == 0) {
        String part = arguments.substring(from, i).strip();
        if (!part.isEmpty()) {
          parts.add(part);
        }
        from = i + 1;
      }
    }
    return parts;
  }

  private ScriptClass find(String type) {
    ScriptClass found = known.get(type);
    if (found == null) {
      found = read(type);
      known.put(type, found);
    }
    return found;
  }

  private ScriptClass read(String type) {
    int dot = type.lastIndexOf('.');
    String text = archive.sources().get(type.substring(0, dot).replace('.', '/') + ".py");
    Matcher head =
        Pattern.compile(
                "^class " + Pattern.quote(type.substring(dot + 1)) + "\\b", Pattern.MULTILINE)
            .matcher(text == null ? "" : text);
    if (text == null || !head.find()) {
      throw refused(String.format(Locale.ROOT, "its class %s is not in the archive", type), type);
    }
    int start = head.start();
    int end = start;
    do {
      end = text.indexOf('\n', end + 1);
    } while (end >= 0 && end + 1 < text.length() && " \n".indexOf(text.charAt(end + 1)) >= 0);
    return parse(text.substring(start, end < 0 ? text.length() : end));
  }

  private static ScriptClass parse(String text) {
    ScriptClass made =
        new ScriptClass(
            new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>());
    int at = 0;
    for (String line : text.split("\n", -1)) {
      Matcher method = METHOD.matcher(line);
      Matcher attribute = ATTRIBUTE.matcher(line);
      Matcher names = NAMES.matcher(line);
      if (method.lookingAt()) {
        made.methods.put(method.group(1), text.substring(at + method.end()));
      } else if (names.matches()) {
        Matcher name = QUOTED.matcher(names.group(2));
        while (name.find()) {
          (names.group(1).equals("parameters") ? made.parameters : made.buffers).add(name.group(1));
        }
      } else if (made.methods.isEmpty() && attribute.matches()) {
        String name = attribute.group(1) == null ? attribute.group(2) : attribute.group(1);
        made.types.put(name, attribute.group(3).strip());
      }
      at += line.length() + 1;
    }
    return made;
  }

  private BenchException unknown(String what, String name, Iterable<String> choices) {
    List<String> all = new ArrayList<>();
    choices.forEach(all::add);
    return new BenchException(
        ExitCode.WEIGHTS,
        Problem.of("UnknownScriptName", "the program has " + what)
            .at(archive.path().toString())
            .expecting(Suggest.sentence(name, all)));
  }

  private BenchException refused(String what, String type) {
    return new BenchException(
        ExitCode.WEIGHTS,
        Problem.of("UnreadableScript", "the program cannot be used: " + what)
            .at(archive.path() + ", class " + type)
            .expecting("a module of torch.jit.save that is called with one tensor per image"));
  }
}
