package org.eobench.core.config.interpolation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value that contains {@code ${…}}, as parsed by {@link InterpolationParser}. */
sealed interface Expression {
  /** A literal value: null, Boolean, Long, BigInteger, Double or String. */
  record Literal(@Nullable Object value) implements Expression {}

  /** Concatenated parts; the result is always text. */
  record Join(List<Expression> parts) implements Expression {}

  /** {@code ${a.b}}; with leading {@code dots}, relative to the value's own position. */
  record Reference(int dots, List<Expression> keys) implements Expression {}

  /** {@code ${name:arguments}}. */
  record Call(Expression name, List<Expression> arguments) implements Expression {}

  record Items(List<Expression> items) implements Expression {}

  record Entries(Map<Object, Expression> entries) implements Expression {}
}
