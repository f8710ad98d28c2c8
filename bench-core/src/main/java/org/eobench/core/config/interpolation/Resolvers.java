package org.eobench.core.config.interpolation;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.ListNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.PythonText;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.error.Suggest;
import org.jspecify.annotations.Nullable;

/** The resolver functions of interpolations: {@code ${name:arguments}}. */
final class Resolvers {
  private static final List<String> NAMES =
      List.of(
          "hydra",
          "now",
          "oc.create",
          "oc.decode",
          "oc.deprecated",
          "oc.dict.keys",
          "oc.dict.values",
          "oc.env",
          "oc.select");

  private final Resolver resolver;
  private final Function<String, @Nullable String> environment;

  Resolvers(Resolver resolver, Function<String, @Nullable String> environment) {
    this.resolver = resolver;
    this.environment = environment;
  }

  Function<String, @Nullable String> environment() {
    return environment;
  }

  boolean knows(String name) {
    return NAMES.contains(name);
  }

  Resolver.Located call(String name, List<ConfigNode> arguments, Resolver.Located at) {
    if (!knows(name)) {
      throw new InterpolationException(
          "UnknownResolver", "there is no resolver '" + name + "'", Suggest.sentence(name, NAMES));
    }
    return switch (name) {
      case "oc.env" -> env(arguments, at);
      case "oc.select" -> select(arguments, at);
      case "oc.decode" -> decode(argument(name, arguments, 0), at);
      case "oc.create" -> create(argument(name, arguments, 0), at);
      case "oc.deprecated" -> found(textArgument(name, arguments, 0), at);
      case "oc.dict.keys" -> keys(mapping(name, arguments, at), at);
      case "oc.dict.values" -> values(mapping(name, arguments, at), at);
      case "now" -> scalar(now(textArgument(name, arguments, 0)), at);
      default -> resolver.hydra(textArgument(name, arguments, 0), at);
    };
  }

  private static Resolver.Located scalar(@Nullable Object value, Resolver.Located at) {
    return Resolver.made(new ScalarNode(value, at.node().origin()), at);
  }

  private Resolver.Located env(List<ConfigNode> arguments, Resolver.Located at) {
    String variable = textArgument("oc.env", arguments, 0);
    String value = environment.apply(variable);
    if (value != null) {
      return scalar(value, at);
    }
    if (arguments.size() < 2) {
      throw new InterpolationException(
          "EnvNotSet",
          "the environment variable '" + variable + "' is not set",
          "export " + variable + "=…, or give a default: ${oc.env:" + variable + ",default}");
    }
    ConfigNode fallback = arguments.get(1);
    boolean isNull = fallback instanceof ScalarNode scalar && scalar.value() == null;
    return scalar(isNull ? null : PythonText.show(fallback), at);
  }

  private Resolver.Located select(List<ConfigNode> arguments, Resolver.Located at) {
    Resolver.Located found = resolver.select(textArgument("oc.select", arguments, 0), at);
    Resolver.Located target = found == null ? null : resolver.follow(found);
    boolean missing =
        target == null || target.node() instanceof ScalarNode scalar && scalar.isMissing();
    if (!missing && target != null) {
      return target;
    }
    return arguments.size() > 1 ? Resolver.made(arguments.get(1), at) : scalar(null, at);
  }

  private Resolver.Located decode(ConfigNode argument, Resolver.Located at) {
    if (!(argument instanceof ScalarNode scalar)) {
      throw wrongArgument("oc.decode", "text");
    }
    if (scalar.value() == null) {
      return Resolver.made(scalar, at);
    }
    if (!(scalar.value() instanceof String text)) {
      throw wrongArgument("oc.decode", "text");
    }
    resolver.budget().text(text.length(), at);
    return resolver.evaluate(InterpolationParser.singleElement(text), at);
  }

  private Resolver.Located create(ConfigNode argument, Resolver.Located at) {
    if (argument instanceof ScalarNode scalar && scalar.value() instanceof String text) {
      resolver.budget().text(text.length(), at);
      ConfigNode created = ConfigNode.ofYaml(text, "oc.create");
      resolver.budget().values(created.values(), at);
      return Resolver.made(created, at);
    }
    return Resolver.made(argument, at);
  }

  private Resolver.Located found(String key, Resolver.Located at) {
    Resolver.Located found = resolver.select(key, at);
    if (found == null) {
      throw new InterpolationException(
          "InterpolationKey", "the interpolation key '" + key + "' is not found", "");
    }
    return found;
  }

  private Resolver.Located mapping(String name, List<ConfigNode> arguments, Resolver.Located at) {
    ConfigNode argument = argument(name, arguments, 0);
    Resolver.Located target =
        argument instanceof ScalarNode scalar && scalar.value() instanceof String key
            ? resolver.follow(found(key, at))
            : Resolver.made(argument, at);
    if (!(target.node() instanceof MapNode)) {
      throw wrongArgument(name, "a mapping");
    }
    return target;
  }

  private static Resolver.Located keys(Resolver.Located mapping, Resolver.Located at) {
    ListNode keys = new ListNode(at.node().origin());
    for (MapNode.Entry entry : ((MapNode) mapping.node()).entries()) {
      keys.add(new ScalarNode(entry.key(), at.node().origin()));
    }
    return Resolver.made(keys, at);
  }

  private Resolver.Located values(Resolver.Located mapping, Resolver.Located at) {
    ListNode values = new ListNode(at.node().origin());
    for (MapNode.Entry entry : ((MapNode) resolver.resolve(mapping)).entries()) {
      values.add(entry.value());
    }
    return Resolver.made(values, at);
  }

  /** Formats the local time by a {@code strftime} pattern such as {@code %Y-%m-%d}. */
  private static String now(String pattern) {
    LocalDateTime time = LocalDateTime.now();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '%' && i + 1 < pattern.length()) {
        text.append(timePart(time, pattern.charAt(++i)));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  private static String timePart(LocalDateTime time, char code) {
    String form =
        switch (code) {
          case 'Y' -> "yyyy";
          case 'y' -> "yy";
          case 'm' -> "MM";
          case 'd' -> "dd";
          case 'H' -> "HH";
          case 'I' -> "hh";
          case 'M' -> "mm";
          case 'S' -> "ss";
          case 'f' -> "SSSSSS";
          case 'j' -> "DDD";
          case 'a' -> "EEE";
          case 'b' -> "MMM";
          case 'p' -> "a";
          case '%' -> "'%'";
          default -> "'%" + code + "'";
        };
    return DateTimeFormatter.ofPattern(form, Locale.ROOT).format(time);
  }

  private static ConfigNode argument(String name, List<ConfigNode> arguments, int index) {
    if (arguments.size() <= index) {
      throw wrongArgument(name, "an argument");
    }
    return arguments.get(index);
  }

  private static String textArgument(String name, List<ConfigNode> arguments, int index) {
    if (argument(name, arguments, index) instanceof ScalarNode scalar
        && scalar.value() instanceof String text) {
      return text;
    }
    throw wrongArgument(name, "a name");
  }

  private static InterpolationException wrongArgument(String name, String wanted) {
    return new InterpolationException(
        "InterpolationFailed", "the resolver " + name + " needs " + wanted, "");
  }
}
