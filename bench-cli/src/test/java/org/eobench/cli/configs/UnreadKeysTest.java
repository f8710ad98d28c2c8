package org.eobench.cli.configs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eobench.core.plugin.PluginJars;
import org.eobench.core.plugin.Plugins;
import org.eobench.core.registry.Components;
import org.eobench.core.registry.Registry;
import org.eobench.core.run.plan.RunConfig;
import org.eobench.core.spi.ComponentFactory;
import org.eobench.pretrain.method.Methods;
import org.eobench.pretrain.probe.ProbeConfig;
import org.eobench.pretrain.run.PretrainConfig;
import org.junit.jupiter.api.Test;

/** A key that is accepted is read by some code. */
class UnreadKeysTest {
  private static final RecordReads READS =
      new RecordReads(
          new ClassFileImporter()
              .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
              .importPackages("org.eobench"));
  private static final Path LIST =
      Path.of(
          System.getProperty("bench.root"), "bench-cli/src/test/resources/keys-checked-only.txt");

  private final Components components = Plugins.load(PluginJars.NONE).components();

  @Test
  void everyKeyThatIsAcceptedIsRead() throws IOException {
    Map<String, Set<String>> unread = new TreeMap<>();
    for (Registry<? extends ComponentFactory<?, ?, ?>> registry : registries()) {
      for (String name : registry.names()) {
        ComponentFactory<?, ?, ?> factory = registry.get(name, name);
        add(factory.configType(), reached(factory), registry.kind() + " " + name, unread);
      }
    }
    components
        .tasks()
        .all()
        .forEach((name, task) -> add(task.configType(), READS.all(), "task " + name, unread));
    add(RunConfig.class, READS.all(), "every run", unread);
    add(PretrainConfig.class, READS.all(), "every pretraining", unread);
    add(ProbeConfig.class, READS.all(), "every probe", unread);
    assertThat(unread.keySet()).as("%s", unread).isEqualTo(known());
  }

  @Test
  void findsAKeyThatIsOnlyCheckedAndCopied() {
    RecordReads reads =
        new RecordReads(new ClassFileImporter().importClasses(Sample.class, Reader.class));
    assertThat(reads.unread(Sample.class, reads.all()))
        .containsExactlyInAnyOrder("checked", "copied", "unused");
    assertThat(reads.unread(Sample.class, reads.from(Reader.class)))
        .containsExactlyInAnyOrder("checked", "copied", "unused");
    assertThat(reads.unread(Sample.class, Set.of())).contains("read", "throughMethod");
  }

  /** As a config may be: some components have an effect, some only seem to. */
  private record Sample(int read, int throughMethod, int checked, int copied, int unused) {
    Sample {
      if (checked < 0) {
        throw new IllegalArgumentException("checked=" + checked);
      }
    }

    Sample next() {
      return new Sample(read, throughMethod, checked, copied + 1, unused);
    }

    int twice() {
      return 2 * throughMethod;
    }

    int never() {
      return unused;
    }
  }

  private static final class Reader {
    int sum(Sample sample) {
      return sample.read() + sample.next().twice();
    }
  }

  private static void add(
      Class<? extends Record> config,
      Set<JavaCodeUnit> reached,
      String place,
      Map<String, Set<String>> unread) {
    Set<JavaCodeUnit> all = READS.all();
    for (Class<? extends Record> type : RecordReads.nested(config)) {
      // What every component of a kind has is read by core, not by the component.
      boolean shared = type.getPackageName().startsWith("org.eobench.core");
      for (String key : READS.unread(type, shared ? all : reached)) {
        unread.computeIfAbsent(type.getSimpleName() + "." + key, k -> new TreeSet<>()).add(place);
      }
    }
  }

  /** What a factory's components can run; everything for a factory that is a lambda. */
  private static Set<JavaCodeUnit> reached(ComponentFactory<?, ?, ?> factory) {
    Class<?> type = factory.getClass();
    boolean generic = type.isRecord() || type.isAnonymousClass() || type.isHidden();
    return generic ? READS.all() : READS.from(type);
  }

  /** Keys without a reader of their own, each with the reason in the list. */
  private static Set<String> known() throws IOException {
    Set<String> known = new TreeSet<>();
    for (String line : Files.readAllLines(LIST)) {
      if (!line.startsWith("#")) {
        String[] parts = line.split(" +", 2);
        assertThat(parts).as(line).hasSize(2);
        known.add(parts[0]);
      }
    }
    return known;
  }

  private List<Registry<? extends ComponentFactory<?, ?, ?>>> registries() {
    return List.of(
        components.encoders(),
        components.decoders(),
        components.datasets(),
        components.criteria(),
        components.optimizers(),
        components.schedules(),
        components.steps(),
        Methods.of(components));
  }
}
