package org.eobench.core.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.YamlReader;
import org.eobench.core.criterion.CrossEntropyConfig;
import org.eobench.core.optim.AdamWConfig;
import org.eobench.core.optim.SgdConfig;
import org.eobench.core.schedule.LrSchedule;
import org.eobench.core.schedule.MultiStepLrConfig;
import org.eobench.core.schedule.ScheduleContext;
import org.junit.jupiter.api.Test;

/** The configuration files of core's own components bind to them and carry Pangaea's values. */
class CoreComponentsTest {
  private final Injector injector = Guice.createInjector(new CoreBindings());

  @Test
  void optimizersBind() throws IOException {
    Map<String, OptimizerFactory<?>> factories =
        injector.getInstance(Key.get(new TypeLiteral<Map<String, OptimizerFactory<?>>>() {}));
    assertThat(bind(factories, "optimizer", "adamw"))
        .isEqualTo(new AdamWConfig(1e-4, List.of(0.9, 0.999), 1e-8, 0.05));
    assertThat(bind(factories, "optimizer", "sgd")).isEqualTo(new SgdConfig(1e-4, 0, 0.05, false));
  }

  @Test
  void schedulesBind() throws IOException {
    Map<String, ScheduleFactory<?>> factories =
        injector.getInstance(Key.get(new TypeLiteral<Map<String, ScheduleFactory<?>>>() {}));
    MultiStepLrConfig config = new MultiStepLrConfig(List.of(0.6, 0.9), 0.1);
    assertThat(bind(factories, "lr_scheduler", "multi_step_lr")).isEqualTo(config);
    @SuppressWarnings("unchecked") // its config type was just seen to be this
    ScheduleFactory<MultiStepLrConfig> factory =
        (ScheduleFactory<MultiStepLrConfig>) Objects.requireNonNull(factories.get("multi_step_lr"));
    LrSchedule schedule = factory.create(config, new ScheduleContext(1, 10));
    assertThat(schedule.at(6)).isEqualTo(0.1);
  }

  @Test
  void criteriaBind() throws IOException {
    Map<String, CriterionFactory<?>> factories =
        injector.getInstance(Key.get(new TypeLiteral<Map<String, CriterionFactory<?>>>() {}));
    assertThat(bind(factories, "criterion", "cross_entropy")).isEqualTo(new CrossEntropyConfig(0));
  }

  @Test
  void badValuesAreRefused() {
    assertThatThrownBy(() -> new AdamWConfig(1, List.of(0.9), 1e-8, 0))
        .hasMessageContaining("two numbers in [0, 1), not [0.9]");
    assertThatThrownBy(() -> new SgdConfig(1, 0, 0, true))
        .hasMessageContaining("nesterov needs a momentum");
  }

  private static Record bind(
      Map<String, ? extends ComponentFactory<?, ?, ?>> factories, String group, String name)
      throws IOException {
    Path root = Path.of(System.getProperty("bench.root", ""));
    String text =
        Files.readString(
            root.resolve(String.format(Locale.ROOT, "configs/%s/%s.yaml", group, name)));
    ConfigNode node = Objects.requireNonNull(YamlReader.read(text, name));
    ComponentFactory<?, ?, ?> factory = Objects.requireNonNull(factories.get(name));
    return Binder.bindOrThrow(node, factory.configType());
  }
}
