package org.eobench.core.config.interpolation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value with {@code ${…}} in it, as parsed by {@link InterpolationParser}. */
sealed interface Expression {
  /** A value that needs no resolving: null, Boolean, Long, BigInteger, Double or String. */
  record Literal(@Nullable Object value) implements Expression {}

  /** Parts printed one after the other; the result is always text. */
  record Join(List<Expression> parts) implements Expression {}

  /** {@code ${a.b}}, or with {@code dots} in front counted from the value's own place. */
  record Reference(int dots, List<Expression> keys) implements Expression {}

  /** {@code ${name:arguments}}. */
  record Call(Expression name, List<Expression> arguments) implements Expression {}

  record Items(List<Expression> items) implements Expression {}

  record Entries(Map<Object, Expression> entries) implements Expression {}
}
