package org.eobench.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eobench.core.config.source.ConfigSource;
import org.eobench.core.config.source.DirectorySource;
import org.eobench.core.plugin.PluginJars;

/** Where configuration files are looked for. No class of a plug-in is loaded for that. */
public final class ConfigSources {
  private static final String FOLDER = "configs";

  /** The title in the manifest of bench.jar. */
  private static final String PROGRAM = "EO Bench";

  /** A text, as the class itself would load Guice. */
  private static final String SERVICE = "META-INF/services/org.eobench.core.spi.BenchPlugin";

  private ConfigSources() {}

  /**
   * The places, first match first: the folders, the plug-in jars, the plug-ins of the class path,
   * EO Bench itself. In a jar it is the folder {@code configs}.
   */
  public static List<ConfigSource> of(List<Path> folders, PluginJars jars) {
    List<ConfigSource> sources = new ArrayList<>();
    for (Path folder : folders) {
      sources.add(new DirectorySource(folder));
    }
    for (Path jar : jars.jars()) {
      sources.add(ConfigSource.of(jar, FOLDER));
    }
    ConfigSource own = ConfigSource.ofClass(Bench.class, FOLDER);
    if (!isAlone()) {
      for (Path root : pluginRoots()) {
        ConfigSource source = ConfigSource.of(root, FOLDER);
        if (!source.name().equals(own.name()) && source.available()) {
          sources.add(source);
        }
      }
    }
    sources.add(own);
    return List.copyOf(sources);
  }

  /**
   * Whether bench.jar is all that Java was started with. Then there are no others to ask for, which
   * would take a tenth of the time of {@code --help}. Its manifest names no further jars.
   */
  private static boolean isAlone() {
    return Bench.class.getClassLoader() == ClassLoader.getSystemClassLoader()
        && PROGRAM.equals(Bench.class.getPackage().getImplementationTitle())
        && !System.getProperty("java.class.path").contains(File.pathSeparator);
  }

  /** Jars and folders of the class path that offer a plug-in. */
  private static Set<Path> pluginRoots() {
    Set<Path> roots = new LinkedHashSet<>();
    try {
      for (URL url : Collections.list(Bench.class.getClassLoader().getResources(SERVICE))) {
        String place = url.getPath();
        int inside = place.indexOf("!/");
        if (url.getProtocol().equals("jar") && inside > 0) {
          roots.add(Path.of(URI.create(place.substring(0, inside))));
        } else if (url.getProtocol().equals("file")) {
          Path root = Path.of(url.toURI());
          for (int up = SERVICE.split("/").length; up > 0; up--) {
            root = Objects.requireNonNull(root.getParent(), SERVICE);
          }
          roots.add(root);
        }
      }
    } catch (IOException | URISyntaxException failure) {
      throw new UncheckedIOException(
          "cannot look for plug-ins on the class path", new IOException(failure));
    }
    return roots;
  }
}
