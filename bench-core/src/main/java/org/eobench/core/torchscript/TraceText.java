package org.eobench.core.torchscript;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Writes traces as TorchScript source. Each script of {@link TorchOps} becomes functions of a
 * common module; each step of a trace becomes a statement.
 */
final class TraceText {
  private static final String FUNCTIONS = "__torch__.eobench_operators";
  private static final Pattern DEFINITION = Pattern.compile("(?m)^def (\\w+)\\(self(?:, )?");
  private static final Pattern CALL = Pattern.compile("\\bself\\.(\\w+)\\(");
  private static final Pattern NUMBER = Pattern.compile("\\b\\d+\\b");
  private static final Pattern OPERAND = Pattern.compile("\\$(\\d+)");

  private final String prelude;
  private final Map<String, Integer> scripts = new LinkedHashMap<>();

  public TraceText(TracingOps ops) {
    prelude = ops.helpers();
  }

  /** The path of the module of functions in an archive. */
  public static String path() {
    return FUNCTIONS.replace('.', '/') + ".py";
  }

  /** The module of the functions that the statements so far call. */
  public String functions() {
    StringBuilder text = new StringBuilder(functions(prelude, name -> name));
    scripts.forEach((script, number) -> text.append(functions(script, own(script, number))));
    return text.toString();
  }

  /**
   * Renames functions: helpers of the prelude keep their names, those of a script get its number.
   */
  private UnaryOperator<String> own(String script, int number) {
    TreeSet<String> defined = new TreeSet<>();
    DEFINITION.matcher(script).results().forEach(match -> defined.add(match.group(1)));
    return name -> defined.contains(name) ? name + "_" + number : name;
  }

  private static String functions(String script, UnaryOperator<String> names) {
    String defined =
        DEFINITION.matcher(script).replaceAll(match -> "def " + names.apply(match.group(1)) + "(");
    return CALL.matcher(defined)
        .replaceAll(match -> FUNCTIONS + "." + names.apply(match.group(1)) + "(");
  }

  /**
   * Generalizes passes over one and two images to any batch size: numbers that differ count images.
   *
   * @return the statements of the pass, or none if the passes differ in any other way
   */
  public static Optional<Trace> anyBatch(Trace one, Trace two) {
    if (one.steps().size() != two.steps().size()
        || one.constants().size() != two.constants().size()
        || !one.outputs().equals(two.outputs())) {
      return Optional.empty();
    }
    List<Trace.Step> steps = new ArrayList<>();
    for (int i = 0; i < one.steps().size(); i++) {
      Trace.Step first = one.steps().get(i);
      Trace.Step second = two.steps().get(i);
      Optional<String> text = anyBatch(first, second);
      if (text.isEmpty() || !first.operands().equals(second.operands())) {
        return Optional.empty();
      }
      steps.add(new Trace.Step(text.get(), first.method(), first.operands()));
    }
    for (int i = 0; i < one.constants().size(); i++) {
      Shape first = one.constants().get(i).getShape();
      Shape second = two.constants().get(i).getShape();
      if (!first.equals(second) && !perImage(first, second)) {
        return Optional.empty();
      }
    }
    return Optional.of(one.with(steps, perImage(one, two)));
  }

  private static List<Boolean> perImage(Trace one, Trace two) {
    List<Boolean> each = new ArrayList<>();
    for (int i = 0; i < one.constants().size(); i++) {
      each.add(perImage(one.constants().get(i).getShape(), two.constants().get(i).getShape()));
    }
    return each;
  }

  private static boolean perImage(Shape one, Shape two) {
    return one.dimension() > 0
        && one.dimension() == two.dimension()
        && one.get(0) == 1
        && two.get(0) == 2
        && one.slice(1).equals(two.slice(1));
  }

  private static Optional<String> anyBatch(Trace.Step one, Trace.Step two) {
    if (one.script().equals(two.script())) {
      return Optional.of(one.script());
    }
    Matcher first = NUMBER.matcher(one.script());
    Matcher second = NUMBER.matcher(two.script());
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (first.find() && second.find()) {
      long a = Long.parseLong(first.group());
      long b = Long.parseLong(second.group());
      text.append(one.script(), at, first.start());
      if (b == 2 * a && a > 0) {
        text.append("batch * ").append(a);
      } else if (a == b) {
        text.append(a);
      } else {
        return Optional.empty();
      }
      at = first.end();
    }
    text.append(one.script().substring(at));
    boolean same =
        NUMBER
            .matcher(one.script())
            .replaceAll("0")
            .equals(NUMBER.matcher(two.script()).replaceAll("0"));
    return same && one.method() ? Optional.of(text.toString()) : Optional.empty();
  }

  /**
   * The statements of a pass.
   *
   * @param inputs variable names of the inputs; the first axis of the first input is the batch
   * @param weights expression of a weight
   * @param constants expression of a constant
   * @param indent indentation of each statement
   * @return the statements, followed by the expressions of the outputs
   */
  public List<String> statements(
      Trace trace,
      List<String> inputs,
      Function<String, String> weights,
      Function<Integer, String> constants,
      String indent) {
    List<String> lines = new ArrayList<>();
    lines.add(indent + String.format(Locale.ROOT, "batch = torch.size(%s, 0)", inputs.get(0)));
    Function<Trace.Value, String> text =
        value -> {
          if (value instanceof Trace.Input input) {
            return inputs.get(input.index());
          } else if (value instanceof Trace.Weight weight) {
            return weights.apply(weight.name());
          } else if (value instanceof Trace.Constant constant) {
            return constant(trace, constant.index(), constants.apply(constant.index()));
          }
          return "v" + ((Trace.Result) value).step();
        };
    for (int i = 0; i < trace.steps().size(); i++) {
      Trace.Step step = trace.steps().get(i);
      List<String> operands = step.operands().stream().map(text).toList();
      String expression = step.method() ? method(step, operands) : call(step, operands);
      lines.add(indent + String.format(Locale.ROOT, "v%d = %s", i, expression));
    }
    lines.add(String.join(", ", trace.outputs().stream().map(text).toList()));
    return lines;
  }

  private static String constant(Trace trace, int index, String expression) {
    if (!trace.isPerImage(index)) {
      return expression;
    }
    int axes = trace.constants().get(index).getShape().dimension();
    return String.format(
        Locale.ROOT, "torch.expand(%s, [batch%s])", expression, ", -1".repeat(axes - 1));
  }

  private static String method(Trace.Step step, List<String> operands) {
    return OPERAND
        .matcher(step.script())
        .replaceAll(
            match -> Matcher.quoteReplacement(operands.get(Integer.parseInt(match.group(1)))));
  }

  private String call(Trace.Step step, List<String> operands) {
    int number = scripts.computeIfAbsent(step.script(), unused -> scripts.size());
    return String.format(
        Locale.ROOT, "%s.forward_%d(%s)", FUNCTIONS, number, String.join(", ", operands));
  }
}
