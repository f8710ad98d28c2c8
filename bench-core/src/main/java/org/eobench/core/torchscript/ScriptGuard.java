package org.eobench.core.torchscript;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/**
 * Checks the source of a foreign TorchScript program before libtorch compiles it.
 *
 * <p>TorchScript has no Python: it can only call operators of libtorch and functions of the same
 * archive. A few operators reach beyond tensors and are refused: those that read, write or map
 * files, print, call other machines, change the random generator, or wait for other threads;
 * operators outside the name spaces {@code aten} and {@code prim}; classes written in C++; and
 * internal operators of libtorch (with an underscore) that do not check sizes, except those in
 * common models. Nesting so deep that a recursive compiler would overflow its stack is also
 * refused.
 */
final class ScriptGuard {
  private static final int DEEPEST = 200;
  private static final int MOST_OPERATORS = 1000;

  private static final Pattern TOKEN =
      Pattern.compile(
          "#[^\\n]*+|\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|'[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+'"
              + "|[A-Za-z_]\\w*+|[0-9][\\w.]*+|\\n[ ]*+|[^\\s]");

  private static final Set<String> REFUSED =
      Set.of(
          "from_file",
          "save",
          "load",
          "seed",
          "initial_seed",
          "manual_seed",
          "wait",
          "fork",
          "set_data",
          "set_",
          "record_stream",
          "rpc_async",
          "rpc_sync",
          "rpc_remote",
          "Print",
          "PythonOp",
          "IgnoredPythonOp",
          "AddStatValue",
          "TimePoint",
          "classes");

  /** Names that are refused even as methods of a tensor. */
  private static final Set<String> REFUSED_AS_METHOD =
      Set.of("from_file", "save", "set_data", "record_stream", "_reshape_alias");

  private static final Pattern PACKED =
      Pattern.compile("(quantize|fbgemm|mkldnn|miopen|cudnn|sparse_\\w*tensor).*|_sparse\\w*");

  private static final Pattern COMMON_PRIVATE =
      Pattern.compile(
          "_(adaptive_avg_pool[23]d|assert\\w*|batch_norm_impl_index|cast_\\w+|conj|convolution"
              + "|convolution_mode|get_tracing_state|infer_size|is_all_true|linalg_\\w+|log_softmax"
              + "|native_multi_head_attention|pad_circular|pad_enum|prelu_kernel|safe_softmax"
              + "|scaled_dot_product_attention_math|scaled_dot_product_flash_attention_for_cpu"
              + "|set_item|shape_as_tensor|size_if_not_equal|softmax|stack|to_copy"
              + "|transformer_encoder_layer_fwd|trilinear|unique2?|unsafe_view|unwrap_optional"
              + "|upsample_\\w+|weight_norm\\w*)");

  private final String file;
  private final String source;
  private final List<String> tokens = new ArrayList<>();
  private final List<Integer> lines = new ArrayList<>();

  private ScriptGuard(String file, String source, String text) {
    this.file = file;
    this.source = source;
    Matcher matcher = TOKEN.matcher(text);
    int line = 1;
    while (matcher.find()) {
      String token = matcher.group();
      if (token.startsWith("\n")) {
        line++;
      }
      if (!token.startsWith("#")) {
        tokens.add(token);
        lines.add(line);
      }
    }
  }

  /**
   * Checks all sources of an archive.
   *
   * @throws BenchException for the first refused construct
   */
  static void check(ScriptArchive archive) {
    for (Map.Entry<String, String> source : archive.sources().entrySet()) {
      try {
        new ScriptGuard(archive.path().toString(), source.getKey(), source.getValue()).check();
      } catch (StackOverflowError endless) {
        throw new BenchException(
            ExitCode.WEIGHTS,
            Problem.of("RefusedScript", "the program contains an unterminated string")
                .at(archive.path() + ", code/" + source.getKey()),
            endless);
      }
    }
  }

  private void check() {
    int depth = 0;
    int operators = 0;
    for (int i = 0; i < tokens.size(); i++) {
      String token = tokens.get(i);
      char first = token.charAt(0);
      if (first == '\n') {
        operators = depth > 0 ? operators : 0;
        require(
            token.length() <= DEEPEST,
            i,
            String.format(Locale.ROOT, "blocks nested more than %d deep", DEEPEST));
      } else if ("([{".indexOf(first) >= 0) {
        require(
            ++depth <= DEEPEST,
            i,
            String.format(Locale.ROOT, "brackets nested more than %d deep", DEEPEST));
      } else if (")]}".indexOf(first) >= 0) {
        depth--;
      } else if ("+-*/%@<>~&|^".indexOf(first) >= 0 || isWordOperator(token)) {
        require(++operators <= MOST_OPERATORS, i, "an excessively long expression");
      } else if (Character.isLetter(first) || first == '_') {
        name(i, token);
      } else if (first == '"' || first == '\'') {
        attributeByText(i, token);
      }
    }
  }

  private static boolean isWordOperator(String token) {
    return token.equals("and") || token.equals("or") || token.equals("not") || token.equals("if");
  }

  private void name(int i, String name) {
    boolean member = at(i - 1).equals(".");
    if (member) {
      require(!REFUSED_AS_METHOD.contains(name), i, "the operator " + name);
    }
    if (name.equals("torch") && !member) {
      require(at(i + 1).equals("."), i, "torch as a value");
      operator(i + 2);
    } else if (name.equals("torch") && at(i + 1).equals(".")) {
      require(!at(i + 2).equals("classes"), i, "a class written in C++");
    } else if (name.equals("ops") && !member && !at(i + 1).equals(":")) {
      String space = at(i + 2);
      require(at(i + 1).equals("."), i, "ops as a value");
      require(space.equals("aten") || space.equals("prim"), i, "an operator of " + space);
      operator(i + 4);
    } else if (name.equals("print") && !member) {
      require(!at(i + 1).equals("("), i, "print");
    }
  }

  private void operator(int i) {
    String name = at(i);
    boolean trusting =
        name.startsWith("_") && !name.startsWith("__") && !COMMON_PRIVATE.matcher(name).matches();
    require(
        !REFUSED.contains(name) && !PACKED.matcher(name).matches() && !trusting,
        i,
        "the operator " + name);
  }

  /** {@code getattr(x, "name")} is {@code x.name}. */
  private void attributeByText(int i, String literal) {
    String name = literal.replaceAll("^.|.$", "");
    boolean attribute = at(i - 1).equals(",") && at(i + 1).equals(")");
    require(!attribute || !REFUSED_AS_METHOD.contains(name), i, "the operator " + name);
  }

  private String at(int i) {
    return i >= 0 && i < tokens.size() ? tokens.get(i) : "";
  }

  private void require(boolean allowed, int i, String what) {
    if (!allowed) {
      int line = i < lines.size() ? lines.get(i) : 0;
      throw new BenchException(
          ExitCode.WEIGHTS,
          Problem.of("RefusedScript", "the program contains " + what + ", which is refused")
              .at(String.format(Locale.ROOT, "%s, code/%s, line %d", file, source, line))
              .expecting("a program that only computes with tensors")
              .next("remove this from the module in Python and save it again"));
    }
  }
}
