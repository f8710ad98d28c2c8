package org.eobench.core.config.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eobench.core.config.source.DirectorySource;
import org.eobench.core.error.BenchException;

/** A small tree of configuration files for tests. */
record ConfigFolder(Path root) {

  ConfigFolder with(String path, String text) {
    try {
      Path file = root.resolve(path + ".yaml");
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Encoders, decoders with a nested head, an experiment and a main configuration. */
  ConfigFolder standard() {
    return with(
            "train",
            """
            defaults:
              - encoder: dofa
              - decoder: linear
              - dataset: ???
              - _self_
            seed: 1
            task:
              trainer:
                n_epochs: 80
            name: ${encoder.name}-${seed}
            """)
        .with("encoder/dofa", "name: dofa\nsize: {width: 8, depth: 2}\nlayers: [1, 2]\n")
        .with("encoder/vit", "name: vit\nsize: {width: 4}\nextra: true\n")
        .with("decoder/linear", "defaults:\n  - head: small\n  - _self_\nname: linear\n")
        .with("decoder/head/small", "channels: 4\n")
        .with("decoder/head/large", "channels: 64\n")
        .with("dataset/fires", "root: data/fires\n")
        .with("dataset/floods", "root: data/floods\n")
        .with(
            "experiment/quick",
            "# @package _global_\ndefaults:\n  - override /encoder: vit\nseed: 9\n");
  }

  Composer composer() {
    return new Composer(
        new SearchPath(List.of(new DirectorySource(root))), Map.of("SITE", "lab")::get);
  }

  Composition compose(String... arguments) {
    return composer().compose("train", List.of(arguments));
  }

  BenchException refusal(String... arguments) {
    try {
      compose(arguments);
    } catch (BenchException e) {
      return e;
    }
    throw new AssertionError("composed " + List.of(arguments));
  }
}
