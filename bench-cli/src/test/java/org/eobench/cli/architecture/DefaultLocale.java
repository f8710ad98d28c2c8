package org.eobench.cli.architecture;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.text.BreakIterator;
import java.text.Collator;
import java.text.DateFormat;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;

/**
 * Calls of the Java library whose result depends on the machine's default locale because they are
 * given none.
 */
final class DefaultLocale {
  /** The methods of each class that have a twin with a locale. */
  private static final Map<Class<?>, Set<String>> METHODS =
      Map.of(
          String.class, Set.of("format", "formatted", "toLowerCase", "toUpperCase"),
          PrintStream.class, Set.of("format", "printf"),
          PrintWriter.class, Set.of("format", "printf"),
          Formatter.class, Set.of("<init>"),
          DecimalFormatSymbols.class, Set.of("<init>", "getInstance"),
          DateTimeFormatter.class, Set.of("ofPattern"),
          DateTimeFormatterBuilder.class, Set.of("toFormatter"));

  /** Classes that read or write by the rules of a language, whichever way they are made. */
  private static final List<Class<?>> LANGUAGES =
      List.of(
          NumberFormat.class,
          DateFormat.class,
          SimpleDateFormat.class,
          MessageFormat.class,
          Collator.class,
          BreakIterator.class);

  private DefaultLocale() {}

  /**
   * Whether {@code access} is such a call or method reference. Arguments that carry a locale in
   * themselves, as a {@link DecimalFormatSymbols} does, count as one.
   */
  static boolean decides(JavaAccess<?> access) {
    AccessTarget target = access.getTarget();
    if (!(target instanceof AccessTarget.CodeUnitAccessTarget called)) {
      return false;
    }
    JavaClass owner = target.getOwner();
    String name = target.getName();
    if (owner.isEquivalentTo(Scanner.class)) {
      return true;
    }
    if (owner.isEquivalentTo(Locale.class)) {
      return name.equals("getDefault");
    }
    return isNamed(owner, name) && !carriesLocale(called.getRawParameterTypes());
  }

  private static boolean isNamed(JavaClass owner, String name) {
    for (Map.Entry<Class<?>, Set<String>> each : METHODS.entrySet()) {
      if (owner.isEquivalentTo(each.getKey())) {
        return each.getValue().contains(name);
      }
    }
    boolean made = name.equals("<init>") || name.startsWith("get") && name.endsWith("Instance");
    return owner.isEquivalentTo(DecimalFormat.class) && name.equals("<init>")
        || made && LANGUAGES.stream().anyMatch(owner::isEquivalentTo);
  }

  private static boolean carriesLocale(List<JavaClass> parameters) {
    return parameters.stream()
        .anyMatch(
            type ->
                type.isEquivalentTo(Locale.class)
                    || type.isEquivalentTo(DecimalFormatSymbols.class));
  }
}
