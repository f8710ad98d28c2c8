package org.eobench.cli.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eobench.cli.command.Verb;

/**
 * A command line that README.md, CONTRIBUTING.md, a page in docs/ or the help of a verb tells a
 * reader to type.
 *
 * @param file the page, relative to the project's root, or {@code help VERB}
 * @param line where the command begins, from 1
 * @param text the command without its comment, on one line
 */
record DocumentedCommand(String file, int line, String text) {
  private static final Pattern PROGRAM =
      Pattern.compile("^(?:\\./bench|java (?:-\\S+ )*-jar bench\\.jar)(?= |$)");
  private static final Pattern OTHER =
      Pattern.compile(
          "^(?:curl|mvn|python3|cd|mkdir|cp|javac|java|jshell|jar|export|git|npm|bash|docker) .*");
  private static final Pattern SPAN =
      Pattern.compile("`((?:\\./bench|java (?:-\\S+ )*-jar bench\\.jar) [^`]+|mvn [^`]+)`");
  private static final Pattern WORD = Pattern.compile("(?:'[^']*'|\"[^\"]*\"|[^\\s'\"])+");
  private static final String FENCE = "```";
  private static final List<String> SHELLS = List.of("", "bash", "sh", "console");

  /** All commands of all pages, in order. */
  static List<DocumentedCommand> all(Path root) {
    List<DocumentedCommand> found = new ArrayList<>();
    try (Stream<Path> docs = Files.list(root.resolve("docs"))) {
      List<Path> pages =
          new ArrayList<>(List.of(root.resolve("README.md"), root.resolve("CONTRIBUTING.md")));
      pages.addAll(docs.filter(file -> file.toString().endsWith(".md")).sorted().toList());
      for (Path page : pages) {
        read(root.relativize(page).toString(), Files.readAllLines(page), found);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /** The examples that {@code help VERB} shows. */
  static List<DocumentedCommand> examples(Verb verb) {
    List<DocumentedCommand> found = new ArrayList<>();
    List<String> lines = verb.details().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String text = lines.get(i).strip();
      if (PROGRAM.matcher(text).find()) {
        found.add(new DocumentedCommand("help " + verb.name(), i + 1, text));
      }
    }
    return found;
  }

  private static void read(String file, List<String> lines, List<DocumentedCommand> found) {
    String language = null;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith(FENCE)) {
        language = language == null ? line.substring(FENCE.length()).strip() : null;
      } else if (language == null) {
        Matcher spans = SPAN.matcher(line);
        while (spans.find()) {
          found.add(new DocumentedCommand(file, i + 1, spans.group(1)));
        }
      } else if (SHELLS.contains(language)) {
        int first = i;
        String whole = line;
        while (whole.endsWith("\\")) {
          whole = whole.substring(0, whole.length() - 1) + lines.get(++i).strip();
        }
        String text = whole.replaceFirst("\\s+#.*", "").strip();
        if (PROGRAM.matcher(text).find() || OTHER.matcher(text).matches()) {
          found.add(new DocumentedCommand(file, first + 1, text));
        }
      }
    }
  }

  /** Whether it is a call of this program. */
  boolean isProgram() {
    return PROGRAM.matcher(text).find();
  }

  /** The arguments of the program, as a shell splits them. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(PROGRAM.matcher(text).replaceFirst(""));
    while (word.find()) {
      words.add(word.group().replaceAll("['\"]", ""));
    }
    return words;
  }

  /** Whether the plug-in of the examples is to be there. */
  boolean wantsPlugin() {
    return text.contains("-Dbench.plugins=");
  }

  @Override
  public String toString() {
    return file + ":" + line + " " + text;
  }
}
