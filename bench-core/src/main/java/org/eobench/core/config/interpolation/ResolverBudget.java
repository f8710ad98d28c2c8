package org.eobench.core.config.interpolation;

import org.eobench.core.config.tree.Bounds;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/**
 * What resolving one configuration may cost. References can double at each step ({@code a1:
 * ${a0}${a0}}, {@code a2: ${a1}${a1}} …), so their number, their depth, the values they copy and
 * the texts they make are counted; past a {@linkplain Bounds bound} the configuration is refused.
 */
public final class ResolverBudget {
  /** Expressions may lie in each other in every reference of a chain; the stack holds this many. */
  private static final int EXPRESSIONS = 4 * Bounds.DEPTH;

  private static final int CHARACTERS = 1 << 24;

  private int references;
  private int characters;
  private int values;
  private int depth;
  private int expressions;

  /** A reference is followed; {@link #leave} must come after it. */
  void enter(Resolver.Located at) {
    if (++references > Bounds.REFERENCES) {
      throw refusal(
          Bounds.tooMany(
              "the configuration has too many references, those inside each other included",
              Bounds.REFERENCES,
              "references followed"),
          at);
    }
    if (++depth > Bounds.DEPTH) {
      throw refusal(Bounds.tooDeep("references lead to references"), at);
    }
  }

  void leave() {
    depth--;
  }

  /** An expression is evaluated; {@link #leaveExpression} must come after it. */
  void enterExpression(Resolver.Located at) {
    values(1, at);
    if (++expressions > EXPRESSIONS) {
      throw refusal(Bounds.tooDeep("references lie in each other"), at);
    }
  }

  void leaveExpression() {
    expressions--;
  }

  /** Values are copied to where a reference stands. */
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

  /** A text with references in it is read. */
  void text(int length, Resolver.Located at) {
    characters += length;
    if (characters > CHARACTERS) {
      throw refusal(
          Bounds.tooMany(
              "the references of the configuration make too much text",
              CHARACTERS,
              "characters in all texts with references together"),
          at);
    }
  }

  /** A text grows by {@code more} to {@code length}. */
  void text(int more, int length, Resolver.Located at) {
    if (length > Bounds.TEXT) {
      throw refusal(Bounds.tooLong("a text put together from references", length), at);
    }
    text(more, at);
  }

  private static BenchException refusal(Problem problem, Resolver.Located at) {
    String place = at.node().origin().place();
    return new BenchException(
        ExitCode.CONFIG, problem.at(at.path().isEmpty() ? place : at.dotted() + " at " + place));
  }
}
