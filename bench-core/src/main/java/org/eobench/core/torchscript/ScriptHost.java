package org.eobench.core.torchscript;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/**
 * The source of the host of a foreign module. The host assigns tensors to the module's attributes,
 * calls the module, and converts the returned tensors to a list of float32 tensors. Tensors of
 * types that the Java binding does not support never leave it.
 *
 * @param inputs number of images that it takes
 */
record ScriptHost(String source, int inputs) {
  static final String CLASS = "__torch__.eobench_host.Host";

  private static final String HEAD =
      """
      class Host(Module):
        __parameters__ = []
        __buffers__ = []
        training : bool
        net : %s
        def numbers(self, y: Tensor) -> Tensor:
          if torch.is_floating_point(y):
            z = torch.to(y, 6)
          else:
            ops.prim.RaiseException("a result holds no fractions but integers, truth values or complex numbers", "builtins.TypeError")
            z = y
          return z
      """;

  private static final Pattern TUPLE = Pattern.compile("Tuple\\[(Tensor(?:, Tensor)*)\\]");

  static ScriptHost of(
      ScriptArchive archive,
      ScriptedModule.Part part,
      ScriptClasses.Signature signature,
      List<ScriptedModule.Tensor> tensors) {
    int inputs = signature.inputs().size();
    if (inputs == 0) {
      throw refused(
          archive, String.format(Locale.ROOT, "its method %s takes no image", part.method()));
    }
    List<String> images = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      images.add("x" + i);
    }
    StringBuilder text = new StringBuilder(String.format(Locale.ROOT, HEAD, archive.rootClass()));
    if (!tensors.isEmpty()) {
      text.append("  def release(self) -> int:\n").append(chosen(part));
      text.append("    nothing = torch.zeros([0])\n");
      bind(tensors, text, i -> "nothing");
      text.append("    return 0\n");
    }
    text.append("  def forward(self, ")
        .append(String.join(": Tensor, ", images))
        .append(": Tensor");
    text.append(tensors.isEmpty() ? "" : ", p: List[Tensor]").append(") -> List[Tensor]:\n");
    text.append(chosen(part));
    bind(tensors, text, i -> "p[" + i + "]");
    text.append(
        String.format(
            Locale.ROOT, "    y = (net).%s(%s, )\n", part.method(), String.join(", ", images)));
    text.append(results(archive, part, signature.result()));
    return new ScriptHost(text.toString(), inputs);
  }

  /** Assigns the selected module to {@code net}. */
  private static String chosen(ScriptedModule.Part part) {
    String at = "self.net";
    for (String name : part.module().isEmpty() ? new String[0] : part.module().split("\\.")) {
      at = String.format(Locale.ROOT, "getattr(%s, \"%s\")", at, name);
    }
    return "    net = " + at + "\n";
  }

  private interface Source {
    String of(int index);
  }

  /** One assignment per tensor; each intermediate module is read once. */
  private static void bind(List<ScriptedModule.Tensor> tensors, StringBuilder text, Source source) {
    Map<String, String> modules = new LinkedHashMap<>(Map.of("", "net"));
    for (int i = 0; i < tensors.size(); i++) {
      String name = tensors.get(i).info().name();
      int dot = name.lastIndexOf('.');
      String module = module(dot < 0 ? "" : name.substring(0, dot), modules, text);
      text.append(
          String.format(
              Locale.ROOT, "    %s.%s = %s\n", module, name.substring(dot + 1), source.of(i)));
    }
  }

  private static String module(String path, Map<String, String> modules, StringBuilder text) {
    String known = modules.get(path);
    if (known != null) {
      return known;
    }
    int dot = path.lastIndexOf('.');
    String parent = module(dot < 0 ? "" : path.substring(0, dot), modules, text);
    String variable = "m" + modules.size();
    text.append(
        String.format(
            Locale.ROOT,
            "    %s = getattr(%s, \"%s\")\n",
            variable,
            parent,
            path.substring(dot + 1)));
    modules.put(path, variable);
    return variable;
  }

  private static String results(ScriptArchive archive, ScriptedModule.Part part, String type) {
    List<String> outputs = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    Matcher tuple = TUPLE.matcher(type);
    boolean dictionary = type.equals("Dict[str, Tensor]");
    if (dictionary == part.outputs().isEmpty()) {
      throw refused(
          archive,
          dictionary
              ? String.format(
                  Locale.ROOT,
                  "its method %s returns a dictionary, but encoder.output_keys names none of its"
                      + " keys",
                  part.method())
              : String.format(
                  Locale.ROOT,
                  "encoder.output_keys is set, but its method %s returns %s, which has no keys",
                  part.method(),
                  type));
    }
    if (type.equals("Tensor")) {
      outputs.add("y");
    } else if (tuple.matches()) {
      int count = tuple.group(1).split(",").length;
      for (int i = 0; i < count; i++) {
        outputs.add("y" + i);
      }
      text.append("    ").append(String.join(", ", outputs)).append(", = y\n");
    } else if (dictionary) {
      part.outputs().forEach(key -> outputs.add("y[\"" + key + "\"]"));
    } else if (type.equals("List[Tensor]")) {
      return """
          all = annotate(List[Tensor], [])
          for one in y:
            _0 = torch.append(all, (self).numbers(one, ))
          return all
      """;
    } else {
      throw refused(
          archive, String.format(Locale.ROOT, "its method %s returns %s", part.method(), type));
    }
    text.append("    return [");
    outputs.forEach(
        output -> text.append(String.format(Locale.ROOT, "(self).numbers(%s, ), ", output)));
    return text.append("]\n").toString();
  }

  private static BenchException refused(ScriptArchive archive, String what) {
    return new BenchException(
        ExitCode.WEIGHTS,
        Problem.of("ScriptSignature", "the program cannot be an encoder: " + what)
            .at(archive.path().toString())
            .expecting(
                "a method that takes images and returns a tensor, a tuple or list of tensors, or a"
                    + " dictionary of tensors whose keys encoder.output_keys lists"));
  }
}
