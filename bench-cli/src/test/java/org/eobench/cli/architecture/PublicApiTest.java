package org.eobench.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eobench.testing.SharedFiles;
import org.junit.jupiter.api.Test;

/** What the packages of the public API, as docs/architecture.md lists them, show to a program. */
class PublicApiTest {
  private static final String ROOT = "org.eobench.";

  private final Set<String> packages = new LinkedHashSet<>();
  private final Set<String> values = new LinkedHashSet<>();

  PublicApiTest() throws IOException {
    String page = Files.readString(SharedFiles.projectRoot().resolve("docs/architecture.md"));
    String section = page.substring(page.indexOf("\n## Public API"));
    for (String line : section.split("\n", -1)) {
      if (line.startsWith("- Packages:")) {
        packages.addAll(names(line));
      } else if (line.startsWith("- Values:")) {
        values.addAll(names(line));
      }
    }
  }

  private static Set<String> names(String line) {
    Set<String> names = new LinkedHashSet<>();
    Matcher name = Pattern.compile("`([\\w.]+)`").matcher(line);
    name.results().forEach(found -> names.add(found.group(1)));
    return names;
  }

  @Test
  void showsNoInternalTypeButTheValuesThatAreListed() {
    Set<String> seen = new TreeSet<>();
    Set<String> internal = new TreeSet<>();
    for (JavaClass type : MainClasses.ALL) {
      if (isShown(type)) {
        seen.add(type.getName());
        members(type).flatMap(PublicApiTest::types).forEach(shown -> add(shown, internal));
      }
    }
    assertThat(packages).contains("bench", "core.spi", "core.encoder", "core.nn.vit");
    assertThat(seen).hasSizeGreaterThan(150);
    assertThat(internal).containsExactlyInAnyOrderElementsOf(values);
  }

  private void add(JavaClass shown, Set<String> internal) {
    String name = shown.getBaseComponentType().getName().replace('$', '.');
    if (name.startsWith(ROOT) && !isApi(shown.getBaseComponentType())) {
      internal.add(name.substring(ROOT.length()));
    }
  }

  private boolean isApi(JavaClass type) {
    return packages.contains(type.getPackageName().substring(ROOT.length()));
  }

  private boolean isShown(JavaClass type) {
    boolean nested = type.getEnclosingClass().isPresent();
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && isApi(type)
        && (!nested || isShown(type.getEnclosingClass().get()));
  }

  /** What a program can call or override. */
  private static Stream<JavaMember> members(JavaClass type) {
    return type.getMembers().stream()
        .filter(member -> !member.getModifiers().contains(JavaModifier.SYNTHETIC))
        .filter(
            member ->
                member.getModifiers().contains(JavaModifier.PUBLIC)
                    || member.getModifiers().contains(JavaModifier.PROTECTED));
  }

  private static Stream<JavaClass> types(JavaMember member) {
    Stream<JavaType> mentioned =
        member instanceof JavaCodeUnit unit
            ? Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream())
            : Stream.of(((JavaField) member).getType());
    return mentioned.flatMap(type -> type.getAllInvolvedRawTypes().stream());
  }
}
