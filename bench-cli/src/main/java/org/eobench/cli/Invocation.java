package org.eobench.cli;

import java.io.PrintStream;
import java.util.List;

/**
 * What a verb is called with.
 *
 * @param words the arguments after the verb
 * @param plugins jars of the plug-in folder
 * @param out where answers go
 */
record Invocation(List<String> words, PluginJars plugins, PrintStream out) {
  Invocation {
    words = List.copyOf(words);
  }
}
