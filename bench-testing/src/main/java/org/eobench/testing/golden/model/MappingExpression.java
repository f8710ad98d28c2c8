package org.eobench.testing.golden.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.eobench.testing.golden.cases.Mismatch;

/**
 * A value of a mapping: plain text, or {@code ${…}} around recorded keys, numbers, {@code + - * /},
 * parentheses and functions.
 *
 * <pre>
 *   ${embed_dim}                    the recorded value
 *   ${img_size / patch_size}        arithmetic
 *   ${below(output_layers, 6)}      the numbers of a list that are smaller
 *   ${band_names(3)}                band0, band1, band2; for a list, its length is used
 *   ${by_band(waves)}               {band0: first, band1: second, …}
 *   ${first(sizes)}                 the first of a list, or null
 *   ${flat(band_sets)}              an object of lists of lists as an object of lists
 *   ${missing(sar_mask)}            dates at which an input [B,H,W,T,S] is nowhere 0
 *   ${size(image, 3)}               length of an axis of an input
 * </pre>
 */
final class MappingExpression {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String OPEN = "${";

  private final String text;
  private final Source source;
  private int at;

  /** The source of keys and inputs. */
  interface Source {
    /**
     * @throws Mismatch if the key is not recorded
     */
    JsonNode key(String key);

    /** Length of an axis of an input. */
    int size(String input, int axis);

    /** The dates at which an input {@code [B,H,W,T,S]} is nowhere 0; none without the input. */
    List<Integer> missing(String input);
  }

  private MappingExpression(String text, Source source) {
    this.text = text;
    this.source = source;
  }

  /** The value of a text in a mapping. */
  static JsonNode value(String text, Source source) {
    if (!text.contains(OPEN)) {
      return JSON.textNode(text);
    }
    if (!text.startsWith(OPEN) || !text.endsWith("}")) {
      throw new Mismatch("'" + text + "' must be a single ${…} without surrounding text");
    }
    MappingExpression expression =
        new MappingExpression(text.substring(OPEN.length(), text.length() - 1), source);
    JsonNode value = expression.sum();
    if (expression.peek() != '\0') {
      throw expression.unreadable();
    }
    return value;
  }

  private JsonNode sum() {
    JsonNode left = product();
    while (peek() == '+' || peek() == '-') {
      left = next() == '+' ? number(of(left) + of(product())) : number(of(left) - of(product()));
    }
    return left;
  }

  private JsonNode product() {
    JsonNode left = term();
    while (peek() == '*' || peek() == '/') {
      left = next() == '*' ? number(of(left) * of(term())) : number(of(left) / of(term()));
    }
    return left;
  }

  private JsonNode term() {
    if (peek() == '(') {
      next();
      JsonNode inside = sum();
      expect(')');
      return inside;
    }
    String word = word();
    if (peek() == '(') {
      next();
      JsonNode value = call(word);
      expect(')');
      return value;
    }
    return Character.isDigit(word.charAt(0)) ? number(Double.parseDouble(word)) : source.key(word);
  }

  private JsonNode call(String function) {
    return switch (function) {
      case "below" -> {
        JsonNode list = sum();
        expect(',');
        yield below(list, of(sum()));
      }
      case "band_names" -> bandNames(sum());
      case "by_band" -> byBand(sum());
      case "first" -> {
        JsonNode list = sum();
        yield list.isEmpty() ? JSON.nullNode() : list.get(0);
      }
      case "flat" -> flat(sum());
      case "missing" -> {
        ArrayNode dates = JSON.arrayNode();
        source.missing(word()).forEach(dates::add);
        yield dates;
      }
      case "size" -> {
        String input = word();
        expect(',');
        yield number(source.size(input, (int) of(sum())));
      }
      default ->
          throw new Mismatch(
              "${"
                  + text
                  + "}: no function "
                  + function
                  + "; known are below, band_names, by_band, first, flat, missing, size");
    };
  }

  private static ArrayNode below(JsonNode list, double limit) {
    ArrayNode smaller = JSON.arrayNode();
    list.forEach(
        item -> {
          if (item.asDouble() < limit) {
            smaller.add(item);
          }
        });
    return smaller;
  }

  private static ArrayNode bandNames(JsonNode countOrList) {
    int count = countOrList.isArray() ? countOrList.size() : countOrList.asInt();
    ArrayNode names = JSON.arrayNode();
    for (int i = 0; i < count; i++) {
      names.add("band" + i);
    }
    return names;
  }

  private static ObjectNode byBand(JsonNode list) {
    ObjectNode named = JSON.objectNode();
    list.forEach(item -> named.set("band" + named.size(), item));
    return named;
  }

  /** An object of lists of lists as an object of lists. */
  private static ObjectNode flat(JsonNode object) {
    ObjectNode flat = JSON.objectNode();
    object
        .fields()
        .forEachRemaining(
            entry -> {
              ArrayNode list = flat.putArray(entry.getKey());
              entry.getValue().forEach(inner -> inner.forEach(list::add));
            });
    return flat;
  }

  private double of(JsonNode value) {
    if (!value.isNumber()) {
      throw new Mismatch("${" + text + "} calculates with " + value + ", which is not a number");
    }
    return value.doubleValue();
  }

  /** An integer if the value is one. */
  private static JsonNode number(double value) {
    return value == Math.rint(value) ? JSON.numberNode((long) value) : JSON.numberNode(value);
  }

  private String word() {
    peek();
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || "_.".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    if (at == start) {
      throw unreadable();
    }
    return text.substring(start, at);
  }

  private char peek() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private char next() {
    return text.charAt(at++);
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw unreadable();
    }
    at++;
  }

  private Mismatch unreadable() {
    return new Mismatch("cannot read ${" + text + "} at character " + (at + 1));
  }
}
