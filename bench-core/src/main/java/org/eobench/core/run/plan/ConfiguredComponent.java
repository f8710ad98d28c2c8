package org.eobench.core.run.plan;

import java.nio.file.InvalidPathException;
import java.util.function.Function;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.Origin;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.FileNames;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.registry.Registry;
import org.eobench.core.spi.ComponentFactory;
import org.jspecify.annotations.Nullable;

/**
 * A component that is chosen and whose config is understood, but that is not made yet.
 *
 * @param target registry key
 * @param config the component's own record
 * @param place file and line of its mapping
 * @param maker makes it
 */
public record ConfiguredComponent<X, T>(
    String target, Record config, String place, Function<X, T> maker) {
  /** Whole numbers of encoders and decoders are widths, depths and sides of images. */
  public static final int LARGEST_SIZE = 100_000;

  /**
   * Reads a component's mapping.
   *
   * @param path dotted path of the mapping, such as {@code encoder}
   * @param largest what a whole number may be where the component says nothing of it
   * @return null when anything was wrong; {@code problems} then says what
   */
  public static <X, T> @Nullable ConfiguredComponent<X, T> read(
      ConfigNode node,
      String path,
      int largest,
      Registry<? extends ComponentFactory<?, X, T>> registry,
      Problems problems) {
    String target = node.selectText("_target_");
    if (target == null) {
      problems.add(
          Problem.of(
                  "MissingTarget",
                  path + "._target_ does not say which " + registry.kind() + " is meant")
              .at(node.origin().place())
              .expecting("one of " + String.join(", ", registry.names())));
      return null;
    }
    try {
      return bind(
          registry.get(target, placeOf(node).place()), target, node, path, largest, problems);
    } catch (BenchException unknown) {
      problems.addAll(unknown);
      return null;
    }
  }

  /** Where the target was chosen: by an argument of its own, else with the whole mapping. */
  private static Origin placeOf(ConfigNode node) {
    ConfigNode target = node.select("_target_");
    boolean given = target != null && target.origin().kind() == Origin.Kind.ARGUMENT;
    return target != null && given ? target.origin() : node.origin();
  }

  private static <C extends Record, X, T> @Nullable ConfiguredComponent<X, T> bind(
      ComponentFactory<C, X, T> factory,
      String target,
      ConfigNode node,
      String path,
      int largest,
      Problems problems) {
    C config = Binder.bind(node, path, factory.configType(), largest, problems);
    return config == null
        ? null
        : new ConfiguredComponent<>(
            target, config, node.origin().place(), context -> factory.create(config, context));
  }

  /**
   * Makes the component.
   *
   * @throws BenchException when the component refuses what it is given
   */
  public T create(X context) {
    try {
      return maker.apply(context);
    } catch (InvalidPathException unnameable) {
      throw new BenchException(ExitCode.DATA, FileNames.refused(unnameable), unnameable);
    } catch (IllegalArgumentException refused) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("InvalidConfig", target + ": " + refused.getMessage()).at(place),
          refused);
    }
  }
}
