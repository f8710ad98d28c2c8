package org.eobench.core.torchscript;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.internal.NDArrayEx;
import ai.djl.ndarray.types.Shape;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in of an array that remembers its origin. It reports shape, type and owner, records the
 * array methods that it knows, and refuses all others, because their results would have no known
 * origin.
 */
final class TracedArray implements InvocationHandler {
  /** Methods that do not return a computed array. */
  private static final Set<String> QUESTIONS =
      Set.of(
          "getName",
          "setName",
          "getUid",
          "getDataType",
          "getDevice",
          "getShape",
          "getSparseFormat",
          "getManager",
          "attach",
          "tempAttach",
          "detach",
          "hasGradient",
          "setRequiresGradient",
          "isReleased",
          "close",
          "toString",
          "toDebugString",
          "hashCode");

  private static final Set<String> ARITHMETIC = Set.of("add", "sub", "mul", "div");

  private final Trace trace;
  private final NDArray real;
  private final Trace.Value value;

  private TracedArray(Trace trace, NDArray real, Trace.Value value) {
    this.trace = trace;
    this.real = real;
    this.value = value;
  }

  static NDArray of(Trace trace, NDArray real, Trace.Value value) {
    return proxy(NDArray.class, new TracedArray(trace, real, value));
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(TracedArray.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Optional<TracedArray> handler(NDArray array) {
    return Proxy.isProxyClass(array.getClass())
            && Proxy.getInvocationHandler(array) instanceof TracedArray traced
        ? Optional.of(traced)
        : Optional.empty();
  }

  static Optional<Trace> trace(NDArray array) {
    return handler(array).map(traced -> traced.trace);
  }

  static Optional<Trace.Value> value(NDArray array) {
    return handler(array).map(traced -> traced.value);
  }

  /** Unwraps a stand-in to its array. */
  static NDArray real(NDArray array) {
    return handler(array).map(traced -> traced.real).orElse(array);
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] given)
      throws Throwable {
    Object[] arguments = given == null ? new Object[0] : given;
    String name = method.getName();
    NDArray self = (NDArray) proxy;
    if (name.equals("equals")) {
      return proxy == arguments[0];
    }
    if (QUESTIONS.contains(name)) {
      return direct(method, real, arguments);
    }
    if (name.equals("getNDArrayInternal")) {
      return proxy(NDArrayEx.class, (ex, called, with) -> joined(self, called, with));
    }
    Optional<String> expression = expression(name, method.getParameterTypes(), arguments);
    if (expression.isPresent()) {
      return record(self, method, expression.get(), arguments);
    }
    if (method.isDefault()) {
      return InvocationHandler.invokeDefault(proxy, method, arguments);
    }
    throw refused(name);
  }

  private NDArray record(NDArray self, Method method, String expression, Object[] arguments)
      throws Throwable {
    List<NDArray> operands = new ArrayList<>(List.of(self));
    Object[] plain = arguments.clone();
    for (int i = 0; i < plain.length; i++) {
      if (plain[i] instanceof NDArray other) {
        operands.add(other);
        plain[i] = real(other);
      }
    }
    NDArray made = array(direct(method, real, plain));
    return trace.record(expression, true, made, operands.toArray(NDArray[]::new));
  }

  /** Handles {@code NDArrays.concat} and {@code stack}. */
  private Object joined(NDArray self, Method method, Object[] arguments) throws Throwable {
    String operator =
        switch (method.getName()) {
          case "concat" -> "cat";
          case "stack" -> "stack";
          default -> throw refused(method.getName());
        };
    if (!(arguments.length == 2 && arguments[0] instanceof NDList others)) {
      throw refused(method.getName());
    }
    NDArray[] operands = new NDArray[others.size() + 1];
    NDList plain = new NDList();
    operands[0] = self;
    for (int i = 0; i < others.size(); i++) {
      operands[i + 1] = others.get(i);
      plain.add(real(others.get(i)));
    }
    NDArray made = array(direct(method, real.getNDArrayInternal(), plain, arguments[1]));
    String list =
        IntStream.range(0, operands.length)
            .mapToObj(i -> "$" + i)
            .collect(Collectors.joining(", ", "[", "]"));
    return trace.record(
        String.format(Locale.ROOT, "torch.%s(%s, %s)", operator, list, arguments[1]),
        true,
        made,
        operands);
  }

  private static Optional<String> expression(String name, Class<?>[] types, Object[] arguments) {
    if (ARITHMETIC.contains(name)) {
      return types[0] == NDArray.class
          ? Optional.of(String.format(Locale.ROOT, "torch.%s($0, $1)", name))
          : Optional.of(String.format(Locale.ROOT, "torch.%s($0, %s)", name, arguments[0]));
    }
    return Optional.ofNullable(
        switch (name) {
          case "reshape" ->
              types[0] == Shape.class
                  ? String.format(
                      Locale.ROOT,
                      "torch.reshape($0, %s)",
                      Arrays.toString(((Shape) arguments[0]).getShape()))
                  : null;
          case "transpose" ->
              types.length == 1
                  ? String.format(
                      Locale.ROOT, "torch.permute($0, %s)", Arrays.toString((int[]) arguments[0]))
                  : null;
          case "expandDims" -> String.format(Locale.ROOT, "torch.unsqueeze($0, %s)", arguments[0]);
          case "squeeze" ->
              types.length == 1 && types[0] == int[].class && ((int[]) arguments[0]).length == 1
                  ? String.format(Locale.ROOT, "torch.squeeze($0, %d)", ((int[]) arguments[0])[0])
                  : null;
          case "softmax" -> String.format(Locale.ROOT, "torch.softmax($0, %s)", arguments[0]);
          // Concatenating a single array copies it.
          case "duplicate" -> "torch.clone($0)";
          case "neg", "exp", "sqrt", "square", "abs" ->
              String.format(Locale.ROOT, "torch.%s($0)", name);
          default -> null;
        });
  }

  private static @Nullable Object direct(Method method, Object target, Object... arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException failed) {
      throw failed.getCause() == null ? failed : failed.getCause();
    }
  }

  private static NDArray array(@Nullable Object made) {
    return (NDArray) Objects.requireNonNull(made);
  }

  private static BenchException refused(String method) {
    return new BenchException(
        ExitCode.FAILURE,
        Problem.of(
                "CannotExport",
                "the model calls NDArray." + method + ", which cannot be written as TorchScript")
            .expecting("a model that computes through TorchOps")
            .next("in the model's code, write this step as a script of TorchOps.call"));
  }
}
