package org.eobench.core.config.interpolation;

import org.eobench.core.config.tree.Bounds;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/**
 * Limits the cost of resolving one configuration. References can double at each step ({@code a1:
 * ${a0}${a0}}, {@code a2: ${a1}${a1}} …), so this class counts their number, their depth, the
 * values that they copy and the text that they produce. A configuration beyond a {@linkplain Bounds
 * bound} is refused.
 */
public final class ResolverBudget {
  /**
   * The maximum number of nested expressions over a chain of references; the stack must hold them.
   */
  private static final int EXPRESSIONS = 4 * Bounds.DEPTH;

  private static final int CHARACTERS = 1 << 24;

  private int references;
  private int characters;
  private int values;
  private int depth;
  private int expressions;

  /** Counts a reference that is followed. Call {@link #leave} afterwards. */
  void enter(Resolver.Located at) {
    if (++references > Bounds.REFERENCES) {
      throw refusal(
          Bounds.tooMany(
              "the configuration has too many references, including nested ones",
              Bounds.REFERENCES,
              "references followed"),
          at);
    }
    if (++depth > Bounds.DEPTH) {
      throw refusal(Bounds.tooDeep("references are chained"), at);
    }
  }

  void leave() {
    depth--;
  }

  /** Counts an expression that is evaluated. Call {@link #leaveExpression} afterwards. */
  void enterExpression(Resolver.Located at) {
    values(1, at);
    if (++expressions > EXPRESSIONS) {
      throw refusal(Bounds.tooDeep("references are nested"), at);
    }
  }

  void leaveExpression() {
    expressions--;
  }

  /** Counts values that replace a reference. */
  public void values(int more, Resolver.Located at) {
    values += more;
    if (values > Bounds.VALUES) {
      throw refusal(
          Bounds.tooMany(
              "the references of the configuration copy too many values",
              Bounds.VALUES,
              "values copied"),
          at);
    }
  }

  /** Counts text that contains references. */
  void text(int length, Resolver.Located at) {
    characters += length;
    if (characters > CHARACTERS) {
      throw refusal(
          Bounds.tooMany(
              "the references of the configuration produce too much text",
              CHARACTERS,
              "characters in all texts with references"),
          at);
    }
  }

  /** Counts text that grows by {@code more} to {@code length}. */
  void text(int more, int length, Resolver.Located at) {
    if (length > Bounds.TEXT) {
      throw refusal(Bounds.tooLong("a text composed of references", length), at);
    }
    text(more, at);
  }

  private static BenchException refusal(Problem problem, Resolver.Located at) {
    String place = at.node().origin().place();
    return new BenchException(
        ExitCode.CONFIG, problem.at(at.path().isEmpty() ? place : at.dotted() + " at " + place));
  }
}
