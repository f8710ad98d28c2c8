package org.eobench.cli.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eobench.cli.command.Verb;
import org.eobench.cli.jar.BenchProcess;
import org.eobench.cli.verbs.Verbs;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.MapNode;
import org.junit.jupiter.api.Test;

/**
 * Reads the advice of all error messages in the sources: what can be typed stands between
 * backticks, its verbs exist, and so do its keys.
 */
class AdviceInSourcesTest {
  private static final Pattern PACKAGE = Pattern.compile("# @package (\\S+)");
  private static final Pattern NEXT = Pattern.compile("\\.next\\(");
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern KEY =
      Pattern.compile("(?<![\\w.+~])([+~]*)([a-z_]+(?:\\.[a-z_]+)*)=");
  private static final Pattern COMMAND = Pattern.compile("bench\\.jar ([a-z]+)(?![\\w=])");
  private static final int LEAST = 100;

  private final Set<String> keys = new TreeSet<>();

  @Test
  void everyAdviceThatCanBeTypedIsSetOffAndNamesWhatThereIs() throws IOException {
    readKeys();
    Set<String> verbs =
        Verbs.ofProgram().all().stream().map(Verb::name).collect(Collectors.toSet());
    List<String> wrong = new ArrayList<>();
    List<Path> sources = sources();
    int advice = 0;
    for (Path file : sources) {
      for (String text : next(Files.readString(file, StandardCharsets.UTF_8))) {
        advice++;
        Set<String> typed =
            Advice.in(text).stream()
                .map(Advice::text)
                .collect(Collectors.toCollection(TreeSet::new));
        String rest = text.replaceAll("`[^`]*`", "");
        Matcher bare = COMMAND.matcher(rest);
        boolean command = bare.find() && verbs.contains(bare.group(1));
        if (command || KEY.matcher(rest).find() && !rest.contains("key=value")) {
          wrong.add(file.getFileName() + ": not between backticks: " + text);
        }
        for (String words : typed) {
          Matcher verb = COMMAND.matcher(words);
          if (verb.find() && !verbs.contains(verb.group(1))) {
            wrong.add(file.getFileName() + ": no verb " + verb.group(1));
          }
          Matcher key = KEY.matcher(words);
          while (key.find()) {
            boolean added = key.group(1).contains("+");
            if (!added && !keys.contains(key.group(2)) && key.group(2).length() > 1) {
              wrong.add(file.getFileName() + ": no config has " + key.group(2) + ": " + text);
            }
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(advice).as("texts that were read").isGreaterThan(LEAST);
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    try (Stream<Path> modules = Files.list(BenchProcess.ROOT)) {
      for (Path module :
          modules.filter(m -> m.getFileName().toString().startsWith("bench-")).toList()) {
        Path main = module.resolve("src/main/java");
        if (Files.isDirectory(main)) {
          try (Stream<Path> files = Files.walk(main)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
          }
        }
      }
    }
    return sources;
  }

  /** The texts handed to {@code next}, with the pieces of each joined. */
  private static List<String> next(String source) {
    List<String> texts = new ArrayList<>();
    Matcher call = NEXT.matcher(source);
    while (call.find()) {
      StringBuilder text = new StringBuilder();
      Matcher literal = LITERAL.matcher(argument(source, call.end()));
      while (literal.find()) {
        text.append(literal.group(1));
      }
      if (text.length() > 0) {
        texts.add(text.toString());
      }
    }
    return texts;
  }

  /** Up to the parenthesis that closes the one before {@code start}. */
  private static String argument(String source, int start) {
    int depth = 1;
    boolean quoted = false;
    int at = start;
    for (; depth > 0; at++) {
      char c = source.charAt(at);
      if (quoted && c == '\\') {
        at++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted) {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      }
    }
    return source.substring(start, at - 1);
  }

  /** Dotted keys of all shipped configs, and the names of their groups. */
  private void readKeys() throws IOException {
    keys.add("hydra.sweep.dir"); // of the hydra node, which no file of ours holds
    Path configs = BenchProcess.ROOT.resolve("configs");
    try (Stream<Path> files = Files.walk(configs)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
        Path group = configs.relativize(file).getParent();
        String prefix = group == null ? "" : group.toString();
        if (!prefix.isEmpty()) {
          keys.add(prefix);
        }
        String text = Files.readString(file, StandardCharsets.UTF_8);
        Matcher header = PACKAGE.matcher(text);
        String place = header.lookingAt() ? header.group(1) : prefix;
        if (ConfigNode.ofYaml(text, "x") instanceof MapNode map) {
          collect(map, place.equals("_global_") ? "" : place);
        }
      }
    }
    assertThat(keys).contains("encoder.input_size", "task.trainer.n_epochs", "seed", "decoder");
  }

  private void collect(MapNode map, String prefix) {
    for (MapNode.Entry entry : map.entries()) {
      String key = prefix.isEmpty() ? entry.name() : prefix + "." + entry.name();
      keys.add(key);
      if (entry.value() instanceof MapNode below) {
        collect(below, key);
      }
    }
  }
}
