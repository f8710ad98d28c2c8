package org.eobench.cli.plugins;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Compiles sources against a class path and packs them with resources, as a plug-in author does.
 */
public final class JarBuilder {
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, String> resources = new LinkedHashMap<>();

  /** The sources and resources of a folder below {@code examples}. */
  public static JarBuilder ofExample(String name) throws IOException {
    Path example = Path.of(System.getProperty("bench.root"), "examples", name);
    JarBuilder builder = new JarBuilder();
    addTree(example.resolve("src"), builder.sources);
    addTree(example.resolve("resources"), builder.resources);
    return builder;
  }

  private static void addTree(Path root, Map<String, String> texts) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String path = root.relativize(file).toString().replace('\\', '/');
        texts.put(path, Files.readString(file));
      }
    }
  }

  /** Adds a source file such as {@code my/Plugin.java}. */
  public JarBuilder source(String path, String text) {
    sources.put(path, text);
    return this;
  }

  /** Adds a text file such as {@code configs/encoder/mine.yaml}. */
  public JarBuilder resource(String path, String text) {
    resources.put(path, text);
    return this;
  }

  /** Names the class that implements {@code BenchPlugin}. */
  public JarBuilder plugin(String className) {
    return resource("META-INF/services/org.eobench.core.spi.BenchPlugin", className + "\n");
  }

  /** Gives the jar a manifest with these lines. */
  public JarBuilder manifest(String... lines) {
    String text = "Manifest-Version: 1.0\n" + String.join("\n", lines) + "\n\n";
    return resource("META-INF/MANIFEST.MF", text);
  }

  /** Compiles and packs; {@code work} is an empty folder for what lies between. */
  public Path build(Path jar, Path work, String classPath) throws IOException {
    Path classes = Files.createDirectories(work.resolve("classes"));
    List<String> arguments =
        new ArrayList<>(
            List.of("--release", "17", "-proc:none", "-cp", classPath, "-d", classes.toString()));
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = work.resolve("src").resolve(source.getKey());
      Files.createDirectories(file.getParent());
      arguments.add(Files.writeString(file, source.getValue()).toString());
    }
    compile(arguments);
    Files.createDirectories(jar.toAbsolutePath().getParent());
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      addClasses(out, classes);
      for (Map.Entry<String, String> resource : resources.entrySet()) {
        out.putNextEntry(new ZipEntry(resource.getKey()));
        out.write(resource.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }

  private void compile(List<String> arguments) {
    if (sources.isEmpty()) {
      return;
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    OutputStream sink =
        new OutputStream() {
          @Override
          public void write(int b) {
            messages.write(b);
          }
        };
    if (compiler.run(null, sink, sink, arguments.toArray(String[]::new)) != 0) {
      throw new AssertionError("the plug-in does not compile:\n" + messages);
    }
  }

  private static void addClasses(JarOutputStream out, Path classes) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
      }
    }
  }
}
